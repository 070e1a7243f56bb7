import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '../../src/pagination/page.dto';
import type { ApiClient } from '../support/clients/api-client';
import {
  describeFaults,
  expectOrderlyEnd,
  FAULT_TEST_MS,
  FaultFixture,
  people,
  withFixture,
} from '../support/faults/fault-fixture';
import { outcomes, sendInvites } from '../support/builders/invites';

describeFaults('when Redis fails', () => {
  afterAll(() => FaultFixture.closeAll());

  const timed = async <T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> => {
    const begun = performance.now();
    return { result: await work(), ms: performance.now() - begun };
  };
  const expectReadsToWork = async (client: ApiClient, topicId: string) => {
    const { result, ms } = await timed(() =>
      client.get<{ id: string }>(`/user_interview_topics/${topicId}/`),
    );
    expect(result.body.id).toBe(topicId);
    const list = await timed(() => client.get<Page<unknown>>('/user_interview_topics/'));
    expect(list.result.body.count).toBe(1);
    expect(Math.max(ms, list.ms)).toBeLessThan(5000);
  };
  /** Sends while Redis is away. */
  const expectSendToBeAnswered = async (client: ApiClient, topicId: string, count: number) => {
    const { result, ms } = await timed(() =>
      sendInvites(client, topicId, { send_async: true }, `?limit=${count}`),
    );
    expect(ms).toBeLessThan(5000);
    expect(result.status).toBe(200);
    expect(outcomes(result).sort()).toEqual(people(count).map((address) => `${address}: sent`));
  };

  it(
    'everybody gets one mail though Redis dies in the middle of a batch and comes back empty',
    withFixture(async (fixture) => {
      fixture.mailServer.delay = 15;
      const [web] = await Promise.all([fixture.startWeb(), fixture.startWorker()]);
      await fixture.invite(await fixture.clientOf(web), 1500);
      await fixture.untilAccepted(300);
      await fixture.killRedis();
      await sleep(3000);
      expect(await fixture.countUnsent()).toBeGreaterThan(0);
      await fixture.startRedis();
      await fixture.expectOneMailEach(1500, 60_000);
    }),
    FAULT_TEST_MS,
  );

  it(
    'a send without Redis is answered and kept, also when the process that answered is killed; reads go on',
    withFixture(async (fixture) => {
      const [web] = await Promise.all([fixture.startWeb(), fixture.startWorker()]);
      const client = await fixture.clientOf(web);
      const { id } = await client.createTopic({ interviewee_emails: people(200) });
      await fixture.killRedis();
      await expectReadsToWork(client, id);
      await expectSendToBeAnswered(client, id, 200);
      await expectReadsToWork(client, id);
      await web.end('SIGKILL');
      await fixture.startRedis();
      await fixture.expectOneMailEach(200, 60_000);
    }),
    FAULT_TEST_MS,
  );

  it(
    'processes start without Redis, serve, and mail once it is there',
    withFixture(async (fixture) => {
      await fixture.killRedis();
      const [web] = await Promise.all([fixture.startWeb(), fixture.startWorker()]);
      const client = await fixture.clientOf(web);
      const { id } = await client.createTopic({ interviewee_emails: people(200) });
      await expectReadsToWork(client, id);
      await expectSendToBeAnswered(client, id, 200);
      await fixture.startRedis();
      await fixture.expectOneMailEach(200, 60_000);
    }),
    FAULT_TEST_MS,
  );

  it(
    'processes without Redis still stop in an orderly way and in time',
    withFixture(async (fixture) => {
      const processes = await Promise.all([fixture.startWeb(), fixture.startWorker()]);
      await fixture.killRedis();
      await sleep(1000);
      await Promise.all(processes.map(expectOrderlyEnd));
    }),
    FAULT_TEST_MS,
  );
});
