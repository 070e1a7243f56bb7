import { type FakeDnsServer, startDnsServer } from '../../../test/support/fakes/dns-server';
import { PhasedMailServer } from '../../../test/support/phased-mail-server';
import { readEnvironment } from '../../config/environment';
import { Settings } from '../../config/settings';
import { DnsLookup, systemResolver } from './dns-lookup';
import { checkMail, type MailCheckRequest } from './mail-check';

const SPF = 'v=spf1 ip4:192.0.2.1 -all';
let dns: FakeDnsServer;
let server: PhasedMailServer;

beforeAll(async () => {
  [dns, server] = await Promise.all([startDnsServer(), new PhasedMailServer().start()]);
});
afterAll(() => Promise.all([dns.stop(), server.stop()]));
beforeEach(() => {
  server.commands.length = 0;
  dns.questions = [];
});

async function check(mailFrom: string, others: Partial<MailCheckRequest> = {}) {
  const environment = readEnvironment({
    SMTP_URL: server.url,
    MAIL_FROM: mailFrom,
    PUBLIC_URL: 'https://parley.acme.io',
  });
  const { smtpUrl } = environment;
  const { findings } = await checkMail({
    settings: Settings.from(environment, { databaseUrl: '', smtpUrl, secretKey: '' }),
    isPublicUrlSet: true,
    returnPathDomain: null,
    to: null,
    send: false,
    dkimSelectors: [],
    timeoutSeconds: 5,
    dns: new DnsLookup(systemResolver(dns.address, 150)),
    ...others,
  });
  return findings;
}

it('looks up SPF at the domain of the return path, and DKIM and DMARC at that of the sender', async () => {
  dns.zones = {
    'acme.io': { mx: ['mail.acme.io'] },
    'bounces.acme.io': { mx: ['mail.acme.io'], txt: [SPF] },
    '_dmarc.acme.io': { txt: ['v=DMARC1; p=reject; aspf=s; rua=mailto:a@acme.io'] },
  };
  const findings = await check('research@acme.io', { returnPathDomain: 'bounces.acme.io' });
  const texts = findings.map(({ level, check: name, text }) => `${level} ${name}: ${text}`);
  expect(texts).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^ok MX: acme\.io receives replies and bounces/),
      expect.stringMatching(/^ok MX: bounces\.acme\.io receives bounces/),
      expect.stringMatching(/^ok SPF: bounces\.acme\.io has one SPF record/),
      expect.stringMatching(/^ok DMARC: The DMARC policy is p=reject for acme\.io/),
      expect.stringMatching(/^note return path: Bounces go to bounces\.acme\.io, and .* exactly acme\.io/),
    ]),
  );
  expect(dns.questions).toContain('google._domainkey.acme.io 16');
});

it('asks for domains of other scripts in ASCII, and names them so to the server', async () => {
  dns.zones = { 'xn--bcher-kva.ch': { mx: ['mail.acme.io'], txt: [SPF] } };
  const findings = await check('Bücher <forschung@bücher.ch>');
  expect(findings).toContainEqual(expect.objectContaining({ check: 'SPF', level: 'ok' }));
  expect(server.commands).toContain('MAIL FROM:<forschung@xn--bcher-kva.ch>');
});

it('looks up nothing for a sender that cannot be on the internet', async () => {
  const findings = await check('Parley <parley@localhost>');
  expect(findings).toContainEqual(expect.objectContaining({ check: 'MAIL_FROM', level: 'problem' }));
  expect(findings.map(({ check: name }) => name)).not.toContain('SPF');
  expect(dns.questions).toEqual([]);
});

it('goes on without the records that one DNS server fails on', async () => {
  dns.zones = { 'acme.io': { mx: ['mail.acme.io'], txt: [SPF] }, '_dmarc.acme.io': { fails: 'SERVFAIL' } };
  const findings = await check('research@acme.io');
  expect(findings).toContainEqual(expect.objectContaining({ check: 'SPF', level: 'ok' }));
  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'DMARC', level: 'note', unseen: 'DMARC of acme.io' }),
  );
});
