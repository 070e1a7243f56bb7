import { type FakeDnsServer, startDnsServer, type Zones } from '../../../test/support/fakes/dns-server';
import { DnsLookup, systemResolver } from './dns-lookup';
import { providerOf } from './providers';
import { judgeSpf } from './spf-check';
import { surveySpf } from './spf-survey';

const DOMAIN = 'acme.test';
let server: FakeDnsServer;

beforeAll(async () => {
  server = await startDnsServer();
});
afterAll(() => server.stop());

async function check(zones: Zones, smtpHost = 'mail.acme.test') {
  server.zones = zones;
  server.questions = [];
  const dns = new DnsLookup(systemResolver(server.address, 150));
  return judgeSpf(DOMAIN, await surveySpf(dns, DOMAIN), providerOf(smtpHost));
}
const spf = (...txt: (string | string[])[]): Zones => ({ [DOMAIN]: { txt } });
/** As many included domains, each with one include more than the one before. */
const chain = (length: number): Zones =>
  Object.fromEntries(
    Array.from({ length }, (_, n) => [
      `s${n}.test`,
      { txt: [n === length - 1 ? 'v=spf1 ip4:192.0.2.1 -all' : `v=spf1 include:s${n + 1}.test -all`] },
    ]),
  );

it.each<[name: string, zones: Zones, level: string, text: RegExp]>([
  [
    'ends in -all',
    spf('v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all'),
    'ok',
    /ends in -all and takes 0 of 10/,
  ],
  ['ends in ~all', spf('v=spf1 ip4:192.0.2.1 ~all'), 'ok', /ends in ~all/],
  ['is in capitals', spf('V=SPF1 IP4:192.0.2.1 ~ALL'), 'ok', /ends in ~all/],
  ['is split into strings', spf(['v=spf1 ip4:192.0.', '2.1 -a', 'll']), 'ok', /ends in -all/],
  ['stands among other texts', spf('google-site-verification=abc', 'v=spf1 -all', 'v=spf10 x'), 'ok', /-all/],
  [
    'has an "all" by redirect',
    { ...spf('v=spf1 redirect=s0.test'), ...chain(1) },
    'ok',
    /ends in -all and takes 1 /,
  ],
  ['has 10 look-ups', { ...spf('v=spf1 include:s0.test -all'), ...chain(10) }, 'ok', /takes 10 of 10/],
  [
    'counts a and mx',
    {
      [DOMAIN]: {
        txt: ['v=spf1 a mx/24 a:www.acme.test exists:%{i}.x.test -all'],
        a: ['192.0.2.1'],
        mx: ['m.acme.test'],
      },
      'www.acme.test': { aaaa: ['2001:db8::1'] },
    },
    'ok',
    /takes 4 of 10/,
  ],
  ['reads nothing behind all', spf('v=spf1 -all include:missing.test'), 'ok', /takes 0 of 10/],
  ['has macros', spf('v=spf1 include:%{d}.spf.test -all'), 'ok', /takes 1 of 10/],
  [
    'has a modifier that nobody knows',
    spf('v=spf1 exp=why.acme.test ra=postmaster -all'),
    'ok',
    /ends in -all/,
  ],

  ['is missing', spf('some text'), 'problem', /has no SPF record. Add a TXT record such as "v=spf1 include:/],
  ['has no domain', {}, 'problem', /has no SPF record/],
  ['is there twice', spf('v=spf1 -all', 'v=spf1 ip4:192.0.2.1 ~all'), 'problem', /has 2 SPF records/],
  ['allows everybody', spf('v=spf1 +all'), 'problem', /lets everybody send/],
  ['allows everybody without a sign', spf('v=spf1 ip4:192.0.2.1 all'), 'problem', /lets everybody send/],
  [
    'allows everybody by redirect',
    { ...spf('v=spf1 redirect=open.test'), 'open.test': { txt: ['v=spf1 all'] } },
    'problem',
    /lets everybody send/,
  ],
  [
    'has 11 look-ups',
    { ...spf('v=spf1 include:s0.test -all'), ...chain(11) },
    'problem',
    /takes 11 DNS look-ups/,
  ],
  [
    'includes what has none',
    { ...spf('v=spf1 include:none.test -all'), 'none.test': { txt: ['x'] } },
    'problem',
    /none\.test, which include names, has no SPF record/,
  ],
  [
    'includes what does not exist',
    spf('v=spf1 include:gone.test -all'),
    'problem',
    /gone\.test, which include names, has no SPF record/,
  ],
  [
    'includes two records',
    { ...spf('v=spf1 include:two.test -all'), 'two.test': { txt: ['v=spf1 -all', 'v=spf1 -all'] } },
    'problem',
    /two\.test, which include names, has 2 SPF records/,
  ],
  [
    'includes itself',
    spf(`v=spf1 include:${DOMAIN} -all`),
    'problem',
    /includes itself by way of acme\.test/,
  ],
  [
    'includes itself by another',
    { ...spf('v=spf1 include:b.test -all'), 'b.test': { txt: [`v=spf1 include:${DOMAIN} -all`] } },
    'problem',
    /includes itself by way of acme\.test \(in the record of b\.test\)/,
  ],
  ['includes nothing', spf('v=spf1 include: -all'), 'problem', /"include" names no domain/],
  [
    'has a misspelt mechanism',
    spf('v=spf1 ipv4:192.0.2.1 -all'),
    'problem',
    /"ipv4:192\.0\.2\.1" is not a mechanism/,
  ],
  ['has a network that is none', spf('v=spf1 ip4:192.0.2.1/33 -all'), 'problem', /no valid IPv4 network/],
  ['has an IPv4 address as ip6', spf('v=spf1 ip6:192.0.2.1 -all'), 'problem', /no valid IPv6 network/],
  [
    'has a word that is no term',
    spf('v=spf1 192.0.2.1 -all'),
    'problem',
    /"192\.0\.2\.1" is not a valid term/,
  ],
  [
    'names three hosts that do not exist',
    spf('v=spf1 a:x.test a:y.test mx:z.test -all'),
    'problem',
    /3 names .* do not exist/,
  ],

  ['cannot be read: SERVFAIL', { [DOMAIN]: { fails: 'SERVFAIL' } }, 'note', /could not be read: SERVFAIL/],
  [
    'cannot be read: silence',
    { [DOMAIN]: { fails: 'silence' } },
    'note',
    /could not be read: no answer in time/,
  ],
])('a record that %s', async (_name, zones, level, text) => {
  const findings = await check(zones);
  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'SPF', level, text: expect.stringMatching(text) }),
  );
  if (level === 'ok') expect(findings).toHaveLength(1);
  if (level === 'problem') expect(findings).not.toContainEqual(expect.objectContaining({ level: 'ok' }));
});

