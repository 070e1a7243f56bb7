import { readAddress } from './forwarded-addresses';

describe('readAddress', () => {
  it.each([
    ['203.0.113.8', '203.0.113.8'],
    ['203.0.113.8:40001', '203.0.113.8'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['"[2001:db8::1]:443"', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:db8::1:443', '2001:db8::1:443'],
    ['::ffff:203.0.113.8', '::ffff:203.0.113.8'],
  ])('reads %s as %s', (text, address) => {
    expect(readAddress(text)).toBe(address);
  });

  it.each([
    '',
    'unknown',
    '_hidden',
    '203.0.113',
    '203.0.113.8:',
    '203.0.113.8:123456',
    '203.0.113.8:x',
    '[::1',
    '[203.0.113.8]',
    '[]:80',
    'a.example:80',
    '1.2.3.4.5',
    '2001:db8::1]:80',
  ])('finds no address in %j', (text) => {
    expect(readAddress(text)).toBeNull();
  });
});
