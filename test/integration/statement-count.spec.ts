import { DeliveryQueue } from '../../src/invites/delivery/delivery-queue';
import { DueMailsService } from '../../src/invites/reminders/due-mails.service';
import { topicPath } from '../support/clients/api-client';
import { useClient, useTestApp } from '../support/app/test-app';
import { statementsOf } from '../support/app/statement-counter';

const SIZES = [10, 1000, 10_000];
const people = (count: number) => Array.from({ length: count }, (_, n) => `person${n}@example.com`);

/** Statements of a request, BEGIN and COMMIT and the look at the key included: in its first run and in later ones. */
const STATEMENTS = {
  generate_links: { first: 11, again: 3 },
  links_csv: { first: 11, again: 3 },
  send_invites: { first: 19, again: 13 },
  remind: { first: 16, again: 14 },
  bulk: { first: 4, again: 4 },
  due: 10,
};

describe('statements per request', () => {
  const parley = useTestApp({ role: 'web' });
  const ada = useClient(parley);

  beforeAll(async () => {
    // The role web looks for no work by itself, so all statements are those of the request.
    jest.spyOn(parley.app.get(DeliveryQueue, { strict: false }), 'enqueueJobs').mockResolvedValue();
    await ada.get('/user_interview_topics/');
  });

  /** Runs a request twice and counts each run. */
  async function count(path: string, body?: unknown): Promise<{ first: number; again: number }> {
    const run = () =>
      statementsOf(async () => {
        const { status, text } = await ada.post(path, body);
        if (status !== 200) throw new Error(text);
      });
    return { first: (await run()).length, again: (await run()).length };
  }

  it.each(SIZES)('of generate_links are the same for %d people', async (size) => {
    const { id } = await ada.createTopic({ interviewee_emails: people(size) });
    expect(await count(topicPath(id, 'generate_links/'))).toEqual(STATEMENTS.generate_links);
  });

  it.each(SIZES)('of links_csv are the same for %d people', async (size) => {
    const { id } = await ada.createTopic({ interviewee_emails: people(size) });
    expect(await count(topicPath(id, 'links_csv/'))).toEqual(STATEMENTS.links_csv);
  });

  it.each(SIZES)('of an asynchronous send_invites are the same for %d people', async (size) => {
    const { id } = await ada.createTopic({ interviewee_emails: people(size) });
    expect(await count(topicPath(id, 'send_invites/'), {})).toEqual(STATEMENTS.send_invites);
    const [stored] = await parley.database.query<{ queued: number }>(
      `SELECT count(*)::integer AS queued FROM invite_delivery d JOIN invite_batch b ON b.id = d.batch_id
       WHERE b.topic_id = $1 AND d.status = 'queued'`,
      [id],
    );
    expect(stored?.queued).toBe(size);
  });

  it.each(SIZES)('of remind are the same for %d people', async (size) => {
    const { id } = await ada.createTopic({ interviewee_emails: people(size) });
    await ada.post(topicPath(id, 'send_invites/'), {});
    await parley.database.query(
      `UPDATE invite_delivery SET status = 'sent', sent_at = now() - interval '4 days' WHERE topic_id = $1`,
      [id],
    );
    expect(await count(topicPath(id, 'remind/'), { identifiers: people(size) })).toEqual(STATEMENTS.remind);
    const [stored] = await parley.database.query<{ queued: number }>(
      `SELECT count(*)::integer AS queued FROM invite_delivery WHERE topic_id = $1 AND kind = 'reminder'`,
      [id],
    );
    expect(stored?.queued).toBe(size);
  });

  it.each(SIZES)('of the reminders that are due are the same for %d people', async (size) => {
    const { id } = await ada.createTopic({ interviewee_emails: people(size), reminder_count: 1 });
    await ada.post(topicPath(id, 'send_invites/'), {});
    await parley.database.query(
      `UPDATE invite_delivery SET status = 'sent', sent_at = now() - interval '4 days' WHERE topic_id = $1`,
      [id],
    );
    const dueMails = parley.app.get(DueMailsService, { strict: false });
    expect(await statementsOf(() => dueMails.queueDue())).toHaveLength(STATEMENTS.due);
    const [stored] = await parley.database.query<{ queued: number }>(
      `SELECT count(*)::integer AS queued FROM invite_delivery WHERE topic_id = $1 AND kind = 'reminder'`,
      [id],
    );
    expect(stored?.queued).toBe(size);
    expect(await statementsOf(() => dueMails.queueDue())).toHaveLength(2);
  });

  it.each([1, 20, 500])('of bulk are the same for %d items', async (size) => {
    const { id } = await ada.createTopic();
    const items = people(size).map((identifier) => ({
      interviewee_identifier: identifier,
      agent_context: 'Known.',
    }));
    expect(await count(topicPath(id, 'interviewees/bulk/'), { items })).toEqual(STATEMENTS.bulk);
  });

  it('of a PATCH that drops people are the same, however many drop', async () => {
    const counts: number[] = [];
    for (const size of SIZES) {
      const { id } = await ada.createTopic({ interviewee_emails: people(size) });
      await ada.post(topicPath(id, 'generate_links/'));
      const statements = await statementsOf(() =>
        ada.patch(topicPath(id), { interviewee_emails: ['left@example.com'] }),
      );
      counts.push(statements.length);
    }
    expect(new Set(counts).size).toBe(1);
  });
});
