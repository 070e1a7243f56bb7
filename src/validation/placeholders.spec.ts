import fc from 'fast-check';
import { growthOf, LINEAR_GROWTH } from '../../test/support/cpu-time';
import { fillPlaceholders, hasNamePlaceholder, placeholderViolation, withoutName } from './placeholders';

const VALUES = { name: 'Ada', topic: 'planning', deadline: 'May 1, 2030' };

describe('placeholderViolation', () => {
  it.each([
    'no placeholder',
    'Hello {{name}}, about {{topic}} until {{deadline}}',
    'Hello {{ name }} and {{\tname\u00a0}}',
    '{{name}}{{topic}}',
    'a {single} brace, a } and a }}, and { two { apart',
  ])('takes %j', (text) => {
    expect(placeholderViolation(text)).toBeNull();
  });

  it.each([
    '{{foo}}',
    '{{}}',
    '{{',
    'Hello {{name',
    'Hello {{ name?',
    '{{name}',
    '{{Name}}',
    '{{names}}',
    '{{na me}}',
    '{{name}} and {{foo}}',
    '{{{name}}}',
    '{{name}}}',
    '{{#if name}}x{{/if}}',
    '{{\nname}}',
    '｛｛name｝｝',
    '{{{{name}}}}',
  ])('refuses %j', (text) => {
    expect(placeholderViolation(text)?.code).toBe('invalid_placeholder');
  });

  it('takes time in proportion to the length of the text', async () => {
    for (const piece of ['{', '{{', '{{ ', ' ', '{{name', '{{name}}', '}', '㌠']) {
      const growths = [
        await growthOf(placeholderViolation, piece, 10_000),
        await growthOf((text) => withoutName(text, 'en'), piece, 10_000),
      ];
      expect([piece, Math.max(...growths) < LINEAR_GROWTH]).toEqual([piece, true]);
    }
  });
});

describe('fillPlaceholders', () => {
  it('fills each placeholder wherever it stands, and leaves other braces alone', () => {
    expect(
      fillPlaceholders('{{name}}: {{ topic }} until {{deadline}}, {{name}} {{foo}} {{{name}}}', VALUES),
    ).toBe('Ada: planning until May 1, 2030, Ada {{foo}} {{{name}}}');
  });

  it('never reads a value as a placeholder or a pattern', () => {
    const hostile = fc.oneof(
      fc.constantFrom('{{name}}', '{{topic}}', '{{deadline}}', '{{', '}}', '{', '$1', '$&', '{{{name}}}'),
      fc.string(),
    );
    const text = fc.array(fc.constantFrom('a', ' ', '{{name}}', '{{ topic }}', '{{deadline}}'));
    fc.assert(
      fc.property(text, hostile, hostile, hostile, (parts, name, topic, deadline) => {
        const values: Record<string, string> = {
          '{{name}}': name,
          '{{ topic }}': topic,
          '{{deadline}}': deadline,
        };
        const expected = parts.map((part) => values[part] ?? part);
        expect(fillPlaceholders(parts.join(''), { name, topic, deadline })).toBe(expected.join(''));
      }),
    );
  });
});

describe('withoutName', () => {
  it.each([
    ['Hello {{name}},', 'Hello,'],
    ['Hello  {{ name }}!', 'Hello!'],
    ['{{name}}, have you got a minute?', 'Have you got a minute?'],
    ['{{name}}: über die Woche', 'Über die Woche'],
    ['{{name}}', ''],
    ['{{name}} {{topic}}', '{{topic}}'],
    ['Hello,\n{{name}}, we ask\nyou, {{name}}.', 'Hello,\nWe ask\nyou,.'],
    ['Hello\n{{name}}\nbye', 'Hello\n\nbye'],
    ['{{topic}} and {{deadline}}', '{{topic}} and {{deadline}}'],
  ])('makes of %j %j', (text, expected) => {
    expect(withoutName(text, 'de')).toBe(expected);
  });

  it('leaves no name to fill', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{', '}', '{{name}}', ' ', ',', 'a', '\n')), (parts) => {
        expect(hasNamePlaceholder(withoutName(parts.join(''), 'en'))).toBe(false);
      }),
    );
  });
});
