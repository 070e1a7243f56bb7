import { isIPv4, isIPv6 } from 'node:net';
import type { DnsAnswer, DnsLookup } from './dns-lookup';

/** Limits of RFC 7208, 4.6.4. A receiver that goes beyond one gives up: permerror. */
export const MAX_LOOKUPS = 10;
export const MAX_VOID_LOOKUPS = 2;
/** Ends the survey of a record that is far over the limit. */
const SURVEY_LOOKUPS = 40;

/** The SPF record of a domain, with everything that it includes. */
export interface SpfSurvey {
  /** The SPF records of the domain itself. */
  records: DnsAnswer<string>;
  /** DNS look-ups that a receiver may need at most. */
  lookups: number;
  /** Look-ups without a result. */
  voidLookups: number;
  /** Domains that are included, at any depth. */
  includes: string[];
  /** The qualifier of `all`: `+`, `-`, `~`, `?`; null if the record does not end in `all`. */
  all: string | null;
  usesPtr: boolean;
  /** Sentences about terms that receivers cannot evaluate (permerror). */
  errors: string[];
  /** Domains whose records could not be read, so that the count is too low. */
  unread: string[];
}

/** Reads the SPF record of a domain, and those that it leads to (RFC 7208). */
export async function surveySpf(dns: DnsLookup, domain: string): Promise<SpfSurvey> {
  const survey: SpfSurvey = {
    records: await spfRecords(dns, domain),
    lookups: 0,
    voidLookups: 0,
    includes: [],
    all: null,
    usesPtr: false,
    errors: [],
    unread: [],
  };
  const { records } = survey;
  if (records.kind === 'found' && records.records.length === 1) {
    survey.all = await readRecord({ dns, survey, path: [domain] }, records.records[0] ?? '');
  }
  return survey;
}

/** The TXT records that are SPF records. */
async function spfRecords(dns: DnsLookup, domain: string): Promise<DnsAnswer<string>> {
  const answer = await dns.txt(domain);
  if (answer.kind !== 'found') return answer;
  const records = answer.records.filter((text) => /^v=spf1(?: |$)/i.test(text));
  return records.length > 0 ? { kind: 'found', records } : { kind: 'none', exists: true };
}

interface Walk {
  dns: DnsLookup;
  survey: SpfSurvey;
  /** Domains from the first one to that of the current record. */
  path: string[];
}

interface Term {
  qualifier: string;
  name: string;
  separator: string;
  value: string;
}

/** Reads the terms of one record. Returns the qualifier of `all`, which can come from a redirect. */
async function readRecord(walk: Walk, record: string): Promise<string | null> {
  let redirect: string | null = null;
  for (const text of record.trim().split(/ +/).slice(1)) {
    const term = parseTerm(text);
    if (term === null) {
      addError(walk, `"${text}" is not a valid term`);
    } else if (term.separator === '=') {
      if (term.name === 'redirect') redirect = term.value;
    } else if (term.name === 'all') {
      // Receivers read no further, and ignore a redirect.
      return term.qualifier;
    } else {
      await readMechanism(walk, term, text);
    }
  }
  return redirect === null ? null : readTarget(walk, 'redirect', redirect);
}

function parseTerm(text: string): Term | null {
  const [, qualifier = '', name, separator = '', value = ''] =
    /^([+?~-]?)([a-z][a-z0-9_.-]*)(?:([:=/])(.*))?$/i.exec(text) ?? [];
  if (name === undefined) return null;
  return { qualifier: qualifier || '+', name: name.toLowerCase(), separator, value };
}

async function readMechanism(walk: Walk, { name, separator, value }: Term, text: string): Promise<void> {
  const { survey } = walk;
  // In "a/24" and "mx/24" the slash is followed by a length, not by a domain.
  const target = (separator === ':' ? value : '').split('/')[0] || walk.path.at(-1) || '';
  switch (name) {
    case 'ip4':
      if (!isNetwork(value, isIPv4, 32)) addError(walk, `"${text}" has no valid IPv4 network`);
      return;
    case 'ip6':
      if (!isNetwork(value, isIPv6, 128)) addError(walk, `"${text}" has no valid IPv6 network`);
      return;
    case 'include':
      await readTarget(walk, 'include', value);
      return;
    case 'a':
      return count(walk, target, (domain) => walk.dns.addresses(domain));
    case 'mx':
      return count(walk, target, (domain) => walk.dns.mx(domain));
    case 'ptr':
      survey.lookups += 1;
      survey.usesPtr = true;
      return;
    case 'exists':
      // Nearly always has macros, whose values are known to a receiver only.
      survey.lookups += 1;
      return;
    default:
      addError(walk, `"${text}" is not a mechanism that SPF knows`);
  }
}

async function count(
  { survey }: Walk,
  domain: string,
  lookUp: (domain: string) => Promise<DnsAnswer<string>>,
): Promise<void> {
  survey.lookups += 1;
  if (domain.includes('%') || survey.lookups > SURVEY_LOOKUPS) return;
  const { kind } = await lookUp(domain);
  if (kind === 'none') survey.voidLookups += 1;
  if (kind === 'failed') survey.unread.push(domain);
}

/** Reads the record that an include or a redirect names. */
async function readTarget(walk: Walk, term: 'include' | 'redirect', value: string): Promise<string | null> {
  const { dns, survey, path } = walk;
  const domain = value.toLowerCase().replace(/\.$/, '');
  survey.lookups += 1;
  if (domain === '') addError(walk, `"${term}" names no domain`);
  else if (path.includes(domain)) addError(walk, `the record includes itself by way of ${domain}`);
  if (domain === '' || path.includes(domain) || survey.lookups > SURVEY_LOOKUPS) return null;
  // The domain depends on the mail that is checked.
  if (domain.includes('%')) return null;
  survey.includes.push(domain);
  const answer = await spfRecords(dns, domain);
  if (answer.kind === 'failed') survey.unread.push(domain);
  if (answer.kind === 'none') {
    if (!answer.exists) survey.voidLookups += 1;
    addError(walk, `${domain}, which ${term} names, has no SPF record`);
  }
  if (answer.kind !== 'found') return null;
  if (answer.records.length > 1) {
    addError(walk, `${domain}, which ${term} names, has ${answer.records.length} SPF records`);
    return null;
  }
  return readRecord({ dns, survey, path: [...path, domain] }, answer.records[0] ?? '');
}

function addError({ survey, path }: Walk, sentence: string): void {
  const where = path.length > 1 ? ` (in the record of ${path.at(-1)})` : '';
  survey.errors.push(`${sentence}${where}`);
}

function isNetwork(value: string, isAddress: (text: string) => boolean, maxBits: number): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  if (!isAddress(address) || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= maxBits);
}
