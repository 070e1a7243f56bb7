import type { MailCheckResult } from './mail-check';

const COLUMNS = 100;
const LEVEL_WIDTH = 9;
const CHECK_WIDTH = 16;
/** Findings that stop mail from being sent at all. */
const SENDING = ['SMTP_URL', 'connection', 'TLS', 'login', 'extensions', 'sender', 'recipient', 'test mail'];

/** Whether there is no problem. */
export function isFine({ findings }: MailCheckResult): boolean {
  return findings.every(({ level }) => level !== 'problem');
}

/** The objections that a large receiver (Gmail, Yahoo, Microsoft) would have, as phrases. */
export function objectionsOf({ findings }: MailCheckResult): string[] {
  return unique(findings.flatMap(({ objection }) => objection ?? []));
}

/** The conclusion, one sentence per line. */
export function summaryOf(result: MailCheckResult): string[] {
  const { findings } = result;
  const problems = findings.filter(({ level }) => level === 'problem');
  const blocking = unique(problems.flatMap(({ check }) => (SENDING.includes(check) ? [check] : [])));
  const objections = objectionsOf(result);
  const unseen = unique(findings.flatMap((finding) => finding.unseen ?? []));
  return [
    ...(blocking.length > 0 ? [`Correct first: ${blocking.join(', ')}.`] : []),
    objections.length > 0
      ? `A large receiver would object to: ${objections.join('; ')}.`
      : 'A large receiver would object to nothing that can be seen from here.',
    ...(unseen.length > 0 ? [`Not seen from here: ${unseen.join('; ')}.`] : []),
  ];
}

/** The report for people: one finding per paragraph, then the conclusion. */
export function renderText(result: MailCheckResult): string {
  const lines = result.findings.map(({ level, check, text }) => {
    const indent = ' '.repeat(LEVEL_WIDTH + CHECK_WIDTH);
    const [first = '', ...others] = wrap(text, COLUMNS - indent.length);
    const head = level.padEnd(LEVEL_WIDTH) + check.padEnd(CHECK_WIDTH);
    return [`${head}${first}`, ...others.map((line) => indent + line)].join('\n');
  });
  const summary = summaryOf(result).map((sentence) => wrap(sentence, COLUMNS).join('\n'));
  return `${lines.join('\n')}\n\n${summary.join('\n')}\n`;
}

/** The report for programs. */
export function toJson(result: MailCheckResult, to: string | null) {
  return {
    ok: isFine(result),
    to,
    message_id: result.messageId,
    findings: result.findings.map(({ check, level, text }) => ({ check, level, text })),
    objections: objectionsOf(result),
    summary: summaryOf(result).join(' '),
  };
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}

/** Breaks a text at blanks. A word that is longer than a line, such as a Message-ID, stays whole. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
