import { liveLinksIn, sendInvites } from '../support/builders/invites';
import {
  chooseLater,
  followUps,
  letDaysPass,
  remind,
  sendDueMails,
  storeContact,
  untilNothingWaits,
} from '../support/builders/reminders';
import { insertResponse } from '../support/builders/responses';
import { useClient, useTestApp } from '../support/app/test-app';
import { deliveriesOf } from '../support/builders/deliveries';
import { topicPath } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { DueMailsService } from '../../src/invites/reminders/due-mails.service';

const GRACE = 'Grace Hopper <grace@example.com>';

describe('reminders that are due', () => {
  // The role web looks for no work by itself, so that each test says when time passes.
  const parley = useTestApp({ role: 'web' });
  const ada = useClient(parley);

  beforeEach(() => parley.database.query('DELETE FROM user_interview_topic'));
  beforeEach(() => parley.database.query('DELETE FROM contact'));

  /** A topic whose people have been invited just now. */
  async function invited(values: Record<string, unknown> = {}): Promise<string> {
    const { id } = await ada.createTopic({ reminder_count: 1, ...values });
    await sendInvites(ada, id);
    parley.sink.reset();
    return id;
  }
  const pass = (id: string, days: number) => letDaysPass(parley.database, id, days);
  const sweep = () => sendDueMails(parley);
  const mailed = () => parley.sink.recipients();
  const written = (id: string) => followUps(parley.database, id);

  it('go out when the gap after the invite has passed, and not before', async () => {
    const id = await invited({ reminder_gap_days: 5 });
    await pass(id, 4.99);
    await sweep();
    expect(mailed()).toEqual([]);
    await pass(id, 0.02);
    await sweep();
    expect(mailed()).toEqual(['grace@example.com']);
    await sweep();
    expect(await written(id)).toEqual(['grace@example.com reminder 1 sent']);
  });

  it('count the gap from the last reminder, and end when the number of the topic is reached', async () => {
    const id = await invited({ reminder_count: 2 });
    await pass(id, 3);
    await sweep();
    await pass(id, 2.9);
    await sweep();
    expect(await written(id)).toHaveLength(1);
    await pass(id, 0.1);
    await sweep();
    expect(await written(id)).toEqual([
      'grace@example.com reminder 1 sent',
      'grace@example.com reminder 2 sent',
    ]);
    await pass(id, 30);
    await sweep();
    expect(mailed()).toHaveLength(2);
  });

  it('send one, not three, when nobody has looked for a long time', async () => {
    const id = await invited({ reminder_count: 3, reminder_gap_days: 1 });
    await pass(id, 7);
    await sweep();
    await sweep();
    expect(await written(id)).toEqual(['grace@example.com reminder 1 sent']);
  });

  it('carry the link of the invite, the texts of now and the sender of the invites', async () => {
    const { id } = await ada.createTopic({ reminder_count: 1, reminder_subject: 'Old', mail_language: 'de' });
    const { body } = await sendInvites(ada, id, { send_async: false, reply_to: 'research@example.com' });
    await ada.patch(topicPath(id), { reminder_subject: 'Still there?', reminder_message: 'Please answer.' });
    parley.sink.reset();
    await pass(id, 3);
    await sweep();
    const [mail] = await parley.sink.parsed();
    expect(mail?.subject).toBe('Still there?');
    expect(mail?.text).toContain('Please answer.');
    expect(mail?.replyTo?.text).toBe('research@example.com');
    expect(liveLinksIn(mail?.text ?? '')).toEqual([body.results[0]?.interview_url]);
    const [batch] = await parley.database.query(
      `SELECT b.kind, b.language, b.sender_name, b.created_by_id = t.created_by_id AS "byCreator"
       FROM invite_batch b JOIN user_interview_topic t ON t.id = b.topic_id WHERE b.kind = 'reminder'`,
    );
    expect(batch).toEqual({ kind: 'reminder', language: 'de', sender_name: 'Ada Lovelace', byCreator: true });
  });

  it('carry the new link when the old one was rotated', async () => {
    const id = await invited();
    const { body } = await ada.post<{ interview_url: string }>(topicPath(id, 'rotate_link/'), {
      identifier: GRACE,
    });
    await pass(id, 3);
    await sweep();
    const [mail] = await parley.sink.parsed();
    expect(liveLinksIn(mail?.text ?? '')).toEqual([body.interview_url]);
  });

  it('go to many people in one batch', async () => {
    const people = Array.from({ length: 120 }, (_, n) => `p${n}@example.com`);
    const { id } = await ada.createTopic({ reminder_count: 1, interviewee_emails: people });
    await sendInvites(ada, id, { send_async: true });
    await untilNothingWaits(parley.database);
    parley.sink.reset();
    await pass(id, 3);
    await sweep();
    expect(mailed()).toEqual([...people].sort());
    expect((await parley.database.query(`SELECT FROM invite_batch WHERE kind = 'reminder'`)).length).toBe(1);
  });

  it.each(['opened', 'started'] as const)('reach a person whose interview is %s', async (status) => {
    const id = await invited();
    await insertResponse(parley.database, id, { status, started: status === 'started' });
    await pass(id, 3);
    await sweep();
    expect(mailed()).toEqual(['grace@example.com']);
  });

  const contact = (values: string) => (id: string) =>
    storeContact(parley.database, id, 'grace@example.com', values);
  const topic = (values: object) => (id: string) => ada.patch(topicPath(id), values);
  it.each<[string, (id: string) => Promise<unknown>]>([
    ['has completed', (id) => insertResponse(parley.database, id, { status: 'completed' })],
    ['has declined', (id) => insertResponse(parley.database, id, { status: 'declined' })],
    ['was removed', (id) => ada.post(topicPath(id, 'remove_interviewee/'), { identifier: GRACE })],
    ['has opted out', contact(`status = 'opted_out'`)],
    ['has bounced', contact(`status = 'bounced'`)],
    ['must not be contacted', contact(`status = 'do_not_contact'`)],
    ['wants no mail yet', contact(`later_until = now() + interval '1 day'`)],
    ['cannot answer, because the topic is closed', topic({ closes_at: '2020-01-01T00:00:00Z' })],
    ['cannot answer, because the topic has expired', topic({ expires_at: '2020-01-01T00:00:00Z' })],
    ['has a topic that reminds nobody', topic({ reminder_count: 0 })],
  ])('reach nobody who %s', async (_who, happens) => {
    const id = await invited();
    await happens(id);
    await pass(id, 3);
    // The wish is for a day to come, which the passing of days has moved to the past.
    if (_who.includes('yet')) await happens(id);
    await sweep();
    expect(mailed()).toEqual([]);
    expect(await written(id)).toEqual([]);
    expect((await parley.database.query(`SELECT FROM invite_batch WHERE kind <> 'invite'`)).length).toBe(0);
  });

  it.each(['queued', 'sending', 'failed', 'cancelled', 'uncertain'])(
    'reach nobody whose invite is %s',
    async (status) => {
      const id = await invited();
      await parley.database.query(
        `UPDATE invite_delivery SET status = $2, sent_at = NULL, due_at = now() + interval '1 hour' WHERE topic_id = $1`,
        [id, status],
      );
      await pass(id, 30);
      await parley.app.get(DueMailsService, { strict: false }).queueDue();
      expect(await written(id)).toEqual([]);
    },
  );

  it('write no second one while the first waits, and none instead of one that failed or was cancelled', async () => {
    const id = await invited({ reminder_count: 1 });
    for (const status of ['queued', 'failed', 'cancelled']) {
      await pass(id, 3);
      await sweep();
      await parley.database.query(
        `UPDATE invite_delivery SET status = $2, sent_at = NULL, due_at = now() + interval '1 hour'
         WHERE topic_id = $1 AND kind = 'reminder'`,
        [id, status],
      );
      await pass(id, 30);
      await parley.app.get(DueMailsService, { strict: false }).queueDue();
      expect(await written(id)).toEqual([`grace@example.com reminder 1 ${status}`]);
      await parley.database.query(`DELETE FROM invite_delivery WHERE kind = 'reminder'`);
    }
  });

  it('heed the contact rules where reminders count as invites', async () => {
    const [one, other] = [await invited(), await invited()];
    await pass(one, 3);
    await pass(other, 3);
    const rules = `max_invites = 3, max_invites_days = 30, count_reminders = true`;
    await parley.database.query(
      `UPDATE project SET ${rules} WHERE id = (SELECT project_id FROM user_interview_topic WHERE id = $1)`,
      [one],
    );
    await sweep();
    await sweep();
    expect(mailed()).toEqual(['grace@example.com']);
    await parley.database.query(`UPDATE project SET count_reminders = false`);
    await sweep();
    expect(mailed()).toEqual(['grace@example.com', 'grace@example.com']);
    await parley.database.query(`UPDATE project SET max_invites = NULL, max_invites_days = NULL`);
  });

  it('are written once by processes that look at the same moment', async () => {
    const ids = [await invited(), await invited(), await invited()];
    for (const id of ids) await pass(id, 3);
    const dueMails = parley.app.get(DueMailsService, { strict: false });
    await Promise.all(Array.from({ length: 8 }, () => dueMails.queueDue()));
    await sweep();
    expect(mailed()).toEqual(Array(3).fill('grace@example.com'));
    for (const id of ids) expect(await written(id)).toHaveLength(1);
  });

  describe('on the day that a person chose with "later"', () => {
    const later = (id: string, days: number) => chooseLater(parley.database, id, 'grace@example.com', days);

    it.each([0, 1])('go out then, and not before, also with reminder_count %d', async (reminder_count) => {
      const id = await invited({ reminder_count });
      await pass(id, 1);
      await later(id, 10);
      await pass(id, 9.9);
      await sweep();
      expect(mailed()).toEqual([]);
      await pass(id, 0.2);
      await sweep();
      await sweep();
      expect(await written(id)).toEqual(['grace@example.com reminder 1 sent']);
    });

    it('go out whatever the gap, and follow the wish of the newest choice', async () => {
      const id = await invited({ reminder_count: 0, reminder_gap_days: 30 });
      await later(id, 1);
      await later(id, 2);
      await pass(id, 1.1);
      await sweep();
      expect(mailed()).toEqual([]);
      await pass(id, 1);
      await sweep();
      expect(mailed()).toEqual(['grace@example.com']);
    });

    it('do not go out when the choice was undone, or a mail has gone out since the day', async () => {
      const id = await invited({ reminder_count: 0 });
      await later(id, 1);
      await parley.database.query('UPDATE contact_choice SET undone_at = now()');
      await pass(id, 2);
      await sweep();
      expect(mailed()).toEqual([]);
      await parley.database.query('UPDATE contact_choice SET undone_at = NULL');
      await sweep();
      await pass(id, 20);
      await sweep();
      expect(mailed()).toEqual(['grace@example.com']);
    });

    it('are three at most', async () => {
      const id = await invited({ reminder_count: 0 });
      for (let round = 0; round < 5; round++) {
        await later(id, 1);
        await pass(id, 2);
        await sweep();
      }
      expect((await written(id)).map((mail) => mail.split(' ')[2])).toEqual(['1', '2', '3']);
    });
  });

  it('can be retried when they failed, unless one has gone out since', async () => {
    const id = await invited({ reminder_count: 1 });
    parley.sink.refuse = () => 550;
    await pass(id, 3);
    await sweep();
    parley.sink.refuse = () => null;
    const [failed] = await deliveriesOf(ada, id, '?kind=reminder&status=failed');
    const retry = () => ada.post(topicPath(id, `invites/${failed?.id}/retry/`));
    await pass(id, 4);
    expect((await remind(ada, id)).body.results[0]).toMatchObject({ sent: true });
    await untilNothingWaits(parley.database);
    expectError(await retry(), 409, { code: 'already_sent' });
    await parley.database.query(`DELETE FROM invite_delivery WHERE kind = 'reminder' AND status = 'sent'`);
    // The answer is read after the mail is queued, so a worker can have claimed it.
    const status = expect.stringMatching(/^(queued|sending|sent)$/) as string;
    expect((await retry()).body).toMatchObject({ kind: 'reminder', sequence: 1, status });
    await untilNothingWaits(parley.database);
    expect(await written(id)).toEqual(['grace@example.com reminder 1 sent']);
  });

  it('are in the list of mails', async () => {
    const id = await invited();
    await pass(id, 3);
    await sweep();
    expect(await deliveriesOf(ada, id, '?kind=reminder')).toMatchObject([
      { interviewee_identifier: GRACE, kind: 'reminder', sequence: 1, status: 'sent' },
    ]);
  });
});
