import { DueMailsService } from '../../../src/invites/reminders/due-mails.service';
import type { InviteResultDto } from '../../../src/invites/sending/invite.dto';
import type { Page } from '../../../src/pagination/page.dto';
import type { TestApp } from '../app/test-app';
import type { TestDatabase } from '../app/test-database';
import { waitUntil } from '../app/wait-until';
import type { Answer, ApiClient } from '../clients/api-client';

/** Makes all mails of the topic, and what people chose after them, this many days older. */
export async function letDaysPass(database: TestDatabase, topicId: string, days: number): Promise<void> {
  await database.query(
    `UPDATE invite_delivery
     SET sent_at = sent_at - $2 * interval '1 day', created_at = created_at - $2 * interval '1 day'
     WHERE topic_id = $1`,
    [topicId, days],
  );
  await database.query(
    `UPDATE contact_choice
     SET until = until - $2 * interval '1 day', created_at = created_at - $2 * interval '1 day'
     WHERE share_id IN (SELECT id FROM sharing_configuration WHERE topic_id = $1)`,
    [topicId, days],
  );
  await database.query(
    `UPDATE contact SET later_until = later_until - $2 * interval '1 day'
     WHERE project_id = (SELECT project_id FROM user_interview_topic WHERE id = $1)`,
    [topicId, days],
  );
}

/** Looks for due mails as workers do, and waits until nothing is on its way. */
export async function sendDueMails({ app, database }: Pick<TestApp, 'app' | 'database'>): Promise<void> {
  await app.get(DueMailsService, { strict: false }).queueDue();
  await untilNothingWaits(database);
}

/** Waits until no mail is queued or on its way. */
export async function untilNothingWaits(database: TestDatabase): Promise<void> {
  await waitUntil('every mail has an end', async () => {
    const [row] = await database.query<{ open: number }>(
      `SELECT count(*)::integer AS open FROM invite_delivery WHERE status IN ('queued', 'sending')`,
    );
    return row?.open === 0;
  });
}

/** Asks to remind people. */
export function remind(
  client: ApiClient,
  topicId: string,
  body: Record<string, unknown> = {},
  query = '',
): Promise<Answer<Page<InviteResultDto>>> {
  return client.post(`/user_interview_topics/${topicId}/remind/${query}`, body);
}

/** The follow-up mails of a topic as `address kind sequence status`, in the order of their making. */
export async function followUps(database: TestDatabase, topicId: string): Promise<string[]> {
  const rows = await database.query<{ mail: string }>(
    `SELECT concat_ws(' ', address, kind, sequence, status) AS mail FROM invite_delivery
     WHERE topic_id = $1 AND kind <> 'invite' ORDER BY id`,
    [topicId],
  );
  return rows.map(({ mail }) => mail);
}

/** Sets columns of the contact, which is made if there is none. @param values SQL, such as `status = 'bounced'` */
export async function storeContact(
  database: TestDatabase,
  topicId: string,
  mailbox: string,
  values: string,
): Promise<void> {
  await database.query(
    `WITH made AS (
       INSERT INTO contact (project_id, mailbox) SELECT project_id, $2 FROM user_interview_topic WHERE id = $1
       ON CONFLICT DO NOTHING)
     SELECT 1`,
    [topicId, mailbox],
  );
  await database.query(
    `UPDATE contact SET ${values}
     WHERE mailbox = $2 AND project_id = (SELECT project_id FROM user_interview_topic WHERE id = $1)`,
    [topicId, mailbox],
  );
}

/** Stores that the person chose "later" on the page of their link, until a day `days` from now. */
export async function chooseLater(
  database: TestDatabase,
  topicId: string,
  mailbox: string,
  days: number,
): Promise<void> {
  await database.query(
    `INSERT INTO contact_choice (contact_id, share_id, choice, until, previous_status, previous_reason)
     SELECT c.id, s.id, 'later', now() + $3 * interval '1 day', c.status, c.reason
     FROM user_interview_topic t
     JOIN contact c ON c.project_id = t.project_id AND c.mailbox = $2
     JOIN sharing_configuration s ON s.topic_id = t.id AND lower(s.identifier) LIKE '%' || $2 || '%'
     WHERE t.id = $1 AND s.enabled AND s.rotated_at IS NULL`,
    [topicId, mailbox, days],
  );
  await storeContact(database, topicId, mailbox, `later_until = now() + interval '1 day' * ${days}`);
}
