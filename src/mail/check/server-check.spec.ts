import type { SMTPServerOptions } from 'smtp-server';
import { freePort } from '../../../test/support/app/ports';
import { waitUntil } from '../../../test/support/app/wait-until';
import { LOGIN, LOGIN_IN_URL, startLoginMailServer } from '../../../test/support/fakes/login-mail-server';
import { PhasedMailServer } from '../../../test/support/phased-mail-server';
import type { Settings } from '../../config/settings';
import { smtpOptions } from '../smtp-options';
import type { Finding } from './finding';
import { isReadyToSend, judgeServer, type ServerContext } from './server-check';
import { probeServer, type ServerFacts } from './server-probe';
import { secretsOf } from './smtp-words';

const settings = {
  mailFrom: 'Acme <research@acme.test>',
  publicUrl: 'https://parley.acme.test',
  mailEhloName: null,
  mailConnections: 1,
  mailRatePerSecond: 0,
} as unknown as Settings;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Outcome {
  facts: ServerFacts;
  findings: Finding[];
  ready: boolean;
  /** The texts of all problems. */
  problems: string[];
}

async function check(smtpUrl: string, to: string | null = 'ada@acme.test', seconds = 5): Promise<Outcome> {
  const options = smtpOptions(settings, smtpUrl, {
    greetingMs: seconds * 1000,
    replyMs: seconds * 1000 + 1000,
  });
  const facts = await probeServer(options, { from: 'research@acme.test', to });
  const { host, port, secure } = options;
  const findings = judgeServer(facts, {
    ...{ host, port, secure, to, timeoutSeconds: seconds, mailFrom: settings.mailFrom, now: new Date() },
    tls: new URL(smtpUrl).searchParams.get('tls'),
    hasLogin: 'auth' in options,
    secrets: secretsOf(smtpUrl),
  });
  const problems = findings
    .filter(({ level }) => level === 'problem')
    .map(({ check: name, text }) => `${name}: ${text}`);
  return { facts, findings, problems, ready: isReadyToSend(facts) };
}

async function phased(phases: PhasedMailServer['phases']): Promise<PhasedMailServer> {
  const server = await new PhasedMailServer().start();
  server.phases = phases;
  stops.push(() => server.stop());
  return server;
}

async function withLogin(options?: SMTPServerOptions): Promise<number> {
  const server = await startLoginMailServer(options);
  stops.push(() => server.stop());
  return server.port;
}

const refuse = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });
/** A server that takes no TLS. */
const PLAIN: SMTPServerOptions = { disabledCommands: ['STARTTLS'], allowInsecureAuth: true };

it('goes through the dialogue and sends no mail', async () => {
  const server = await phased({
    ehlo: { reply: '250-mail.acme.test\r\n250-SIZE 5000000\r\n250-PIPELINING\r\n250 SMTPUTF8' },
  });
  const { findings, facts, ready } = await check(server.url);
  expect(findings.map(({ level, check: name }) => `${level} ${name}`)).toEqual([
    'ok connection',
    'ok TLS',
    'ok extensions',
    'ok sender',
    'ok recipient',
  ]);
  expect(findings[2]?.text).toBe('The server offers PIPELINING, SIZE, SMTPUTF8; a mail may have 5000 KB.');
  expect([facts.login, ready]).toEqual(['none', true]);
  await waitUntil('the session ends', () => server.commands.includes('QUIT'));
  expect(server.commands).toEqual([
    'EHLO acme.test',
    'MAIL FROM:<research@acme.test>',
    'RCPT TO:<ada@acme.test>',
    'RSET',
    'QUIT',
  ]);
});

it('leaves out the recipient if there is none', async () => {
  const server = await phased({});
  const { problems, facts } = await check(server.url, null);
  expect([problems, facts.recipient]).toEqual([[], null]);
  expect(server.commands).not.toContainEqual(expect.stringMatching(/^RCPT/));
});

it('logs in', async () => {
  const port = await withLogin(PLAIN);
  const { findings, facts } = await check(`smtp://${LOGIN_IN_URL}@127.0.0.1:${port}`);
  expect(facts.login).toBe('accepted');
  expect(findings).toContainEqual({
    check: 'login',
    level: 'ok',
    text: 'The server accepts user and password.',
  });
});

