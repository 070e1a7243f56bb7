import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source-options';
import { DatabasePool } from '../../../src/database/database-pool';
import { TransactionRunner } from '../../../src/database/transaction-runner';
import type { Scope } from '../../../src/users/api-key';
import { PersonalApiKey } from '../../../src/users/personal-api-key.entity';
import { ProjectMembership } from '../../../src/users/project-membership.entity';
import { Project } from '../../../src/users/project.entity';
import { User } from '../../../src/users/user.entity';
import { UsersRepository } from '../../../src/users/users.repository';
import { UsersService } from '../../../src/users/users.service';
import { reservedPort } from '../app/ports';
import { type OwnProcess, startProcess } from '../app/process';
import { hasRedisServer, startRedisServer } from '../app/redis';
import { createTestDatabase, type TestDatabase } from '../app/test-database';
import { waitUntil } from '../app/wait-until';
import { sendInvites } from '../builders/invites';
import { ApiClient } from '../clients/api-client';
import { FaultMailServer } from './mail-server';

/** Mails that one process has in flight at most; the default of MAIL_CONNECTIONS. */
export const IN_FLIGHT = 10;

/** Fault tests end a Redis of their own, so they need a redis-server on PATH. */
export const describeFaults = hasRedisServer() ? describe : describe.skip;

/** Time for one test. A promise that names a time is checked in the test; all else may be slow on a busy machine. */
export const FAULT_TEST_MS = 300_000;

const PATIENCE_MS = 90_000;

export const people = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `p${n}@example.com`).sort();

/** Stops a process in an orderly way, within its 15 seconds. */
export async function expectOrderlyEnd(own: OwnProcess): Promise<void> {
  const { code, ms } = await own.end('SIGTERM');
  if (code !== 0) throw new Error(`The process ended with ${code}:\n${own.output()}`);
  expect(ms).toBeLessThan(15_000);
}

const fixtures = new Set<FaultFixture>();

/** A test with a fixture of its own, which is closed however the test ends. */
export function withFixture(test: (fixture: FaultFixture) => Promise<void>): () => Promise<void> {
  return async () => {
    const fixture = await FaultFixture.open();
    try {
      await test(fixture);
    } finally {
      await fixture.close();
    }
  };
}

/** Database, Redis, mail server, web and worker processes, each of which a test may end. */
export class FaultFixture {
  readonly mailServer = new FaultMailServer();
  private readonly processes: OwnProcess[] = [];
  private redis: Awaited<ReturnType<typeof startRedisServer>> | undefined;

  private constructor(
    readonly database: TestDatabase,
    private readonly redisPort: number,
  ) {}

  static async open(): Promise<FaultFixture> {
    const fixture = new FaultFixture(await createTestDatabase(), await reservedPort());
    fixtures.add(fixture);
    await Promise.all([fixture.mailServer.start(), fixture.startRedis()]);
    return fixture;
  }

  /** Ends what tests left behind that ran out of time. */
  static async closeAll(): Promise<void> {
    for (const fixture of fixtures) await fixture.endAll();
  }

  get redisUrl(): string {
    return `redis://127.0.0.1:${this.redisPort}`;
  }

  /** An empty Redis, always at the same address. */
  async startRedis(): Promise<void> {
    this.redis = await startRedisServer(this.redisPort);
  }

  async killRedis(): Promise<void> {
    await this.redis?.kill();
  }

  async startWeb(variables: Record<string, string> = {}): Promise<OwnProcess> {
    return this.start('web', variables);
  }

  /** @param variables of its environment, besides those that every process has */
  async startWorker(variables: Record<string, string> = {}): Promise<OwnProcess> {
    return this.start('worker', variables);
  }

