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
  ].flatMap(([name, value]) => (value ? [`- ${name}: ${oneLine(value)}`] : []));
  const parts = [`# ${oneLine(person)}`, facts.join('\n')];
  if (response.summary !== '') parts.push('## Summary', quoted(response.summary));
  if (response.answers.length > 0) {
    for (const { position, question, text, skipped } of response.answers) {
      parts.push(`## ${position + 1}. ${oneLine(question)}`, skipped ? '_Skipped._' : quoted(text));
    }
  } else if (response.transcript !== '') {
    parts.push('## Transcript', quoted(response.transcript));
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Quotes a text, so that Markdown in an answer cannot add headings to the file. */
function quoted(text: string): string {
  return text === '' ? '' : text.replace(/^/gm, '> ').replace(/ +$/gm, '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