it.each<[name: string, options: SMTPServerOptions, url: (port: number) => string, problem: RegExp]>([
  [
    'a wrong password, which it does not repeat',
    PLAIN,
    (port) => `smtp://${encodeURIComponent(LOGIN.user)}:wrong-secret@127.0.0.1:${port}`,
    /^login: User or password is wrong.*\(535 5\.7\.8 authentication failed for \*\*\* with \*\*\*\)$/,
  ],
  [
    'a login that is not offered',
    { ...PLAIN, authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] },
    (port) => `smtp://${LOGIN_IN_URL}@127.0.0.1:${port}`,
    /^login: SMTP_URL has a user, and the server offers no login/,
  ],
  [
    'a login by OAuth only',
    { ...PLAIN, authMethods: ['XOAUTH2'] },
    (port) => `smtp://${LOGIN_IN_URL}@127.0.0.1:${port}`,
    /^login: The server takes logins by OAuth only/,
  ],
  [
    'a missing login',
    PLAIN,
    (port) => `smtp://127.0.0.1:${port}`,
    /^sender: The server wants a login\. Put user and password into SMTP_URL\./,
  ],
  [
    'a self-signed certificate behind STARTTLS',
    {},
    (port) => `smtp://${LOGIN_IN_URL}@127.0.0.1:${port}`,
    /^connection: The certificate of 127\.0\.0\.1 is self-signed/,
  ],
  [
    'a self-signed certificate from the start',
    { secure: true },
    (port) => `smtps://${LOGIN_IN_URL}@127.0.0.1:${port}`,
    /^connection: The certificate of 127\.0\.0\.1 is self-signed/,
  ],
  [
    'TLS on a port without it',
    PLAIN,
    (port) => `smtps://127.0.0.1:${port}`,
    /^connection: Port \d+ does not speak TLS from the start/,
  ],
  [
    'STARTTLS that is required and not offered',
    PLAIN,
    (port) => `smtp://127.0.0.1:${port}?tls=required`,
    /^connection: The server does not offer STARTTLS/,
  ],
  [
    'a refused sender',
    {
      ...PLAIN,
      authOptional: true,
      onMailFrom: (_from, _session, done) => done(refuse(553, '5.7.1 not owned by user')),
    },
    (port) => `smtp://127.0.0.1:${port}`,
    /^sender: The server does not let this account send .*\(553 5\.7\.1 not owned by user\)$/,
  ],
  [
    'a recipient that it does not relay to',
    {
      ...PLAIN,
      authOptional: true,
      onRcptTo: (_to, _session, done) => done(refuse(550, '5.7.1 relaying denied')),
    },
    (port) => `smtp://127.0.0.1:${port}`,
    /^recipient: The server does not pass on mail to other domains.*\(550 5\.7\.1 relaying denied\)$/,
  ],
  [
    'greylisting',
    {
      ...PLAIN,
      authOptional: true,
      onRcptTo: (_to, _session, done) => done(refuse(451, '4.7.1 Greylisted')),
    },
    (port) => `smtp://127.0.0.1:${port}`,
    /^recipient: .*\(greylisting\)\. Run the check again in five minutes/,
  ],
])('says what is wrong: %s', async (_name, options, url, problem) => {
  const { problems, ready } = await check(url(await withLogin(options)));
  expect(problems).toEqual([expect.stringMatching(problem)]);
  // A send goes on where no login is offered.
  expect(ready).toBe(problem.source.includes('offers no login'));
});

it.each<[name: string, phases: PhasedMailServer['phases'], problem: RegExp]>([
  [
    'a refused greeting',
    { greeting: { reply: '554 5.7.1 your host is listed', close: true } },
    /does not talk to this machine.*\(554 5\.7\.1 your host is listed\)/,
  ],
  [
    'a server that closes at once',
    { greeting: { close: true } },
    /^connection: The server closed the connection/,
  ],
  [
    'a server that closes in the dialogue',
    { mail: { close: true } },
    /^connection: The server closed the connection/,
  ],
  [
    'a server that shuts down',
    { mail: { reply: '421 4.3.2 shutting down', close: true } },
    /\(421 4\.3\.2 shutting down\)/,
  ],
  [
    'a small limit',
    { ehlo: { reply: '250-mail.acme.test\r\n250 SIZE 5000' } },
    /^extensions: The server takes mails of at most 5000 bytes/,
  ],
])('says what is wrong: %s', async (_name, phases, problem) => {
  const { problems } = await check((await phased(phases)).url);
  expect(problems.join('\n')).toMatch(problem);
});

