import { redisDatabase } from '../support/app/redis';
import { startProcess } from '../support/app/process';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';
import { waitUntil } from '../support/app/wait-until';

const describeWithRedis = redisDatabase() === null ? describe.skip : describe;

describeWithRedis('a process without a mail server', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it.each([
    ['worker', true],
    ['all', true],
    ['web', false],
  ])(
    'of role %s says that it sends nothing: %s',
    async (role, says) => {
      const own = await startProcess({
        NODE_ENV: 'production',
        ROLE: role,
        PUBLIC_URL: 'https://parley.example.com',
        DATABASE_URL: database.url,
        REDIS_URL: redisDatabase() ?? '',
      });
      try {
        await waitUntil('it listens', () => own.output().includes('listening'), 60_000);
      } finally {
        await own.end('SIGTERM');
      }
      const warnings = own.output().match(/^.*"level":40.*SMTP_URL is not set.*$/gm) ?? [];
      expect(warnings).toHaveLength(says ? 1 : 0);
    },
    90_000,
  );
});
