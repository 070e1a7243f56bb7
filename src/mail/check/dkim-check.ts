import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DnsAnswer, DnsLookup } from './dns-lookup';
import { type Finding, note, ok, problem } from './finding';
import { parseTagList } from './tag-list';

const CHECK = 'DKIM';
/** Bits of an RSA key: verifiers refuse fewer (RFC 8301), and signers should use twice as many. */
const MIN_BITS = 1024;
const ADVISED_BITS = 2048;
const ED25519_BYTES = 32;
/** The DER header of an Ed25519 key (RFC 8410), which DNS leaves out (RFC 8463). */
const ED25519_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

/** The records of one selector. */
export interface DkimAt {
  selector: string;
  records: DnsAnswer<string>;
  /** The name that the selector points to, if it is a CNAME without a key behind it. */
  cname: string | null;
}

/** Looks up the keys of selectors. */
export async function lookUpDkim(dns: DnsLookup, domain: string, selectors: string[]): Promise<DkimAt[]> {
  return Promise.all(
    selectors.map(async (selector) => {
      const name = `${selector}._domainkey.${domain}`;
      const records = keyRecords(await dns.txt(name));
      const pointer = records.kind === 'none' ? await dns.cname(name) : null;
      return { selector, records, cname: (pointer?.kind === 'found' ? pointer.records[0] : null) ?? null };
    }),
  );
}

/** A wildcard answers for every selector with records that are no keys. */
function keyRecords(answer: DnsAnswer<string>): DnsAnswer<string> {
  if (answer.kind !== 'found') return answer;
  const records = answer.records.filter((text) => {
    const tags = parseTagList(text);
    return tags.has('p') && (tags.get('v') ?? 'DKIM1') === 'DKIM1';
  });
  return records.length > 0 ? { kind: 'found', records } : { kind: 'none', exists: true };
}

/** Judges the keys of selectors that the operator has named. */
export function judgeNamedKeys(domain: string, keys: DkimAt[]): Finding[] {
  return keys.flatMap((key) => judgeNamedKey(domain, key));
}

function judgeNamedKey(domain: string, { selector, records, cname }: DkimAt): Finding[] {
  const name = `${selector}._domainkey.${domain}`;
  if (records.kind === 'failed') {
    return [
      note(CHECK, `The key at ${name} could not be read: ${records.reason}.`, {
        unseen: `DKIM of ${domain}`,
      }),
    ];
  }
  if (records.kind === 'none') {
    const text =
      cname === null
        ? `There is no DKIM key at ${name}. Add the record that your mail server or provider shows for this selector.`
        : `${name} points to ${cname}, which has no DKIM key. Correct the CNAME, or finish the set-up at the provider.`;
    return [problem(CHECK, text, { objection: `no DKIM key at ${name}` })];
  }
  return judgeRecords(name, records.records);
}

/** Judges what was found at selectors that were guessed. Nothing found proves nothing, since the names are free. */
export function judgeGuessedKeys(domain: string, keys: DkimAt[]): Finding[] {
  const found = keys.flatMap(({ selector, records }) =>
    records.kind === 'found' ? [{ name: `${selector}._domainkey.${domain}`, records: records.records }] : [],
  );
  const working = found.filter(({ records }) => !records.every(isRevoked));
  if (working.length > 0) return working.flatMap(({ name, records }) => judgeRecords(name, records));
  const failed = keys.find(({ records }) => records.kind === 'failed');
  const unseen = { unseen: `whether ${domain} has a DKIM key` };
  if (failed?.records.kind === 'failed') {
    return [note(CHECK, `DKIM keys of ${domain} could not be looked up: ${failed.records.reason}.`, unseen)];
  }
  const revoked = found.length > 0 ? ` (revoked ones: ${found.map(({ name }) => name).join(', ')})` : '';
  return [
    note(
      CHECK,
      `No DKIM key of ${domain} was found at ${keys.length} usual selectors${revoked}. A selector can have any name: look for s= in the DKIM-Signature of a received mail, and run the check with --dkim-selector. If received mails have no DKIM-Signature of ${domain}, set up DKIM at your mail server or provider.`,
      unseen,
    ),
  ];
}

