import fc from 'fast-check';
import isEmail from 'validator/lib/isEmail';
import { growthOf, LINEAR_GROWTH } from '../../test/support/cpu-time';
import {
  canonicalMailbox,
  isOverlongMailbox,
  looksLikeAddress,
  MAX_IDENTIFIER_LENGTH,
  parseMailbox,
  trimIdentifier,
  userNameOf,
} from './identifier';

describe('parseMailbox', () => {
  it.each<[string, string, string | null]>([
    ['ada@example.com', 'ada@example.com', null],
    ['ADA@Example.COM', 'ADA@Example.COM', null],
    ['ada+tag@sub.example.co.uk', 'ada+tag@sub.example.co.uk', null],
    ['Ada Lovelace <ada@example.com>', 'ada@example.com', 'Ada Lovelace'],
    ['Ada Lovelace<ada@example.com>', 'ada@example.com', 'Ada Lovelace'],
    ['<ada@example.com>', 'ada@example.com', null],
    ['"Hopper, Grace" <grace@example.com>', 'grace@example.com', 'Hopper, Grace'],
    ['"Ada \\"the\\" \\\\ Countess" <ada@example.com>', 'ada@example.com', 'Ada "the" \\ Countess'],
    ['"Ada (x)" <ada@example.com>', 'ada@example.com', 'Ada (x)'],
    ['"boss@evil.com" <ada@example.com>', 'ada@example.com', 'boss@evil.com'],
    ['  Ada   Lovelace   <ada@example.com>', 'ada@example.com', 'Ada Lovelace'],
    ['"   " <ada@example.com>', 'ada@example.com', null],
    ['李小龍 😀 <lee@example.com>', 'lee@example.com', '李小龍 😀'],
    ["D'Arcy O'Neil <d@example.com>", 'd@example.com', "D'Arcy O'Neil"],
    ['Ada Lovelace (Acme) <ada@example.com>', 'ada@example.com', 'Ada Lovelace'],
    ['Robert "Bob" Smith <bob@example.com>', 'bob@example.com', 'Robert Bob Smith'],
    ['ada@example.com (Ada Lovelace)', 'ada@example.com', 'Ada Lovelace'],
    ['"<b>" <ada@example.com>', 'ada@example.com', '<b>'],
  ])('reads %j', (identifier, address, name) => {
    expect(parseMailbox(identifier)).toEqual({ address, name });
  });

  it.each([
    '',
    'user-42',
    'ada@',
    '@example.com',
    'ada@localhost',
    'ada example.com',
    'Ada Lovelace',
    'Ada <>',
    'Ada <ada@example.com',
    'Ada ada@example.com>',
    'Ada <<ada@example.com>>',
    'Ada <ada@example.com> Lovelace',
    'Ada <ada@example.com>, Grace <grace@example.com>',
    'ada@example.com, grace@example.com',
    'ada@example.com grace@example.com',
    '"Ada <ada@example.com>',
    'Ada\n<ada@example.com>',
    'Ada\r\nBcc: eve@evil.com <ada@example.com>',
    'ada@example.com\nBcc: eve@evil.com',
    'Ada\u0000 <ada@example.com>',
    'Ada\u2028 <ada@example.com>',
    'Ada <ada @example.com>',
    'Ada <ada@example.com>;',
    '(c) ada@example.com (d) grace@example.com',
    'Group (x): ada@example.com;',
    'Ada (Countess <ada@example.com>',
    'eve@evil.com (x) <ada@example.com>(y)',
    'ada@example.com\u200b',
    '\u202aada@example.com\u202c',
    'ada@exam\u2060ple.com',
    'ada\ufeff@example.com',
    'a\u00adda@example.com',
    'Ada <a\u200dda@example.com>',
  ])('does not take %j for a mailbox', (identifier) => {
    expect(parseMailbox(identifier)).toBeNull();
  });

  it('takes time in proportion to the length of the text, up to the greatest length', async () => {
    for (const piece of ['<', '"', '\\"', ' ', 'a@', 'a.', '"\\', '@a.']) {
      const growth = await growthOf(
        (text) => parseMailbox(`${text.slice(1)}>`),
        piece,
        MAX_IDENTIFIER_LENGTH,
      );
      expect([piece, growth < LINEAR_GROWTH]).toEqual([piece, true]);
    }
  });
});

