import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Settings } from '../config/settings';
import { InterviewLinks } from './interview-links';

const KEY = 'a-secret-key-of-at-least-32-characters';
const OTHER = 'another-secret-key-of-at-least-32-characters';
const ORIGIN = 'https://parley.example.com';

const linksOf = (secretKey: string, secretKeyPrevious: string | null = null) =>
  new InterviewLinks({ publicUrl: ORIGIN, secretKey, secretKeyPrevious } as Settings);
const tokenOf = (url: string) => url.slice(`${ORIGIN}/interview/`.length);

describe('the token of an interview link', () => {
  const links = linksOf(KEY);
  const id = randomUUID();
  const token = tokenOf(links.urlOf(id));

  it('has 22 bytes in base64url, is the same on every call, and stands for its link', () => {
    expect(links.urlOf(id)).toBe(`${ORIGIN}/interview/${token}`);
    expect(token).toMatch(/^[A-Za-z0-9_-]{30}$/);
    expect(links.read(token)).toEqual({ id });
    expect(links.urlOf(id)).toBe(links.urlOf(id));
    expect(linksOf(KEY).read(token)).toEqual({ id });
  });

  it('is the same for one link and among many, each another', () => {
    const ids = Array.from({ length: 1000 }, () => randomUUID());
    const urls = links.urlsOf(ids);
    expect(urls).toEqual(ids.map((one) => links.urlOf(one)));
    expect(new Set(urls).size).toBe(1000);
    expect(urls.map((url) => links.read(tokenOf(url)))).toEqual(ids.map((one) => ({ id: one })));
    expect(links.urlsOf([])).toEqual([]);
  });

  it('shows nothing of the id, so that neighbours in time have nothing in common', () => {
    const near = [0, 1].map((last) => `01890a5d-ac96-774b-bcce-b302099a800${last}`);
    const [first = '', second = ''] = links.urlsOf(near).map(tokenOf);
    const same = [...first].filter((character, position) => character === second[position]);
    expect(same.length).toBeLessThan(8);
    expect(Buffer.from(first, 'base64url').toString('hex')).not.toContain('01890a5d');
  });

  it('stands for no link with one character changed, wherever it is', () => {
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'Q' : 'A') + token.slice(at + 1);
      expect(links.read(changed)).toEqual({ tokenHash: createHash('sha256').update(changed).digest() });
    }
  });

  it('from before tokens were derived is found by its hash', () => {
    const random = randomBytes(22).toString('base64url');
    expect(links.read(random)).toEqual({ tokenHash: createHash('sha256').update(random).digest() });
  });

  it.each([
    ['', 'nothing'],
    [token.slice(0, 29), 'a truncated one'],
    [`${token}A`, 'a longer one'],
    [` ${token.slice(1)}`, 'one with a blank'],
    [`${token.slice(0, 29)}=`, 'one with padding'],
    [randomBytes(48).toString('base64url'), 'an unsubscribe token'],
  ])('is not %j: %s', (text) => {
    expect(links.read(text)).toBeNull();
  });

  it('of another key opens nothing, and of the previous key goes on working', () => {
    expect(linksOf(OTHER).read(token)).toHaveProperty('tokenHash');
    const rotated = linksOf(OTHER, KEY);
    expect(rotated.read(token)).toEqual({ id });
    expect(rotated.urlOf(id)).toBe(linksOf(OTHER).urlOf(id));
    expect(rotated.urlOf(id)).not.toBe(links.urlOf(id));
  });

  it('is made for ids only', () => {
    expect(() => links.urlsOf([id, 'user-1'])).toThrow('id of a link');
  });
});
