import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { simpleParser } from 'mailparser';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useTestApp } from '../support/app/test-app';
import { type FakeDnsServer, startDnsServer, type Zones } from '../support/fakes/dns-server';
import { LOCALHOST_CERTIFICATE } from '../support/fakes/localhost-certificate';
import {
  LOGIN,
  LOGIN_IN_URL,
  type LoginMailServer,
  startLoginMailServer,
} from '../support/fakes/login-mail-server';
import { type MailSink, startMailSink } from '../support/fakes/mail-sink';
import { PhasedMailServer } from '../support/phased-mail-server';

const COMMAND = join(__dirname, '../../dist/cli/mail-check.js');

interface Report {
  ok: boolean;
  to: string | null;
  message_id: string | null;
  findings: { check: string; level: string; text: string }[];
  objections: string[];
  summary: string;
}

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
  format: 'der',
  type: 'spki',
});
const keyText = `v=DKIM1; k=rsa; p=${key.toString('base64')}`;
const GOOD_ZONES: Zones = {
  'acme.io': { mx: ['mail.acme.io'], txt: ['v=spf1 include:spf.provider.io ~all'], a: ['192.0.2.7'] },
  'spf.provider.io': { txt: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  's1._domainkey.acme.io': { txt: [[keyText.slice(0, 200), keyText.slice(200)]] },
  '_dmarc.acme.io': { txt: ['v=DMARC1; p=quarantine; rua=mailto:dmarc@acme.io'] },
  '7.2.0.192.in-addr.arpa': { ptr: ['acme.io'] },
};

let sink: MailSink;
let dns: FakeDnsServer;
let folder: string;

beforeAll(async () => {
  [sink, dns, folder] = await Promise.all([
    startMailSink(),
    startDnsServer(),
    mkdtemp(join(tmpdir(), 'mail-check-')),
  ]);
});
beforeEach(() => {
  sink.reset();
  dns.zones = GOOD_ZONES;
});
afterAll(async () => {
  await Promise.all([sink.stop(), dns.stop(), rm(folder, { recursive: true, force: true })]);
});

// Not spawnSync: the servers run in this process.
async function run(args: string[], variables: NodeJS.ProcessEnv = {}) {
  const env = {
    PATH: process.env.PATH,
    SMTP_URL: sink.url,
    MAIL_FROM: 'Acme Research <research@acme.io>',
    PUBLIC_URL: 'https://parley.acme.io',
    ...variables,
  };
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout, stderr };
}
async function report(args: string[], variables: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = await run(['--json', '--dns-server', dns.address, ...args], variables);
  expect([stderr, stdout.split('\n').length]).toEqual(['', 2]);
  const json = JSON.parse(stdout) as Report;
  return { status, json, problems: json.findings.filter(({ level }) => level === 'problem') };
}
const TO = ['--to', 'ada@example.com'];

