import type { Settings } from '../../config/settings';
import { asciiDomain, smtpOptions } from '../smtp-options';
import { judgeConfiguration } from './configuration-check';
import { judgeGuessedKeys, judgeNamedKeys, lookUpDkim } from './dkim-check';
import { isStrict, judgeDmarc, walkDmarc } from './dmarc-check';
import type { DnsLookup } from './dns-lookup';
import { judgeEhloName, judgeEhloRecords, lookUpEhlo } from './ehlo-check';
import { type Finding, note } from './finding';
import { domainOf, isReservedDomain } from './host-names';
import { commonSelectors, providerOf } from './providers';
import { judgeReturnPath, judgeRouting, lookUpRouting } from './sender-domain-check';
import { isReadyToSend, judgeServer, type ServerContext } from './server-check';
import { probeServer } from './server-probe';
import { secretsOf } from './smtp-words';
import { judgeSpf } from './spf-check';
import { surveySpf } from './spf-survey';
import { sendTestMail } from './test-mail';

/** The things to check, and how far to go. */
export interface MailCheckRequest {
  settings: Settings;
  isPublicUrlSet: boolean;
  /** Domain of the return path (MAIL_RETURN_PATH_DOMAIN); null when it is that of MAIL_FROM. */
  returnPathDomain: string | null;
  /** Recipient of the test mail; null for none. */
  to: string | null;
  /** False to stop before the mail. */
  send: boolean;
  /** Selectors of DKIM keys; empty to guess them. */
  dkimSelectors: string[];
  /** Seconds that the mail server may stay silent. */
  timeoutSeconds: number;
  dns: DnsLookup;
}

/** All findings, in the order in which a person would look. */
export interface MailCheckResult {
  findings: Finding[];
  /** Message-ID of the test mail that was accepted. */
  messageId: string | null;
}

/** Checks everything that mails depend on: configuration, mail server, DNS of the sender's domain, one real mail. */
export async function checkMail(request: MailCheckRequest): Promise<MailCheckResult> {
  const { settings } = request;
  const { smtpUrl } = settings;
  const options = smtpUrl === null ? null : smtpOptions(settings, smtpUrl, timeoutsOf(request));
  const findings = judgeConfiguration({
    smtpUrl,
    server: options,
    mailFrom: settings.mailFrom,
    publicUrl: settings.publicUrl,
    isPublicUrlSet: request.isPublicUrlSet,
    isProduction: settings.production,
  });
  if (options !== null) findings.push(...judgeEhloName(options.name, options.host));
  const [server, dns] = await Promise.all([
    smtpUrl === null || options === null ? null : checkServer(request, smtpUrl, options),
    checkDns(request, options),
  ]);
  return {
    findings: [...findings, ...(server?.findings ?? []), ...dns, ...(server?.mail ?? [])],
    messageId: server?.messageId ?? null,
  };
}

/** A missing greeting is told from silence later, so its time ends first. */
const timeoutsOf = ({ timeoutSeconds }: MailCheckRequest) => ({
  greetingMs: timeoutSeconds * 1000,
  replyMs: timeoutSeconds * 1000 + 1000,
});

interface ServerOutcome {
  findings: Finding[];
  mail: Finding[];
  messageId: string | null;
}

async function checkServer(
  request: MailCheckRequest,
  smtpUrl: string,
  options: ReturnType<typeof smtpOptions>,
): Promise<ServerOutcome> {
  const { settings, to } = request;
  const { host, port, secure } = options;
  const context: ServerContext = {
    host,
    port,
    secure,
    timeoutSeconds: request.timeoutSeconds,
    tls: new URL(smtpUrl).searchParams.get('tls'),
    hasLogin: 'auth' in options,
    mailFrom: settings.mailFrom,
    to,
    secrets: secretsOf(smtpUrl),
    now: new Date(),
  };
  const facts = await probeServer(options, {
    from: addressWithAsciiDomain(settings.mailFrom),
    to: to === null ? null : addressWithAsciiDomain(to),
  });
  const findings = judgeServer(facts, context);
  if (to === null || !request.send) return { findings, mail: [], messageId: null };
  if (!isReadyToSend(facts)) {
    return {
      findings,
      mail: [note('test mail', 'No mail was sent, because of the problem with the mail server.')],
      messageId: null,
    };
  }
  const timeouts = timeoutsOf(request);
  const { findings: mail, messageId } = await sendTestMail(settings, { smtpUrl, to, timeouts }, context);
  return { findings, mail, messageId };
}

async function checkDns(
  { settings, returnPathDomain, dkimSelectors, dns }: MailCheckRequest,
  options: { host: string; name: string } | null,
): Promise<Finding[]> {
  const domain = asciiDomain(domainOf(settings.mailFrom)).toLowerCase();
  // Such a domain is a problem of MAIL_FROM, unless there is no server yet.
  if (isReservedDomain(domain)) return [];
  const pathDomain = returnPathDomain ?? domain;
  const host = options?.host ?? null;
  const selectors = dkimSelectors.length > 0 ? dkimSelectors : commonSelectors(host);
  const [isClosed, routing, pathRouting, spf, dmarc, keys, ehlo] = await Promise.all([
    dns.isClosed(),
    lookUpRouting(dns, domain),
    pathDomain === domain ? null : lookUpRouting(dns, pathDomain),
    surveySpf(dns, pathDomain),
    walkDmarc(dns, domain),
    lookUpDkim(dns, domain, selectors),
    options === null ? null : lookUpEhlo(dns, options.name),
  ]);
  const answers = [
    routing.mx,
    spf.records,
    ...dmarc.map(({ records }) => records),
    ...keys.map((key) => key.records),
  ];
  const { mx } = routing;
  if (mx.kind === 'failed' && answers.every(({ kind }) => kind === 'failed')) {
    return [silentDns(domain, `DNS did not answer (${mx.reason})`)];
  }
  if (isClosed && mx.kind === 'none' && !mx.exists) {
    return [silentDns(domain, 'DNS knows only this network, since it denies even the domain com')];
  }
  const judgeKeys = dkimSelectors.length > 0 ? judgeNamedKeys : judgeGuessedKeys;
  return [
    ...judgeRouting(domain, routing, 'replies and bounces'),
    ...(pathRouting === null ? [] : judgeRouting(pathDomain, pathRouting, 'bounces')),
    ...judgeSpf(pathDomain, spf, host === null ? null : providerOf(host)),
    ...judgeKeys(domain, keys),
    ...judgeDmarc(domain, dmarc),
    ...judgeReturnPath(domain, pathDomain, isStrict(dmarc, 'aspf')),
    ...(ehlo === null || options === null ? [] : judgeEhloRecords(options.name, ehlo)),
  ];
}

function silentDns(domain: string, cause: string): Finding {
  return note(
    'DNS',
    `${cause}: the checks of MX, SPF, DKIM and DMARC of ${domain} were left out. Run the command where DNS answers, or name a server with --dns-server.`,
    { unseen: `SPF, DKIM and DMARC of ${domain}` },
  );
}

function addressWithAsciiDomain(mailbox: string): string {
  const address = /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + asciiDomain(address.slice(at));
}
