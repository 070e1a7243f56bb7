import { generateKeyPairSync } from 'node:crypto';
import { type FakeDnsServer, startDnsServer, type Zones } from '../../../test/support/fakes/dns-server';
import { judgeGuessedKeys, judgeNamedKeys, lookUpDkim } from './dkim-check';
import { isStrict, judgeDmarc, walkDmarc } from './dmarc-check';
import { DnsLookup, systemResolver } from './dns-lookup';
import { judgeEhloName, judgeEhloRecords, lookUpEhlo } from './ehlo-check';
import type { Finding } from './finding';
import { commonSelectors } from './providers';
import { judgeReturnPath, judgeRouting, lookUpRouting } from './sender-domain-check';

const DOMAIN = 'mail.acme.test';
let server: FakeDnsServer;
let dns: DnsLookup;

beforeAll(async () => {
  server = await startDnsServer();
  dns = new DnsLookup(systemResolver(server.address, 150));
});
afterAll(() => server.stop());

const one = (level: string, text: RegExp): unknown[] => [
  expect.objectContaining({ level, text: expect.stringMatching(text) }),
];

describe('DMARC', () => {
  const check = async (zones: Zones, domain = DOMAIN): Promise<Finding[]> => {
    server.zones = zones;
    return judgeDmarc(domain, await walkDmarc(dns, domain));
  };
  const at = (domain: string, ...txt: (string | string[])[]): Zones => ({ [`_dmarc.${domain}`]: { txt } });
  const RUA = 'rua=mailto:dmarc@acme.test';

  it.each<[name: string, zones: Zones, text: RegExp]>([
    ['of its own', at(DOMAIN, `v=DMARC1; p=reject; ${RUA}`), /p=reject for mail\.acme\.test\.$/],
    ['with odd blanks and capitals', at(DOMAIN, `v = DMARC1 ;P=Quarantine ; ${RUA};`), /p=quarantine/],
    ['split into strings', at(DOMAIN, ['v=DMARC1; p=rej', `ect; ${RUA}`]), /p=reject/],
    [
      'of the organisation',
      at('acme.test', `v=DMARC1; p=reject; ${RUA}`),
      /p=reject for mail\.acme\.test, from the record of acme\.test/,
    ],
    [
      'for subdomains of the organisation',
      at('acme.test', `v=DMARC1; p=none; sp=quarantine; ${RUA}`),
      /sp=quarantine for/,
    ],
    [
      'that its own record overrides',
      { ...at('acme.test', 'v=DMARC1; p=none'), ...at(DOMAIN, `v=DMARC1; p=reject; ${RUA}`) },
      /p=reject for mail\.acme\.test\.$/,
    ],
    [
      'of the organisation, not of the registry',
      { ...at('test', `v=DMARC1; p=none; psd=y`), ...at('acme.test', `v=DMARC1; p=reject; ${RUA}`) },
      /from the record of acme\.test/,
    ],
    ['of the registry', at('test', `v=DMARC1; p=reject; psd=y; ${RUA}`), /from the record of test/],
    ['among texts that a wildcard adds', at(DOMAIN, 'v=spf1 -all', `v=DMARC1; p=reject; ${RUA}`), /p=reject/],
  ])('is good with a policy %s', async (_name, zones, text) => {
    expect(await check(zones)).toEqual(one('ok', text));
  });

  it('takes the record with psd=n before those above it', async () => {
    const zones = {
      ...at('b.acme.test', `v=DMARC1; p=reject; psd=n; ${RUA}`),
      ...at('acme.test', 'v=DMARC1; p=none'),
    };
    expect(await check(zones, 'a.b.acme.test')).toEqual(one('ok', /from the record of b\.acme\.test/));
  });

  it.each<[name: string, zones: Zones, text: RegExp]>([
    ['is missing', {}, /There is no DMARC record for mail\.acme\.test\. Add a TXT record at _dmarc\.mail/],
    ['has another version', at(DOMAIN, 'v=DMARC2; p=none'), /no DMARC record/],
    ['is there twice', at(DOMAIN, 'v=DMARC1; p=none', 'v=DMARC1; p=reject'), /has 2 DMARC records/],
    ['has no policy', at(DOMAIN, `v=DMARC1; ${RUA}`), /has no valid policy/],
    ['has a misspelt policy', at(DOMAIN, 'v=DMARC1; p=rejected'), /has no valid policy/],
  ])('is a problem if it %s', async (_name, zones, text) => {
    expect(await check(zones)).toEqual(one('problem', text));
  });

  it('notes that p=none only watches, and that nobody gets reports', async () => {
    const findings = await check(at(DOMAIN, 'v=DMARC1; p=none'));
    expect(findings.map(({ level }) => level)).toEqual(['ok', 'note', 'note']);
    expect(findings[1]?.text).toMatch(/^p=none satisfies Gmail/);
    expect(findings[2]?.text).toContain('rua=mailto:');
  });

  it.each([
    ['SERVFAIL', /SERVFAIL/],
    ['silence', /no answer in time/],
  ] as const)('is unknown after %s', async (fails, text) => {
    expect(await check({ [`_dmarc.${DOMAIN}`]: { fails } })).toEqual(one('note', text));
  });

  it('asks for eight names at most', async () => {
    server.questions = [];
    await check({}, 'a.b.c.d.e.f.g.h.i.j.k.test');
    expect(server.questions).toHaveLength(8);
    expect(server.questions).toContain('_dmarc.test 16');
  });

  it('tells whether the domains must be the same', async () => {
    server.zones = at('acme.test', 'v=DMARC1; p=none; aspf=S');
    const walk = await walkDmarc(dns, DOMAIN);
    expect([isStrict(walk, 'aspf'), isStrict(walk, 'adkim'), isStrict([], 'aspf')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('DKIM', () => {
  const rsa = (bits: number, type: 'spki' | 'pkcs1' = 'spki') =>
    generateKeyPairSync('rsa', { modulusLength: bits })
      .publicKey.export({ format: 'der', type })
      .toString('base64');
  const ed25519 = generateKeyPairSync('ed25519')
    .publicKey.export({ format: 'der', type: 'spki' })
    .subarray(12)
    .toString('base64');
  const STRONG = rsa(2048);
  const name = `s1._domainkey.${DOMAIN}`;
  const halves = (text: string) => [text.slice(0, 200), text.slice(200)];
  const check = async (zones: Zones, selectors = ['s1']) => {
    server.zones = zones;
    return judgeNamedKeys(DOMAIN, await lookUpDkim(dns, DOMAIN, selectors));
  };
  const guess = async (zones: Zones) => {
    server.zones = zones;
    return judgeGuessedKeys(DOMAIN, await lookUpDkim(dns, DOMAIN, commonSelectors('smtp.sendgrid.net')));
  };

  it.each<[name: string, zones: Zones, level: string, text: RegExp]>([
    [
      'of 2048 bits',
      { [name]: { txt: [halves(`v=DKIM1; k=rsa; p=${STRONG}`)] } },
      'ok',
      /RSA key of 2048 bits at s1\._domainkey/,
    ],
    ['without a version', { [name]: { txt: [halves(`p=${STRONG}`)] } }, 'ok', /2048 bits/],
    [
      'with blanks inside',
      { [name]: { txt: [halves(`v=DKIM1;p=${STRONG.slice(0, 90)} ${STRONG.slice(90)}`)] } },
      'ok',
      /2048 bits/,
    ],
    [
      'without a header of its type',
      { [name]: { txt: [halves(`v=DKIM1; p=${rsa(2048, 'pkcs1')}`)] } },
      'ok',
      /2048 bits/,
    ],
    [
      'behind a CNAME',
      { [name]: { cname: 's1.provider.test' }, 's1.provider.test': { txt: [halves(`k=rsa; p=${STRONG}`)] } },
      'ok',
      /2048 bits/,
    ],
    [
      'of 1024 bits',
      { [name]: { txt: [halves(`v=DKIM1; p=${rsa(1024)}`)] } },
      'note',
      /has 1024 bits. It is accepted/,
    ],
    ['of 512 bits', { [name]: { txt: [`v=DKIM1; p=${rsa(512)}`] } }, 'problem', /has 512 bits, too few/],
    [
      'of Ed25519 alone',
      { [name]: { txt: [`v=DKIM1; k=ed25519; p=${ed25519}`] } },
      'note',
      /is Ed25519, which Gmail and Microsoft do not verify/,
    ],
    [
      'of Ed25519 that is cut short',
      { [name]: { txt: [`v=DKIM1; k=ed25519; p=${ed25519.slice(4)}`] } },
      'problem',
      /cannot be read/,
    ],
    ['that is revoked', { [name]: { txt: ['v=DKIM1; p='] } }, 'problem', /is revoked/],
    [
      'that is cut short',
      { [name]: { txt: [`v=DKIM1; p=${STRONG.slice(0, 100)}`] } },
      'problem',
      /cannot be read/,
    ],
    [
      'with quotes in it',
      { [name]: { txt: [`v=DKIM1; p=${STRONG.slice(0, 50)}"`] } },
      'problem',
      /cannot be read/,
    ],
    [
      'that is there twice',
      { [name]: { txt: [halves(`p=${STRONG}`), halves(`p=${STRONG}`)] } },
      'problem',
      /has 2 keys/,
    ],
    ['that is missing', {}, 'problem', /There is no DKIM key at s1\._domainkey\.mail\.acme\.test/],
    [
      'that is some other text',
      { [name]: { txt: ['v=spf1 -all', 'hello'] } },
      'problem',
      /There is no DKIM key/,
    ],
    [
      'behind a CNAME to nothing',
      { [name]: { cname: 's1.provider.test' } },
      'problem',
      /points to s1\.provider\.test, which has no DKIM key/,
    ],
    ['that DNS fails on', { [name]: { fails: 'SERVFAIL' } }, 'note', /could not be read: SERVFAIL/],
  ])('a key %s', async (_name, zones, level, text) => {
    expect(await check(zones)).toEqual(one(level, text));
  });

  it('notes a key that is marked as a test', async () => {
    const findings = await check({ [name]: { txt: [halves(`v=DKIM1; t=s:y; p=${STRONG}`)] } });
    expect(findings.map(({ level }) => level)).toEqual(['ok', 'note']);
    expect(findings[1]?.text).toContain('t=y');
  });

  it('judges each selector that is named', async () => {
    const findings = await check({ [name]: { txt: [halves(`p=${STRONG}`)] } }, ['s1', 's2']);
    expect(findings.map(({ level }) => level)).toEqual(['ok', 'problem']);
  });

  it('finds keys at usual selectors, those of the provider first', async () => {
    expect(commonSelectors('smtp.sendgrid.net').slice(0, 2)).toEqual(['s1', 's2']);
    const revoked = { [`default._domainkey.${DOMAIN}`]: { txt: ['p='] } };
    const found = await guess({ ...revoked, [name]: { txt: [halves(`p=${STRONG}`)] } });
    expect(found).toEqual(one('ok', /2048 bits at s1\._domainkey/));
  });

  it('does not take a missing key at usual selectors for a missing key', async () => {
    const [nothing] = await guess({});
    expect(nothing).toMatchObject({ level: 'note', unseen: expect.stringContaining('DKIM key') });
    expect(nothing?.text).toContain('--dkim-selector');
    const [revoked] = await guess({ [name]: { txt: ['v=DKIM1; p='] } });
    expect(revoked).toMatchObject({ level: 'note', text: expect.stringContaining(`revoked ones: ${name}`) });
    const [unknown] = await guess({ [name]: { fails: 'SERVFAIL' } });
    expect(unknown).toMatchObject({ level: 'note', text: expect.stringContaining('could not be looked up') });
  });
});

describe('MX', () => {
  const check = async (zones: Zones) => {
    server.zones = zones;
    return judgeRouting(DOMAIN, await lookUpRouting(dns, DOMAIN), 'replies');
  };

  it.each<[name: string, zones: Zones, level: string, text: RegExp]>([
    [
      'servers',
      { [DOMAIN]: { mx: ['mx1.acme.test', 'mx2.acme.test'] } },
      'ok',
      /receives replies at mx\d\.acme\.test, mx\d\.acme\.test/,
    ],
    ['an address only', { [DOMAIN]: { a: ['192.0.2.1'] } }, 'note', /has no MX record/],
    ['a null MX', { [DOMAIN]: { mx: [''] } }, 'problem', /takes no mail \(null MX\)/],
    ['other records only', { [DOMAIN]: { txt: ['x'] } }, 'problem', /neither an MX record nor an address/],
    ['no records at all', {}, 'problem', /does not exist in DNS/],
    [
      'a DNS server that fails',
      { [DOMAIN]: { fails: 'SERVFAIL' } },
      'note',
      /could not be looked up: SERVFAIL/,
    ],
  ])('a domain with %s', async (_name, zones, level, text) => {
    expect(await check(zones)).toEqual(one(level, text));
  });
});

describe('the return path', () => {
  it.each<[path: string, isStrict: boolean, expected: unknown]>([
    [DOMAIN, true, []],
    [`bounces.${DOMAIN}`, false, one('ok', /DMARC counts as the domain of the sender/)],
    ['bounces.acme.test', false, one('ok', /DMARC counts/)],
    [`bounces.${DOMAIN}`, true, one('note', /asks for exactly mail\.acme\.test \(aspf=s\)/)],
    ['bounces.other.test', false, one('note', /does not belong to mail\.acme\.test/)],
  ])('%s with strict %s', (path, strict, expected) => {
    expect(judgeReturnPath(DOMAIN, path, strict)).toEqual(expected);
  });
});

describe('MAIL_EHLO_NAME', () => {
  const check = async (zones: Zones) => {
    server.zones = zones;
    const records = await lookUpEhlo(dns, DOMAIN);
    return records === null ? null : judgeEhloRecords(DOMAIN, records);
  };
  const PTR = '7.2.0.192.in-addr.arpa';

  it.each<[name: string, zones: Zones, level: string, text: RegExp]>([
    [
      'agrees in both directions',
      { [DOMAIN]: { a: ['192.0.2.7'] }, [PTR]: { ptr: [DOMAIN] } },
      'ok',
      /both directions/,
    ],
    [
      'resolves back to another name',
      { [DOMAIN]: { a: ['192.0.2.7'] }, [PTR]: { ptr: ['host7.isp.test'] } },
      'note',
      /resolves back to host7\.isp\.test/,
    ],
    ['resolves back to nothing', { [DOMAIN]: { a: ['192.0.2.7'] } }, 'note', /resolves back to no name/],
    ['has no address', {}, 'note', /has no address in DNS/],
    ['gets no answer', { [DOMAIN]: { fails: 'SERVFAIL' } }, 'note', /could not be looked up/],
  ])('%s', async (_name, zones, level, text) => {
    expect(await check(zones)).toEqual(one(level, text));
  });

  it('is not looked up when it is an address or a local name', async () => {
    expect([await lookUpEhlo(dns, '[192.0.2.7]'), await lookUpEhlo(dns, 'localhost')]).toEqual([null, null]);
  });

  it.each<[name: string, host: string, expected: unknown]>([
    ['localhost', '127.0.0.1', []],
    ['localhost', 'mail.acme.test', one('problem', /introduces itself as "localhost"/)],
    ['worker-7', 'mail.acme.test', one('problem', /Set MAIL_EHLO_NAME/)],
    ['[192.0.2.7]', 'mail.acme.test', one('note', /by an address/)],
    ['mail.acme.test', 'mail.acme.test', []],
  ])('%s for the server %s', (name, host, expected) => {
    expect(judgeEhloName(name, host)).toEqual(expected);
  });
});
