import { DeliverySweeper } from '../../src/invites/delivery/delivery-sweeper';
import { topicPath } from '../support/clients/api-client';
import { liveLinksIn, outcomes, sendInvites, storedDeliveries } from '../support/builders/invites';
import { emptyRedisDatabase, redisDatabase } from '../support/app/redis';
import { useClient, useTestApp } from '../support/app/test-app';
import { insertResponse } from '../support/builders/responses';
import { waitUntil } from '../support/app/wait-until';

const ASYNC = { send_async: true };
const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@example.com`);

// Without Redis, the second of these is reported as skipped.
const queues: [string, boolean][] = [
  ['in process', false],
  ['on Bull', true],
];
for (const [queue, onBull] of queues) {
  const describeHere = onBull && redisDatabase() === null ? describe.skip : describe;
  describeHere(`delivery ${queue}`, () => {
    const parley = useTestApp(async () => ({
      redisUrl: onBull ? await emptyRedisDatabase() : null,
      mailConnections: 1,
    }));
    const ada = useClient(parley);

    beforeEach(() => parley.database.query('DELETE FROM user_interview_topic'));

    const statuses = async () =>
      (await storedDeliveries(parley.database)).map(({ address, status }) => `${address}: ${status}`);
    const untilNothingIsLive = () =>
      waitUntil('every delivery has an end', async () =>
        (await statuses()).every((entry) => !/queued|sending/.test(entry)),
      );
    const untilStatus = (status: string) =>
      waitUntil(`a delivery is ${status}`, async () =>
        (await statuses()).some((entry) => entry.endsWith(`: ${status}`)),
      );
    /** Lets the pauses between tries pass, and looks for what is due. */
    const skipPauses = async () => {
      await parley.database.query(`UPDATE invite_delivery SET due_at = now() WHERE status = 'queued'`);
      await parley.app.get(DeliverySweeper, { strict: false }).sweep();
    };

    it('mails everybody once, over several rounds, and writes that down', async () => {
      const everybody = people(120);
      const { id } = await ada.createTopic({ interviewee_emails: everybody });
      const answer = await sendInvites(ada, id, ASYNC);
      expect(outcomes(answer)).toEqual(everybody.map((address) => `${address}: sent`));
      await parley.sink.waitFor(120);
      await untilNothingIsLive();
      expect(parley.sink.recipients()).toEqual([...everybody].sort());
      const stored = await storedDeliveries(parley.database);
      expect(new Set(stored.map((row) => `${row.status} ${row.attempts} ${row.last_error}`))).toEqual(
        new Set(['sent 1 ']),
      );
      const links = new Map(answer.body.results.map((row) => [row.email, row.interview_url]));
      for (const [n, mail] of (await parley.sink.parsed()).entries()) {
        const recipient = parley.sink.mails[n]?.recipients[0] ?? '';
        expect(liveLinksIn(mail.text ?? '')).toEqual([links.get(recipient)]);
      }
    });

    it('tries again later what the server put off, and nothing else', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['later@example.com', 'now@example.com'] });
      parley.sink.refuse = (address) => (address === 'later@example.com' ? 451 : null);
      await sendInvites(ada, id, ASYNC);
      await waitUntil('both were tried', async () =>
        (await storedDeliveries(parley.database)).every((row) => row.attempts === 1),
      );
      const [later, now] = await storedDeliveries(parley.database);
      expect([later?.status, later?.last_error]).toEqual(['queued', 'smtp_451']);
      expect(later?.due_in).toBeGreaterThan(20);
      expect(later?.due_in).toBeLessThanOrEqual(30);
      expect(now?.status).toBe('sent');
      parley.sink.refuse = () => null;
      expect(outcomes(await sendInvites(ada, id, ASYNC))).toEqual([
        'later@example.com: already_sent',
        'now@example.com: already_sent',
      ]);
      await parley.app.get(DeliverySweeper, { strict: false }).sweep();
      expect(parley.sink.recipients()).toEqual(['now@example.com']);
      await skipPauses();
      await untilNothingIsLive();
      expect(parley.sink.recipients()).toEqual(['later@example.com', 'now@example.com']);
      const [done] = await storedDeliveries(parley.database);
      expect(done).toMatchObject({ status: 'sent', attempts: 2, last_error: '' });
    });

    it('makes each pause longer, and gives up in the end', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['never@example.com'] });
      parley.sink.refuse = () => 450;
      await sendInvites(ada, id, ASYNC);
      const pauses: number[] = [];
      for (let attempts = 1; ; attempts++) {
        let row = (await storedDeliveries(parley.database))[0];
        await waitUntil(`try ${attempts} is over`, async () => {
          row = (await storedDeliveries(parley.database))[0];
          return row?.attempts === attempts;
        });
        if (row?.status === 'failed') break;
        pauses.push(Math.ceil(row?.due_in ?? 0));
        await skipPauses();
      }
      expect(pauses).toEqual([30, 120, 600, 3600, 14_400]);
      expect(parley.sink.recipients()).toEqual([]);
    });

    it('ends with the first permanent refusal; a later call tries anew', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['no@example.com', 'yes@example.com'] });
      parley.sink.refuse = (address) => (address === 'no@example.com' ? 550 : null);
      await sendInvites(ada, id, ASYNC);
      await untilNothingIsLive();
      const [refused] = await storedDeliveries(parley.database);
      expect(refused).toMatchObject({ status: 'failed', attempts: 1, last_error: 'smtp_550' });
      expect(parley.sink.recipients()).toEqual(['yes@example.com']);
      parley.sink.refuse = () => null;
      expect(outcomes(await sendInvites(ada, id, ASYNC))).toEqual([
        'no@example.com: sent',
        'yes@example.com: already_sent',
      ]);
      await parley.sink.waitFor(2);
      expect(parley.sink.recipients()).toEqual(['no@example.com', 'yes@example.com']);
    });

    it('does not mail somebody who was removed while others were being mailed', async () => {
      parley.sink.delay = 400;
      const { id } = await ada.createTopic({ interviewee_emails: people(4) });
      await sendInvites(ada, id, ASYNC);
      await parley.sink.waitFor(1);
      const removed = await ada.post(topicPath(id, 'remove_interviewee/'), { identifier: 'p3@example.com' });
      expect(removed.status).toBe(200);
      await parley.sink.waitFor(3);
      await untilNothingIsLive();
      expect(parley.sink.recipients()).toEqual(['p0@example.com', 'p1@example.com', 'p2@example.com']);
      expect(await statuses()).toContain('p3@example.com: cancelled');
    });

    it('does not mail somebody who was removed while the mail waited for its next try', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['gone@example.com', 'here@example.com'] });
      parley.sink.refuse = () => 451;
      await sendInvites(ada, id, ASYNC);
      await waitUntil('both were tried', async () =>
        (await storedDeliveries(parley.database)).every((row) => row.attempts === 1),
      );
      await ada.patch(topicPath(id), { interviewee_emails: ['here@example.com'] });
      parley.sink.refuse = () => null;
      await skipPauses();
      await untilNothingIsLive();
      expect(parley.sink.recipients()).toEqual(['here@example.com']);
      expect(await statuses()).toEqual(['gone@example.com: cancelled', 'here@example.com: sent']);
    });

    it.each([
      ['was closed', { closes_at: '2020-01-01T00:00:00Z' }],
      ['got all its answers', { max_responses: 1 }],
    ])('leads nobody to a topic that %s while the mail waited for its next try', async (_what, change) => {
      const { id } = await ada.createTopic({ interviewee_emails: ['late@example.com'] });
      await insertResponse(parley.database, id);
      parley.sink.refuse = () => 451;
      await sendInvites(ada, id, ASYNC);
      await waitUntil('it was tried', async () =>
        (await storedDeliveries(parley.database)).every((row) => row.attempts === 1),
      );
      await ada.patch(topicPath(id), change);
      parley.sink.refuse = () => null;
      await skipPauses();
      await untilNothingIsLive();
      expect(parley.sink.recipients()).toEqual([]);
      expect(await statuses()).toEqual(['late@example.com: cancelled']);
    });

    it('mails nothing more of a topic that is deleted', async () => {
      parley.sink.delay = 300;
      const { id } = await ada.createTopic({ interviewee_emails: people(5) });
      await sendInvites(ada, id, ASYNC);
      await parley.sink.waitFor(1);
      expect((await ada.delete(topicPath(id))).status).toBe(204);
      const { id: next } = await ada.createTopic({ interviewee_emails: ['next@example.com'] });
      await sendInvites(ada, next, ASYNC);
      await waitUntil('the next topic is mailed', () =>
        parley.sink.recipients().includes('next@example.com'),
      );
      // The one in flight when the topic went may have arrived.
      expect(
        parley.sink.recipients().filter((address) => address !== 'next@example.com').length,
      ).toBeLessThanOrEqual(2);
    });

    it('mails the copy as it was when the invites were sent', async () => {
      const { id } = await ada.createTopic({ invite_subject: 'Before' });
      parley.sink.refuse = () => 451;
      await sendInvites(ada, id, ASYNC);
      await untilStatus('queued');
      await waitUntil('it was tried', async () =>
        (await storedDeliveries(parley.database)).every((row) => row.attempts === 1),
      );
      await ada.patch(topicPath(id), { invite_subject: 'After' });
      parley.sink.refuse = () => null;
      await skipPauses();
      await parley.sink.waitFor(1);
      expect((await parley.sink.parsed())[0]?.subject).toBe('Before');
    });

    it('takes over what a killed process had claimed, once the claim has run out', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
      parley.sink.refuse = () => 451;
      await sendInvites(ada, id, ASYNC);
      await waitUntil('both were tried', async () =>
        (await storedDeliveries(parley.database)).every((row) => row.attempts === 1),
      );
      parley.sink.refuse = () => null;
      await parley.database.query(
        `UPDATE invite_delivery SET status = 'sending',
           due_at = now() + CASE address WHEN 'a@example.com' THEN interval '-1 second' ELSE interval '20 seconds' END`,
      );
      await parley.app.get(DeliverySweeper, { strict: false }).sweep();
      await parley.sink.waitFor(1);
      await untilStatus('sent');
      expect(await statuses()).toEqual(['a@example.com: sent', 'b@example.com: sending']);
      expect(parley.sink.recipients()).toEqual(['a@example.com']);
    });
  });
}
