import slugify from '@sindresorhus/slugify';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';

const MAX_SLUG_LENGTH = 100;

/** `<slug of the topic>-<content>.csv`, in ASCII. */
export function csvFileName(topic: string, content: string): string {
  return `${slugOf(topic) || 'user-interview'}-${content}.csv`;
}

/** Turns a text into a part of a file name: short, ASCII, without special characters; can be empty. */
export function slugOf(text: string): string {
  return slugify(text.slice(0, MAX_SLUG_LENGTH)).slice(0, MAX_SLUG_LENGTH);
}

/** Streams rows as CSV with a header (RFC 4180). A cell that a spreadsheet would run as a formula is prefixed with `'`. */
export function toCsv(rows: Iterable<object> | AsyncIterable<object>, columns: readonly string[]): Readable {
  const text = stringify({
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    // With a custom delimiter, the library quotes a single CR or LF only with this option.
    quote_record_delimiter: true,
    escape_formulas: true,
  });
  const source = Readable.from(rows);
  source.on('error', (error) => text.destroy(error));
  return source.pipe(text);
}
