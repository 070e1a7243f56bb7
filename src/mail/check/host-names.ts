import { BlockList, isIP, isIPv6 } from 'node:net';

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  PRIVATE.addSubnet(network, bits);
}
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Names that are not in the public DNS (RFC 2606, RFC 6761, RFC 6762), and the example domains. */
const RESERVED =
  /(?:^|\.)(?:example|test|invalid|localhost|local|internal|lan|home\.arpa|example\.(?:com|net|org))$/;
/** Registries that sell names on the third level, such as co.uk; a guess, for notes only. */
const SECOND_LEVEL = /^(?:ac|co|com|edu|gov|net|or|org)\.[a-z]{2}$/;

/** Whether a host is this machine. */
export function isLoopback(host: string): boolean {
  return host === '::1' || /^127\./.test(host) || /(?:^|\.)localhost$/i.test(host);
}

/** Whether a host is in a local network: a private address, or a name without a dot, as containers have. */
export function isLocalNetwork(host: string): boolean {
  if (isIP(host) === 0) return !host.includes('.');
  return PRIVATE.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
}

/** Whether a domain cannot be in the public DNS. */
export function isReservedDomain(domain: string): boolean {
  return !domain.includes('.') || RESERVED.test(domain.toLowerCase());
}

/** Whether two names seem to belong to one organisation. Says too little rather than too much for odd registries. */
export function areRelated(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => name.toLowerCase().split('.').reverse()) as [string[], string[]];
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared++;
  const suffix = a.slice(0, shared).reverse().join('.');
  return shared >= (SECOND_LEVEL.test(suffix) ? 3 : 2);
}

/** The domain of an address, or of `Name <address>`. */
export function domainOf(mailbox: string): string {
  return mailbox.slice(mailbox.lastIndexOf('@') + 1).replace(/>\s*$/, '');
}
