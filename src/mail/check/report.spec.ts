import { note, ok, problem } from './finding';
import { isFine, renderText, summaryOf, toJson } from './report';

const result = (...findings: ReturnType<typeof ok>[]) => ({ findings, messageId: null });

it('says that nothing can be objected to, and what cannot be seen', () => {
  const fine = result(ok('SPF', 'Good.'), note('DKIM', 'Unknown.', { unseen: 'the DKIM key' }));
  expect(summaryOf(fine)).toEqual([
    'A large receiver would object to nothing that can be seen from here.',
    'Not seen from here: the DKIM key.',
  ]);
  expect(isFine(fine)).toBe(true);
});

it('puts the server before the objections, each once', () => {
  const bad = result(
    problem('login', 'Wrong.'),
    problem('SPF', 'Bad.', { objection: 'no SPF' }),
    problem('SPF', 'Bad too.', { objection: 'no SPF' }),
    problem('DMARC', 'Bad.', { objection: 'no DMARC' }),
  );
  expect(summaryOf(bad)).toEqual([
    'Correct first: login.',
    'A large receiver would object to: no SPF; no DMARC.',
  ]);
  expect(isFine(bad)).toBe(false);
});

it('wraps paragraphs, and keeps long words whole', () => {
  const id = `<${'x'.repeat(90)}@acme.test>`;
  const text = renderText(result(ok('test mail', `${'word '.repeat(30)}${id} end`)));
  const lines = text.split('\n');
  expect(lines[0]).toBe(`ok       test mail       ${'word '.repeat(15).trim()}`);
  expect(lines[1]).toBe(`${' '.repeat(25)}${'word '.repeat(15).trim()}`);
  expect(lines.slice(2, 4)).toEqual([`${' '.repeat(25)}${id}`, `${' '.repeat(25)}end`]);
  expect(lines.filter((line) => !line.includes(id)).every((line) => line.length <= 100)).toBe(true);
});

it('has the same in JSON', () => {
  const bad = { findings: [problem('SPF', 'Bad.', { objection: 'no SPF' })], messageId: '<a@b>' };
  expect(toJson(bad, 'ada@acme.test')).toEqual({
    ok: false,
    to: 'ada@acme.test',
    message_id: '<a@b>',
    findings: [{ check: 'SPF', level: 'problem', text: 'Bad.' }],
    objections: ['no SPF'],
    summary: 'A large receiver would object to: no SPF.',
  });
});
