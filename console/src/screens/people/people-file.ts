import { parse } from 'csv-parse/browser/esm/sync';
import { addressOf, named, PeopleCollector, type Understood } from './person';

/** The roles that a column of a file can have. */
export const COLUMN_ROLES = ['person', 'name', 'context', 'ignore'] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** A row of a file, with the line on which it ends. */
interface Row {
  line: number;
  cells: string[];
}

/** A CSV file as a table. */
export interface PeopleTable {
  /** Names of the columns; `null` where the file has no header. */
  header: string[] | null;
  columns: number;
  rows: Row[];
}

const PERSON = /mail|adresse|address|correo|identifier|distinct|^id$|user.?id|kennung/i;
const NAME = /name|nombre|respondent/i;
const CONTEXT = /context|kontext|contexto|note|notiz|nota|background|hintergrund|comment|kommentar/i;

/**
 * Reads a CSV file with commas, semicolons or tabs, with or without a header and byte order mark.
 * @throws Error the file is no text in columns
 */
export function readPeopleFile(text: string): PeopleTable {
  const records = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
  }) as unknown as { info: { lines: number }; record: string[] }[];
  const all = records.map(({ info, record }) => ({ line: info.lines, cells: record }));
  const columns = all.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const [first] = all;
  // A header has no address; a file without one starts with a person.
  const hasHeader = first !== undefined && !first.cells.some((cell) => addressOf(cell) !== null);
  return { header: hasHeader ? first.cells : null, columns, rows: hasHeader ? all.slice(1) : all };
}

/** The separator that most of the first lines have, outside of quotes. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 5000).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: start.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/** Guesses the role of each column by its name or, without names, by what stands in it. */
export function guessRoles({ header, columns, rows }: PeopleTable): ColumnRole[] {
  const roles = Array.from({ length: columns }, (_, column): ColumnRole => {
    const name = header?.[column] ?? '';
    if (/mail/i.test(name)) return 'person';
    if (CONTEXT.test(name)) return 'context';
    if (PERSON.test(name)) return 'person';
    return NAME.test(name) ? 'name' : 'ignore';
  });
  const withAddresses = Array.from({ length: columns }, (_, column) => column).find((column) =>
    rows.slice(0, 20).some(({ cells }) => addressOf(cells[column] ?? '') !== null),
  );
  const person = roles.findIndex((role, column) => role === 'person' && column === withAddresses);
  const chosen = person >= 0 ? person : (withAddresses ?? roles.indexOf('person'));
  const only = roles.map((role, column): ColumnRole => {
    if (column === chosen) return 'person';
    return role === 'person' ? 'ignore' : role;
  });
  if (header === null && chosen === 0 && columns > 1) only[1] = 'name';
  return chosen < 0 && columns > 0 ? ['person', ...only.slice(1)] : only;
}

/** The people of a table, by the roles of its columns. Several columns of one role are joined. */
export function peopleOf(
  table: PeopleTable,
  roles: readonly ColumnRole[],
  there: readonly string[],
): Understood {
  const collector = new PeopleCollector(there);
  for (const { line, cells } of table.rows) {
    const text = (role: ColumnRole, joint: string) =>
      cells
        .filter((cell, column) => roles[column] === role && cell.trim() !== '')
        .join(joint)
        .trim();
    const person = text('person', ' ');
    const address = addressOf(person);
    const identifier = address !== null && !person.includes('<') ? named(text('name', ' '), person) : person;
    collector.add(line, identifier, { context: text('context', '\n'), mayBeId: true });
  }
  return collector.understood;
}
