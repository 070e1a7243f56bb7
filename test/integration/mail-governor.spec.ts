import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { Settings } from '../../src/config/settings';
import { readEnvironment } from '../../src/config/environment';
import { dataSourceOptions } from '../../src/database/data-source-options';
import { TransactionRunner } from '../../src/database/transaction-runner';
import { DeliverySweeper } from '../../src/invites/delivery/delivery-sweeper';
import { MailCount } from '../../src/mail/governor/mail-count.entity';
import { MailGovernor } from '../../src/mail/governor/mail-governor';
import { MailRateRepository } from '../../src/mail/governor/mail-rate.repository';
import { MailRateShare } from '../../src/mail/governor/mail-rate-share.entity';
import { type TestApp, useTestApps } from '../support/app/test-app';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';
import { waitUntil } from '../support/app/wait-until';
import { latestBatch } from '../support/builders/batches';
import { outcomes, sendInvites } from '../support/builders/invites';
import { expectError } from '../support/clients/expect-error';
import { mostPerSecond } from '../support/mails-per-second';

const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@example.com`);
const sweep = ({ app }: TestApp) => app.get(DeliverySweeper, { strict: false }).sweep();

describe('the rate per second', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const governors: MailGovernor[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  });
  afterEach(async () => {
    for (const governor of governors.splice(0)) await governor.beforeApplicationShutdown();
    await database.query('DELETE FROM mail_rate_share');
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  /** A governor like that of a process. */
  function join(mailRatePerSecond: number, transactions = new TransactionRunner(dataSource)): MailGovernor {
    const settings = Object.assign(new Settings(), {
      ...readEnvironment({ NODE_ENV: 'test' }),
      mailRatePerSecond,
    });
    const counts = dataSource.getRepository(MailCount);
    const rates = new MailRateRepository(counts, dataSource.getRepository(MailRateShare));
    const governor = new MailGovernor(settings, transactions, rates);
    governors.push(governor);
    return governor;
  }

  /** Mails that are on their way, or were sent during the last second, over all governors. */
  class Counter {
    private readonly ends: number[] = [];
    private open = 0;
    most = 0;
    sent = 0;

    begin(): void {
      this.open += 1;
      const now = performance.now();
      this.most = Math.max(this.most, this.open + this.ends.filter((end) => end > now - 1000).length);
    }

    end(): void {
      this.open -= 1;
      this.sent += 1;
      this.ends.push(performance.now());
    }
  }

  /** Sends one mail after the other until it is told to stop, each of which takes a while. */
  async function sender(governor: MailGovernor, counter: Counter, goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      const turn = await governor.acquire();
      if (!turn) continue;
      counter.begin();
      await sleep(Math.random() * 120);
      counter.end();
      turn.end(true);
    }
  }

  it.each([
    [1, 3],
    [5, 2],
    [7, 4],
    [40, 3],
  ])(
    'is never exceeded: %i, by %i processes that come and go',
    async (rate, processes) => {
      const counter = new Counter();
      const until = performance.now() + 5500;
      const runs = Array.from({ length: processes }, async (_, n) => {
        await sleep(n * 700);
        const governor = join(rate);
        // The last one goes on after the others have left.
        const ends = n === processes - 1 ? until : until - 2000;
        const parallel = Array.from({ length: 8 }, () =>
          sender(governor, counter, () => performance.now() < ends),
        );
        await sleep(Math.max(0, ends - performance.now()));
        await governor.beforeApplicationShutdown();
        await Promise.all(parallel);
      });
      await Promise.all(runs);
      expect(counter.most).toBeLessThanOrEqual(rate);
      // Slower is right, but it must not stand still.
      expect(counter.sent).toBeGreaterThan(rate);
    },
    40_000,
  );

  it('is shared by those who send, and all of it is there for one who is alone', async () => {
    const [first, second] = [join(6), join(6)];
    const counter = new Counter();
    let goesOn = true;
    const one = Array.from({ length: 10 }, () => sender(first, counter, () => goesOn));
    await waitUntil('the first has the whole rate', () => first.currentShare === 6);
    let both = true;
    const two = Array.from({ length: 10 }, () => sender(second, counter, () => both));
    await waitUntil('both have half', () => first.currentShare === 3 && second.currentShare === 3, 20_000);
    both = false;
    second.stop();
    await Promise.all(two);
    await second.beforeApplicationShutdown();
    await waitUntil('the first has it back', () => first.currentShare === 6, 20_000);
    goesOn = false;
    first.stop();
    await Promise.all(one);
    expect(counter.most).toBeLessThanOrEqual(6);
  }, 60_000);

  it('of a process that was killed is free again when its share has expired', async () => {
    const killed = join(2);
    const last = await killed.acquire();
    expect(last).not.toBeNull();
    const next = join(2);
    const started = performance.now();
    const turn = next.acquire();
    await waitUntil(
      'it asks',
      async () => (await database.query('SELECT FROM mail_rate_share')).length === 2,
    );
    await database.query(`UPDATE mail_rate_share SET expires_at = now() WHERE share = 2`);
    expect(await turn).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(9000);
    last?.end(false);
  }, 20_000);

  it('makes turns of a process worthless whose share has been given to others', async () => {
    const frozen = join(2);
    const turn = await frozen.acquire();
    expect(turn?.isValid()).toBe(true);
    const realNow = performance.now.bind(performance);
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => realNow() + 60_000);
    try {
      expect(turn?.isValid()).toBe(false);
      await frozen.acquire();
      // The share is renewed, but what began under the old one must not go out any more.
      expect(turn?.isValid()).toBe(false);
    } finally {
      clock.mockRestore();
    }
  });

  it('gives no more than what is surely its own when the outcome of a renewal is unknown', async () => {
    const transactions = new TransactionRunner(dataSource);
    const governor = join(6, transactions);
    await governor.acquire();
    expect(governor.currentShare).toBe(6);
    // The statements are carried out, and their replies are lost.
    jest.spyOn(transactions, 'run').mockImplementation(async (work) => {
      await dataSource.transaction(work);
      throw new Error('Connection terminated');
    });
    const other = join(6);
    expect(await other.acquire()).not.toBeNull();
    expect(other.currentShare).toBe(3);
    expect(governor.currentShare).toBe(1);
  });

  it('renews no share that is being given back until it is', async () => {
    const governor = join(4);
    (await governor.acquire())?.end(false);
    let finish = (): void => undefined;
    const ended = new Promise<void>((resolve) => (finish = resolve));
    const slow = jest.spyOn(MailRateRepository.prototype, 'endShare');
    slow.mockImplementationOnce(async function (this: MailRateRepository, ...args) {
      await ended;
      return this.endShare(...args);
    });
    await waitUntil('it is idle', () => slow.mock.calls.length > 0);
    const turn = governor.acquire();
    await sleep(300);
    finish();
    expect(await turn).not.toBeNull();
    const lasts = `SELECT expires_at > now() + interval '5 seconds' AS lasts FROM mail_rate_share`;
    expect(await database.query(lasts)).toEqual([{ lasts: true }]);
    slow.mockRestore();
  });

  it('sends those away who wait when the process stops, and costs nothing without limits', async () => {
    const governor = join(1);
    await governor.acquire();
    const waiting = [governor.acquire(), governor.acquire(AbortSignal.timeout(50))];
    expect(await waiting[1]).toBeNull();
    governor.stop();
    expect(await waiting[0]).toBeNull();
    expect(await governor.acquire()).toBeNull();
    const before = await database.query('SELECT * FROM mail_rate_share');
    expect(await join(0).acquire()).not.toBeNull();
    expect(await database.query('SELECT * FROM mail_rate_share')).toEqual(before);
  });
});

describe('mails of several processes', () => {
  const start = useTestApps({ mailConnections: 4 });

  it('keep to the rate at the mail server, whoever sends them', async () => {
    const first = await start({ mailRatePerSecond: 5 });
    const second = await start({
      mailRatePerSecond: 5,
      databaseUrl: first.database.url,
      smtpUrl: first.sink.url,
    });
    const ada = await first.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(30) });
    await sendInvites(ada, id, { send_async: true });
    await sweep(second);
    await first.sink.waitFor(30, 60_000);
    expect(mostPerSecond(first.sink.mails.map(({ at }) => at))).toBeLessThanOrEqual(5);
    expect(first.sink.recipients()).toEqual(people(30).sort());
  }, 90_000);

  it.each([
    ['hour', { mailRatePerHour: 7 }, 63],
    ['day', { mailRatePerDay: 7 }, 24 * 60 + 3],
  ])(
    'keep to the limit of a %s over a restart, and go on when it is over',
    async (_, limit, minutes) => {
      const first = await start(limit);
      const ada = await first.client();
      const { id } = await ada.createTopic({ interviewee_emails: people(10) });
      await sendInvites(ada, id, { send_async: true });
      await first.sink.waitFor(7);
      await waitUntil('the rest waits', async () => (await latestBatch(ada, id)).counts.queued === 3);
      const second = await start({ ...limit, databaseUrl: first.database.url, smtpUrl: first.sink.url });
      const dueNow = () =>
        first.database.query(`UPDATE invite_delivery SET due_at = now() WHERE status = 'queued'`);
      await dueNow();
      await sweep(second);
      await waitUntil('the rest waits again', async () => (await latestBatch(ada, id)).counts.queued === 3);
      expect(first.sink.mails).toHaveLength(7);
      const shift = `UPDATE mail_count SET minute = minute - $1 * interval '1 minute'`;
      await first.database.query(shift, [minutes - 2]);
      await dueNow();
      const third = await start({ ...limit, databaseUrl: first.database.url, smtpUrl: first.sink.url });
      await sweep(third);
      await waitUntil('the rest waits still', async () => (await latestBatch(ada, id)).counts.queued === 3);
      expect(first.sink.mails).toHaveLength(7);
      await first.database.query(shift, [3]);
      await dueNow();
      const fourth = await start({ ...limit, databaseUrl: first.database.url, smtpUrl: first.sink.url });
      await sweep(fourth);
      await first.sink.waitFor(10);
    },
    60_000,
  );

  it('that somebody waits for are refused with a sentence when a limit is reached', async () => {
    const parley = await start({ mailRatePerHour: 2 });
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(4) });
    const test = () => ada.post(`/user_interview_topics/${id}/send_test/`);
    expect((await test()).status).toBe(200);
    // The caller is told that the mails are queued; the limit decides when they go out.
    expect(outcomes(await sendInvites(ada, id))).toEqual(people(4).map((address) => `${address}: sent`));
    expect((await latestBatch(ada, id)).counts).toMatchObject({ sent: 1, queued: 3, failed: 0 });
    expectError(await test(), 503, { code: 'mail_rate_reached' });
    expect(parley.sink.mails).toHaveLength(2);
    const metrics = await (await fetch(`${parley.baseUrl}/metrics`)).text();
    expect(metrics).toMatch(/^parley_mail_quota_used_ratio\{window="hour"\} 1$/m);
    expect(metrics).toMatch(/^parley_mail_wait_seconds\{of="process"\} [1-9]\d*$/m);
  });

  it('give back what they have reserved and not sent when they stop', async () => {
    const parley = await start({ mailRatePerDay: 100 });
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(4) });
    await sendInvites(ada, id);
    await parley.app.get(MailGovernor, { strict: false }).beforeApplicationShutdown();
    const [counted] = await parley.database.query('SELECT sum(number)::integer AS number FROM mail_count');
    expect(counted).toEqual({ number: 4 });
  });
});
