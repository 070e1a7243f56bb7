import fc from 'fast-check';
import { NamesInTexts } from './names-in-texts';
import { personOf } from './person';

const namesOf = (identifier: string, given: string[] = [], stored: string[] = []) =>
  new NamesInTexts(personOf('project', identifier, stored), given);

describe('names in texts', () => {
  const ada = namesOf('Ada Lovelace <ada.lovelace@analytical-engines.example>');

  it.each([
    ['I am Ada Lovelace.', 'I am [name].'],
    ['ADA and ada', '[name] and [name]'],
    ["It was Ada's, or Adas, or Lovelace’s idea.", 'It was [name], or [name], or [name] idea.'],
    ['Ada\nLovelace', '[name]'],
    ['Write to ada.lovelace@analytical-engines.example!', 'Write to [address]!'],
    ['ADA.LOVELACE@Analytical-Engines.Example', '[address]'],
    ['We at analytical-engines.example plan ahead.', 'We at [address] plan ahead.'],
    ['login: ada.lovelace', 'login: [name]'],
    ['Adaption, Canada and adage stay.', 'Adaption, Canada and adage stay.'],
    ['nothing about anybody', 'nothing about anybody'],
    ['', ''],
  ])('makes %j into %j', (text, expected) => {
    expect(ada.replace(text)).toBe(expected);
  });

  it.each([
    ['Zoë Müller <zoe@example.com>', 'Zoe, ZOË or Zoë Mueller', '[name], [name] or [name]'],
    ['Zoë Müller <zoe@example.com>', 'Frau Muller', 'Frau [name]'],
    ['Jörg Weiß <j.weiss@example.com>', 'Joerg Weiss; Jörg Weiß', '[name]; [name]'],
    ['Łukasz <lukasz@example.com>', 'łukasz', '[name]'],
    ['李小龙 <bruce@example.com>', '我是 李小龙 。', '我是 [name] 。'],
    ['info@example.com', 'more info', 'more info'],
  ])('knows %s in %j', (identifier, text, expected) => {
    expect(namesOf(identifier).replace(text)).toBe(expected);
  });

  it('knows the names of all spellings and those that the person has given', () => {
    const names = namesOf(
      'x1@example.com',
      ['Countess'],
      ['Augusta <x1@example.com>', 'Bob <bob@example.com>'],
    );
    expect(names.replace('Augusta, the Countess, and Bob')).toBe('[name], the [name], and Bob');
  });

  it('looks for another id only if it cannot be a word', () => {
    expect(namesOf('user-77').replace('user-77')).toBe('user-77');
    expect(namesOf('customer-4711').replace('Customer-4711, not customer-47110')).toBe(
      '[address], not customer-47110',
    );
  });

  it('leaves a text as it is, to the byte, if it names nobody', () => {
    const decomposed = 'Café au lait'.normalize('NFD');
    expect(ada.replace(decomposed)).toBe(decomposed);
  });

  it('shows places with words around them', () => {
    const text = `${'word '.repeat(20)}Ada is here ${'word '.repeat(20)}`;
    expect(ada.places(text)).toEqual([
      {
        before: '… word word word word word word Ada is here word word word word word …',
        after: '… word word word word word word [name] is here word word word word word …',
      },
    ]);
    expect(ada.places('nobody')).toEqual([]);
  });

  it('leaves no name or address in any text, whatever it is made of', () => {
    const part = fc.constantFrom(
      'Ada',
      'Lovelace',
      'ada.lovelace@analytical-engines.example',
      ' ',
      ', ',
      '\n',
      '"',
      'word',
      '<',
      '@',
      '.',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const replaced = ada.replace(parts.join(' '));
        expect(replaced).not.toMatch(/\b(ada|lovelace)\b/i);
        expect(ada.replace(replaced)).toBe(replaced);
      }),
    );
  });
});
