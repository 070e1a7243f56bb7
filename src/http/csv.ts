import slugify from '@sindresorhus/slugify';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';

const MAX_SLUG_LENGTH = 100;

/** `<slug of the topic>-<what>.csv`, plain ASCII. */
export function csvFileName(topic: string, what: string): string {
  return `${slugOf(topic) || 'user-interview'}-${what}.csv`;
}

/** A text as part of a file name: short, plain ASCII, without anything that a file system reads; may be empty. */
export function slugOf(text: string): string {
  return slugify(text.slice(0, MAX_SLUG_LENGTH)).slice(0, MAX_SLUG_LENGTH);
}

/** Rows as CSV with a header (RFC 4180), streamed. A cell that a spreadsheet would run as a formula gets a `'`. */
export function toCsv(rows: Iterable<object> | AsyncIterable<object>, columns: readonly string[]): Readable {
  const text = stringify({
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    // With a delimiter given, the library quotes a lone line break only when told to.
    quote_record_delimiter: true,
    escape_formulas: true,
  });
  const source = Readable.from(rows);
  source.on('error', (error) => text.destroy(error));
  return source.pipe(text);
}
