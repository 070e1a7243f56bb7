import type { CancelResultDto, InviteDeliveryDto } from '../../src/invites/status/invite-delivery.dto';
import { lockRows } from '../support/app/row-lock';
import { useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { tableCounts } from '../support/app/test-database';
import { waitUntil } from '../support/app/wait-until';
import {
  deliveriesOf,
  deliverNow,
  insertDeliveries,
  summaryOf,
  untilDeliveries,
} from '../support/builders/deliveries';
import { linksOf, liveLinksIn, outcomes, sendInvites } from '../support/builders/invites';
import { type Answer, type ErrorBody, topicPath } from '../support/clients/api-client';

const ASYNC = { send_async: true };

describe('the states of an invite', () => {
  const parley = useTestApp({ mailConnections: 1 });
  const ada = useClient(parley);

  it('deliveries go from sending to sent while the mail server takes its time', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    parley.sink.delay = 2500;
    await sendInvites(ada, id, ASYNC);
    await parley.sink.waitFor(1);
    expect(await deliveriesOf(ada, id)).toMatchObject([
      { status: 'sending', attempts: 0, reason: '', next_attempt_at: null, sent_at: null },
    ]);
    expect(await summaryOf(ada, id)).toMatchObject({ sending: 1, sent: 0, total: 1 });
    await untilDeliveries(ada, id, ['sent']);
    expect(parley.sink.mails).toHaveLength(1);
  });

  it('deliveries are queued while all workers are busy', async () => {
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
    const [row] = await deliveriesOf(ada, id, '?status=queued&limit=1');
    expect(row).toMatchObject({ attempts: 0, reason: '', sent_at: null });
    expect(Date.parse(row?.next_attempt_at ?? '')).toBeLessThanOrEqual(Date.now() + 1000);
    parley.sink.delay = 0;
    await parley.sink.waitFor(110);
  });

  it('a delivery stays queued with a later try when the mail server answers 451', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    parley.sink.refuse = () => 451;
    await sendInvites(ada, id, ASYNC);
    await untilDeliveries(ada, id, ['queued smtp_451']);
    const [row] = await deliveriesOf(ada, id);
    expect(row).toMatchObject({ attempts: 1, sent_at: null });
    expect(Date.parse(row?.next_attempt_at ?? '') - Date.now()).toBeGreaterThan(20_000);

    parley.sink.refuse = () => null;
    await deliverNow(parley, id);
    await untilDeliveries(ada, id, ['sent']);
    expect(await deliveriesOf(ada, id)).toMatchObject([{ reason: '', next_attempt_at: null }]);
  });

  it('a delivery fails when the mail server answers 550; the code is kept, the text is not', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    parley.sink.refuse = () => 550;
    await sendInvites(ada, id, ASYNC);
    await untilDeliveries(ada, id, ['failed smtp_550']);
    expect(await deliveriesOf(ada, id)).toMatchObject([
      { attempts: 1, reason: 'smtp_550', next_attempt_at: null, sent_at: null },
    ]);
    const answers = await Promise.all(
      ['invites/', 'invites/summary/', 'invites/csv/'].map((path) => ada.get(topicPath(id, path))),
    );
    expect(answers.map((answer) => answer.text).join('\n')).not.toMatch(/refused by the test/i);
    const stored = await parley.database.query(`SELECT * FROM invite_delivery WHERE topic_id = $1`, [id]);
    expect(JSON.stringify(stored)).not.toMatch(/refused by the test/i);
  });

  it('a delivery is cancelled when its person was removed before the mail went out', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    parley.sink.refuse = () => 451;
    await sendInvites(ada, id, ASYNC);
    await untilDeliveries(ada, id, ['queued smtp_451', 'queued smtp_451']);
    parley.sink.refuse = () => null;
    await ada.post(topicPath(id, 'remove_interviewee/'), { identifier: 'a@example.com' });
    await deliverNow(parley, id);
    await untilDeliveries(ada, id, ['cancelled link_disabled', 'sent']);
    expect(await deliveriesOf(ada, id, '?status=cancelled')).toMatchObject([
      { email: 'a@example.com', reason: 'link_disabled', next_attempt_at: null, sent_at: null },
    ]);
    expect(parley.sink.mails.map((mail) => mail.recipients)).toEqual([['b@example.com']]);
  });

  it('recipients of one send reach different states', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['good@example.com', 'never@example.com', 'later@example.com'],
      interviewee_distinct_ids: ['user-42'],
    });
    parley.sink.refuse = (address) => ({ never: 550, later: 451 })[address.split('@')[0] ?? ''] ?? null;
    await sendInvites(ada, id, ASYNC);
    await untilDeliveries(ada, id, ['sent', 'failed smtp_550', 'queued smtp_451']);
    const rows = (await deliveriesOf(ada, id)).map(({ email, status, reason }) => [email, status, reason]);
    expect(rows.sort()).toEqual([
      ['good@example.com', 'sent', ''],
      ['later@example.com', 'queued', 'smtp_451'],
      ['never@example.com', 'failed', 'smtp_550'],
    ]);
  });
});

