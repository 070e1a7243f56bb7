import type { BatchDto } from '../../src/invites/batches/batch.dto';
import { DeliverySweeper } from '../../src/invites/delivery/delivery-sweeper';
import type { ProjectSettingsDto } from '../../src/project-settings/project-settings.dto';
import { type TestApp, useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';
import { actOnBatch, batchesOf, closedWindow, latestBatch, letTimeCome } from '../support/builders/batches';
import { outcomes, sendInvites } from '../support/builders/invites';
import type { ApiClient, ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const people = (count: number, prefix = 'p') =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}@example.com`);
const hours = (number: number) => new Date(Date.now() + number * 3_600_000).toISOString();
const topicPath = (id: string) => `/user_interview_topics/${id}`;
const sweep = ({ app }: TestApp) => app.get(DeliverySweeper, { strict: false }).sweep();
const counted = ({ counts }: BatchDto) =>
  Object.fromEntries(Object.entries(counts).filter(([, number]: [string, number]) => number > 0));

describe('a scheduled send', () => {
  const parley = useTestApp({ mailConnections: 4 });
  const ada = useClient(parley, { scopes: ['*'] });
  const scheduled = async (count: number, sendAt = hours(24)) => {
    const { id } = await ada.createTopic({ interviewee_emails: people(count) });
    const answer = await sendInvites(ada, id, { send_at: sendAt });
    expect(answer.status).toBe(200);
    return { id, answer, batch: await latestBatch(ada, id) };
  };

  const mailsOf = ({ id }: BatchDto) =>
    parley.database.query<{ status: string; last_error: string }>(
      'SELECT status, last_error FROM invite_delivery WHERE batch_id = $1',
      [id],
    );

  it('waits for its time, then goes out by itself, and is listed all the while', async () => {
    const sendAt = hours(24);
    const { id, answer, batch } = await scheduled(3, sendAt);
    expect(outcomes(answer)).toEqual(people(3).map((address) => `${address}: sent`));
    expect(batch).toMatchObject({
      kind: 'invite',
      state: 'scheduled',
      send_at: sendAt,
      counts: { queued: 3, sending: 0, sent: 0, failed: 0, cancelled: 0, uncertain: 0 },
      created_by: { email: 'ada@parley.test' },
      rate_per_second: 0,
      estimated_end: null,
      pause_reason: null,
      waiting_until: null,
    });
    await sweep(parley);
    expect(parley.sink.mails).toEqual([]);
    await letTimeCome(parley.database, batch.id);
    await sweep(parley);
    await parley.sink.waitFor(3);
    await waitUntil('the batch is done', async () => (await latestBatch(ada, id)).state === 'done');
    expect(counted(await latestBatch(ada, id))).toEqual({ sent: 3 });
  });

  it('can be cancelled before its time, and a later send mails the people', async () => {
    const { id, batch } = await scheduled(3);
    expect(await actOnBatch(ada, id, batch.id, 'cancel')).toMatchObject({
      status: 200,
      body: { state: 'cancelled', counts: { cancelled: 3, queued: 0 } },
    });
    await letTimeCome(parley.database, batch.id);
    await sweep(parley);
    expect((await sendInvites(ada, id)).status).toBe(200);
    expect(parley.sink.recipients()).toEqual(people(3));
  });

  it('can be paused and resumed before its time, and stays scheduled', async () => {
    const { id, batch } = await scheduled(2);
    expect((await actOnBatch(ada, id, batch.id, 'pause')).body).toMatchObject({
      state: 'paused',
      pause_reason: 'manual',
    });
    await letTimeCome(parley.database, batch.id);
    await sweep(parley);
    expect((await latestBatch(ada, id)).state).toBe('paused');
    expect(parley.sink.mails).toEqual([]);
    expect((await actOnBatch(ada, id, batch.id, 'resume')).status).toBe(200);
    await parley.sink.waitFor(2);
  });

  it('decides again about each person when its time comes', async () => {
    const { id, batch } = await scheduled(3);
    await ada.post('/contacts/', { email: 'p1@example.com', status: 'opted_out' });
    await ada.post(`${topicPath(id)}/remove_interviewee/`, { identifier: 'p2@example.com' });
    await letTimeCome(parley.database, batch.id);
    await sweep(parley);
    await waitUntil('the batch is done', async () => (await latestBatch(ada, id)).state === 'done');
    expect(parley.sink.recipients()).toEqual(['p0@example.com']);
    const reasons = (await mailsOf(batch)).map((row) => row.last_error);
    expect(reasons.sort()).toEqual(['', 'link_disabled', 'opted_out']);
    await ada.post('/contacts/', { email: 'p1@example.com', status: 'free', reason: 'test' });
  });

  it('gives a mail server that is away three days from its time on, not from the call', async () => {
    const { batch } = await scheduled(1);
    await parley.database.query(
      `UPDATE invite_delivery SET created_at = now() - interval '30 days' WHERE batch_id = $1`,
      [batch.id],
    );
    parley.sink.refuse = () => 421;
    await letTimeCome(parley.database, batch.id);
    await sweep(parley);
    await waitUntil('it was tried', async () => (await mailsOf(batch)).every((row) => row.last_error !== ''));
    expect((await mailsOf(batch)).map((row) => row.status)).toEqual(['queued']);
  });

  it('serves reminders too', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: people(1, 'r') });
    await sendInvites(ada, id);
    await parley.database.query(`UPDATE invite_delivery SET sent_at = now() - interval '9 days'`);
    const answer = await ada.post(`${topicPath(id)}/remind/`, { send_at: hours(1) });
    expect(answer).toMatchObject({ status: 200, body: { results: [{ sent: true }] } });
    const batch = await latestBatch(ada, id);
    expect(batch).toMatchObject({ kind: 'reminder', state: 'scheduled', counts: { queued: 1 } });
    await letTimeCome(parley.database, batch.id);
    await sweep(parley);
    await parley.sink.waitFor(2);
  });

  it.each([
    ['91 days ahead', { send_at: hours(91 * 24) }],
    ['just over 90 days ahead', { send_at: hours(90 * 24 + 0.1) }],
    ['in the past', { send_at: hours(-1) }],
    ['no time', { send_at: 'tomorrow' }],
    ['to be waited for', { send_at: hours(1), send_async: false }],
  ])('is refused when its time is %s, and nothing is stored', async (_, body) => {
    const { id } = await ada.createTopic({ interviewee_emails: people(1) });
    expectError(await sendInvites(ada, id, body), 400, { code: 'invalid_input', attr: 'send_at' });
    expect(await batchesOf(ada, id)).toEqual([]);
  });

  it('goes out at once when its time is null, now or a moment ago', async () => {
    for (const send_at of [null, new Date().toISOString(), hours(-0.01)]) {
      const { id } = await ada.createTopic({ interviewee_emails: people(1) });
      expect((await sendInvites(ada, id, { send_at })).status).toBe(200);
      await waitUntil('it is sent', async () => (await latestBatch(ada, id)).state === 'done');
    }
    expect(parley.sink.mails).toHaveLength(3);
  });
});

describe('a batch', () => {
  const start = useTestApps({ mailConnections: 2 });

  /** Two processes that send the mails of one batch, each mail taking its time. */
  async function sending(count: number) {
    const parley = await start();
    const other = await start({ databaseUrl: parley.database.url, smtpUrl: parley.sink.url });
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(count) });
    parley.sink.delay = 40;
    await sendInvites(ada, id, { send_async: true });
    await sweep(other);
    await parley.sink.waitFor(20);
    return { parley, other, ada, id, batch: await latestBatch(ada, id) };
  }

  it('stops in every process when it is paused, and goes on where it was', async () => {
    const { parley, ada, id, batch } = await sending(300);
    expect(batch).toMatchObject({ state: 'sending', waiting_until: null });
    expect(batch.rate_per_second).toBeGreaterThan(0);
    expect(Date.parse(batch.estimated_end ?? '')).toBeGreaterThan(Date.now());
    const { body } = await actOnBatch(ada, id, batch.id, 'pause');
    expect(body).toMatchObject({ state: 'paused', pause_reason: 'manual', estimated_end: null });
    // Each connection of both processes can have one mail whose text had begun.
    const atPause = parley.sink.mails.length + 4;
    await waitUntil('no mail is on its way', async () => (await latestBatch(ada, id)).counts.sending === 0);
    await sweep(parley);
    const { counts } = await latestBatch(ada, id);
    expect(parley.sink.mails.length).toBeLessThanOrEqual(atPause);
    expect(counts.queued + counts.sent).toBe(300);
    expect(counts.queued).toBeGreaterThan(100);
    parley.sink.delay = 0;
    expect((await actOnBatch(ada, id, batch.id, 'resume')).body).toMatchObject({
      state: 'sending',
      pause_reason: null,
    });
    await waitUntil('everybody is mailed', async () => (await latestBatch(ada, id)).state === 'done', 30_000);
    expect(parley.sink.recipients()).toEqual(people(300).sort());
  }, 60_000);

  it('ends in every process when it is cancelled, also for mails that were claimed', async () => {
    const { parley, ada, id, batch } = await sending(300);
    const cancelled = await actOnBatch(ada, id, batch.id, 'cancel');
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled', pause_reason: null } });
    const atCancel = parley.sink.mails.length + 4;
    await waitUntil('no mail is on its way', async () => (await latestBatch(ada, id)).counts.sending === 0);
    await sweep(parley);
    const { counts } = await latestBatch(ada, id);
    expect(parley.sink.mails.length).toBeLessThanOrEqual(atCancel);
    expect([counts.queued, counts.sent + counts.cancelled]).toEqual([0, 300]);
    expect(parley.sink.mails).toHaveLength(counts.sent);
    expectError(await actOnBatch(ada, id, batch.id, 'resume'), 409, { code: 'batch_finished' });
    expect((await actOnBatch(ada, id, batch.id, 'cancel')).status).toBe(200);
  }, 60_000);

  it('whose worker died stays paused, and is cancelled for good', async () => {
    const parley = await start();
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(2) });
    await sendInvites(ada, id, { send_at: hours(1) });
    const { id: batchId } = await latestBatch(ada, id);
    // As a killed process leaves it: claimed, and the claim has ended.
    const killed = () =>
      parley.database.query(`UPDATE invite_delivery SET status = 'sending', due_at = now() - interval '1 s'`);
    await killed();
    await actOnBatch(ada, id, batchId, 'pause');
    await sweep(parley);
    expect(counted(await latestBatch(ada, id))).toEqual({ sending: 2 });
    await actOnBatch(ada, id, batchId, 'cancel');
    await sweep(parley);
    await waitUntil(
      'its mails are cancelled',
      async () => (await latestBatch(ada, id)).counts.cancelled === 2,
    );
    expect(parley.sink.mails).toEqual([]);
  });

  it('pauses itself at the tenth refusal of its last 50 mails, and counts anew when it is resumed', async () => {
    const parley = await start({ mailConnections: 1 });
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(200) });
    let refusals = 0;
    // Every fifth of the first mails: 9 of 45, and the tenth at the 50th.
    let seen = 0;
    parley.sink.refuse = () => {
      seen += 1;
      if (seen % 5 !== 0) return null;
      refusals += 1;
      return 550;
    };
    await sendInvites(ada, id, { send_async: true });
    await waitUntil('it is paused', async () => (await latestBatch(ada, id)).state === 'paused', 30_000);
    const paused = await latestBatch(ada, id);
    expect(paused).toMatchObject({ pause_reason: 'failures', counts: { failed: 10 } });
    expect(await (await fetch(`${parley.baseUrl}/metrics`)).text()).toMatch(
      /parley_batches_paused\{reason="failures"\} 1$/m,
    );
    await waitUntil('no mail is on its way', async () => (await latestBatch(ada, id)).counts.sending === 0);
    // Those that were on their way at the tenth are refused too, and no others of the claimed ones are tried.
    expect(refusals).toBeLessThanOrEqual(16);
    parley.sink.refuse = () => null;
    await actOnBatch(ada, id, paused.id, 'resume');
    await waitUntil('the rest is sent', async () => (await latestBatch(ada, id)).state === 'done', 30_000);
    expect((await latestBatch(ada, id)).counts).toMatchObject({ sent: 200 - refusals, failed: refusals });
  }, 60_000);

  it('does not pause itself for nine refusals, or for ten that are further apart', async () => {
    const parley = await start({ mailConnections: 1 });
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(140) });
    let seen = 0;
    // 9 in a row, then one more when 50 others have gone out.
    parley.sink.refuse = () => {
      seen += 1;
      return seen <= 9 || seen === 70 ? 550 : null;
    };
    await sendInvites(ada, id, { send_async: true });
    await waitUntil('all are through', async () => (await latestBatch(ada, id)).state === 'done', 30_000);
    expect(counted(await latestBatch(ada, id))).toEqual({ sent: 130, failed: 10 });
  }, 60_000);

  it('that is done cannot be paused, resumed or cancelled', async () => {
    const parley = await start();
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(1) });
    await sendInvites(ada, id);
    const batch = await latestBatch(ada, id);
    expect(batch).toMatchObject({ state: 'done', send_at: null });
    for (const action of ['pause', 'resume', 'cancel'] as const) {
      expectError(await actOnBatch(ada, id, batch.id, action), 409, { code: 'batch_finished' });
    }
    const other = await parley.client({ project: 'Elsewhere', email: 'eve@parley.test' });
    expectError(await actOnBatch(other, id, batch.id, 'pause'), 404, { code: 'not_found' });
    const { id: second } = await ada.createTopic();
    expectError(await actOnBatch(ada, second, batch.id, 'pause'), 404, { code: 'not_found' });
  });
});

describe('sending windows', () => {
  const parley = useTestApp();
  const ada = useClient(parley, { scopes: ['*'] });
  const settings = (client: ApiClient, body: object) =>
    client.patch<ProjectSettingsDto & ErrorBody>('/settings/', body);
  afterEach(() => settings(ada, { sending_windows: [] }));
  const close = () => settings(ada, { time_zone: 'UTC', sending_windows: [closedWindow()] });

  it('hold mails back, say until when, and let them go when they are opened', async () => {
    await close();
    const { id } = await ada.createTopic({ interviewee_emails: people(3) });
    expect((await sendInvites(ada, id, { send_async: true })).status).toBe(200);
    await sweep(parley);
    const waiting = await latestBatch(ada, id);
    expect(waiting).toMatchObject({ state: 'sending', counts: { queued: 3 }, estimated_end: null });
    const until = new Date(waiting.waiting_until ?? '');
    expect([until.getUTCHours(), until.getUTCMinutes(), until.getTime() > Date.now()]).toEqual([0, 0, true]);
    expect(parley.sink.mails).toEqual([]);
    await settings(ada, { sending_windows: [] });
    await sweep(parley);
    await parley.sink.waitFor(3);
  });

  it('stop mails that are claimed already right before their text', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: people(60, 'w') });
    parley.sink.refuse = async () => {
      // The settings change while the mail server thinks about the first recipients.
      await close();
      return null;
    };
    await sendInvites(ada, id, { send_async: true });
    await waitUntil('all are back in the queue', async () => {
      const { counts } = await latestBatch(ada, id);
      return counts.queued + counts.sent === 60;
    });
    expect(parley.sink.mails.length).toBeLessThan(20);
    const before = parley.sink.mails.length;
    await sweep(parley);
    expect(parley.sink.mails).toHaveLength(before);
  });

  it('do not concern test mails, and refuse a send that the caller waits for', async () => {
    await close();
    const { id } = await ada.createTopic({ interviewee_emails: people(1, 'x') });
    const refused = await sendInvites(ada, id);
    expectError(refused, 409, { code: 'outside_sending_windows' });
    expect(await batchesOf(ada, id)).toEqual([]);
    expect(await ada.post(`${topicPath(id)}/send_test/`)).toMatchObject({
      status: 200,
      body: { sent: true },
    });
    expect(parley.sink.mails).toHaveLength(1);
  });

  it('say for a scheduled batch when it leaves', async () => {
    await close();
    const { id } = await ada.createTopic({ interviewee_emails: people(1, 'y') });
    await sendInvites(ada, id, { send_at: hours(1) });
    const batch = await latestBatch(ada, id);
    expect(batch.state).toBe('scheduled');
    expect(Date.parse(batch.waiting_until ?? '')).toBeGreaterThan(Date.parse(batch.send_at ?? ''));
  });
});
