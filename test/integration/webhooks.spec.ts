import type { ServerResponse } from 'node:http';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { EVENT_TYPES } from '../../src/webhooks/event-types';
import { useTestApp, useTestApps } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';
import { actOnBatch, latestBatch } from '../support/builders/batches';
import { linksOf, sendInvites } from '../support/builders/invites';
import { attemptsOf, createWebhook, webhookOf } from '../support/builders/webhooks';
import type { ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { InterviewVisitor } from '../support/clients/interview-visitor';
import { LOCALHOST_CERTIFICATE } from '../support/fakes/localhost-certificate';
import { checkEvent } from '../support/openapi/answer-check';
import { EVENT_SCHEMAS } from '../support/openapi/document';
import { type ReceivedMessage, WebhookReceiver } from '../support/fakes/webhook-receiver';

const ADMIN = { scopes: ['*' as const] };

/** Checks signature, time and body as a receiver would. @throws when they are wrong */
function verify({ raw, headers }: ReceivedMessage, secret: string): unknown {
  return new StandardWebhook(secret).verify(raw, headers as Record<string, string>);
}

/** Receivers of one test file, stopped after each test. */
function useReceivers(): (tls?: { key: string; cert: string }) => Promise<WebhookReceiver> {
  const started: WebhookReceiver[] = [];
  afterEach(async () => {
    for (const receiver of started.splice(0)) {
      await receiver.stop();
      // Rows that tests write themselves have no data.
      for (const { body } of receiver.messages) if ('project_id' in body.data) checkEvent(body);
    }
  });
  return async (tls) => {
    const receiver = await WebhookReceiver.start(tls);
    started.push(receiver);
    return receiver;
  };
}

describe('webhooks', () => {
  const parley = useTestApp({ webhookAllowPrivate: true });
  const receivers = useReceivers();
  let projects = 0;
  const newAda = () => parley.client({ project: `Hooks ${++projects}`, ...ADMIN });

  async function hooked(fields: object = {}) {
    const ada = await newAda();
    const receiver = await receivers();
    const { body: webhook } = await createWebhook(ada, receiver.url, fields);
    return { ada, receiver, webhook };
  }

  /** Holds an interview by the first link of a topic. */
  async function interview(ada: ApiClient, topicId: string, act: 'complete' | 'decline' = 'complete') {
    const [link] = await linksOf(ada, topicId);
    const visitor = new InterviewVisitor(parley.baseUrl, new URL(link?.interview_url ?? '').pathname);
    if (act === 'decline') return visitor.send({ act: 'decline' });
    await visitor.start();
    await visitor.answer(0, 'On paper.');
    await visitor.answer(1, '');
    return visitor.send({ act: 'complete' });
  }

  it('are described in the document, each event of them', () => {
    expect([...EVENT_SCHEMAS.keys()].sort()).toEqual([...EVENT_TYPES, 'test'].sort());
  });

  it('sign a test message that the package of the standard verifies, with the secret that was shown once', async () => {
    const { ada, receiver, webhook } = await hooked();
    expect(webhook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { status, body } = await ada.post<{ message_id: string }>(`/webhooks/${webhook.id}/test/`);
    expect(status).toBe(202);
    await receiver.waitFor(1);
    const [message] = receiver.messages;
    expect(verify(message as ReceivedMessage, webhook.secret)).toEqual({
      type: 'test',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      data: { project_id: ada.projectId, webhook_id: webhook.id },
    });
    expect([message?.id, message?.path]).toEqual([body.message_id, '/hooks?team=1']);
    expect(() => verify(message as ReceivedMessage, `whsec_${'A'.repeat(43)}=`)).toThrow();
    await waitUntil('the attempt is listed', async () => (await attemptsOf(ada, webhook.id)).length === 1);
    expect(await attemptsOf(ada, webhook.id)).toEqual([
      expect.objectContaining({
        message_id: body.message_id,
        event: 'test',
        status_code: 200,
        error: '',
        will_retry_at: null,
      }),
    ]);
    const shown = JSON.stringify([await webhookOf(ada, webhook.id), (await ada.get('/webhooks/')).body]);
    expect(shown).not.toContain('whsec_');
    const [stored] = await parley.database.query<{ secret: string }>(
      'SELECT secret FROM webhook WHERE id = $1',
      [webhook.id],
    );
    expect(stored?.secret).not.toContain(webhook.secret.slice(6, 20));
  });

  it('tell of interviews: started, completed, full and declined, by ids alone', async () => {
    const { ada, receiver } = await hooked();
    const questions = ['How?'];
    const people = ['ada@example.com', 'grace@example.com'];
    const { id } = await ada.createTopic({ interviewee_emails: people, questions, max_responses: 1 });
    await interview(ada, id);
    await receiver.waitFor(3);
    expect([...receiver.types].sort()).toEqual(['interview.completed', 'interview.started', 'topic.full']);
    const completed = receiver.messages.find(({ body }) => body.type === 'interview.completed');
    expect(completed?.body.data).toEqual({
      project_id: ada.projectId,
      topic_id: id,
      response_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      kind: 'personal',
      status: 'completed',
    });
    const { id: other } = await ada.createTopic({ interviewee_emails: people, questions });
    await interview(ada, other, 'decline');
    await receiver.waitFor(4);
    expect(receiver.types.at(-1)).toBe('interview.declined');
    expect(JSON.stringify(receiver.messages)).not.toMatch(/@example|On paper|How\?/);
  });

  it('tell of mails, contacts and batches, with addresses only where the webhook wants them', async () => {
    const { ada, receiver } = await hooked({ include_personal_data: true });
    const plain = await receivers();
    await createWebhook(ada, plain.url);
    const people = ['yes@example.com', 'no@example.com'];
    const { id } = await ada.createTopic({ interviewee_emails: people });
    parley.sink.refuse = (address) => (address.startsWith('no') ? 550 : null);
    await sendInvites(ada, id);
    await parley.database.query(
      `UPDATE invite_delivery SET bounce_kind = 'hard', bounce_code = '5.1.1', bounced_at = now()
       WHERE topic_id = $1 AND status = 'sent'`,
      [id],
    );
    await ada.post('/contacts/', { email: 'yes@example.com', status: 'opted_out' });
    await ada.post('/contacts/import/', 'email,status\nfirst@example.com,opted_out\n', {
      'content-type': 'text/csv',
    });
    const { id: second } = await ada.createTopic({ interviewee_emails: ['later@example.com'] });
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    await sendInvites(ada, second, { send_at: tomorrow });
    const batch = await latestBatch(ada, second);
    await actOnBatch(ada, second, batch.id, 'pause');
    for (const each of [receiver, plain]) {
      await each.waitFor(6);
      expect([...each.types].sort()).toEqual([
        'batch.paused',
        'contact.opted_out',
        'contact.opted_out',
        'invite.bounced',
        'invite.failed',
        'invite.sent',
      ]);
    }
    const dataOf = ({ messages }: WebhookReceiver, type: string) =>
      messages.find(({ body }) => body.type === type)?.body.data;
    expect(dataOf(plain, 'invite.failed')).toEqual({
      project_id: ada.projectId,
      topic_id: id,
      batch_id: expect.any(String) as string,
      invite_id: expect.any(String) as string,
      kind: 'invite',
      sequence: 0,
      status: 'failed',
      reason: 'smtp_550',
    });
    expect(dataOf(receiver, 'invite.failed')).toMatchObject({
      interviewee_identifier: 'no@example.com',
      email: 'no@example.com',
    });
    expect(dataOf(plain, 'invite.bounced')).toMatchObject({ bounce: { kind: 'hard', code: '5.1.1' } });
    expect(dataOf(plain, 'batch.paused')).toEqual({
      project_id: ada.projectId,
      topic_id: second,
      batch_id: batch.id,
      kind: 'invite',
      pause_reason: 'manual',
    });
    expect(JSON.stringify(plain.messages)).not.toContain('@');
  });

  it('get what they asked for, nothing of test interviews, and nothing of other projects', async () => {
    const { ada, receiver } = await hooked({ events: ['interview.completed'] });
    const eve = await newAda();
    for (const client of [ada, eve]) {
      const { id } = await client.createTopic({ questions: ['How?'] });
      await interview(client, id);
    }
    await receiver.waitFor(1);
    await ada.post(
      `/webhooks/${(await ada.get<{ results: { id: string }[] }>('/webhooks/')).body.results[0]?.id}/test/`,
    );
    await receiver.waitFor(2);
    expect(receiver.types).toEqual(['interview.completed', 'test']);
  });

  it('try again with the same id after a failure, and can be replayed', async () => {
    const { ada, receiver, webhook } = await hooked();
    let answers = 0;
    receiver.answer = () => (++answers <= 2 ? 500 : 204);
    await ada.post(`/webhooks/${webhook.id}/test/`);
    await receiver.waitFor(1);
    await waitUntil('it failed', async () => (await webhookOf(ada, webhook.id)).failing_since !== null);
    const [first] = await attemptsOf(ada, webhook.id, '?result=failed');
    expect(first).toMatchObject({ status_code: 500 });
    const wait = Date.parse(first?.will_retry_at ?? '') - Date.parse(first?.created_at ?? '');
    expect([wait >= 4500, wait < 9000]).toEqual([true, true]);
    // The second attempt comes by itself, the third by hand.
    await receiver.waitFor(2);
    await waitUntil('it failed again', async () => (await attemptsOf(ada, webhook.id)).length === 2);
    const replayed = await ada.post(`/webhooks/${webhook.id}/attempts/${first?.id}/replay/`);
    expect(replayed).toMatchObject({ status: 202, body: { message_id: first?.message_id, event: 'test' } });
    await receiver.waitFor(3);
    expect(new Set(receiver.messages.map(({ id }) => id)).size).toBe(1);
    await waitUntil('it works', async () => (await webhookOf(ada, webhook.id)).failing_since === null);
    expect(await attemptsOf(ada, webhook.id, '?result=succeeded')).toHaveLength(1);
    expect(await attemptsOf(ada, webhook.id, '?event=topic.full')).toEqual([]);
  });

  it('sign with the old secret too for a day after it was replaced', async () => {
    const { ada, receiver, webhook } = await hooked();
    const { body: rotated } = await ada.post<{ secret: string }>(`/webhooks/${webhook.id}/rotate_secret/`);
    expect(rotated.secret).not.toBe(webhook.secret);
    await ada.post(`/webhooks/${webhook.id}/test/`);
    await receiver.waitFor(1);
    for (const secret of [webhook.secret, rotated.secret]) {
      expect(verify(receiver.messages[0] as ReceivedMessage, secret)).toMatchObject({ type: 'test' });
    }
    await parley.database.query(`UPDATE webhook SET previous_until = now() WHERE id = $1`, [webhook.id]);
    await ada.post(`/webhooks/${webhook.id}/test/`);
    await receiver.waitFor(2);
    expect(() => verify(receiver.messages[1] as ReceivedMessage, webhook.secret)).toThrow();
    expect(verify(receiver.messages[1] as ReceivedMessage, rotated.secret)).toMatchObject({ type: 'test' });
  });

  it('go to the new address from the next message on, also while many wait', async () => {
    const { ada, receiver, webhook } = await hooked();
    const moved = await receivers();
    // Each answer takes a while, so that the job is still running when the address changes.
    receiver.answer = (_message, response) => void setTimeout(() => response.writeHead(200).end(), 100);
    await parley.database.query(
      `INSERT INTO webhook_message (webhook_id, type, data) SELECT $1, 'topic.full', '{}' FROM generate_series(1, 40)`,
      [webhook.id],
    );
    await receiver.waitFor(5);
    await ada.patch(`/webhooks/${webhook.id}/`, { url: moved.url });
    const before = receiver.messages.length;
    await moved.waitFor(20);
    // Requests that had begun go on.
    expect(receiver.messages.length).toBeLessThanOrEqual(before + 5);
  });

  it('are switched off by 410, and get nothing until they are enabled again', async () => {
    const { ada, receiver, webhook } = await hooked();
    receiver.answer = () => 410;
    await ada.post(`/webhooks/${webhook.id}/test/`);
    await waitUntil('it is off', async () => !(await webhookOf(ada, webhook.id)).enabled);
    expect(await webhookOf(ada, webhook.id)).toMatchObject({ disabled_reason: 'gone' });
    expectError(await ada.post(`/webhooks/${webhook.id}/test/`), 409, { code: 'webhook_disabled' });
    await ada.post('/contacts/', { email: 'x@example.com', status: 'opted_out' });
    receiver.answer = () => 200;
    expect((await ada.patch(`/webhooks/${webhook.id}/`, { enabled: true })).body).toMatchObject({
      enabled: true,
      disabled_reason: null,
      failing_since: null,
    });
    await ada.post(`/webhooks/${webhook.id}/test/`);
    await receiver.waitFor(2);
    expect(receiver.types).toEqual(['test', 'test']);
  });

  it('are switched off after five days of failures, and the admins get a mail', async () => {
    const { ada, receiver, webhook } = await hooked();
    receiver.answer = () => 500;
    await ada.post(`/webhooks/${webhook.id}/test/`);
    await waitUntil('it fails', async () => (await webhookOf(ada, webhook.id)).failing_since !== null);
    const age = (days: number) =>
      parley.database.query(
        `UPDATE webhook SET failing_since = now() - $2 * interval '1 hour' WHERE id = $1`,
        [webhook.id, days * 24 - 1],
      );
    const failOnce = async () => {
      const before = (await attemptsOf(ada, webhook.id)).length;
      await ada.post(`/webhooks/${webhook.id}/test/`);
      await waitUntil('one more', async () => (await attemptsOf(ada, webhook.id)).length > before);
    };
    await age(5);
    await failOnce();
    expect((await webhookOf(ada, webhook.id)).enabled).toBe(true);
    await age(5.1);
    await failOnce();
    expect(await webhookOf(ada, webhook.id)).toMatchObject({ enabled: false, disabled_reason: 'failing' });
    await parley.sink.waitFor(1);
    const [mail] = await parley.sink.parsed();
    expect(mail?.subject).toBe('A webhook was switched off');
    expect(mail?.text).toContain('127.0.0.1');
    expect(parley.sink.recipients()).toEqual(['ada@parley.test']);
  });

  it.each<[string, number | null, string, (response: ServerResponse) => void]>([
    ['a redirect', 302, '', (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
    ['a closed connection', null, 'connection_failed', (response) => response.destroy()],
    ['429 with a long pause', 429, '', (response) => response.writeHead(429, { 'retry-after': '600' }).end()],
  ])('count %s as a failure, and do not follow it', async (_, status, error, answer) => {
    const { ada, receiver, webhook } = await hooked();
    receiver.answer = (_message, response) => answer(response);
    await ada.post(`/webhooks/${webhook.id}/test/`);
    await waitUntil('it was tried', async () => (await attemptsOf(ada, webhook.id)).length === 1);
    const [attempt] = await attemptsOf(ada, webhook.id);
    expect(attempt).toMatchObject({ status_code: status, error });
    const wait: number =
      (Date.parse(attempt?.will_retry_at ?? '') - Date.parse(attempt?.created_at ?? '')) / 1000;
    expect(wait > (status === 429 ? 590 : 4)).toBe(true);
    expect(wait < (status === 429 ? 700 : 9)).toBe(true);
  });

  it('read little of a long answer, and believe its status', async () => {
    const { ada, receiver, webhook } = await hooked();
    receiver.answer = (_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(64 * 1024, 'x');
      // 10 MB, as fast as they are taken.
      let left = 160;
      const push = (): void => {
        while (left-- > 0) if (!response.write(chunk)) return void response.once('drain', push);
        response.end();
      };
      push();
    };
    await ada.post(`/webhooks/${webhook.id}/test/`);
    await waitUntil('it was tried', async () => (await attemptsOf(ada, webhook.id)).length === 1);
    expect((await attemptsOf(ada, webhook.id))[0]).toMatchObject({ status_code: 200, error: '' });
  });

  it('do not go to a receiver whose certificate nobody vouches for, nor to one without TLS', async () => {
    const ada = await newAda();
    const selfSigned = await receivers(LOCALHOST_CERTIFICATE);
    const plain = await receivers();
    const good = await receivers();
    for (const url of [selfSigned.url, plain.url.replace('http:', 'https:'), good.url]) {
      const { body: webhook } = await createWebhook(ada, url);
      await ada.post(`/webhooks/${webhook.id}/test/`);
      if (url === good.url) continue;
      await waitUntil('it was tried', async () => (await attemptsOf(ada, webhook.id)).length > 0);
      const [attempt] = await attemptsOf(ada, webhook.id);
      expect(attempt).toMatchObject({ status_code: null, error: 'certificate' });
    }
    await good.waitFor(1);
    expect([selfSigned.messages, plain.messages]).toEqual([[], []]);
  });

  it('do not let a receiver that hangs hold up others', async () => {
    const { ada, receiver: hanging, webhook: dead } = await hooked();
    const live = await receivers();
    const { body: webhook } = await createWebhook(ada, live.url);
    hanging.answer = () => undefined;
    const insert = `INSERT INTO webhook_message (webhook_id, type, data)
      SELECT id, 'topic.full', '{}' FROM webhook, generate_series(1, 1000) WHERE id = ANY ($1::uuid[])`;
    const started = performance.now();
    await parley.database.query(insert, [[dead.id, webhook.id]]);
    await live.waitFor(1000, 30_000);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(new Set(live.messages.map(({ id }) => id)).size).toBe(1000);
    await ada.delete(`/webhooks/${dead.id}/`);
  }, 60_000);

  it('take what the limits allow: 20 per project, however many are made at once', async () => {
    const ada = await newAda();
    const made = await Promise.all(
      Array.from({ length: 25 }, (_, n) => createWebhook(ada, `https://example.com/${n}`)),
    );
    expect(made.filter(({ status }) => status === 201)).toHaveLength(20);
    const refused = made.find(({ status }) => status !== 201);
    expectError(refused as (typeof made)[number], 409, { code: 'too_many_webhooks' });
  });

  it('are for admins only, and keep no secret for an Idempotency-Key', async () => {
    const ada = await newAda();
    const writer = await ada.another({ scopes: ['user_interview:write'] });
    expectError(await writer.get('/webhooks/'), 403, { code: 'permission_denied' });
    const body = { url: 'https://example.com/a', events: EVENT_TYPES };
    for (let n = 0; n < 2; n++) {
      const answer = await ada.post('/webhooks/', body, { 'idempotency-key': 'once' });
      expect(answer.status).toBe(201);
    }
    const kept = await parley.database.query<{ body: Buffer | null }>('SELECT * FROM idempotency_key');
    expect(JSON.stringify(kept)).not.toContain('whsec_');
    expect((await ada.get<{ count: number }>('/webhooks/')).body.count).toBe(2);
    const eve = await newAda();
    const [mine] = (await ada.get<{ results: { id: string }[] }>('/webhooks/')).body.results;
    for (const path of [`/webhooks/${mine?.id}/`, `/webhooks/${mine?.id}/attempts/`]) {
      expectError(await eve.get(path), 404, { code: 'not_found' });
    }
    expectError(await eve.patch(`/webhooks/${mine?.id}/`, { enabled: false }), 404, { code: 'not_found' });
  });

  it('keep what waits while they are switched off by hand, and take it along when they are deleted', async () => {
    const { ada, receiver, webhook } = await hooked();
    receiver.answer = () => 500;
    await ada.post(`/webhooks/${webhook.id}/test/`);
    await receiver.waitFor(1);
    await ada.patch(`/webhooks/${webhook.id}/`, { enabled: false });
    expect(await webhookOf(ada, webhook.id)).toMatchObject({ enabled: false, disabled_reason: 'manual' });
    receiver.answer = () => 200;
    await ada.patch(`/webhooks/${webhook.id}/`, { enabled: true });
    await receiver.waitFor(2);
    await parley.database.query('DELETE FROM webhook WHERE id = $1', [webhook.id]);
    const left = await parley.database.query('SELECT FROM webhook_message WHERE webhook_id = $1', [
      webhook.id,
    ]);
    expect(left).toEqual([]);
  });
});

describe('webhooks to addresses that are not public', () => {
  const start = useTestApps();
  const receivers = useReceivers();

  it('are refused when they are made, and when their host turns out to be private', async () => {
    const parley = await start();
    const ada = await parley.client(ADMIN);
    expectError(await createWebhook(ada, 'https://127.0.0.1/hooks'), 400, {
      code: 'invalid_url',
      attr: 'url',
    });
    const receiver = await receivers();
    // As if the name had led to a public address when the webhook was made.
    const { body } = await createWebhook(ada, `https://public.example.com:${receiver.port}/`);
    for (const url of [`http://127.0.0.1:${receiver.port}/`, `http://localhost:${receiver.port}/`]) {
      await parley.database.query('UPDATE webhook SET url = $2 WHERE id = $1', [body.id, url]);
      const before = (await attemptsOf(ada, body.id)).length;
      await ada.post(`/webhooks/${body.id}/test/`);
      await waitUntil('it was tried', async () => (await attemptsOf(ada, body.id)).length > before);
      expect((await attemptsOf(ada, body.id))[0]).toMatchObject({
        status_code: null,
        error: 'address_refused',
      });
    }
    expect(receiver.messages).toEqual([]);
  });
});
