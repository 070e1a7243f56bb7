import { DeliverySweeper } from '../../src/invites/delivery/delivery-sweeper';
import type { InviteDeliveryDto } from '../../src/invites/status/invite-delivery.dto';
import type { ApiClient, ErrorBody } from '../support/clients/api-client';
import { outcomes, sendInvites, storedDeliveries } from '../support/builders/invites';
import { deliveriesOf, summaryOf, untilDeliveries } from '../support/builders/deliveries';
import { PhasedMailServer } from '../support/phased-mail-server';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';

const ASYNC = { send_async: true };
const PERSON = 'grace@example.com';
const readMetrics = async (baseUrl: string) => (await fetch(`${baseUrl}/metrics`)).text();
const topic = (id: string, action = '') => `/user_interview_topics/${id}/${action}`;

describe('a mail that goes out without a reply', () => {
  const server = new PhasedMailServer();
  let parley: TestApp;
  let ada: ApiClient;

  // An application for each test, because lost connections make the circuit breaker pause.
  beforeEach(async () => {
    server.commands.length = 0;
    server.phases = {};
    await server.start();
    parley = await startTestApp({ smtpUrl: server.url, mailConnections: 3 });
    ada = await parley.client();
  });
  afterEach(async () => {
    await parley.close();
    await server.stop();
  });

  const sweep = () => parley.app.get(DeliverySweeper, { strict: false }).sweep();
  const settle = (id: string, inviteId: string, outcome: string) =>
    ada.post<InviteDeliveryDto & ErrorBody>(topic(id, `invites/${inviteId}/settle/`), { outcome });
  const makeDue = (id: string) =>
    parley.database.query(
      `UPDATE invite_delivery SET due_at = now() WHERE topic_id = $1 AND due_at IS NOT NULL`,
      [id],
    );
  const rowOf = async (id: string) => {
    const [row] = await parley.database.query<{ id: string; status: string; due_in: number | null }>(
      `SELECT id, status, extract(epoch FROM due_at - now())::float AS due_in FROM invite_delivery WHERE topic_id = $1`,
      [id],
    );
    if (!row) throw new Error('The topic has no delivery.');
    return row;
  };
  /** A topic whose mail went out without a reply, once. */
  const uncertainTopic = async (body: object = ASYNC) => {
    server.phases = { dot: { close: true } };
    const { id } = await ada.createTopic({ interviewee_emails: [PERSON] });
    const answer = await sendInvites(ada, id, { ...body });
    await untilDeliveries(ada, id, ['uncertain smtp_connection_lost']);
    return { id, answer, inviteId: (await rowOf(id)).id };
  };
  /** The same, twice, so that it is not tried again. */
  const doubtfulTopic = async () => {
    const uncertain = await uncertainTopic();
    await makeDue(uncertain.id);
    await sweep();
    await waitUntil('the second attempt is uncertain too', async () => {
      const { status, due_in } = await rowOf(uncertain.id);
      return status === 'uncertain' && due_in === null;
    });
    return uncertain;
  };

  it('is sent once more after half an hour, with the same Message-ID, and then never again', async () => {
    const { id, inviteId } = await uncertainTopic();
    const first = await rowOf(id);
    expect(first.due_in).toBeGreaterThan(1700);
    expect(first.due_in).toBeLessThanOrEqual(1800);
    const [row] = await deliveriesOf(ada, id);
    expect(row).toMatchObject({ attempts: 0, reason: 'smtp_connection_lost', sent_at: null });
    expect(row?.next_attempt_at).not.toBeNull();
    await sweep();
    expect(server.texts).toHaveLength(1);

    await makeDue(id);
    await sweep();
    await waitUntil('the second attempt is uncertain too', async () => (await rowOf(id)).due_in === null);
    expect(server.texts).toEqual([`<${inviteId}@localhost>`, `<${inviteId}@localhost>`]);
    expect(await deliveriesOf(ada, id)).toMatchObject([{ status: 'uncertain', next_attempt_at: null }]);
    await sweep();
    expect(outcomes(await sendInvites(ada, id, ASYNC))).toEqual([`${PERSON}: already_sent`]);
    expect(outcomes(await sendInvites(ada, id))).toEqual([`${PERSON}: already_sent`]);
    expect(server.texts).toHaveLength(2);
  });

  it('is sent when the second attempt is accepted', async () => {
    const { id } = await uncertainTopic();
    server.phases = {};
    await makeDue(id);
    await sweep();
    await untilDeliveries(ada, id, ['sent']);
    expect(server.texts).toHaveLength(2);
  });

  it('stays uncertain when the second attempt is refused', async () => {
    const { id } = await uncertainTopic();
    server.phases = { rcpt: { reply: '550 5.1.1 unknown' } };
    await makeDue(id);
    await sweep();
    await untilDeliveries(ada, id, ['uncertain smtp_550']);
    expect((await rowOf(id)).due_in).toBeNull();
    expect(outcomes(await sendInvites(ada, id, ASYNC))).toEqual([`${PERSON}: already_sent`]);
  });

  it('is reported to a synchronous caller, and sent once more by a worker', async () => {
    const { id, answer } = await uncertainTopic({ send_async: false });
    expect(outcomes(answer)).toEqual([`${PERSON}: error:smtp_connection_lost`]);
    expect(outcomes(await sendInvites(ada, id))).toEqual([`${PERSON}: already_sent`]);
    server.phases = {};
    await makeDue(id);
    await sweep();
    await untilDeliveries(ada, id, ['sent']);
  });

  it('is counted in the summary, the list, the file, the progress and the metrics', async () => {
    const { id } = await doubtfulTopic();
    expect(await summaryOf(ada, id)).toMatchObject({ uncertain: 1, queued: 0, sending: 0, total: 1 });
    expect(await deliveriesOf(ada, id, '?status=uncertain')).toHaveLength(1);
    expect(await deliveriesOf(ada, id, '?status=failed')).toEqual([]);
    const csv = await ada.get(topic(id, 'invites/csv/'));
    expect(csv.text).toContain(`${PERSON},${PERSON},uncertain,0,smtp_connection_lost`);
    const progress = await ada.get(topic(id, 'progress/?state=uncertain'));
    expect(progress.body).toMatchObject({
      count: 1,
      results: [{ interviewee_identifier: PERSON, state: 'uncertain' }],
      counts: { uncertain: 1, queued: 0, sent: 0 },
    });
    const metrics = await readMetrics(parley.baseUrl);
    expect(metrics).toMatch(/parley_deliveries\{status="uncertain"\} [1-9]/);
    expect(metrics).toMatch(/parley_delivery_attempts_total\{result="uncertain"\} [1-9]/);
    expect(metrics).toMatch(/parley_mail_failures_total\{reason="smtp_connection_lost"\} [1-9]/);
  });

  it('can be settled as sent', async () => {
    const { id, inviteId } = await doubtfulTopic();
    const { status, body } = await settle(id, inviteId, 'sent');
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: inviteId, status: 'sent', reason: '', next_attempt_at: null });
    expect(body.sent_at).not.toBeNull();
    expect(outcomes(await sendInvites(ada, id, ASYNC))).toEqual([`${PERSON}: already_sent`]);
  });

  it('can be settled as failed, and then be retried from the start', async () => {
    const { id, inviteId } = await doubtfulTopic();
    expect((await settle(id, inviteId, 'failed')).body).toMatchObject({
      status: 'failed',
      reason: 'smtp_connection_lost',
    });
    const again = await ada.post(topic(id, `invites/${inviteId}/retry/`));
    expect(again.status).toBe(200);
    await untilDeliveries(ada, id, ['uncertain smtp_connection_lost']);
    expect((await rowOf(id)).due_in).toBeGreaterThan(1700);
  });

  it('can be settled before it is sent once more', async () => {
    const { id, inviteId } = await uncertainTopic();
    await settle(id, inviteId, 'sent');
    await makeDue(id);
    await sweep();
    await untilDeliveries(ada, id, ['sent']);
    expect(server.texts).toHaveLength(1);
  });

  it('can be settled once, to an outcome that exists, by whoever may write, in its own topic', async () => {
    const { id, inviteId } = await uncertainTopic();
    expect((await settle(id, inviteId, 'delivered')).body).toMatchObject({
      attr: 'outcome',
      code: 'invalid_input',
    });
    expect((await ada.post<ErrorBody>(topic(id, `invites/${inviteId}/settle/`))).body).toMatchObject({
      attr: 'outcome',
      code: 'required',
    });
    const other = await ada.createTopic({ interviewee_emails: [PERSON] });
    expect((await settle(other.id, inviteId, 'sent')).status).toBe(404);
    const reader = await parley.client({ scopes: ['user_interview:read'] });
    const forbidden = await reader.post(topic(id, `invites/${inviteId}/settle/`), { outcome: 'sent' });
    expect(forbidden.status).toBe(403);
    expect((await settle(id, inviteId, 'sent')).status).toBe(200);
    const twice = await settle(id, inviteId, 'failed');
    expect([twice.status, twice.body.code]).toEqual([409, 'not_uncertain']);
  });

  it('is not sent once more after a cancel, and stays uncertain', async () => {
    const { id } = await uncertainTopic();
    expect((await ada.post(topic(id, 'invites/cancel/'))).body).toEqual({ cancelled_count: 0 });
    await makeDue(id);
    await sweep();
    expect(await rowOf(id)).toMatchObject({ status: 'uncertain', due_in: null });
    expect(server.texts).toHaveLength(1);
  });
});

