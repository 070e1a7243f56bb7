import { Redis } from 'ioredis';
import { describeFaults, FAULT_TEST_MS, FaultFixture, withFixture } from '../support/faults/fault-fixture';
import type { OwnProcess } from '../support/app/process';
import { waitUntil } from '../support/app/wait-until';

describeFaults('when Redis answers and refuses its work', () => {
  afterAll(() => FaultFixture.closeAll());

  const acceptsJobs = async (worker: OwnProcess) => {
    const text = await (await fetch(`${worker.baseUrl}/metrics`)).text();
    return /^parley_queue_accepts_jobs\{queue="invites"\} (\d)$/m.exec(text)?.[1];
  };
  const command = async (fixture: FaultFixture, ...[name = '', ...args]: string[]) => {
    const redis = new Redis(fixture.redisUrl);
    await redis.call(name, ...args);
    redis.disconnect();
  };

  // Side by side, because most of the time they wait for the queue to be tried again.
  it.concurrent.each([
    ['is full', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0'], 'Redis is full'],
    [
      'is a replica',
      ['REPLICAOF', '127.0.0.1', '1'],
      ['REPLICAOF', 'NO', 'ONE'],
      'Redis is a read-only replica',
    ],
    [
      'does not allow a command',
      ['ACL', 'SETUSER', 'default', '-eval', '-evalsha'],
      ['ACL', 'SETUSER', 'default', '+@all'],
      'Redis refuses a command that Bull needs',
    ],
  ])(
    'mails go out without it, and the log and a metric say that it %s',
    (_, refuse, allow, reason) =>
      withFixture(async (fixture) => {
        const [web, worker] = await Promise.all([fixture.startWeb(), fixture.startWorker()]);
        const client = await fixture.clientOf(web);
        expect(await acceptsJobs(worker)).toBe('1');
        await command(fixture, ...refuse);
        await fixture.invite(client, 120);
        await fixture.expectOneMailEach(120, 60_000);
        expect(worker.output()).toContain(reason);
        expect(worker.output()).toContain('Until then mails go out without the queue');
        expect(await acceptsJobs(worker)).toBe('0');
        await command(fixture, ...allow);
        await waitUntil(
          'the queue works again',
          () => worker.output().includes('the queue takes jobs again'),
          60_000,
        );
      })(),
    FAULT_TEST_MS,
  );
});
