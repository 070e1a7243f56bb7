import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../support/app/process';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';
import { SessionClient } from '../support/clients/session-client';
import { SignInBrowser } from '../support/clients/sign-in-browser';

const DIST = join(__dirname, '../../dist/cli');

describe('commands for keys', () => {
  let parley: TestApp;

  beforeAll(async () => {
    parley = await startTestApp();
  });
  afterAll(() => parley.close());

  const run = (command: string, ...args: string[]) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: `${parley.database.url}\n` };
    const options = { cwd: tmpdir(), env, encoding: 'utf8' } as const;
    return spawnSync(process.execPath, [join(DIST, `${command}.js`), ...args], options);
  };
  const create = (email: string, project: string) =>
    run('keys-create', '--email', email, '--name', 'Ada', '--project', project, '--scope', '*');
  const list = () => {
    const { stdout } = run('keys-list');
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  const statusOf = async (key: string, projectId: string) => {
    const url = `${parley.baseUrl}/api/projects/${projectId}/user_interview_topics/`;
    return (await fetch(url, { headers: { authorization: `Bearer ${key}` } })).status;
  };

  it('say what was made and what was there, and print one line of JSON', () => {
    const told = [
      create('ada@example.com', 'Acme'),
      create('ada@example.com', 'Acme'),
      create('ada@example.com', 'New'),
    ];
    expect(told.map(({ stderr }) => stderr)).toEqual([
      'user created, project created, membership created\n',
      'user found, project found, membership found\n',
      'user found, project created, membership created\n',
    ]);
    for (const { stdout, status } of told) {
      expect(status).toBe(0);
      expect(stdout).toMatch(/^\{"key":"ply_[\w-]{43}","user_id":"[\w-]{36}","project_id":"[\w-]{36}"\}\n$/);
    }
  });

  it('list keys without the keys, and revoke one by its id', async () => {
    const made = JSON.parse(create('joan@example.com', 'Revoked').stdout) as {
      key: string;
      project_id: string;
    };
    const listed = list().find(({ email }) => email === 'joan@example.com');
    expect(listed).toMatchObject({
      mask: `${made.key.slice(0, 4)}…${made.key.slice(-4)}`,
      scopes: ['*'],
      project_ids: [made.project_id],
      label: 'created on the command line',
      last_used_at: null,
      revoked_at: null,
    });
    expect(await statusOf(made.key, made.project_id)).toBe(200);
    const id = String(listed?.id);
    const { revoked_at: first } = JSON.parse(run('keys-revoke', '--id', id).stdout) as { revoked_at: string };
    expect(await statusOf(made.key, made.project_id)).toBe(401);
    const again = run('keys-revoke', '--id', id);
    expect(JSON.parse(again.stdout)).toEqual({ id, revoked_at: first });
    expect(list().find((key) => key.id === id)?.revoked_at).toBe(first);
  });

  it('refuse an id that is none, and one that nothing has', () => {
    const unknown = run('keys-revoke', '--id', '00000000-0000-7000-8000-000000000000');
    expect([unknown.status, unknown.stderr]).toEqual([1, 'There is no key with this id.\n']);
    const malformed = run('keys-revoke', '--id', 'ply_secret');
    expect(malformed.status).toBe(1);
    expect(malformed.stderr).toContain('Must be an id that keys:list shows.');
  });
});

describe('a start on embedded defaults', () => {
  it('shows the same key each time, kept where only this user can read it, and a link that signs in', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-demo-'));
    // As root the database runs as another user, who has to reach its data here.
    chmodSync(dataDir, 0o711);
    const shown = async () => {
      const own = await startProcess({ DATA_DIR: dataDir });
      await waitUntil('the banner is there', () =>
        Promise.resolve(own.output().includes('Plan a first topic')),
      );
      const [, console = ''] = /^ {2}Console {6}(http:.*)$/m.exec(own.output()) ?? [];
      const browser = new SignInBrowser(own.baseUrl, `http://localhost:${new URL(own.baseUrl).port}`);
      const pressed = await browser.submit(new URL(console).pathname);
      const client = new SessionClient(own.baseUrl, '@current', browser.session ?? '');
      const session = await client.request<{ projects: { role: string }[] }>('GET', '/api/session');
      await own.end('SIGTERM');
      return {
        key: /API key +(ply_[\w-]{43})$/m.exec(own.output())?.[1],
        console,
        signedIn: [pressed.status, pressed.location, session.body.projects[0]?.role],
      };
    };
    const first = await shown();
    expect(first.key).toBeDefined();
    expect(first.signedIn).toEqual([303, '/console', 'admin']);
    const second = await shown();
    expect(second).toEqual({
      ...first,
      console: expect.stringMatching(/^http:\/\/localhost:\d+\/sign-in\//),
    });
    expect(second.console).not.toBe(first.console);
    expect(statSync(join(dataDir, 'demo.key')).mode & 0o777).toBe(0o600);
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);
});
