import { UnsubscribeTokens } from '../../../src/contacts/unsubscribe-tokens';
import type { TestApp } from '../app/test-app';
import type { ApiClient } from '../clients/api-client';
import { linksOf } from './invites';

/** A person with a link, a contact and the unsubscribe page of their mails. */
export interface OptOutFixture {
  topicId: string;
  contactId: string;
  shareId: string;
  token: string;
  /** Path of the unsubscribe page. */
  path: string;
  /** Path of the interview page. */
  interviewPath: string;
}

let people = 0;

/** Invites a person of their own, without a mail; `values` are of the topic. */
export async function inviteForOptOut(
  app: TestApp,
  client: ApiClient,
  values: Record<string, unknown> = {},
): Promise<OptOutFixture> {
  const email = `person-${++people}@example.com`;
  const { id: topicId } = await client.createTopic({ interviewee_emails: [email], ...values });
  const [link] = await linksOf(client, topicId);
  const [contact] = await app.database.query<{ id: string }>(
    `INSERT INTO contact (project_id, mailbox) VALUES ($1, $2)
     ON CONFLICT (project_id, mailbox) DO UPDATE SET updated_at = contact.updated_at RETURNING id`,
    [client.projectId, (values.interviewee_emails as string[] | undefined)?.[0] ?? email],
  );
  const [share] = await app.database.query<{ id: string }>(
    `SELECT id FROM sharing_configuration WHERE topic_id = $1`,
    [topicId],
  );
  if (!link || !contact || !share) throw new Error('Somebody without a link was invited.');
  const ids = { contactId: contact.id, shareId: share.id };
  const token = app.app.get(UnsubscribeTokens, { strict: false }).create(ids);
  const interviewPath = new URL(link.interview_url).pathname;
  return { topicId, ...ids, token, path: `/unsubscribe/${token}`, interviewPath };
}

/** A contact as it is stored. */
export interface StoredContact {
  status: string;
  reason: string;
  /** As `YYYY-MM-DDThh:mmZ`. */
  later_until: string | null;
}

export async function storedContact(
  { database }: Pick<TestApp, 'database'>,
  contactId: string,
): Promise<StoredContact> {
  const [row] = await database.query<StoredContact>(
    `SELECT status, reason, to_char(later_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') AS later_until
     FROM contact WHERE id = $1`,
    [contactId],
  );
  if (!row) throw new Error('There is no such contact.');
  return row;
}

/** The recorded choices of a contact, oldest first, such as `later 2026-12-24` and `never, undone`. */
export async function storedChoices(
  { database }: Pick<TestApp, 'database'>,
  contactId: string,
): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `SELECT concat(choice, ' ' || to_char(until AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
                   CASE WHEN undone_at IS NOT NULL THEN ', undone' END) AS text
     FROM contact_choice WHERE contact_id = $1 ORDER BY created_at, id`,
    [contactId],
  );
  return rows.map(({ text }) => text);
}

/** The day so many days from today, in UTC, as `YYYY-MM-DD`. */
export function dayFromToday(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
