import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidEnvironmentError, readEnvironment } from '../../src/config/environment';

const MAIN = join(__dirname, '../../dist/main.js');
const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://parley.example.com',
  DATABASE_URL: 'postgres://parley:secret@127.0.0.1:9/parley',
  REDIS_URL: 'redis://127.0.0.1:9',
};

describe('the start of a process whose environment is not complete', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-environment-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The lines on the problems, one for each variable. */
  const failedStart = (variables: NodeJS.ProcessEnv) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...variables },
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Parley cannot start with this configuration');
    expect(stderr).toContain('.env.example');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(join(folder, '.data'))).toBe(false);
    return stderr.split('\n').filter((line) => line.startsWith('  '));
  };

  it('fails in production, and names all three that are missing with their fix', () => {
    const [publicUrl, databaseUrl, redisUrl, ...more] = failedStart({ NODE_ENV: 'production' });
    expect(publicUrl).toMatch(/PUBLIC_URL: is not set\. .*Example: PUBLIC_URL=https:\/\/\S+/);
    expect(databaseUrl).toMatch(/DATABASE_URL: is not set\. .*Example: DATABASE_URL=postgres:\/\/\S+/);
    expect(redisUrl).toMatch(/REDIS_URL: is not set\. .*Example: REDIS_URL=redis:\/\/\S+/);
    expect(more).toEqual([]);
  });

  it.each(['PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL'])('fails in production without %s alone', (name) => {
    const lines = failedStart({ ...PRODUCTION, [name]: '' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${name}: is not set. `);
  });

  it('fails in production with a mail server but without a sender', () => {
    const lines = failedStart({ ...PRODUCTION, SMTP_URL: 'smtp://mail.example.com' });
    expect(lines).toEqual([expect.stringMatching(/MAIL_FROM: is not set\. .*Example: MAIL_FROM=\S+/)]);
  });

  it.each(['web', 'worker'])('fails for role %s without a Redis that others share', (role) => {
    const lines = failedStart({ ROLE: role });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('REDIS_URL: is not set');
  });
});

describe('the message on a variable that is wrong', () => {
  const complaintsOn = (variables: NodeJS.ProcessEnv) => {
    try {
      readEnvironment(variables);
    } catch (error) {
      if (!(error instanceof InvalidEnvironmentError)) throw error;
      return error.message.split('\n').filter((line) => line.startsWith('  '));
    }
    return [];
  };

  it.each([
    ['ROLE', 'both', /all.*web.*worker/],
    ['PORT', '70000', /port/i],
    ['PUBLIC_URL', 'parley.example.com', /https:\/\/parley\.example\.com/],
    ['PUBLIC_URL', 'https://parley.example.com/?x=1', /without query/],
    ['DATABASE_URL', 'mysql://db', /postgres:\/\//],
    ['REDIS_URL', 'cache.example.com:6379', /redis:\/\//],
    ['SMTP_URL', 'http://mail', /smtp:\/\//],
    ['TRUST_PROXY', 'proxy.example.com', /10\.0\.0\.0\/8,127\.0\.0\.1/],
    ['MAIL_FROM', 'Parley', /Parley <parley@example\.com>/],
    ['ROTATION_GRACE_SECONDS', '-1', /whole number from 0 to 86400/],
    ['REQUESTS_PER_MINUTE', 'many', /whole number/],
    ['RATE_LIMIT_ENABLED', 'perhaps', /true or false/],
  ])('says what %s=%s should be instead', (name, value, fix) => {
    const lines = complaintsOn({ ...PRODUCTION, [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${name}: `);
    expect(lines[0]).toMatch(fix);
  });

  it('has nothing to say about a complete environment', () => {
    expect(complaintsOn(PRODUCTION)).toEqual([]);
  });
});