describe('retry and cancel of invite deliveries', () => {
  const parley = useTestApp();
  const ada = useClient(parley);
  const startApp = useTestApps();

  const retry = (topicId: string, inviteId: string) =>
    ada.post<InviteDeliveryDto & ErrorBody>(topicPath(topicId, `invites/${inviteId}/retry/`));
  const cancel = (topicId: string) => ada.post<CancelResultDto>(topicPath(topicId, 'invites/cancel/'));
  const conflict = ({ status, body }: Answer<ErrorBody>) => [status, body.type, body.code, body.attr];

  /** A topic whose mails to these people the server has refused for good. */
  const refused = async (...people: string[]) => {
    const { id } = await ada.createTopic({ interviewee_emails: people });
    parley.sink.refuse = () => 550;
    await sendInvites(ada, id);
    parley.sink.refuse = () => null;
    const rows = await deliveriesOf(ada, id);
    expect(rows.map((row) => row.status)).toEqual(people.map(() => 'failed'));
    return { id, inviteId: rows[0]?.id ?? '' };
  };
  /** A topic whose mails wait, because the server puts them off. */
  const waiting = async (...people: string[]) => {
    const { id } = await ada.createTopic({ interviewee_emails: people });
    parley.sink.refuse = () => 451;
    await sendInvites(ada, id, ASYNC);
    await untilDeliveries(
      ada,
      id,
      people.map(() => 'queued smtp_451'),
    );
    parley.sink.refuse = () => null;
    return id;
  };

  describe('retry', () => {
    it('mails a failed invite once more, with the same link and in the same row', async () => {
      const { id, inviteId } = await refused('a@example.com');
      const answer = await retry(id, inviteId);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ id: inviteId, email: 'a@example.com' });
      expect(['queued', 'sending', 'sent']).toContain(answer.body.status);
      await untilDeliveries(ada, id, ['sent']);
      expect(await deliveriesOf(ada, id)).toMatchObject([{ id: inviteId, attempts: 1, reason: '' }]);
      const [mail] = await parley.sink.parsed();
      expect(liveLinksIn(mail?.text ?? '')).toEqual(
        (await linksOf(ada, id)).map((link) => link.interview_url),
      );
    });

    it('leaves the other failed invites alone', async () => {
      const { id, inviteId } = await refused('a@example.com', 'b@example.com', 'c@example.com');
      await retry(id, inviteId);
      await untilDeliveries(ada, id, ['sent', 'failed smtp_550', 'failed smtp_550']);
      expect(parley.sink.recipients()).toHaveLength(1);
    });

    it('may fail again, and be retried again', async () => {
      const { id, inviteId } = await refused('a@example.com');
      parley.sink.refuse = () => 552;
      await retry(id, inviteId);
      await untilDeliveries(ada, id, ['failed smtp_552']);
      parley.sink.refuse = () => null;
      expect((await retry(id, inviteId)).status).toBe(200);
      await untilDeliveries(ada, id, ['sent']);
    });

    it.each(['queued', 'sending', 'sent', 'cancelled'])('refuses an invite that is %s', async (status) => {
      const { id } = await ada.createTopic();
      await insertDeliveries(parley.database, id, { count: 1, status });
      const [row] = await deliveriesOf(ada, id);
      expect(conflict(await retry(id, row?.id ?? ''))).toEqual([409, 'invalid_request', 'not_failed', null]);
      expect(await deliveriesOf(ada, id)).toEqual([row]);
    });

    it.each([
      ['the person was removed', 'remove_interviewee/'],
      ['the link was rotated', 'rotate_link/'],
    ])('refuses when %s', async (_what, action) => {
      const { id, inviteId } = await refused('a@example.com', 'b@example.com');
      const [row] = await deliveriesOf(ada, id);
      await ada.post(topicPath(id, action), { identifier: row?.interviewee_identifier });
      expect(conflict(await retry(id, inviteId))).toEqual([409, 'invalid_request', 'link_disabled', null]);
      expect(parley.sink.recipients()).toEqual([]);
    });

    it.each(['closes_at', 'expires_at'])('refuses when %s has passed, and not before', async (field) => {
      const { id, inviteId } = await refused('a@example.com');
      await ada.patch(topicPath(id), { [field]: '2020-01-01T00:00:00Z' });
      expect(conflict(await retry(id, inviteId))).toEqual([409, 'invalid_request', 'link_disabled', null]);
      expect(await deliveriesOf(ada, id)).toMatchObject([{ status: 'failed', reason: 'smtp_550' }]);
      await ada.patch(topicPath(id), { [field]: '2100-01-01T00:00:00Z' });
      expect((await retry(id, inviteId)).status).toBe(200);
      await untilDeliveries(ada, id, ['sent']);
    });

    it('refuses when the person has been mailed since', async () => {
      const { id, inviteId } = await refused('a@example.com');
      await sendInvites(ada, id);
      expect(conflict(await retry(id, inviteId))).toEqual([409, 'invalid_request', 'already_sent', null]);
      expect(parley.sink.recipients()).toEqual(['a@example.com']);
    });

    it('mails once when ten ask at the same time', async () => {
      const { id, inviteId } = await refused('a@example.com');
      parley.sink.delay = 100;
      const answers = await Promise.all(Array.from({ length: 10 }, () => retry(id, inviteId)));
      const outcomes = answers.map(({ status, body }) => (status === 200 ? '200' : `${status} ${body.code}`));
      expect(outcomes.sort()).toEqual(['200', ...Array.from({ length: 9 }, () => '409 not_failed')]);
      await untilDeliveries(ada, id, ['sent']);
      expect(parley.sink.recipients()).toEqual(['a@example.com']);
    });
  });

  it('tells the loser of two retries that the invite is not failed any more', async () => {
    const { id, inviteId } = await refused('a@example.com');
    const lock = await lockRows(parley.database, 'SELECT FROM invite_delivery WHERE id = $1', [inviteId]);
    const answers = [retry(id, inviteId), retry(id, inviteId)];
    await lock.untilBlocked(2);
    await lock.release();
    const outcomes = (await Promise.all(answers)).map(({ status, body }) => [status, body.code]);
    expect(outcomes.sort()).toEqual([
      [200, undefined],
      [409, 'not_failed'],
    ]);
    await untilDeliveries(ada, id, ['sent']);
  });

  describe('cancel', () => {
    it('stops what is queued, says how much that was, and a second time finds nothing', async () => {
      const id = await waiting('a@example.com', 'b@example.com');
      expect(await cancel(id)).toMatchObject({ status: 200, body: { cancelled_count: 2 } });
      await untilDeliveries(ada, id, ['cancelled cancelled', 'cancelled cancelled']);
      expect((await cancel(id)).body).toEqual({ cancelled_count: 0 });
      await deliverNow(parley, id);
      expect(parley.sink.recipients()).toEqual([]);
      expect((await deliveriesOf(ada, id)).map((row) => row.next_attempt_at)).toEqual([null, null]);
    });

    it('lets a later send mail these people after all', async () => {
      const id = await waiting('a@example.com', 'b@example.com');
      await cancel(id);
      expect(outcomes(await sendInvites(ada, id))).toEqual(['a@example.com: sent', 'b@example.com: sent']);
      expect(parley.sink.recipients()).toEqual(['a@example.com', 'b@example.com']);
    });

    it('touches nothing but what is queued', async () => {
      const [{ id }, other] = [await ada.createTopic(), await ada.createTopic()];
      for (const status of ['queued', 'sending', 'sent', 'failed', 'cancelled']) {
        await insertDeliveries(parley.database, id, { count: 2, prefix: status, status });
      }
      await insertDeliveries(parley.database, other.id, { count: 3 });
      const untouched = (await deliveriesOf(ada, id)).filter((row) => row.status !== 'queued');
      expect((await cancel(id)).body).toEqual({ cancelled_count: 2 });
      expect((await deliveriesOf(ada, id)).filter((row) => !row.email.startsWith('queued'))).toEqual(
        untouched,
      );
      expect((await deliveriesOf(ada, other.id)).map((row) => row.status)).toEqual([
        'queued',
        'queued',
        'queued',
      ]);
    });

    it('lets a mail that a worker has taken go out', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
      parley.sink.delay = 1500;
      await sendInvites(ada, id, ASYNC);
      await parley.sink.waitFor(1);
      expect((await cancel(id)).body).toEqual({ cancelled_count: 0 });
      await untilDeliveries(ada, id, ['sent']);
    });
  });

  describe('access to deliveries', () => {
    const READS = ['invites/', 'invites/summary/', 'invites/csv/'];
    const WRITES = ['invites/cancel/', 'invites/INVITE/retry/'];

    it('reads with the read scope, changes with the write scope only', async () => {
      const { id, inviteId } = await refused('a@example.com');
      const reader = await ada.another({ scopes: ['user_interview:read'] });
      for (const path of READS) expect((await reader.get(topicPath(id, path))).status).toBe(200);
      for (const path of WRITES) {
        const answer = await reader.post<ErrorBody>(topicPath(id, path.replace('INVITE', inviteId)));
        expect([answer.status, answer.body.code]).toEqual([403, 'permission_denied']);
        expect(answer.body.detail).toContain('user_interview:write');
      }
      expect((await deliveriesOf(ada, id)).map((row) => row.status)).toEqual(['failed']);
    });

    it('hides topics of other projects, and what is no topic', async () => {
      const { id, inviteId } = await refused('a@example.com');
      const stranger = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
      const before = await tableCounts(parley.database);
      for (const [client, topicId] of [
        [stranger, id],
        [ada, '00000000-0000-7000-8000-000000000000'],
        [ada, 'no-uuid'],
      ] as const) {
        const answers = [
          ...(await Promise.all(READS.map((path) => client.get<ErrorBody>(topicPath(topicId, path))))),
          ...(await Promise.all(
            WRITES.map((path) =>
              client.post<ErrorBody>(topicPath(topicId, path.replace('INVITE', inviteId))),
            ),
          )),
        ];
        expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
          answers.map(() => [404, 'not_found']),
        );
      }
      expect(await tableCounts(parley.database)).toEqual(before);
      expect((await deliveriesOf(ada, id)).map((row) => row.status)).toEqual(['failed']);
    });

    it('finds no invite under another topic, and none by an id that is none', async () => {
      const { inviteId } = await refused('a@example.com');
      const other = await ada.createTopic();
      for (const [topicId, invite] of [
        [other.id, inviteId],
        [other.id, '00000000-0000-7000-8000-000000000000'],
        [other.id, 'no-uuid'],
      ] as const) {
        const answer = await retry(topicId, invite);
        expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
      }
      expect(parley.sink.recipients()).toEqual([]);
    });
  });

  it('queues nothing where no mail server is configured', async () => {
    const { id, inviteId } = await refused('a@example.com');
    const mute = await startApp({ databaseUrl: parley.database.url, smtpUrl: null });
    const client = await mute.client();
    const answer = await client.post<ErrorBody>(topicPath(id, `invites/${inviteId}/retry/`));
    expect([answer.status, answer.body.type, answer.body.code]).toEqual([
      503,
      'server_error',
      'mail_not_configured',
    ]);
    expect((await deliveriesOf(ada, id)).map((row) => row.status)).toEqual(['failed']);
  });
});
