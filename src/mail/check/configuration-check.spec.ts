import { judgeConfiguration, type MailConfiguration } from './configuration-check';
import type { Finding } from './finding';
import { areRelated, domainOf, isLocalNetwork, isLoopback, isReservedDomain } from './host-names';

const good: MailConfiguration = {
  smtpUrl: 'smtp://user:secret@mail.acme.org:587?tls=required',
  server: { host: 'mail.acme.org', port: 587, secure: false },
  mailFrom: 'Acme Research <research@acme.org>',
  publicUrl: 'https://parley.acme.org',
  isPublicUrlSet: true,
  isProduction: true,
};
const judge = (changes: Partial<MailConfiguration>): Finding[] => judgeConfiguration({ ...good, ...changes });
const smtp = (smtpUrl: string): Partial<MailConfiguration> => {
  const { hostname: host, port, protocol } = new URL(smtpUrl);
  return { smtpUrl, server: { host, port: Number(port), secure: protocol === 'smtps:' } };
};

it('has nothing to say against a complete configuration', () => {
  expect(judge({}).map(({ level, check }) => [level, check])).toEqual([
    ['ok', 'MAIL_FROM'],
    ['ok', 'PUBLIC_URL'],
  ]);
});

it.each<[name: string, changes: Partial<MailConfiguration>, level: string, check: string, text: RegExp]>([
  ['no server in production', { smtpUrl: null, server: null }, 'problem', 'SMTP_URL', /answers 503/],
  [
    'no server elsewhere',
    { smtpUrl: null, server: null, isProduction: false },
    'note',
    'SMTP_URL',
    /local mailbox.*https:\/\/parley\.acme\.org\/mailbox.*SMTP_URL, such as smtp:\/\//,
  ],
  [
    'an unknown value of tls',
    smtp('smtp://mail.acme.org:587?tls=yes'),
    'problem',
    'SMTP_URL',
    /"tls=yes" means nothing/,
  ],
  [
    'a user without a password',
    smtp('smtp://user@mail.acme.org:587'),
    'problem',
    'SMTP_URL',
    /has a user and no password/,
  ],
  [
    'a password without a user',
    smtp('smtp://:secret@mail.acme.org:587'),
    'problem',
    'SMTP_URL',
    /has a password and no user/,
  ],
  [
    'STARTTLS on the port of TLS',
    smtp('smtp://u:p@mail.acme.org:465'),
    'problem',
    'SMTP_URL',
    /smtps:\/\/ instead of smtp/,
  ],
  [
    'TLS on the port of STARTTLS',
    smtp('smtps://u:p@mail.acme.org:587'),
    'problem',
    'SMTP_URL',
    /smtp:\/\/ instead of smtps/,
  ],
  [
    'the default sender',
    { mailFrom: 'Parley <parley@localhost>' },
    'problem',
    'MAIL_FROM',
    /localhost is not a domain/,
  ],
  [
    'an example as sender',
    { mailFrom: 'parley@example.com' },
    'problem',
    'MAIL_FROM',
    /example\.com is not a domain/,
  ],
  [
    'a free mailbox as sender',
    { mailFrom: 'acme@gmail.com' },
    'problem',
    'MAIL_FROM',
    /treat mails from acme@gmail\.com as forged/,
  ],
  [
    'a free mailbox at its own server',
    { ...smtp('smtp://u:p@smtp.gmail.com:587'), mailFrom: 'acme@gmail.com' },
    'note',
    'MAIL_FROM',
    /a few hundred mails a day/,
  ],
  [
    'no public address',
    { publicUrl: 'http://localhost:3000', isPublicUrlSet: false },
    'problem',
    'PUBLIC_URL',
    /is not set, so it is http:\/\/localhost:3000/,
  ],
  [
    'an address in the local network',
    { publicUrl: 'https://192.168.1.4' },
    'problem',
    'PUBLIC_URL',
    /cannot open/,
  ],
  [
    'a name in the local network',
    { publicUrl: 'https://parley.internal' },
    'problem',
    'PUBLIC_URL',
    /cannot open/,
  ],
  ['links without https', { publicUrl: 'http://parley.acme.org' }, 'problem', 'PUBLIC_URL', /for https only/],
  [
    'links to a bare address',
    { publicUrl: 'https://203.0.113.9' },
    'problem',
    'PUBLIC_URL',
    /a bare address, 203\.0\.113\.9/,
  ],
  [
    'links to another domain',
    { publicUrl: 'https://parley.hosting.net' },
    'note',
    'PUBLIC_URL',
    /lead to parley\.hosting\.net, and mails come from acme\.org/,
  ],
])('judges %s', (_name, changes, level, check, text) => {
  expect(judge(changes)).toContainEqual(
    expect.objectContaining({ level, check, text: expect.stringMatching(text) }),
  );
});

it('repeats neither user nor password', () => {
  const urls = [
    'smtp://the-user:the-secret@mail.acme.org:465?tls=the-secret',
    'smtps://the-user@mail.acme.org:25',
  ];
  const texts = urls.map((url) => JSON.stringify(judge(smtp(url))));
  expect(texts.join('')).not.toMatch(/the-user/);
  expect(JSON.stringify(judge(smtp('smtp://the-user:the-secret@mail.acme.org:465')))).not.toMatch(
    /the-secret/,
  );
});

describe('host names', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['localhost', true],
    ['mail.localhost', true],
    ['mail.acme.org', false],
    ['10.0.0.1', false],
  ])('%s is this machine: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });

  it.each([
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['192.168.0.1', true],
    ['fd00::1', true],
    ['2001:db8::1', false],
    ['mailpit', true],
    ['mail.acme.org', false],
  ])('%s is in the local network: %s', (host, expected) => {
    expect(isLocalNetwork(host)).toBe(expected);
  });

  it.each([
    ['localhost', true],
    ['Example.COM', true],
    ['mail.example.org', true],
    ['acme.test', true],
    ['host.local', true],
    ['acme.org', false],
    ['notexample.com', false],
  ])('%s is reserved: %s', (domain, expected) => {
    expect(isReservedDomain(domain)).toBe(expected);
  });

  it.each([
    ['parley.acme.org', 'acme.org', true],
    ['parley.acme.org', 'Mail.Acme.ORG', true],
    ['acme.org', 'acme.org', true],
    ['acme.org', 'other.org', false],
    ['acme.co.uk', 'other.co.uk', false],
    ['parley.acme.co.uk', 'acme.co.uk', true],
    ['notacme.org', 'acme.org', false],
  ])('%s and %s are related: %s', (one, other, expected) => {
    expect([areRelated(one, other), areRelated(other, one)]).toEqual([expected, expected]);
  });

  it('are read from senders', () => {
    expect(['a@b.org', 'A <a@b.org>', '"x@y" <a@b.org> '].map(domainOf)).toEqual(['b.org', 'b.org', 'b.org']);
  });
});
