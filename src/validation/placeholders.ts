import type { Violation } from './checks';

/** The parts of a subject or message that are filled in, written as `{{name}}`. */
export const PLACEHOLDERS = ['name', 'topic', 'deadline'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const BLANKS = String.raw`[^\S\r\n]*`;
// A third brace is a mistake rather than a placeholder beside a brace.
const written = (name: string) => String.raw`(?<!\{)\{\{${BLANKS}${name}${BLANKS}\}\}(?!\})`;
const ANY = new RegExp(written(`(${PLACEHOLDERS.join('|')})`), 'gu');
const NAME = new RegExp(written('name'), 'u');
// At the start of a line the punctuation after it goes too, and the next word begins the sentence.
const NAME_AT_START = new RegExp(`^${BLANKS}${written('name')}[,;:.!]?${BLANKS}(\\p{L}?)`, 'gmu');

const UNKNOWN_PLACEHOLDER: Violation = {
  code: 'invalid_placeholder',
  detail:
    'Two opening braces begin a placeholder, and the only ones are {{name}}, {{topic}} and {{deadline}}.',
};

/** Returns why the placeholders of a text cannot be filled, or null. Braces of other scripts count as braces. */
export function placeholderViolation(text: string): Violation | null {
  return text.replace(ANY, '-').normalize('NFKC').includes('{{') ? UNKNOWN_PLACEHOLDER : null;
}

/** Whether a text names the person it goes to. */
export function hasNamePlaceholder(text: string): boolean {
  return NAME.test(text);
}

/** Fills a text in one pass: braces in a value are text. Braces that are no placeholder stay as they are. */
export function fillPlaceholders(text: string, values: Record<Placeholder, string>): string {
  return text.replace(ANY, (_, name: Placeholder) => values[name]);
}

/**
 * The text for a person without a name: `Hello {{name}},` becomes `Hello,`, and `{{name}}, have you …` becomes
 * `Have you …`.
 * @param language code of the language whose upper case applies
 */
export function withoutName(text: string, language: string): string {
  return text
    .replace(NAME_AT_START, (_, letter: string) => letter.toLocaleUpperCase(language))
    .split(NAME)
    .map((part, index, parts) => (index < parts.length - 1 ? part.trimEnd() : part))
    .join('');
}
