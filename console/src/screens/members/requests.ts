import type { components } from '@parley/client';
import { request } from '../../api/request';

export type Member = components['schemas']['MemberDto'];
export type Role = Member['role'];

/** From the least to the most that a role allows. */
export const ROLES: readonly Role[] = ['viewer', 'researcher', 'admin'];

const MEMBERS = '/api/projects/{project_id}/members';

export const membersPath = (projectId: string) => `/api/projects/${projectId}/members`;

export const listMembers = (projectId: string) =>
  request('get', MEMBERS, { path: { project_id: projectId } });

export const addMember = (projectId: string, body: components['schemas']['AddMemberDto']) =>
  request('post', MEMBERS, { path: { project_id: projectId }, body });

export const setRole = (projectId: string, userId: string, role: Role) =>
  request('patch', `${MEMBERS}/{id}`, { path: { project_id: projectId, id: userId }, body: { role } });

export const removeMember = (projectId: string, userId: string) =>
  request('delete', `${MEMBERS}/{id}`, { path: { project_id: projectId, id: userId } });

/** The name of a person, or the address of one who has none. */
export function nameOf({ first_name, last_name, email }: Member): string {
  return `${first_name} ${last_name}`.trim() || email;
}
