import { PeopleCollector, type Understood } from './person';

/**
 * Reads pasted addresses: one per line, or separated by commas or semicolons, each an address or `Name <address>`. Commas
 * inside quotes and before an address in angle brackets (`Lovelace, Ada <ada@example.com>`) belong to the name.
 * @param there identifiers that the topic has
 */
export function readPastedPeople(text: string, there: readonly string[]): Understood {
  const collector = new PeopleCollector(there);
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    for (const entry of entriesOf(line)) collector.add(index + 1, entry);
  });
  return collector.understood;
}

function entriesOf(line: string): string[] {
  const pieces = splitOutsideQuotes(line);
  const entries: string[] = [];
  let pending = '';
  for (const piece of pieces) {
    const entry = pending === '' ? piece : `${pending}, ${piece}`;
    // A piece without an address is the first part of a name such as "Lovelace, Ada <…>", if brackets follow.
    if (!piece.includes('@') && pieces.some((other) => other.includes('<'))) {
      pending = entry;
      continue;
    }
    entries.push(pending !== '' && !piece.includes('<') ? piece : entry);
    pending = '';
  }
  if (pending !== '') entries.push(pending);
  return entries;
}

function splitOutsideQuotes(line: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && (character === ',' || character === ';' || character === '\t')) {
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  return [...pieces, piece].map((text) => text.trim()).filter((text) => text !== '');
}
