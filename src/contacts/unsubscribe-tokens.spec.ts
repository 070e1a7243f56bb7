import { randomBytes, randomUUID } from 'node:crypto';
import type { Settings } from '../config/settings';
import { UnsubscribeTokens, unsubscribeUrl } from './unsubscribe-tokens';

const KEY = 'a-secret-key-of-at-least-32-characters';
const OTHER = 'another-secret-key-of-at-least-32-characters';
const target = { contactId: randomUUID(), shareId: randomUUID() };

const tokensOf = (secretKey: string, secretKeyPrevious: string | null = null) =>
  new UnsubscribeTokens({ secretKey, secretKeyPrevious } as Settings);

describe('an unsubscribe token', () => {
  const tokens = tokensOf(KEY);
  const token = tokens.create(target);

  it('has 64 characters that need no encoding, and stands for its contact and link', () => {
    expect(token).toMatch(/^[A-Za-z0-9_-]{64}$/);
    expect(tokens.read(token)).toEqual(target);
    expect(tokens.create(target)).toBe(token);
    expect(tokensOf(KEY).read(token)).toEqual(target);
    expect(unsubscribeUrl('https://parley.example.com', token)).toBe(
      `https://parley.example.com/unsubscribe/${token}`,
    );
  });

  it('is worth nothing with one character changed, wherever it is', () => {
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(tokens.read(changed)).toBeNull();
    }
  });

  it('of another contact or link is another one', () => {
    const { contactId, shareId } = target;
    expect(tokens.create({ contactId: shareId, shareId: contactId })).not.toBe(token);
    const mac = token.slice(43);
    const other = tokens.create({ contactId: randomUUID(), shareId });
    expect(tokens.read(other.slice(0, 43) + mac)).toBeNull();
  });

  it.each([
    ['', 'nothing'],
    [token.slice(0, 63), 'a truncated one'],
    [`${token}A`, 'a longer one'],
    [` ${token.slice(1)}`, 'one with a blank'],
    [`${token.slice(0, 63)}=`, 'one with padding'],
    [randomBytes(22).toString('base64url'), 'an interview token'],
    [randomBytes(48).toString('base64url'), 'random bytes'],
  ])('is not %j: %s', (text) => {
    expect(tokens.read(text)).toBeNull();
  });

  it('of another key is worth nothing, and of the previous key goes on working', () => {
    expect(tokensOf(OTHER).read(token)).toBeNull();
    const rotated = tokensOf(OTHER, KEY);
    expect(rotated.read(token)).toEqual(target);
    expect(rotated.create(target)).toBe(tokensOf(OTHER).create(target));
    expect(rotated.create(target)).not.toBe(token);
  });

  it('is made for ids only', () => {
    expect(() => tokens.create({ ...target, shareId: '' })).toThrow('two ids');
  });
});
