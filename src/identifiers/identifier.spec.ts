import fc from 'fast-check';
import isEmail from 'validator/lib/isEmail';
import { isOverlongMailbox, parseMailbox, userNameOf } from './identifier';

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
    'Ada (Countess) <ada@example.com>',
    'Ada "the" Countess <ada@example.com>',
    '"Ada <ada@example.com>',
    'Ada\n<ada@example.com>',
    'Ada\r\nBcc: eve@evil.com <ada@example.com>',
    'ada@example.com\nBcc: eve@evil.com',
    'Ada\u0000 <ada@example.com>',
    'Ada\u2028 <ada@example.com>',
    'Ada <ada @example.com>',
  ])('does not take %j for a mailbox', (identifier) => {
    expect(parseMailbox(identifier)).toBeNull();
  });

  it('decides quickly about any text of the greatest length', () => {
    const hostile = ['<', '"', '\\"', ' ', 'a@', 'a.', '"\\', '@a.'].map((piece) =>
      `${piece.repeat(400).slice(0, 399)}>`.slice(-400),
    );
    const begun = performance.now();
    for (const identifier of hostile) parseMailbox(identifier);
    expect(performance.now() - begun).toBeLessThan(2000);
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
