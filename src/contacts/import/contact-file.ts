import { isUtf8 } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Parser } from 'csv-parse';
import { InvalidRequestContent } from '../../errors/domain-errors';
import type { CsvFile } from '../../http/csv-file';
import { ContactLines, TOO_WIDE } from './contact-lines';

export const MAX_ROWS = 100_000;
/** A row may have about so many bytes. A longer one is a quotation mark that is not closed, in all likelihood. */
const MAX_ROW_BYTES = 128 * 1024;

const BYTE_ORDER_MARK = '\ufeff';
const DELIMITERS = [',', ';', '\t'];
const LINE_BREAK = /\r\n|\r|\n/g;
// The export writes an apostrophe before a cell that a spreadsheet would run.
const ESCAPED_FORMULA = /^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/;

/** One row of a file: its cells, and the line on which it begins. */
interface Row {
  cells: string[];
  line: number;
}

/**
 * Reads the lines of a file of contacts. It is parsed in small pieces, so that only what is kept of the rows takes memory,
 * and other requests get their turns.
 * @throws InvalidRequestContent the file is no UTF-8, lacks its header, has too many rows, or is broken as a whole
 */
export async function readContactFile(file: CsvFile): Promise<ContactLines> {
  if (!isUtf8(file.bytes)) {
    throw new InvalidRequestContent('parse_error', 'The file is not valid UTF-8. Save it as CSV in UTF-8.');
  }
  const lines = new ContactLines();
  let columns: Columns | null = null;
  let count = 0;
  for await (const { cells, line } of rowsOf(file)) {
    if (columns === null) columns = readHeader(cells);
    else {
      if (++count > MAX_ROWS) throw tooManyRows();
      const { email, status, reason, width } = columns;
      if (cells.slice(width).some((cell) => cell.trim() !== '')) lines.refuse(line, TOO_WIDE);
      else {
        lines.add(line, {
          email: cellAt(cells, email),
          status: cellAt(cells, status),
          reason: cellAt(cells, reason),
        });
      }
    }
  }
  if (columns === null) throw noHeader();
  return lines;
}

/** The rows in order, each with its line. @throws InvalidRequestContent the file is broken as a whole */
async function* rowsOf(file: CsvFile): AsyncGenerator<Row> {
  let linesBefore = 0;
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(file),
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    // The parser's own number is that of a row's last line, and counts a Windows line break in a cell twice.
    on_record: (cells: string[], { empty_lines: emptyLines }) => {
      const line = 1 + linesBefore + emptyLines;
      linesBefore += 1;
      for (const cell of cells) {
        if (cell.includes('\n') || cell.includes('\r')) linesBefore += cell.match(LINE_BREAK)?.length ?? 0;
      }
      // The library's types know rows of cells only.
      return { cells, line } as unknown as string[];
    },
  });
  const feeding = pipeline(slicesOf(file, parser), parser);
  // The loop below meets the same error; without this, it would also count as not handled.
  feeding.catch(() => undefined);
  try {
    for await (const row of parser as AsyncIterable<Row>) yield row;
  } catch (error) {
    throw error instanceof CsvError || error instanceof EndlessRow ? brokenAfter(linesBefore) : error;
  }
}

/** A row goes on for longer than rows may be. */
class EndlessRow extends Error {}

/**
 * The file in pieces, each after the parser is done with the one before. The row that it is in the middle of is bounded
 * here: its own limit does not count empty cells, each of which takes memory too.
 */
async function* slicesOf(file: CsvFile, { info }: Parser): AsyncGenerator<Buffer> {
  let rows = 0;
  let bytesSinceRow = 0;
  for (const slice of file.slices()) {
    await nextTurn();
    const rowsNow = info.records + info.empty_lines;
    bytesSinceRow = rowsNow === rows ? bytesSinceRow + slice.length : 0;
    rows = rowsNow;
    if (bytesSinceRow > MAX_ROW_BYTES) throw new EndlessRow();
    yield slice;
  }
}

/** The delimiter that the header has most of, outside of quotation marks. */
function delimiterOf({ bytes }: CsvFile): string {
  const start = bytes.subarray(0, MAX_ROW_BYTES).toString('utf8').replace(BYTE_ORDER_MARK, '').trimStart();
  const [header = ''] = start.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1);
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Positions of the columns; -1 for one that is missing. */
interface Columns {
  email: number;
  status: number;
  reason: number;
  width: number;
}

function readHeader(cells: string[]): Columns {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const columns = {
    email: names.indexOf('email'),
    status: names.indexOf('status'),
    reason: names.indexOf('reason'),
    width: names.length,
  };
  if (columns.email === -1) throw noHeader();
  return columns;
}

function cellAt(cells: string[], position: number): string {
  return (cells[position] ?? '').replace(ESCAPED_FORMULA, '');
}

function noHeader(): InvalidRequestContent {
  return new InvalidRequestContent(
    'required',
    'The file has no header row with a column `email`. Its first row names the columns: email,status,reason.',
    'email',
  );
}

function tooManyRows(): InvalidRequestContent {
  return new InvalidRequestContent(
    'max_length',
    `A file has at most ${MAX_ROWS} rows. Split it; nothing was imported.`,
  );
}

function brokenAfter(lines: number): InvalidRequestContent {
  return new InvalidRequestContent(
    'parse_error',
    `The row after line ${lines} cannot be read: a quotation mark is not closed, or the row is too long. Nothing was imported.`,
  );
}
