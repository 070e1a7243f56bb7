import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, preferredLanguage } from './languages';

type Tree = { [key: string]: string | Tree };

/** Every text by its key, such as `nav.topics`. */
function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : leaves(value, `${prefix}${key}.`),
  );
}

const textsOf = (language: string, file: string) =>
  new Map(leaves(JSON.parse(readFileSync(join(__dirname, language, file), 'utf8')) as Tree));

/** Parts of a text that the program needs: placeholders and tags. */
const partsOf = (text: string) => [...text.matchAll(/\{\{\w+\}\}|<\/?\w+>/g)].map(([part]) => part).sort();

describe('the texts', () => {
  const files = readdirSync(join(__dirname, 'en'));

  it.each(LANGUAGES)('have the same files in %s', (language) => {
    expect(readdirSync(join(__dirname, language)).sort()).toEqual([...files].sort());
  });

  it.each(LANGUAGES.flatMap((language) => files.map((file) => [language, file] as const)))(
    'have the same keys and placeholders, and nothing empty: %s/%s',
    (language, file) => {
      const english = textsOf('en', file);
      const texts = textsOf(language, file);
      expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [key, text] of texts) {
        expect([key, text.trim() !== '']).toEqual([key, true]);
        expect([key, partsOf(text)]).toEqual([key, partsOf(english.get(key) ?? '')]);
      }
    },
  );
});

describe('the language of the console', () => {
  it.each([
    [null, ['de-AT', 'en'], 'de'],
    [null, ['fr', 'es-MX', 'de'], 'es'],
    [null, ['fr'], 'en'],
    [null, [], 'en'],
    ['de', ['es'], 'de'],
    ['xx', ['es'], 'es'],
  ])('kept %j, browser %j: %s', (kept, wanted, language) => {
    expect(preferredLanguage(kept, wanted)).toBe(language);
  });
});
