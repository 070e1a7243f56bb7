import type { ApiClient } from '../support/api-client';
import { sendInvites } from '../support/invites';
import { deliverNow, insertDeliveries, ledgerOf, summaryOf, untilStates } from '../support/ledger';
import { startTestApp, type TestApp } from '../support/test-app';
import { waitUntil } from '../support/wait-until';

const topic = (id: string, action = '') => `/user_interview_topics/${id}/${action}`;
const ASYNC = { send_async: true };
const NOTHING = {
  queued: 0,
  sending: 0,
  sent: 0,
  failed: 0,
  uncertain: 0,
  cancelled: 0,
  total: 0,
  rate_per_second: 0,
  estimated_end: null,
};

describe('the states of an invite', () => {
  let parley: TestApp;
  let ada: ApiClient;

  beforeAll(async () => {
    parley = await startTestApp({ mailConnections: 1 });
    ada = await parley.client();
  });
  beforeEach(() => {
    parley.sink.mails.splice(0);
    parley.sink.refuse = () => null;
    parley.sink.delay = 0;
  });
  afterAll(() => parley.close());

  it('go from sending to sent while the mail server takes its time', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    parley.sink.delay = 2500;
    await sendInvites(ada, id, ASYNC);
    await parley.sink.waitFor(1);
    expect(await ledgerOf(ada, id)).toMatchObject([
      { status: 'sending', attempts: 0, reason: '', next_attempt_at: null, sent_at: null },
    ]);
    expect(await summaryOf(ada, id)).toMatchObject({ sending: 1, sent: 0, total: 1 });
    await untilStates(ada, id, ['sent']);
    expect(parley.sink.mails).toHaveLength(1);
  });

  it('are queued while all workers are busy', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: Array.from({ length: 110 }, (_, n) => `p${n}@example.com`),
    });
    parley.sink.delay = 400;
    await sendInvites(ada, id, ASYNC);
    await parley.sink.waitFor(1);
    // Two rounds of 50 at a time are with the worker; the second may come a moment later.
    await waitUntil('two rounds are claimed', async () => (await summaryOf(ada, id)).queued <= 10);
    const { queued, sending, sent } = await summaryOf(ada, id);
    expect([queued, sending + sent]).toEqual([10, 100]);
    const [row] = await ledgerOf(ada, id, '?status=queued&limit=1');
    expect(row).toMatchObject({ attempts: 0, reason: '', sent_at: null });
    expect(Date.parse(row?.next_attempt_at ?? '')).toBeLessThanOrEqual(Date.now() + 1000);
    parley.sink.delay = 0;
    await parley.sink.waitFor(110);
  });

  it('stay queued with a later next try when the server puts the mail off', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    parley.sink.refuse = () => 451;
    await sendInvites(ada, id, ASYNC);
    await untilStates(ada, id, ['queued smtp_451']);
    const [row] = await ledgerOf(ada, id);
    expect(row).toMatchObject({ attempts: 1, sent_at: null });
    expect(Date.parse(row?.next_attempt_at ?? '') - Date.now()).toBeGreaterThan(20_000);

    parley.sink.refuse = () => null;
    await deliverNow(parley, id);
    await untilStates(ada, id, ['sent']);
    expect(await ledgerOf(ada, id)).toMatchObject([{ reason: '', next_attempt_at: null }]);
  });

  it('end at failed when the server refuses for good, with its code and without its text', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    parley.sink.refuse = () => 550;
    await sendInvites(ada, id, ASYNC);
    await untilStates(ada, id, ['failed smtp_550']);
    expect(await ledgerOf(ada, id)).toMatchObject([
      { attempts: 1, reason: 'smtp_550', next_attempt_at: null, sent_at: null },
    ]);
    const answers = await Promise.all(
      ['invites/', 'invites/summary/', 'invites/csv/'].map((path) => ada.get(topic(id, path))),
    );
    expect(answers.map((answer) => answer.text).join('\n')).not.toMatch(/refused by the test/i);
    const stored = await parley.database.query(`SELECT * FROM invite_delivery WHERE topic_id = $1`, [id]);
    expect(JSON.stringify(stored)).not.toMatch(/refused by the test/i);
  });

  it('end at cancelled when the person was removed before the mail went out', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    parley.sink.refuse = () => 451;
    await sendInvites(ada, id, ASYNC);
    await untilStates(ada, id, ['queued smtp_451', 'queued smtp_451']);
    parley.sink.refuse = () => null;
    await ada.post(topic(id, 'remove_interviewee/'), { identifier: 'a@example.com' });
    await deliverNow(parley, id);
    await untilStates(ada, id, ['cancelled link_disabled', 'sent']);
    expect(await ledgerOf(ada, id, '?status=cancelled')).toMatchObject([
      { email: 'a@example.com', reason: 'link_disabled', next_attempt_at: null, sent_at: null },
    ]);
    expect(parley.sink.mails.map((mail) => mail.recipients)).toEqual([['b@example.com']]);
  });

  it('are told apart within one send', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['good@example.com', 'never@example.com', 'later@example.com'],
      interviewee_distinct_ids: ['user-42'],
    });
    parley.sink.refuse = (address) => ({ never: 550, later: 451 })[address.split('@')[0] ?? ''] ?? null;
    await sendInvites(ada, id, ASYNC);
    await untilStates(ada, id, ['sent', 'failed smtp_550', 'queued smtp_451']);
    const rows = (await ledgerOf(ada, id)).map(({ email, status, reason }) => [email, status, reason]);
    expect(rows.sort()).toEqual([
      ['good@example.com', 'sent', ''],
      ['later@example.com', 'queued', 'smtp_451'],
      ['never@example.com', 'failed', 'smtp_550'],
    ]);
  });
});

