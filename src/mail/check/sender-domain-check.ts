import type { DnsAnswer, DnsLookup } from './dns-lookup';
import { type Finding, note, ok, problem } from './finding';
import { areRelated } from './host-names';

const CHECK = 'MX';

/** Where mail to a domain goes. */
export interface MailRouting {
  mx: DnsAnswer<string>;
  /** Addresses of the domain, which stand in for missing MX records (RFC 5321, 5.1). */
  addresses: DnsAnswer<string>;
}

/** Looks up where mail to a domain goes. */
export async function lookUpRouting(dns: DnsLookup, domain: string): Promise<MailRouting> {
  const [mx, addresses] = await Promise.all([dns.mx(domain), dns.addresses(domain)]);
  return { mx, addresses };
}

/**
 * Judges whether a domain can receive. Receivers refuse senders whose domain cannot.
 * @param purpose mail that comes to the domain, such as `replies and bounces`
 */
export function judgeRouting(domain: string, { mx, addresses }: MailRouting, purpose: string): Finding[] {
  const objection = { objection: `a sender's domain that takes no mail (${domain})` };
  if (mx.kind === 'failed') {
    return [note(CHECK, `The mail servers of ${domain} could not be looked up: ${mx.reason}.`)];
  }
  if (mx.kind === 'found') {
    const servers = mx.records.filter((name) => name !== '');
    if (servers.length > 0) return [ok(CHECK, `${domain} receives ${purpose} at ${servers.join(', ')}.`)];
    return [
      problem(
        CHECK,
        `${domain} says that it takes no mail (null MX), so ${purpose} are lost. Send from a domain that receives mail.`,
        objection,
      ),
    ];
  }
  if (addresses.kind === 'found') {
    return [
      note(
        CHECK,
        `${domain} has no MX record, so ${purpose} go to its own address. Add an MX record that names the mail server.`,
      ),
    ];
  }
  if (!mx.exists) {
    return [
      problem(CHECK, `${domain} does not exist in DNS. Correct the domain, or register it.`, {
        objection: `a sender's domain that does not exist (${domain})`,
      }),
    ];
  }
  return [
    problem(
      CHECK,
      `${domain} has neither an MX record nor an address, so ${purpose} are lost. Add an MX record that names the mail server.`,
      objection,
    ),
  ];
}

/** Judges whether the domain of the return path helps DMARC: it must be that of the sender or related to it. */
export function judgeReturnPath(fromDomain: string, returnPathDomain: string, isStrict: boolean): Finding[] {
  const check = 'return path';
  if (returnPathDomain === fromDomain) return [];
  if (!isStrict && areRelated(fromDomain, returnPathDomain)) {
    return [ok(check, `Bounces go to ${returnPathDomain}, which DMARC counts as the domain of the sender.`)];
  }
  const reason = isStrict
    ? `the DMARC record asks for exactly ${fromDomain} (aspf=s)`
    : `it does not belong to ${fromDomain}`;
  return [
    note(
      check,
      `Bounces go to ${returnPathDomain}, and ${reason}. SPF then does not count for DMARC, and DKIM alone has to pass. Take a subdomain of ${fromDomain}.`,
    ),
  ];
}