describe('the short way for plain addresses', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9_.+-]{1,70}$/);
  const domain = fc.stringMatching(/^[A-Za-z0-9.-]{1,70}\.[A-Za-z]{1,25}$/);
  it('takes nothing for an address that the library does not', () => {
    fc.assert(
      fc.property(part, domain, (local, host) => {
        const address = `${local}@${host}`;
        expect(parseMailbox(address) !== null).toBe(isEmail(address));
      }),
      { seed: 20_261_124, numRuns: 3000 },
    );
  });
});

describe('isOverlongMailbox', () => {
  const local = (length: number) => `${'a'.repeat(length)}@example.com`;

  it.each([
    [local(64), false],
    [local(65), true],
    [`Ada <${local(65)}>`, true],
    [`${'A'.repeat(240)} <ada@example.com>`, true],
    ['user-42', false],
    ['a'.repeat(400), false],
  ])('%.40s', (identifier, expected) => {
    expect(isOverlongMailbox(identifier)).toBe(expected);
  });

  it('leaves no overlong address to be taken for a mailbox', () => {
    expect(parseMailbox(local(65))).toBeNull();
  });
});

describe('userNameOf', () => {
  it.each([
    ['Grace Hopper <g.h@example.com>', 'Grace Hopper'],
    ['"Hopper, Grace" <g.h@example.com>', 'Hopper, Grace'],
    ['grace@example.com', 'Grace'],
    ['grace.hopper@example.com', 'Grace Hopper'],
    ['mary_ann.smith@example.com', 'Mary Ann Smith'],
    ['MARY__ANN.SMITH@EXAMPLE.COM', 'Mary Ann Smith'],
    ['_grace_@example.com', 'Grace'],
    ['jean-luc.picard@example.com', 'Jean-Luc Picard'],
    ['grace+work@example.com', 'Grace+Work'],
    ['grace2@example.com', 'Grace2'],
    ['<grace.hopper@example.com>', 'Grace Hopper'],
    ['élodie.ößterreich@example.com', 'Élodie Ößterreich'],
    ['user-42', 'user-42'],
    ['Some_id.with.dots', 'Some_id.with.dots'],
  ])('of %j is %j', (identifier, name) => {
    expect(userNameOf(identifier)).toBe(name);
  });
});

describe('canonicalMailbox', () => {
  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
    ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['jose\u0301@example.com', 'jos\u00e9@example.com'],
    ['ada+tag@example.com', 'ada+tag@example.com'],
  ])('of %j is %j', (address, canonical) => {
    expect(canonicalMailbox(address)).toBe(canonical);
  });

  it('is the same for every spelling of one mailbox', () => {
    const local = fc.stringMatching(/^[a-zé][a-z0-9é+.-]{0,20}[a-z0-9é]$/);
    const host = fc.constantFrom('example.com', 'bücher.example', 'sub.example.org');
    const spell = fc.record({ upper: fc.boolean(), decomposed: fc.boolean(), ascii: fc.boolean() });
    fc.assert(
      fc.property(local, host, spell, (name, domain, { upper, decomposed, ascii }) => {
        const spelled = decomposed ? name.normalize('NFD') : name;
        const address = `${spelled}@${ascii ? domain.replace('bücher', 'xn--bcher-kva') : domain}`;
        expect(canonicalMailbox(upper ? address.toUpperCase() : address)).toBe(
          canonicalMailbox(`${name}@${domain}`),
        );
      }),
      { seed: 20_261_126, numRuns: 2000 },
    );
  });
});

describe('trimIdentifier', () => {
  it.each([
    ['ada@example.com\u200b', 'ada@example.com'],
    ['\u202aada@example.com\u202c', 'ada@example.com'],
    [' \ufeff ada@example.com \u2060', 'ada@example.com'],
    ['ada@exam\u2060ple.com', 'ada@exam\u2060ple.com'],
    ['\u200b\u200b', ''],
    ['user-42', 'user-42'],
  ])('of %j is %j', (identifier, trimmed) => {
    expect(trimIdentifier(identifier)).toBe(trimmed);
  });

  it('takes time in proportion to the length of text that is hidden nearly to the end', async () => {
    const growth = await growthOf((text) => trimIdentifier(`a${text}b`), '\u200b', 10_000);
    expect(growth).toBeLessThan(LINEAR_GROWTH);
  });
});

describe('looksLikeAddress', () => {
  it.each([
    ['ada@localhost', true],
    ['Ada <ada@example.com>;', true],
    ['@ada', false],
    ['user-42', false],
    ['a @ b', false],
  ])('of %j is %j', (identifier, expected) => {
    expect(looksLikeAddress(identifier)).toBe(expected);
  });
});
