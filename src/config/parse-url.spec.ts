import { parseUrl } from './parse-url';

describe('parseUrl', () => {
  it('reads a host with other letters, however often it is asked', () => {
    const read = new Set(Array.from({ length: 50_000 }, () => parseUrl('https://bücher.example')?.host));
    expect([...read]).toEqual(['xn--bcher-kva.example']);
  });

  it('is null for what is no URL, and reads paths against a base', () => {
    expect(parseUrl('no address')).toBeNull();
    expect(parseUrl('')).toBeNull();
    expect(parseUrl('/p/1', 'https://parley.example.com')?.href).toBe('https://parley.example.com/p/1');
  });
});
