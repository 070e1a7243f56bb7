import { userNameOf } from '../../identifiers/identifier';
import type { ResponseDto } from '../response.dto';

/** The display name of the person; may be empty. */
export function personOf({ kind, respondent_name, interviewee_identifier }: ResponseDto): string {
  return kind === 'personal' ? userNameOf(interviewee_identifier) : respondent_name;
}

/** Formats a response as Markdown: person, times, questions and answers. */
export function toMarkdown(response: ResponseDto, topic: string): string {
  const person = personOf(response) || 'Somebody';
  const facts = [
    ['Topic', topic],
    ['Identifier', response.interviewee_identifier],
    ['Status', response.status],
    ['Language', response.language ?? ''],
    ['Started', response.started_at ?? ''],
    ['Completed', response.completed_at ?? ''],
    ['Classifications', response.classifications.join(', ')],
  ].flatMap(([name, value]) => (value ? [`- ${name}: ${escaped(oneLine(value))}`] : []));
  const parts = [`# ${escaped(oneLine(person))}`, facts.join('\n')];
  if (response.summary !== '') parts.push('## Summary', quoted(response.summary));
  if (response.answers.length > 0) {
    for (const { position, question, text, skipped } of response.answers) {
      parts.push(`## ${position + 1}. ${escaped(oneLine(question))}`, skipped ? '_Skipped._' : quoted(text));
    }
  } else if (response.transcript !== '') {
    parts.push('## Transcript', quoted(response.transcript));
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Quotes a text, line by line. */
function quoted(text: string): string {
  if (text === '') return '';
  const lines = text.split(/\r\n|\r|\n/);
  return lines.map((line) => `> ${escaped(line)}`.trimEnd()).join('\n');
}

// Anywhere in a line: code, emphasis, links, HTML, entities, tables, strike-through, formulas
const INLINE_MARKS = /[\\`*_[\]<>&|~$#]/g;
// At its start: headings, lists, underlines of headings, rules, fences, definitions
const FIRST_MARK = /^(\d*)([#+\-=.):])/;

/**
 * Escapes a line, so that a viewer of Markdown shows it as it was typed: what people say becomes neither HTML, nor a
 * link, nor a heading. CommonMark takes a backslash before every ASCII punctuation character.
 */
function escaped(line: string): string {
  const text = line.trimStart();
  // Four spaces would begin a block of code, and a viewer drops fewer.
  const indent = line
    .slice(0, line.length - text.length)
    .replace(/\t/g, '    ')
    .replace(/\s/gu, '&nbsp;');
  return indent + text.replace(INLINE_MARKS, '\\$&').replace(FIRST_MARK, '$1\\$2');
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