it.each<[name: string, zones: Zones, text: RegExp]>([
  ['is neutral', spf('v=spf1 ip4:192.0.2.1 ?all'), /does not say what holds for other senders/],
  ['has no end', spf('v=spf1 ip4:192.0.2.1'), /does not say what holds for other senders/],
  ['uses ptr', spf('v=spf1 ptr -all'), /uses "ptr"/],
  [
    'includes a domain that DNS is silent about',
    { ...spf('v=spf1 include:x.test -all'), 'x.test': { fails: 'SERVFAIL' } },
    /did not answer for x\.test/,
  ],
])('a record that %s is good, with a note', async (_name, zones, text) => {
  expect(await check(zones)).toEqual([
    expect.objectContaining({ level: 'ok' }),
    expect.objectContaining({ level: 'note', text: expect.stringMatching(text) }),
  ]);
});

it('asks few questions about a record without end', async () => {
  const [finding] = await check({ ...spf('v=spf1 include:s0.test -all'), ...chain(200) });
  expect(finding?.text).toMatch(/takes 4\d DNS look-ups/);
  expect(server.questions.length).toBeLessThan(50);
});

it('names the domain that the provider of SMTP_URL needs', async () => {
  const google = { 'gmail.test': { txt: ['x'] }, '_spf.google.com': { txt: ['v=spf1 ip4:192.0.2.9 ~all'] } };
  const missing = await check(spf('v=spf1 ip4:192.0.2.1 ~all'), 'smtp-relay.gmail.com');
  expect(missing.map(({ level }) => level)).toEqual(['ok', 'note']);
  expect(missing[1]?.text).toContain('add include:_spf.google.com');
  const zones = { ...spf('v=spf1 include:_spf.google.com ~all'), ...google };
  expect((await check(zones, 'smtp-relay.gmail.com')).map(({ level }) => level)).toEqual(['ok']);
  const none = await check({}, 'smtp.office365.com');
  expect(none[0]?.text).toContain('"v=spf1 include:spf.protection.outlook.com ~all"');
});
