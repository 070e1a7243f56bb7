import slugify from '@sindresorhus/slugify';
import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';

const MAX_SLUG_LENGTH = 100;

/** `<slug of the topic>-<what>.csv`, plain ASCII. */
export function csvFileName(topic: string, what: string): string {
  const slug = slugify(topic.slice(0, MAX_SLUG_LENGTH)).slice(0, MAX_SLUG_LENGTH);
  return `${slug || 'user-interview'}-${what}.csv`;
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
