import { isIP } from 'node:net';
import { asciiDomain } from '../smtp-options';
import { type Finding, note, ok, problem } from './finding';
import { areRelated, domainOf, isLocalNetwork, isLoopback, isReservedDomain } from './host-names';
import { FREE_MAIL, providerOf } from './providers';

/** The part of the configuration that mails depend on. */
export interface MailConfiguration {
  /** Null when SMTP_URL is not set. */
  smtpUrl: string | null;
  /** SMTP_URL without user and password. */
  server: { host: string; port: number; secure: boolean } | null;
  mailFrom: string;
  publicUrl: string;
  isPublicUrlSet: boolean;
  isProduction: boolean;
}

const TLS_PORT = 465;
const STARTTLS_PORTS = [25, 587, 2525];

/** Judges the environment variables, without asking anybody. */
export function judgeConfiguration(configuration: MailConfiguration): Finding[] {
  const { smtpUrl, server } = configuration;
  if (smtpUrl === null || server === null) return [judgeMissingServer(configuration)];
  return [
    ...judgeSmtpUrl(new URL(smtpUrl), server.port),
    ...judgeSender(configuration.mailFrom, server.host),
    ...judgePublicUrl(configuration),
  ];
}

function judgeMissingServer({ isProduction, publicUrl }: MailConfiguration): Finding {
  const fix =
    'Set SMTP_URL, such as smtp://user:password@mail.example.com:587, and MAIL_FROM, and run the check again.';
  if (isProduction) {
    return problem(
      'SMTP_URL',
      `SMTP_URL is not set, so no mail is sent, and send_invites answers 503. ${fix}`,
      { unseen: 'a mail server, because none is set' },
    );
  }
  return note(
    'SMTP_URL',
    `SMTP_URL is not set, so mails go to the local mailbox, which a running Parley shows at ${publicUrl}/mailbox, and reach nobody. For a real server: ${fix}`,
    { unseen: 'a mail server, because none is set' },
  );
}

function judgeSmtpUrl(url: URL, port: number): Finding[] {
  const check = 'SMTP_URL';
  const findings: Finding[] = [];
  const tls = url.searchParams.get('tls');
  if (tls !== null && tls !== 'off' && tls !== 'required') {
    findings.push(
      problem(
        check,
        `"tls=${tls.slice(0, 20)}" means nothing. Write ?tls=required or ?tls=off, or leave it out.`,
      ),
    );
  }
  if ((url.username === '') !== (url.password === '')) {
    const [given, missing] = url.username === '' ? ['password', 'user'] : ['user', 'password'];
    findings.push(
      problem(
        check,
        `SMTP_URL has a ${given} and no ${missing}. A login needs both: smtp://user:password@host:port.`,
      ),
    );
  }
  if (url.protocol === 'smtp:' && port === TLS_PORT) {
    findings.push(
      problem(
        check,
        'Port 465 speaks TLS from the start. Write smtps:// instead of smtp://, or use port 587.',
      ),
    );
  }
  if (url.protocol === 'smtps:' && STARTTLS_PORTS.includes(port)) {
    findings.push(
      problem(check, `Port ${port} begins without TLS. Write smtp:// instead of smtps://, or use port 465.`),
    );
  }
  return findings;
}

function judgeSender(mailFrom: string, serverHost: string): Finding[] {
  const check = 'MAIL_FROM';
  const domain = asciiDomain(domainOf(mailFrom)).toLowerCase();
  if (isReservedDomain(domain)) {
    return [
      problem(
        check,
        `${domain} is not a domain on the internet, so receivers refuse mail from it. Set MAIL_FROM to an address of your own domain that somebody reads, such as Acme Research <research@your-domain>.`,
        { objection: `a sender at ${domain}` },
      ),
    ];
  }
  if (!FREE_MAIL.test(domain)) return [ok(check, `Mails come from ${mailFrom}.`)];
  const provider = providerOf(serverHost);
  if (provider !== null && areRelated(serverHost, domain)) {
    return [
      note(
        check,
        `Mails come from ${mailFrom}. A free mailbox may send a few hundred mails a day; for more take an address of your own domain.`,
      ),
    ];
  }
  return [
    problem(
      check,
      `${domain} does not let other servers send in its name, so receivers treat mails from ${mailFrom} as forged. Set MAIL_FROM to an address of your own domain.`,
      { objection: `a sender at ${domain} through a server that is not its own` },
    ),
  ];
}

function judgePublicUrl({ publicUrl, isPublicUrlSet, mailFrom }: MailConfiguration): Finding[] {
  const check = 'PUBLIC_URL';
  const url = new URL(publicUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isLoopback(host) || isLocalNetwork(host) || isReservedDomain(isIP(host) === 0 ? host : 'ip.address')) {
    const cause = isPublicUrlSet ? `is ${publicUrl}` : `is not set, so it is ${publicUrl}`;
    return [
      problem(
        check,
        `PUBLIC_URL ${cause}, which the people who get the mails cannot open. Set it to the https address of this server on the internet.`,
        { objection: 'links that lead nowhere' },
      ),
    ];
  }
  const domain = asciiDomain(domainOf(mailFrom));
  const findings: Finding[] = [];
  if (url.protocol !== 'https:') {
    findings.push(
      problem(
        check,
        `PUBLIC_URL is ${publicUrl}. Mail programs show the button that unsubscribes with one click (RFC 8058) for https only. Set up https.`,
        { objection: 'no one-click unsubscription, because PUBLIC_URL is not https' },
      ),
    );
  }
  if (isIP(host) !== 0) {
    findings.push(
      problem(
        check,
        `Links in the mails lead to a bare address, ${host}, as those of spam do. Use a host name.`,
        {
          objection: 'links to a bare IP address',
        },
      ),
    );
  } else if (!areRelated(host, domain) && !isReservedDomain(domain)) {
    findings.push(
      note(
        check,
        `Links lead to ${host}, and mails come from ${domain}. Filters and people trust a mail more whose links have the domain of its sender.`,
      ),
    );
  }
  if (findings.some(({ level }) => level === 'problem')) return findings;
  return [
    ok(check, `Links in the mails, also the one that unsubscribes, begin with ${publicUrl}.`),
    ...findings,
  ];
}
