import { nextPath } from './next-path';

describe('nextPath', () => {
  it.each([
    '/console',
    '/console/',
    '/console/topics/01890000-0000-7000-8000-000000000000?tab=people&page=2#row-3',
    '/console/people/%2F%2Fevil.example',
    '/console?next=https://evil.example',
  ])('keeps %s', (path) => {
    expect(nextPath(path)).toBe(path);
  });

  it.each([
    undefined,
    null,
    7,
    ['/console/topics'],
    '',
    'console',
    'console/topics',
    '/',
    '/consoles',
    '/console.evil.example',
    '/docs',
    '//evil.example/console',
    '///evil.example/console',
    '/\\evil.example/console',
    '\\\\evil.example/console',
    '/\t/evil.example/console',
    '\n//evil.example/console',
    ' /console',
    'https:',
    'https:/console',
    'https://evil.example/console',
    'https://parley.invalid.evil.example/console',
    'javascript:alert(1)//console',
    '/console/../docs',
    '/console/..\\..\\docs',
    '/console/%2e%2e/docs',
    '/console/.%2E/.%2e/docs',
    '/@evil.example/console',
    '//console',
    `/console/${'x'.repeat(2000)}`,
  ])('leads to the start of the console instead of %j', (path) => {
    expect(nextPath(path)).toBe('/console');
  });

  it('resolves a path that stays in the console', () => {
    expect(nextPath('/console/topics/../people')).toBe('/console/people');
  });
});