describe('mail:check', () => {
  const parley = useTestApp();

  it('finds nothing wrong with a good set-up, and sends one mail with the headers of an invite', async () => {
    const { status, json, problems } = await report([...TO, '--dkim-selector', 's1']);
    expect([status, problems, json.ok, json.to]).toEqual([0, [], true, 'ada@example.com']);
    expect(json.findings.map(({ level, check }) => `${level} ${check}`)).toEqual([
      'ok MAIL_FROM',
      'ok PUBLIC_URL',
      'ok connection',
      'ok TLS',
      'ok extensions',
      'ok sender',
      'ok recipient',
      'ok MX',
      'ok SPF',
      'ok DKIM',
      'ok DMARC',
      'ok MAIL_EHLO_NAME',
      'ok test mail',
    ]);
    expect(json.summary).toMatch(
      /^A large receiver would object to nothing that can be seen from here\. Not seen/,
    );
    expect(sink.recipients()).toEqual(['ada@example.com']);
    const [mail] = await sink.parsed();
    expect(mail?.messageId).toBe(json.message_id);
    expect(mail?.messageId).toMatch(/^<[\da-f-]{36}@acme\.io>$/);
    expect(mail?.subject).toBe('[Test] Test of the mail settings');
    expect(mail?.from?.text).toBe('"Acme Research" <research@acme.io>');
    const headers = sink.mails[0]?.raw.toString().split('\r\n\r\n')[0] ?? '';
    expect(headers).toContain('List-Unsubscribe: <https://parley.acme.io/unsubscribe/preview>\r\n');
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    for (const text of [mail?.text ?? '', String(mail?.html).replaceAll('&#x3D;', '=')]) {
      expect(text).toContain('This is a test.');
      expect(text).toContain('spf=pass, dkim=pass and');
      expect(text).toContain('https://parley.acme.io/interview/preview');
    }
  });

  it('links to pages that are there, and that unsubscribe nobody', async () => {
    const variables = { PUBLIC_URL: parley.baseUrl };
    await report(TO, variables);
    const [mail] = await sink.parsed();
    const links = [...String(mail?.html).matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
    expect(new Set(links)).toEqual(
      new Set([`${parley.baseUrl}/interview/preview`, `${parley.baseUrl}/unsubscribe/preview`]),
    );
    for (const link of new Set(links)) expect((await fetch(link)).status).toBe(200);
    const pressed = await fetch(`${parley.baseUrl}/unsubscribe/preview`, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(pressed.status).toBe(404);
    expect(await parley.database.query('SELECT 1 FROM contact')).toEqual([]);
  });

  it('says what a large receiver would object to', async () => {
    dns.zones = { 'acme.io': { txt: ['v=spf1 ip4:192.0.2.1 -all', 'v=spf1 +all'], mx: [''] } };
    const { status, json } = await report([...TO, '--dkim-selector', 'S2'], {
      PUBLIC_URL: 'http://parley.acme.io',
    });
    expect([status, json.ok]).toEqual([1, false]);
    expect(json.objections).toEqual([
      'no one-click unsubscription, because PUBLIC_URL is not https',
      "a sender's domain that takes no mail (acme.io)",
      'more than one SPF record at acme.io',
      'no DKIM key at S2._domainkey.acme.io',
      'no DMARC record for acme.io',
    ]);
    expect(json.summary).toContain(`A large receiver would object to: ${json.objections.join('; ')}.`);
    // The mail goes out all the same, so that the received one can be looked at.
    expect(sink.mails).toHaveLength(1);
  });

  it('leaves out what DNS does not answer', async () => {
    await dns.stop();
    try {
      const { status, json, problems } = await report(TO);
      expect([status, problems]).toEqual([0, []]);
      expect(json.findings).toContainEqual({
        check: 'DNS',
        level: 'note',
        text: expect.stringMatching(
          /^DNS did not answer \(.+\): the checks of MX, SPF, DKIM and DMARC of acme\.io were left out\./,
        ),
      });
      expect(json.findings.map(({ check }) => check)).not.toContain('SPF');
      expect(json.summary).toContain('Not seen from here: SPF, DKIM and DMARC of acme.io');
    } finally {
      dns = await startDnsServer(GOOD_ZONES);
    }
  });

  it('tells a closed network, whose DNS denies everything, from a domain that does not exist', async () => {
    dns.zones = {};
    const closed = await report(['--no-send']);
    expect([closed.status, closed.problems]).toEqual([0, []]);
    expect(closed.json.findings.at(-1)?.text).toMatch(/^DNS knows only this network.*were left out\./);
    dns.zones = { com: { ns: ['a.gtld-servers.net'] } };
    const missing = await report(['--no-send']);
    expect(missing.status).toBe(1);
    expect(missing.problems).toContainEqual({
      check: 'MX',
      level: 'problem',
      text: 'acme.io does not exist in DNS. Correct the domain, or register it.',
    });
  });

  it('prints a report for people, without the login', async () => {
    const { status, stdout } = await run([...TO, '--dns-server', dns.address], {
      SMTP_URL: sink.url.replace('//', '//the-user:the-secret@'),
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^ok {7}MAIL_FROM {7}Mails come from Acme Research <research@acme\.io>\.$/m);
    expect(stdout).toMatch(/^problem {2}login {11}SMTP_URL has a user, and the server offers no login/m);
    expect(stdout).toMatch(/^Correct first: login\.$/m);
    expect(stdout).not.toMatch(/the-user|the-secret/);
    expect(stdout.split('\n').every((line) => line.length <= 100 || line.includes('@acme.io>'))).toBe(true);
  });

  it('sends nothing with --no-send', async () => {
    const { status, json } = await report(['--no-send']);
    expect([status, json.to, json.message_id, sink.mails]).toEqual([0, null, null, []]);
    expect(json.findings.map(({ check }) => check)).toEqual(expect.arrayContaining(['sender', 'DMARC']));
    expect(json.findings.map(({ check }) => check)).not.toContain('recipient');
  });

  it('asks about the recipient with --no-send and --to', async () => {
    sink.refuse = () => 550;
    const { status, problems } = await report(['--no-send', ...TO]);
    expect([status, problems.map(({ check }) => check), sink.mails]).toEqual([1, ['recipient'], []]);
  });

  it('does not send to a server that refuses the recipient', async () => {
    sink.refuse = () => 550;
    const { status, json, problems } = await report(TO);
    expect([status, sink.mails, json.message_id]).toEqual([1, [], null]);
    expect(problems.map(({ check }) => check)).toEqual(['recipient']);
    expect(json.findings.at(-1)).toMatchObject({ check: 'test mail', level: 'note' });
  });

  it.each<[name: string, phases: PhasedMailServer['phases'], text: RegExp]>([
    [
      'refuses the text',
      { dot: { reply: '554 Message rejected: Email address is not verified.' } },
      /^The provider sends only .*\(554 Message rejected: Email address is not verified\.\)$/,
    ],
    [
      'says nothing to the text',
      { dot: { silent: true } },
      /silent for 2 s in the middle of the dialogue.* The mail may have arrived\.$/,
    ],
  ])('words what a server says that %s', async (_name, phases, text) => {
    const server = await new PhasedMailServer().start();
    server.phases = phases;
    try {
      const { status, problems } = await report([...TO, '--timeout', '2'], { SMTP_URL: server.url });
      expect([status, problems]).toEqual([
        1,
        [{ check: 'test mail', level: 'problem', text: expect.stringMatching(text) }],
      ]);
    } finally {
      await server.stop();
    }
  });
});

describe('mail:check with a server that wants TLS and a login', () => {
  let server: LoginMailServer;
  const url = () => `smtp://${LOGIN_IN_URL}@127.0.0.1:${server.port}?tls=required`;

  beforeAll(async () => {
    server = await startLoginMailServer();
    await writeFile(join(folder, 'ca.pem'), LOCALHOST_CERTIFICATE.cert);
  });
  afterAll(() => server.stop());

  it('logs in and sends', async () => {
    const variables = { SMTP_URL: url(), NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
    const { status, json, problems } = await report(TO, variables);
    expect([status, problems]).toEqual([0, []]);
    expect(json.findings).toContainEqual({
      check: 'TLS',
      level: 'ok',
      text: expect.stringMatching(/^The connection uses TLSv1\.[23], by STARTTLS\.$/),
    });
    expect(json.findings).toContainEqual({
      check: 'login',
      level: 'ok',
      text: 'The server accepts user and password.',
    });
    expect(server.mails).toHaveLength(1);
    const parsed = await simpleParser(server.mails[0] ?? '');
    expect(parsed.messageId).toBe(json.message_id);
  });

  it('says that the certificate is not trusted, and sends no password', async () => {
    const { status, problems } = await report(TO, { SMTP_URL: url() });
    expect([status, problems]).toEqual([
      1,
      [
        {
          check: 'connection',
          level: 'problem',
          text: expect.stringMatching(/is self-signed.*NODE_EXTRA_CA_CERTS/),
        },
      ],
    ]);
  });

  it('never prints the login, also if the server repeats it', async () => {
    const wrong = url().replace(LOGIN_IN_URL, `${encodeURIComponent(LOGIN.user)}:another-secret`);
    const variables = { SMTP_URL: wrong, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
    for (const format of [['--json'], []]) {
      const { status, stdout, stderr } = await run(
        [...TO, ...format, '--dns-server', dns.address],
        variables,
      );
      expect([status, stderr]).toEqual([1, '']);
      expect(stdout).toContain('User or password is wrong');
      expect(stdout).not.toContain('another-secret');
      expect(stdout).not.toContain(LOGIN.user);
    }
  });
});

describe('the configuration of mail:check', () => {
  it('may have no server: mail goes to the local mailbox', async () => {
    const variables = { SMTP_URL: '', MAIL_FROM: '', PUBLIC_URL: '', PORT: '3999' };
    const { status, json } = await report(TO, variables);
    expect([status, json.message_id]).toEqual([0, null]);
    expect(json.findings).toEqual([
      {
        check: 'SMTP_URL',
        level: 'note',
        text: expect.stringMatching(/local mailbox.*http:\/\/localhost:3999\/mailbox.*Set SMTP_URL, such as/),
      },
    ]);
    expect(dns.questions.filter((question) => question.includes('localhost'))).toEqual([]);
  });

  it('must have a server in production, and needs no database to say so', async () => {
    const { status, problems } = await report(TO, { SMTP_URL: '', NODE_ENV: 'production' });
    expect([status, problems.map(({ check }) => check)]).toEqual([1, ['SMTP_URL']]);
  });

  it('is a problem if a variable cannot be read', async () => {
    const { status, json } = await report(TO, { SMTP_URL: 'mail.acme.io:the-secret', MAIL_FROM: 'nobody' });
    expect(status).toBe(1);
    expect(json.findings.map(({ check, level }) => `${level} ${check}`).sort()).toEqual([
      'problem MAIL_FROM',
      'problem SMTP_URL',
    ]);
    expect(JSON.stringify(json)).not.toContain('the-secret');
  });

  it('is read from the .env file', async () => {
    await writeFile(join(folder, '.env'), 'MAIL_FROM="Dotenv <dotenv@acme.io>"\n');
    try {
      const { json } = await report(['--no-send'], { MAIL_FROM: undefined });
      expect(json.findings[0]?.text).toBe('Mails come from Dotenv <dotenv@acme.io>.');
    } finally {
      await rm(join(folder, '.env'));
    }
  });
});

it.each<[args: string[], sentence: string]>([
  [[], "required option '--to <address>'"],
  [['--to', 'ada'], 'Must be an email address.'],
  [[...TO, '--timeout', '0'], 'Must be a whole number from 1 to 600.'],
  [[...TO, '--timeout', '601'], 'Must be a whole number from 1 to 600.'],
  [[...TO, '--dkim-selector', 's1;'], 'Must be a selector'],
  [[...TO, '--dns-server', 'dns.acme.io'], 'Must be an IP address'],
  [[...TO, '--unknown'], "unknown option '--unknown'"],
  [[...TO, 'ada@example.com'], 'too many arguments'],
])('mail:check %j is wrong usage', async (args, sentence) => {
  const { status, stdout, stderr } = await run(args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(sentence);
  expect(sink.mails).toEqual([]);
});

it('mail:check --help explains the exit codes', async () => {
  const { status, stdout } = await run(['--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/Exit code 0: no problem, 1: a\s+problem, 2: wrong usage/);
});
