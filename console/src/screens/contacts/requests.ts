import type { components } from '@parley/client';
import { request } from '../../api/request';

export type Contact = components['schemas']['ContactDto'];
export type ContactStatus = Contact['status'];
/** The statuses that somebody can set; `cooling_down` follows from other things. */
export const SETTABLE = ['free', 'do_not_contact', 'bounced', 'opted_out'] as const;
export type SettableStatus = (typeof SETTABLE)[number];
export const STATUSES = ['free', 'cooling_down', 'do_not_contact', 'bounced', 'opted_out'] as const;

const CONTACTS = '/api/projects/{project_id}/contacts';

export const contactsPath = (projectId: string) => `/api/projects/${projectId}/contacts`;

export const listContacts = (projectId: string, search: string, status: ContactStatus | null) =>
  request('get', CONTACTS, {
    path: { project_id: projectId },
    query: { ...(search !== '' && { search }), ...(status !== null && { status }) },
  });

/** Sets status and reason of a mailbox; one that the project does not know is added. */
export const setContact = (projectId: string, email: string, status: SettableStatus, reason: string) =>
  request('post', CONTACTS, { path: { project_id: projectId }, body: { email, status, reason } });

export const importContacts = (projectId: string, file: File) =>
  request('post', `${CONTACTS}/import`, { path: { project_id: projectId }, body: file });

export const exportContacts = (projectId: string) =>
  request('get', `${CONTACTS}/csv`, { path: { project_id: projectId } });
