import { eachObject, hasAtMost, textCheck } from './checks';

describe('hasAtMost', () => {
  it.each<[unknown, number, boolean]>([
    ['abc', 3, true],
    ['abcd', 3, false],
    ['😀😀😀', 3, true],
    ['😀😀😀😀', 3, false],
    ['abcdefg', 3, false],
    // Variation selectors count: JSON Schema counts every code point.
    ['❤️❤️', 3, false],
    ['', 0, true],
    [3, 3, false],
  ])('%j in %d characters: %s', (value, max, expected) => {
    expect(hasAtMost(value, max)).toBe(expected);
  });
});

describe('textCheck', () => {
  const check = textCheck({
    maxLength: 3,
    also: (text) => (text === 'no' ? { code: 'invalid_domain', detail: 'No.' } : null),
  });

  it.each<[unknown, string | null]>([
    [undefined, 'required'],
    [null, 'null'],
    [{}, 'invalid_input'],
    ['', 'blank'],
    ['a\0', 'invalid_input'],
    ['\udc00', 'invalid_input'],
    ['abcd', 'max_length'],
    ['no', 'invalid_domain'],
    ['yes', null],
  ])('%j: %s', (value, code) => {
    expect(check(value)?.code ?? null).toBe(code);
  });

  it('asks no further rule about a blank text', () => {
    const never = textCheck({ blank: true, also: () => ({ code: 'invalid_input', detail: 'Asked.' }) });
    expect(never('')).toBeNull();
  });
});

describe('eachObject', () => {
  it('looks for entries that are no objects before it looks into objects', () => {
    expect(eachObject({ name: {} })([{ name: '' }, 1])).toMatchObject({ path: [1] });
  });
});
