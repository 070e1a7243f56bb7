import { type Finding, note, ok, problem } from './finding';
import type { MailProvider } from './providers';
import { MAX_LOOKUPS, MAX_VOID_LOOKUPS, type SpfSurvey } from './spf-survey';

const CHECK = 'SPF';
const ENDINGS: Record<string, string> = { '-': '-all', '~': '~all', '?': '?all', '+': '+all' };

/**
 * Judges the SPF record of the domain in the return path, which is the one that receivers look up.
 * @param provider the provider of SMTP_URL, if it is known
 */
export function judgeSpf(domain: string, survey: SpfSurvey, provider: MailProvider | null): Finding[] {
  const { records } = survey;
  if (records.kind === 'failed') {
    return [
      note(CHECK, `The SPF record of ${domain} could not be read: ${records.reason}.`, {
        unseen: `SPF of ${domain}`,
      }),
    ];
  }
  if (records.kind === 'none') {
    const include = provider?.spfInclude ?? '<domain named by your mail provider>';
    return [
      problem(
        CHECK,
        `${domain} has no SPF record. Add a TXT record such as "v=spf1 include:${include} ~all".`,
        { objection: `no SPF record at ${domain}` },
      ),
    ];
  }
  if (records.records.length > 1) {
    return [
      problem(
        CHECK,
        `${domain} has ${records.records.length} SPF records, and receivers then use none of them. Merge them into one TXT record that begins with v=spf1.`,
        { objection: `more than one SPF record at ${domain}` },
      ),
    ];
  }
  const findings = [
    ...judgeSyntax(domain, survey),
    ...judgeCounts(domain, survey),
    ...judgeEnding(domain, survey),
    ...judgeProvider(domain, survey, provider),
  ];
  if (findings.some(({ level }) => level === 'problem')) return findings;
  const ending = ENDINGS[survey.all ?? ''] ?? 'no "all"';
  return [
    ok(
      CHECK,
      `${domain} has one SPF record, which ends in ${ending} and takes ${survey.lookups} of ${MAX_LOOKUPS} DNS look-ups.`,
    ),
    ...findings,
  ];
}

function judgeSyntax(domain: string, { errors, usesPtr }: SpfSurvey): Finding[] {
  const findings = errors.map((error) =>
    problem(CHECK, `Receivers cannot evaluate the SPF record of ${domain}: ${error}. Correct or remove it.`, {
      objection: `an SPF record of ${domain} that cannot be evaluated`,
    }),
  );
  if (!usesPtr) return findings;
  return [
    ...findings,
    note(CHECK, 'The record uses "ptr", which RFC 7208 advises against. Name addresses instead.'),
  ];
}

function judgeCounts(domain: string, { lookups, voidLookups, unread }: SpfSurvey): Finding[] {
  const findings: Finding[] = [];
  if (lookups > MAX_LOOKUPS) {
    findings.push(
      problem(
        CHECK,
        `The SPF record of ${domain} takes ${lookups} DNS look-ups, and receivers stop after ${MAX_LOOKUPS}. Remove includes of services that you no longer use, or give addresses with ip4: and ip6:.`,
        { objection: `an SPF record of ${domain} with too many look-ups` },
      ),
    );
  }
  if (voidLookups > MAX_VOID_LOOKUPS) {
    findings.push(
      problem(
        CHECK,
        `${voidLookups} names in the SPF record of ${domain} do not exist in DNS, and receivers stop after ${MAX_VOID_LOOKUPS}. Remove them.`,
        { objection: `an SPF record of ${domain} that names what does not exist` },
      ),
    );
  }
  if (unread.length > 0) {
    findings.push(
      note(
        CHECK,
        `DNS did not answer for ${unread.join(', ')}, so the record may take more look-ups than counted.`,
      ),
    );
  }
  return findings;
}

function judgeEnding(domain: string, { all, errors, unread }: SpfSurvey): Finding[] {
  if (all === '+') {
    return [
      problem(
        CHECK,
        `The SPF record of ${domain} ends in +all, which lets everybody send in its name. End it in ~all or -all.`,
        { objection: `an SPF record of ${domain} that allows every sender` },
      ),
    ];
  }
  if (all === '~' || all === '-') return [];
  // A redirect that was not read could have it.
  if (all === null && (errors.length > 0 || unread.length > 0)) return [];
  return [
    note(
      CHECK,
      `The SPF record of ${domain} does not say what holds for other senders. End it in ~all (or -all) once all of yours are in it.`,
    ),
  ];
}

function judgeProvider(domain: string, { includes }: SpfSurvey, provider: MailProvider | null): Finding[] {
  const { spfInclude = null, name = '' } = provider ?? {};
  if (spfInclude === null || includes.includes(spfInclude)) return [];
  return [
    note(
      CHECK,
      `SMTP_URL is a server of ${name}, and the SPF record of ${domain} does not include ${spfInclude}. Unless it lists the addresses of that server in another way, add include:${spfInclude}.`,
    ),
  ];
}