it.each<[name: string, phases: PhasedMailServer['phases'], problem: RegExp]>([
  ['without a greeting', { greeting: { silent: true } }, /no greeting within 1 s\. If port \d+ speaks TLS/],
  ['with a greeting that comes late', { greeting: { delay: 20_000 } }, /no greeting within 1 s/],
  ['that stays silent later', { mail: { silent: true } }, /silent for 1 s in the middle/],
])('gives up on a server %s', async (_name, phases, problem) => {
  const { problems, ready } = await check((await phased(phases)).url, null, 1);
  expect([problems, ready]).toEqual([[expect.stringMatching(problem)], false]);
});

it('says that nothing listens', async () => {
  const port = await freePort();
  expect((await check(`smtp://127.0.0.1:${port}`)).problems).toEqual([
    expect.stringMatching(new RegExp(`^connection: Nothing listens on port ${port} of 127\\.0\\.0\\.1`)),
  ]);
});

it('asks for SMTPUTF8 only where the address needs it', async () => {
  const server = await phased({ ehlo: { reply: '250-mail.acme.test\r\n250 SMTPUTF8' } });
  await check(server.url, 'zoë@acme.test');
  expect(server.commands).toContain('MAIL FROM:<research@acme.test> SMTPUTF8');
  const old = await phased({});
  const { problems } = await check(old.url, 'zoë@acme.test');
  expect(problems).toEqual([
    expect.stringMatching(/^extensions: The server has no SMTPUTF8.*after --to is one/),
  ]);
});

describe('TLS', () => {
  const facts: ServerFacts = {
    connectionError: null,
    tls: null,
    extensions: ['SIZE', 'SMTPUTF8'],
    maxSize: 0,
    authMethods: ['PLAIN'],
    login: 'accepted',
    sender: '250 ok',
    recipient: '250 ok',
  };
  const context: ServerContext = {
    host: 'mail.acme.org',
    port: 587,
    secure: false,
    timeoutSeconds: 30,
    tls: null,
    hasLogin: true,
    mailFrom: 'research@acme.org',
    to: 'ada@acme.org',
    secrets: [],
    now: new Date('2026-06-01'),
  };
  const secured = { protocol: 'TLSv1.3', validTo: new Date('2026-08-01') };

  it.each<
    [name: string, facts: Partial<ServerFacts>, context: Partial<ServerContext>, level: string, text: RegExp]
  >([
    [
      'missing on the internet',
      {},
      {},
      'problem',
      /offers no STARTTLS, so everybody on the way can read user, password and mails/,
    ],
    [
      'turned off on the internet',
      {},
      { tls: 'off', hasLogin: false },
      'problem',
      /because of \?tls=off in SMTP_URL, so .* can read mails\./,
    ],
    [
      'turned off in the local network',
      {},
      { tls: 'off', host: '10.0.0.5' },
      'note',
      /in the local network can read/,
    ],
    ['missing in the local network', {}, { host: '10.0.0.5' }, 'problem', /offers no STARTTLS/],
    ['missing on this machine', {}, { host: '127.0.0.1' }, 'ok', /does not leave this machine/],
    ['by STARTTLS', { tls: secured }, { tls: 'required' }, 'ok', /TLSv1\.3, by STARTTLS/],
    ['that could be suppressed', { tls: secured }, {}, 'note', /could suppress STARTTLS/],
    ['from the start', { tls: secured }, { secure: true, port: 465 }, 'ok', /from the start/],
    [
      'with a certificate that expires soon',
      { tls: { ...secured, validTo: new Date('2026-06-09') } },
      { tls: 'required' },
      'note',
      /expires in 8 days/,
    ],
  ])('%s', (_name, changedFacts, changedContext, level, text) => {
    const findings = judgeServer({ ...facts, ...changedFacts }, { ...context, ...changedContext });
    expect(findings).toContainEqual({ check: 'TLS', level, text: expect.stringMatching(text) });
  });

  it('from the start leaves nothing to note', () => {
    const findings = judgeServer({ ...facts, tls: secured }, { ...context, secure: true });
    expect(findings.map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('and no login where one is offered is noted', () => {
    const findings = judgeServer({ ...facts, login: 'none' }, { ...context, hasLogin: false });
    expect(findings).toContainEqual(expect.objectContaining({ check: 'login', level: 'note' }));
  });
});