  /** A client of this web process with a fresh key. */
  async clientOf(web: OwnProcess, scopes: Scope[] = ['user_interview:write']): Promise<ApiClient> {
    const dataSource = await new DataSource(dataSourceOptions(this.database.url, 2)).initialize();
    try {
      const users = new UsersService(
        new TransactionRunner(dataSource),
        new UsersRepository(
          dataSource.getRepository(User),
          dataSource.getRepository(Project),
          dataSource.getRepository(ProjectMembership),
          dataSource.getRepository(PersonalApiKey),
          new DatabasePool(dataSource),
        ),
      );
      const { key, projectId } = await users.createKey({
        email: 'ada@parley.test',
        name: 'Ada Lovelace',
        project: 'Acme',
        scopes,
        label: 'test',
      });
      return new ApiClient(web.baseUrl, projectId, key);
    } finally {
      await dataSource.destroy();
    }
  }

  /** Queues mails for this many people. */
  async invite(client: ApiClient, count: number): Promise<void> {
    const { id } = await client.createTopic({ interviewee_emails: people(count) });
    const { status } = await sendInvites(client, id, { send_async: true });
    if (status !== 200) throw new Error(`send_invites answered ${status}.`);
  }

  /** Waits until the mail server has accepted this many mails. */
  async untilAccepted(count: number, timeoutMs = PATIENCE_MS): Promise<void> {
    const accepted = () => {
      this.assertNoneCrashed();
      return this.mailServer.accepted.length >= count;
    };
    await waitUntil(`${count} mails are accepted`, accepted, timeoutMs);
  }

  /** Waits until every delivery is stored as sent. */
  async untilAllSent(timeoutMs = PATIENCE_MS): Promise<void> {
    const allSent = async () => {
      this.assertNoneCrashed();
      return (await this.countUnsent()) === 0 || sleep(200, false);
    };
    await waitUntil('every delivery is sent', allSent, timeoutMs);
  }

  /** @throws when a process has ended by itself, whatever failed around it */
  assertNoneCrashed(): void {
    for (const own of this.processes) own.assertNotCrashed();
  }

  /** Waits until every delivery is stored as sent, and expects one mail for each person. */
  async expectOneMailEach(count: number, timeoutMs = PATIENCE_MS): Promise<void> {
    await this.untilAllSent(timeoutMs);
    expect(this.mailServer.recipients()).toEqual(people(count));
    expect(this.mailServer.doubles()).toEqual([]);
  }

  /** Deliveries that are not sent; `status` picks those in one state. */
  async countUnsent(status = '%'): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::integer FROM invite_delivery WHERE status <> 'sent' AND status LIKE $1`,
      [status],
    );
    return row?.count ?? 0;
  }

  /** The highest number of attempts of a delivery. */
  async mostAttempts(): Promise<number> {
    const [row] = await this.database.query<{ most: number }>(
      'SELECT max(attempts) AS most FROM invite_delivery',
    );
    return row?.most ?? 0;
  }

  /** Ends everything, whatever state it is in. @throws when a process had ended by itself */
  async close(): Promise<void> {
    try {
      this.assertNoneCrashed();
    } finally {
      await this.endAll();
    }
  }

  private async endAll(): Promise<void> {
    fixtures.delete(this);
    await Promise.all(this.processes.map((own) => own.end('SIGKILL')));
    await Promise.all([this.mailServer.stop(), this.redis?.kill()]);
    await this.database.drop();
  }

  private async start(role: 'web' | 'worker', variables: Record<string, string>): Promise<OwnProcess> {
    const own = await startProcess({
      NODE_ENV: 'production',
      ROLE: role,
      PUBLIC_URL: 'https://parley.example.com',
      DATABASE_URL: this.database.url,
      DATABASE_POOL_SIZE: '6',
      REDIS_URL: this.redisUrl,
      SMTP_URL: this.mailServer.url,
      MAIL_FROM: 'Parley <parley@example.com>',
      RATE_LIMIT_ENABLED: 'false',
      LOG_LEVEL: 'info',
      ...variables,
    });
    this.processes.push(own);
    return own;
  }
}
