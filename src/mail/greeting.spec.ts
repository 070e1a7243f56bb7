import { cpuTimeRatio } from '../../test/support/cpu-time';
import { greetingName, safeName } from './greeting';

describe('greetingName', () => {
  it.each([
    ['Ada Lovelace <ada@example.com>', 'Ada Lovelace'],
    ['"Hopper, Grace" <grace@example.com>', 'Hopper, Grace'],
    ['Dr. María-José O’Neill (Acme) <m@example.com>', 'Dr. María-José O’Neill'],
    ['李小龍 😀 <lee@example.com>', '李小龍 😀'],
    ['علی‌رضا <ali@example.com>', 'علی‌رضا'],
    ['ada.lovelace@example.com', 'Ada Lovelace'],
  ])('of %j is %j', (identifier, name) => {
    expect(greetingName(identifier)).toBe(name);
  });

  it.each([
    'Your account is blocked, verify at www.evil.example <ada@example.com>',
    'https://evil.example <ada@example.com>',
    '"boss@evil.com" <ada@example.com>',
    'Please call 0190123456 <ada@example.com>',
    'You have won! <ada@example.com>',
    '{{interview_url}} <ada@example.com>',
    'a\u202eda <ada@example.com>',
    `${'long '.repeat(30)}name <ada@example.com>`,
  ])('falls back to the local part for %j', (identifier) => {
    expect(greetingName(identifier)).toBe('Ada');
  });

  it('is empty when the local part is no name either', () => {
    expect(greetingName('www.evil.com@example.com')).toBe('Www Evil Com');
    expect(greetingName('0190123456@example.com')).toBe('');
  });
});

describe('safeName', () => {
  it('decides about long names before it checks their text', async () => {
    const [long, fine] = ['㌠'.repeat(10_000), 'a'.repeat(100)];
    const ratio = await cpuTimeRatio(
      () => safeName(long),
      () => safeName(fine),
    );
    expect(ratio).toBeLessThan(1);
  });
});
