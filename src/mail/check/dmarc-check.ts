import type { DnsAnswer, DnsLookup } from './dns-lookup';
import { type Finding, note, ok, problem } from './finding';
import { parseTagList } from './tag-list';

const CHECK = 'DMARC';
/** Look-ups of a tree walk at most, so that a long name causes no more (RFC 9989). */
const MAX_WALK = 8;
const POLICIES = ['none', 'quarantine', 'reject'];

/** DMARC records of one name of the tree. */
interface DmarcAt {
  domain: string;
  records: DnsAnswer<string>;
}

/** The DMARC records of a domain and, where it has none, of the domains above it. */
export type DmarcWalk = DmarcAt[];

/**
 * Looks up DMARC at a domain and, where it has no record, at each domain above it (RFC 9989). Receivers that follow
 * RFC 7489 look at the organisational domain, which is one of these.
 */
export async function walkDmarc(dns: DnsLookup, domain: string): Promise<DmarcWalk> {
  const own = { domain, records: await dmarcRecords(dns, domain) };
  if (own.records.kind !== 'none') return [own];
  const labels = domain.split('.');
  const above = labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
  const walked = above.slice(-(MAX_WALK - 1));
  const parents = await Promise.all(
    walked.map(async (parent) => ({ domain: parent, records: await dmarcRecords(dns, parent) })),
  );
  return [own, ...parents];
}

async function dmarcRecords(dns: DnsLookup, domain: string): Promise<DnsAnswer<string>> {
  const answer = await dns.txt(`_dmarc.${domain}`);
  if (answer.kind !== 'found') return answer;
  const records = answer.records.filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/i.test(text));
  return records.length > 0 ? { kind: 'found', records } : { kind: 'none', exists: true };
}

/** The record that receivers use: that of the domain itself, else that of the organisational domain above it. */
function recordInForce(walk: DmarcWalk): DmarcAt | null {
  const withRecords = walk.filter(({ records }) => records.kind === 'found');
  const [own] = walk;
  if (own?.records.kind === 'found') return own;
  const psdOf = ({ records }: DmarcAt) =>
    records.kind === 'found' ? parseTagList(records.records[0] ?? '').get('psd') : undefined;
  const boundary = withRecords.find((at) => psdOf(at) === 'n');
  // A registry's own record (psd=y) counts only if nobody below it has one.
  return boundary ?? withRecords.findLast((at) => psdOf(at) !== 'y') ?? withRecords.at(-1) ?? null;
}

/** Judges the DMARC policy that holds for mails from a domain. */
export function judgeDmarc(domain: string, walk: DmarcWalk): Finding[] {
  const inForce = recordInForce(walk);
  const failed = walk.find(({ records }) => records.kind === 'failed');
  if (inForce === null && failed?.records.kind === 'failed') {
    return [
      note(CHECK, `The DMARC record of ${failed.domain} could not be read: ${failed.records.reason}.`, {
        unseen: `DMARC of ${domain}`,
      }),
    ];
  }
  if (inForce?.records.kind !== 'found') {
    return [
      problem(
        CHECK,
        `There is no DMARC record for ${domain}. Add a TXT record at _dmarc.${domain}, to begin with "v=DMARC1; p=none; rua=mailto:<an address that you read>".`,
        { objection: `no DMARC record for ${domain}` },
      ),
    ];
  }
  const { records } = inForce.records;
  if (records.length > 1) {
    return [
      problem(
        CHECK,
        `_dmarc.${inForce.domain} has ${records.length} DMARC records, and receivers then ignore all of them. Leave one.`,
        { objection: `more than one DMARC record at ${inForce.domain}` },
      ),
    ];
  }
  return judgeRecord(domain, inForce.domain, records[0] ?? '');
}

function judgeRecord(domain: string, recordDomain: string, record: string): Finding[] {
  const tags = parseTagList(record);
  const isInherited = recordDomain !== domain;
  const name = isInherited && tags.has('sp') ? 'sp' : 'p';
  const policy = tags.get(name)?.toLowerCase() ?? '';
  const where = isInherited ? `${domain}, from the record of ${recordDomain}` : domain;
  if (!POLICIES.includes(policy)) {
    return [
      problem(
        CHECK,
        `The DMARC record of ${recordDomain} has no valid policy: ${name}= must be none, quarantine or reject.`,
        { objection: `a DMARC record of ${recordDomain} without a valid policy` },
      ),
    ];
  }
  const hasReports = /mailto:/i.test(tags.get('rua') ?? '');
  const findings = [ok(CHECK, `The DMARC policy is ${name}=${policy} for ${where}.`)];
  if (policy === 'none') {
    findings.push(
      note(
        CHECK,
        'p=none satisfies Gmail, Yahoo and Microsoft, and protects nobody from forged mails in your name. When the reports are clean, change it to quarantine.',
      ),
    );
  }
  if (!hasReports) {
    findings.push(
      note(
        CHECK,
        'The record names no address for reports. With rua=mailto:… you learn which mails fail, and whose.',
      ),
    );
  }
  return findings;
}

/** Whether a domain asks for exact matches: `adkim` concerns DKIM, `aspf` the return path. */
export function isStrict(walk: DmarcWalk, tag: 'adkim' | 'aspf'): boolean {
  const inForce = recordInForce(walk);
  if (inForce?.records.kind !== 'found') return false;
  return (
    parseTagList(inForce.records.records[0] ?? '')
      .get(tag)
      ?.toLowerCase() === 's'
  );
}