describe('a mail server in trouble that concerns no recipient', () => {
  const people = Array.from({ length: 120 }, (_, n) => `p${n}@example.com`);
  const server = new PhasedMailServer();
  let parley: TestApp;
  let ada: ApiClient;

  beforeEach(async () => {
    server.commands.length = 0;
    await server.start();
    parley = await startTestApp({ smtpUrl: server.url, mailConnections: 5 });
    ada = await parley.client();
  });
  afterEach(async () => {
    await parley.close();
    await server.stop();
  });

  it.each([
    ['mail', '550 5.4.5 daily sending limit exceeded', 'sender_refused'],
    ['mail', '530 5.7.0 login first', 'sender_refused'],
    ['rcpt', '550 5.4.5 daily sending limit exceeded', 'sender_refused'],
    ['rcpt', '421 4.3.2 closing', 'smtp_unreachable'],
    ['dot', '421 4.3.2 closing', 'smtp_unreachable'],
  ] as const)('holds a batch back after %s: %s', async (phase, reply, reason) => {
    server.phases = { [phase]: { reply, close: reply.startsWith('421') } };
    const { id } = await ada.createTopic({ interviewee_emails: people });
    await sendInvites(ada, id, ASYNC);
    await waitUntil('the trouble is noticed', async () =>
      (await storedDeliveries(parley.database)).some((row) => row.last_error === reason),
    );
    const sweeper = parley.app.get(DeliverySweeper, { strict: false });
    for (let n = 0; n < 5; n++) await sweeper.sweep();
    const stored = await storedDeliveries(parley.database);
    expect(stored.filter((row) => ['failed', 'uncertain'].includes(row.status))).toEqual([]);
    expect(new Set(stored.map((row) => row.attempts))).toEqual(new Set([0]));
    expect(stored.filter((row) => row.last_error !== '').length).toBeLessThan(60);
    expect(await readMetrics(parley.baseUrl)).toMatch(
      new RegExp(`parley_mail_failures_total\\{reason="${reason}"\\}`),
    );

    server.phases = {};
    await waitUntil('everybody is mailed', async () => {
      await sweeper.sweep();
      return (await summaryOf(ada, id)).sent === people.length;
    });
  });

  it('goes on with the others while a recipient of each job gets no reply', async () => {
    const slow = [people[0], people[60], people[110]];
    server.phases = { dot: (recipient) => (slow.includes(recipient) ? { silent: true } : {}) };
    const { id } = await ada.createTopic({ interviewee_emails: people });
    await sendInvites(ada, id, ASYNC);
    await waitUntil(
      'all others are mailed',
      async () => (await summaryOf(ada, id)).sent === people.length - slow.length,
    );
    expect(await summaryOf(ada, id)).toMatchObject({ sending: slow.length });
  });
});

it('leaves a mail uncertain that waits for its reply at a shutdown', async () => {
  const server = await new PhasedMailServer().start();
  const parley = await startTestApp({ smtpUrl: server.url });
  try {
    server.phases = { dot: { silent: true } };
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: [PERSON] });
    await sendInvites(ada, id, ASYNC);
    await waitUntil('the text is out', async () => server.texts.length === 1);
    await parley.app.close();
    expect(await storedDeliveries(parley.database)).toMatchObject([{ status: 'uncertain', attempts: 0 }]);
  } finally {
    await parley.close();
    await server.stop();
  }
});
