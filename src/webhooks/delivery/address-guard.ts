import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Networks that no receiver on the internet is in (IANA special-purpose registries, RFC 6890). */
const BLOCKED_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Those that carry an IPv4 address inside of them are blocked as a whole: IPv4 itself reaches the same hosts. */
const BLOCKED_6 = [
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

// Two lists: Node compares IPv4 addresses with mapped networks too, and `::ffff:0:0/96` would contain them all.
const blocked = { 4: listOf(BLOCKED_4, 'ipv4'), 6: listOf(BLOCKED_6, 'ipv6') };

/** Whether an IP address is private, local or otherwise not on the public internet. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 6) return blocked[6].check(address, 'ipv6');
  return version !== 4 || blocked[4].check(address, 'ipv4');
}

function listOf(networks: readonly string[], type: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), type);
  }
  return list;
}

/** The name of a host leads to an address that webhooks may not go to. */
export class AddressRefused extends Error {
  readonly code = 'address_refused';
  constructor() {
    super('The address is not on the public internet.');
  }
}

/** As `dns.lookup`, for all addresses of a name. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * A `lookup` for sockets that refuses names with a private address. The socket connects to exactly the addresses that
 * were checked, so a name that changes between look-up and connection leads nowhere else. Sockets do not look up IP
 * addresses: check those of URLs with {@link isPrivateAddress}.
 */
export function guardedLookup(resolve: Resolve = dnsLookup) {
  return (hostname: string, options: LookupOptions, done: LookupDone): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      if (addresses.length === 0 || addresses.some(({ address }) => isPrivateAddress(address))) {
        return done(new AddressRefused(), []);
      }
      const [first] = addresses;
      if (options.all || !first) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
