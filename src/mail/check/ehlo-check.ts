import { isIP } from 'node:net';
import type { DnsAnswer, DnsLookup } from './dns-lookup';
import { type Finding, note, ok, problem } from './finding';
import { isLoopback } from './host-names';

const CHECK = 'MAIL_EHLO_NAME';

/** The addresses of the name that EHLO gives, and the names of these addresses. */
export interface EhloRecords {
  addresses: DnsAnswer<string>;
  names: string[];
}

/** Looks up the name that EHLO gives, and back from its addresses. Null for an address literal, which has no record. */
export async function lookUpEhlo(dns: DnsLookup, name: string): Promise<EhloRecords | null> {
  if (name.startsWith('[') || !name.includes('.')) return null;
  const addresses = await dns.addresses(name);
  if (addresses.kind !== 'found') return { addresses, names: [] };
  const answers = await Promise.all(addresses.records.map((address) => dns.names(address)));
  return { addresses, names: answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : [])) };
}

/** Judges the form of the name. @param serverHost host of SMTP_URL */
export function judgeEhloName(name: string, serverHost: string): Finding[] {
  if (isLoopback(serverHost)) return [];
  if (isLoopback(name) || !name.includes('.')) {
    return [
      problem(
        CHECK,
        `This host introduces itself as "${name}", which many servers refuse. Set MAIL_EHLO_NAME to the name of this host in DNS.`,
      ),
    ];
  }
  if (name.startsWith('[') || isIP(name) !== 0) {
    return [
      note(
        CHECK,
        `This host introduces itself by an address, ${name}, which some servers count as a sign of spam. Set MAIL_EHLO_NAME to its name in DNS.`,
      ),
    ];
  }
  return [];
}

/**
 * Judges the records of the name. These are notes only: a server that lets Parley log in does not look, and receivers see
 * the name of that server instead.
 */
export function judgeEhloRecords(name: string, records: EhloRecords): Finding[] {
  const { addresses, names } = records;
  if (addresses.kind === 'failed') {
    return [note(CHECK, `The address of ${name} could not be looked up: ${addresses.reason}.`)];
  }
  if (addresses.kind === 'none') {
    return [
      note(
        CHECK,
        `This host introduces itself as ${name}, which has no address in DNS. A server without login may refuse that; set MAIL_EHLO_NAME to the name that the address of this host resolves to.`,
      ),
    ];
  }
  if (names.some((found) => found.toLowerCase().replace(/\.$/, '') === name.toLowerCase())) {
    return [ok(CHECK, `This host introduces itself as ${name}, and DNS agrees in both directions.`)];
  }
  const back = names.length > 0 ? `to ${names.join(', ')}` : 'to no name';
  return [
    note(
      CHECK,
      `This host introduces itself as ${name}; its address ${addresses.records.join(', ')} resolves back ${back}. That matters only if SMTP_URL is a server that takes mail by address, without a login.`,
    ),
  ];
}
