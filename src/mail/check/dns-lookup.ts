import { Resolver } from 'node:dns/promises';

/** Milliseconds that one attempt to get an answer may take; there are two. */
const ATTEMPT_MS = 3000;

/** The calls of Node's resolver that are used here. */
export type DnsResolver = Pick<
  Resolver,
  'resolveTxt' | 'resolveMx' | 'resolve4' | 'resolve6' | 'resolveCname' | 'resolveNs' | 'reverse'
>;

/** An answer of DNS. `none` is a definite one; after `failed` nothing is known. */
export type DnsAnswer<T> =
  | { kind: 'found'; records: T[] }
  /** `exists` tells a name that has other records from one that does not exist (NXDOMAIN). */
  | { kind: 'none'; exists: boolean }
  | { kind: 'failed'; reason: string };

const FAILURES: Record<string, string> = {
  ETIMEOUT: 'no answer in time',
  ECONNREFUSED: 'no DNS server listens',
  ESERVFAIL: 'SERVFAIL, which broken DNSSEC or an unreachable name server causes',
  EREFUSED: 'the DNS server refused the question',
};

/** Node's resolver. @param server address of the DNS server to ask; null for those of the system */
export function systemResolver(server: string | null, attemptMs = ATTEMPT_MS): DnsResolver {
  const resolver = new Resolver({ timeout: attemptMs, tries: 2 });
  if (server !== null) resolver.setServers([server]);
  return resolver;
}

/** Looks up records, and tells "there is none" from "nobody answered". */
export class DnsLookup {
  constructor(private readonly resolver: DnsResolver) {}

  /** TXT records. DNS splits a long one into strings, which belong together without a blank (RFC 7208, 3.3). */
  txt(name: string): Promise<DnsAnswer<string>> {
    return answerOf(
      this.resolver.resolveTxt(name).then((records) => records.map((strings) => strings.join(''))),
    );
  }

  /** Names of the mail servers of a domain; an empty one says that it takes no mail (RFC 7505). */
  mx(name: string): Promise<DnsAnswer<string>> {
    return answerOf(
      this.resolver
        .resolveMx(name)
        .then((records) => records.map(({ exchange }) => exchange.replace(/\.$/, ''))),
    );
  }

  /** IPv4 and IPv6 addresses. */
  async addresses(name: string): Promise<DnsAnswer<string>> {
    const answers = await Promise.all([
      answerOf(this.resolver.resolve4(name)),
      answerOf(this.resolver.resolve6(name)),
    ]);
    const records = answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
    if (records.length > 0) return { kind: 'found', records };
    const failed = answers.find(({ kind }) => kind === 'failed');
    return (
      failed ?? { kind: 'none', exists: answers.some((answer) => answer.kind === 'none' && answer.exists) }
    );
  }

  /** The name that a CNAME record points to. */
  cname(name: string): Promise<DnsAnswer<string>> {
    return answerOf(this.resolver.resolveCname(name));
  }

  /**
   * Whether the DNS server denies even `com`. One inside a closed network can say of every name that it does not exist,
   * which proves nothing about the internet.
   */
  async isClosed(): Promise<boolean> {
    const { kind } = await answerOf(this.resolver.resolveNs('com'));
    return kind === 'none';
  }

  /** The names of an IP address (PTR). */
  names(address: string): Promise<DnsAnswer<string>> {
    return answerOf(this.resolver.reverse(address));
  }
}

async function answerOf<T>(query: Promise<T[]>): Promise<DnsAnswer<T>> {
  try {
    const records = await query;
    return records.length > 0 ? { kind: 'found', records } : { kind: 'none', exists: true };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENODATA') return { kind: 'none', exists: true };
    if (code === 'ENOTFOUND') return { kind: 'none', exists: false };
    return { kind: 'failed', reason: FAILURES[code] ?? (code || 'unknown error') };
  }
}
