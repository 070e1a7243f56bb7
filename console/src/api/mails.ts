import type { components } from '@parley/client';
import { request } from './request';

export type MailResult = components['schemas']['InviteResultDto'];
export type MailEntry = components['schemas']['LedgerEntryDto'];
export type MailStatus = MailEntry['status'];

/** The two kinds of mail that a researcher sends. */
export type SendKind = 'invite' | 'reminder';

/** A send as the researcher wants it. */
export interface Send {
  kind: SendKind;
  isDryRun: boolean;
  /** Reason for mailing people whom the contact rules would spare; empty to keep the rules. */
  overrideReason: string;
  /** When the mails go out; null for at once. */
  sendAt?: string | null;
  idempotencyKey?: string;
}

const TOPIC = '/api/projects/{project_id}/user_interview_topics/{id}';

/** Rows of a dry run that are shown by name; the totals count all of them. */
export const NAMED_RESULTS = 1000;

const topicOf = (projectId: string, topicId: string) => ({ project_id: projectId, id: topicId });

/** A send of invites or reminders, or its dry run. */
export function sendMails(projectId: string, topicId: string, send: Send) {
  const parts = {
    path: topicOf(projectId, topicId),
    query: { limit: send.isDryRun ? NAMED_RESULTS : 1 },
    body: {
      dry_run: send.isDryRun,
      ...(send.overrideReason !== '' && {
        override_contact_rules: true,
        override_reason: send.overrideReason,
      }),
      ...(send.sendAt && { send_at: send.sendAt }),
    },
    idempotencyKey: send.idempotencyKey,
  };
  return send.kind === 'invite'
    ? request('post', `${TOPIC}/send_invites`, { ...parts, body: { ...parts.body, send_async: true } })
    : request('post', `${TOPIC}/remind`, parts);
}

export const sendTest = (projectId: string, topicId: string) =>
  request('post', `${TOPIC}/send_test`, { path: topicOf(projectId, topicId), body: {} });

export const readMailSummary = (projectId: string, topicId: string) =>
  request('get', `${TOPIC}/invites/summary`, { path: topicOf(projectId, topicId) });

/** Troubles that a mail can have. */
export type MailTrouble = 'failed' | 'uncertain' | 'bounced';

export const listMails = (projectId: string, topicId: string, trouble: MailTrouble) =>
  request('get', `${TOPIC}/invites`, {
    path: topicOf(projectId, topicId),
    query: trouble === 'bounced' ? { bounced: true } : { status: trouble },
  });

export const cancelMails = (projectId: string, topicId: string) =>
  request('post', `${TOPIC}/invites/cancel`, { path: topicOf(projectId, topicId) });

export const retryMail = (projectId: string, topicId: string, mailId: string) =>
  request('post', `${TOPIC}/invites/{invite_id}/retry`, {
    path: { ...topicOf(projectId, topicId), invite_id: mailId },
  });

export const settleMail = (projectId: string, topicId: string, mailId: string, outcome: 'sent' | 'failed') =>
  request('post', `${TOPIC}/invites/{invite_id}/settle`, {
    path: { ...topicOf(projectId, topicId), invite_id: mailId },
    body: { outcome },
  });
