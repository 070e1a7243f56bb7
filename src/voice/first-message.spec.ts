import { firstMessage } from './first-message';

const GRACE = { name: 'Grace', topic: 'planning' };

describe('firstMessage', () => {
  it('greets by name and says the topic', () => {
    expect(firstMessage(null, GRACE)).toMatch(/^Hi Grace, .* planning;/);
  });

  it('says that a machine is speaking', () => {
    expect(firstMessage(null, GRACE)).toContain('I am an automated interviewer, not a person.');
  });

  it('replaces a blank name and a blank topic', () => {
    expect(firstMessage(null, { name: ' ', topic: ' \n ' })).toMatch(/^Hi there, .* your experience;/);
  });

  it('cuts a long topic to 200 characters on one line', () => {
    expect(firstMessage('{{topic}}', { ...GRACE, topic: ` a \n\t b${'x'.repeat(300)}` })).toBe(
      `a b${'x'.repeat(197)}`,
    );
    expect(firstMessage('{{topic}}', { ...GRACE, topic: '😀'.repeat(201) })).toBe('😀'.repeat(200));
  });

  it("fills the operator's template, once", () => {
    const template = 'Hello {{ name }}! {{topic}}, {{name}}? {{other}}';
    expect(firstMessage(template, { name: '$& {{topic}}', topic: 'a' })).toBe(
      'Hello $& topic! a, $& topic? {{other}}',
    );
  });

  it('falls back to the default above 1000 characters', () => {
    const fixed = (length: number) => 'x'.repeat(length);
    expect(firstMessage(fixed(1000), GRACE)).toBe(fixed(1000));
    expect(firstMessage(fixed(1001), GRACE)).toMatch(/^Hi there, .* planning;/);
  });
});