function isRevoked(record: string): boolean {
  return parseTagList(record).get('p') === '';
}

function judgeRecords(name: string, records: string[]): Finding[] {
  if (records.length > 1) {
    return [
      problem(
        CHECK,
        `${name} has ${records.length} keys, and receivers may take the wrong one. Leave one record.`,
        {
          objection: `more than one DKIM key at ${name}`,
        },
      ),
    ];
  }
  const tags = parseTagList(records[0] ?? '');
  const key = readKey(tags);
  if (key.kind === 'revoked') {
    return [
      problem(CHECK, `The DKIM key at ${name} is revoked (p= is empty). Sign with another selector.`, {
        objection: `a revoked DKIM key at ${name}`,
      }),
    ];
  }
  if (key.kind === 'unreadable') {
    return [
      problem(
        CHECK,
        `The DKIM key at ${name} cannot be read. Copy the record again, without line breaks in p=.`,
        {
          objection: `an unreadable DKIM key at ${name}`,
        },
      ),
    ];
  }
  return [judgeStrength(name, key.type, key.bits), ...judgeFlags(name, tags.get('t') ?? '')];
}

type PublicKey =
  { kind: 'revoked' } | { kind: 'unreadable' } | { kind: 'key'; type: 'RSA' | 'Ed25519'; bits: number };

function readKey(tags: Map<string, string>): PublicKey {
  const text = (tags.get('p') ?? '').replace(/\s+/g, '');
  if (text === '') return { kind: 'revoked' };
  if (!/^[a-z0-9+/]+=*$/i.test(text)) return { kind: 'unreadable' };
  const bytes = Buffer.from(text, 'base64');
  try {
    if (tags.get('k')?.toLowerCase() === 'ed25519') {
      if (bytes.length !== ED25519_BYTES) return { kind: 'unreadable' };
      createPublicKey({ key: Buffer.concat([ED25519_HEADER, bytes]), format: 'der', type: 'spki' });
      return { kind: 'key', type: 'Ed25519', bits: 8 * ED25519_BYTES };
    }
    const bits = readRsaKey(bytes).asymmetricKeyDetails?.modulusLength;
    return bits === undefined ? { kind: 'unreadable' } : { kind: 'key', type: 'RSA', bits };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** Reads a key with the header of its type, as all signers publish it, or without one, as RFC 6376 could be read. */
function readRsaKey(key: Buffer): KeyObject {
  try {
    return createPublicKey({ key, format: 'der', type: 'spki' });
  } catch {
    return createPublicKey({ key, format: 'der', type: 'pkcs1' });
  }
}

function judgeStrength(name: string, type: 'RSA' | 'Ed25519', bits: number): Finding {
  if (type === 'Ed25519') {
    return note(
      CHECK,
      `The key at ${name} is Ed25519, which Gmail and Microsoft do not verify. Sign with an RSA key of ${ADVISED_BITS} bits besides.`,
      { unseen: 'an RSA key for DKIM' },
    );
  }
  if (bits < MIN_BITS) {
    return problem(
      CHECK,
      `The RSA key at ${name} has ${bits} bits, too few for any receiver. Make one of ${ADVISED_BITS} bits.`,
      {
        objection: `a DKIM key of ${bits} bits at ${name}`,
      },
    );
  }
  if (bits < ADVISED_BITS) {
    return note(
      CHECK,
      `The RSA key at ${name} has ${bits} bits. It is accepted; make one of ${ADVISED_BITS} bits when you change it.`,
    );
  }
  return ok(CHECK, `There is an RSA key of ${bits} bits at ${name}.`);
}

function judgeFlags(name: string, flags: string): Finding[] {
  if (!flags.split(':').some((flag) => flag.trim().toLowerCase() === 'y')) return [];
  return [
    note(
      CHECK,
      `The key at ${name} is marked as a test (t=y), so receivers may ignore it. Remove the flag when DKIM works.`,
    ),
  ];
}
