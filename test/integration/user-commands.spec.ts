import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useTestApp } from '../support/app/test-app';
import { SessionClient } from '../support/clients/session-client';
import { SignInBrowser } from '../support/clients/sign-in-browser';

const COMMAND = join(__dirname, '../../dist/cli/users-create.js');

interface Created {
  user_id: string;
  project_id: string;
  role: string;
  sign_in_url: string;
}

describe('users:create', () => {
  const parley = useTestApp();

  const run = (args: string[], variables: NodeJS.ProcessEnv = {}) => {
    const env = {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: parley.database.url,
      PUBLIC_URL: 'https://parley.example.com/',
      ...variables,
    };
    return spawnSync(process.execPath, [COMMAND, ...args], { cwd: tmpdir(), env, encoding: 'utf8' });
  };
  const create = (...args: string[]) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout.split('\n').length]).toEqual([0, 2]);
    return { created: JSON.parse(stdout) as Created, told: stderr };
  };

  it('makes user, project and membership, and prints a link that signs in once', async () => {
    const { created, told } = create(
      ...[
        '--email',
        'Ada@Example.com',
        '--name',
        'Ada King Lovelace',
        '--project',
        'Acme',
        '--role',
        'admin',
      ],
    );
    expect(told).toBe(
      'user created, project created, membership created; the link works once, within 15 minutes\n',
    );
    expect(Object.keys(created)).toEqual(['user_id', 'project_id', 'role', 'sign_in_url']);
    expect(created.sign_in_url).toMatch(/^https:\/\/parley\.example\.com\/sign-in\/[\w-]{43}$/);

    const { pathname } = new URL(created.sign_in_url);
    const browser = new SignInBrowser(parley.baseUrl);
    const pressed = await browser.submit(pathname);
    expect([pressed.status, pressed.location]).toEqual([303, '/console']);
    const client = new SessionClient(parley.baseUrl, '@current', browser.session ?? '');
    expect((await client.request('GET', '/api/session')).body).toMatchObject({
      user: {
        id: created.user_id,
        email: 'ada@example.com',
        first_name: 'Ada King',
        last_name: 'Lovelace',
      },
      projects: [{ id: created.project_id, name: 'Acme', role: 'admin' }],
    });
    expect((await browser.submit(pathname)).status).toBe(404);
  });

  it('makes researchers unless told otherwise, and lowers nobody', () => {
    const member = ['--email', 'bob@example.com', '--project', 'Roles'];
    const first = create(...member);
    const higher = create(...member, '--role', 'admin');
    const lower = create(...member, '--role', 'viewer');
    expect([first, higher, lower].map(({ created }) => created.role)).toEqual([
      'researcher',
      'admin',
      'admin',
    ]);
    expect(lower.created.user_id).toBe(first.created.user_id);
    expect(lower.told).toMatch(/^user found, project found, membership found;/);
  });

  it.each([
    [['--email', 'ada', '--project', 'Acme'], 'Must be an email address.'],
    [['--email', 'ada@example.com'], "required option '--project <name>'"],
    [['--email', 'ada@example.com', '--project', ' '], 'Must not be blank.'],
    [['--email', 'ada@example.com', '--project', 'Acme', '--role', 'owner'], 'Allowed choices are viewer'],
  ])('refuses %j', (args, sentence) => {
    const { status, stderr, stdout } = run(args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(sentence);
  });

  it('writes nothing in production without the address that the link needs', async () => {
    const { status, stderr } = run(['--email', 'carol@example.com', '--project', 'Acme'], {
      PUBLIC_URL: ' ',
    });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^PUBLIC_URL is not set/)]);
    expect(await parley.database.query(`SELECT 1 FROM "user" WHERE email LIKE 'carol%'`)).toEqual([]);
  });
});