describe('the summary', () => {
  let parley: TestApp;
  let ada: ApiClient;

  beforeAll(async () => {
    parley = await startTestApp();
    ada = await parley.client();
  });
  afterAll(() => parley.close());

  it('is all zeros before the first send', async () => {
    const { id } = await ada.createTopic();
    expect(await summaryOf(ada, id)).toEqual(NOTHING);
  });

  it('counts the mails of its topic in each state', async () => {
    const [{ id }, other] = [await ada.createTopic(), await ada.createTopic()];
    const counts = { queued: 1, sending: 2, sent: 3, failed: 4, cancelled: 5 };
    for (const [status, count] of Object.entries(counts)) {
      await insertDeliveries(parley.database, id, { count, prefix: status, status, sentSecondsAgo: 3600 });
      await insertDeliveries(parley.database, other.id, { count: 7, prefix: status, status });
    }
    expect(await summaryOf(ada, id)).toEqual({ ...NOTHING, ...counts, total: 15 });
  });

  it('tells the rate of the last minute and when the rest will be out', async () => {
    const { id } = await ada.createTopic();
    const insert = (count: number, prefix: string, status: string, sentSecondsAgo?: number) =>
      insertDeliveries(parley.database, id, { count, prefix, status, sentSecondsAgo });
    await insert(50, 'first', 'sent', 25);
    await insert(50, 'second', 'sent', 10);
    await insert(500, 'long-ago', 'sent', 3600);
    await insert(90, 'wait', 'queued');
    await insert(10, 'work', 'sending');
    const asked = Date.now();
    const { rate_per_second: rate, estimated_end: end } = await summaryOf(ada, id);
    // 100 mails in 25 seconds, and a little for the time that this test takes.
    expect(rate).toBeGreaterThan(2.5);
    expect(rate).toBeLessThanOrEqual(4);
    const secondsLeft = (Date.parse(end ?? '') - asked) / 1000;
    expect(secondsLeft).toBeGreaterThan(100 / 4.1);
    expect(secondsLeft).toBeLessThan(100 / 2.5 + 5);
  });

  it('foretells no end when nothing waits', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 10, status: 'sent', sentSecondsAgo: 5 });
    const { rate_per_second: rate, estimated_end: end } = await summaryOf(ada, id);
    expect(rate).toBeGreaterThan(0);
    expect(end).toBeNull();
  });

  it('foretells no end when nothing moves', async () => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, {
      count: 10,
      prefix: 'old',
      status: 'sent',
      sentSecondsAgo: 120,
    });
    await insertDeliveries(parley.database, id, { count: 10, prefix: 'new', status: 'queued' });
    expect(await summaryOf(ada, id)).toMatchObject({ rate_per_second: 0, estimated_end: null, queued: 10 });
  });
});
