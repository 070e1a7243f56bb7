import type { TopicDto } from '../../src/topics/topic.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import type { Answer } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const TOPICS = '/user_interview_topics/';

const URLS = [
  'See https://example.com/x for more',
  'HTTP://EXAMPLE',
  'http://127.0.0.1:3000',
  'ftp://host/file',
  'file:///etc/passwd',
  'myapp://open',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'data:text/html;base64,PGI+',
  'vbscript:x',
  'mailto:ada',
  'tel:+441234567',
  'sms:12345',
  'www.example',
  'ｈｔｔｐｓ：／／ｈｏｓｔ',
  'ｊａｖａｓｃｒｉｐｔ：alert(1)',
];
const DOMAINS = [
  'example.com',
  'Look at example.com, please.',
  '(example.org)',
  'EXAMPLE.COM',
  'a.b.example.co.uk/path?x=1',
  'example.com:8080',
  'bit.ly/abc',
  'write to ada@example.com',
  'münchen.de',
  'пример.рф',
  'xn--e1afmkfd.xn--p1ai',
  'ｅｘａｍｐｌｅ．ｃｏｍ',
  'example．com',
  'example。com',
  'example․com',
  'ⓔⓧⓐⓜⓟⓛⓔ.ⓒⓞⓜ',
  '𝐞𝐱𝐚𝐦𝐩𝐥𝐞.𝐜𝐨𝐦',
];
const BRACKETS = ['<b>Hello</b>', 'a < b', 'b > a', '＜b＞', '﹤b﹥'];
const INVISIBLES = [
  ['zero-width space', '\u200b'],
  ['zero-width non-joiner', '\u200c'],
  ['zero-width joiner', '\u200d'],
  ['word joiner', '\u2060'],
  ['zero-width no-break space', '\ufeff'],
  ['soft hyphen', '\u00ad'],
  ['left-to-right mark', '\u200e'],
  ['right-to-left mark', '\u200f'],
  ['right-to-left override', '\u202e'],
  ['left-to-right embedding', '\u202a'],
  ['right-to-left isolate', '\u2067'],
  ['pop directional isolate', '\u2069'],
  ['Arabic letter mark', '\u061c'],
  ['tag letter', '\u{e0041}'],
];
const CONTROLS = [
  ['bell', '\u0007'],
  ['backspace', '\b'],
  ['escape', '\u001b'],
  ['vertical tab', '\v'],
  ['form feed', '\f'],
  ['delete', '\u007f'],
  ['C1 control', '\u009b'],
];
const LINE_BREAKS = [
  ['line feed', '\n'],
  ['carriage return', '\r'],
  ['CRLF', '\r\n'],
  ['tab', '\t'],
];
const FINE = [
  'Do you use Node.js?',
  'Is it 3.14 or 3,14?',
  'Version 2.0.1',
  'e.g. this, i.e. that',
  'Hello. World',
  'From 9 a.m. to 5.30pm, or 24/7',
  'Well...maybe…',
  'Our data: a summary',
  'Hello 👋🏽 😀 ❤️',
  '“How” — & why? 50% of C++/C# teams: #1!',
  'Prix d’été à 3 €',
  'お時間をいただけますか。よろしくお願いします。',
  'Привет. Как дела?',
  'مرحبا، كيف حالك؟',
  'ﬁne ① ｈｉ',
];

describe('invite copy', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  describe.each(['invite_subject', 'invite_message', 'reminder_subject', 'reminder_message'])(
    '%s',
    (field) => {
      const create = (copy: string): Promise<Answer<TopicDto>> =>
        ada.post(TOPICS, { topic: 'x', interviewee_distinct_ids: ['u'], [field]: copy });

      it.each(URLS)('may not hold the URL or scheme in %j', async (copy) => {
        expectError(await create(copy), 400, { code: 'invalid_url', attr: field });
      });

      it.each(DOMAINS)('may not hold the bare domain in %j', async (copy) => {
        expectError(await create(copy), 400, { code: 'invalid_domain', attr: field });
      });

      it.each(BRACKETS)('may not hold the angle bracket in %j', async (copy) => {
        expectError(await create(copy), 400, { code: 'invalid_bracket', attr: field });
      });

      it.each(INVISIBLES)('may not hold a %s', async (_name, character) => {
        const error = { code: 'invalid_invisible_char', attr: field };
        expectError(await create(`Hel${character}lo`), 400, error);
      });

      it.each(CONTROLS)('may not hold the control character %s', async (_name, character) => {
        const error = { code: 'invalid_control_char', attr: field };
        expectError(await create(`Hel${character}lo`), 400, error);
      });

      if (field.endsWith('_message')) {
        it.each(LINE_BREAKS)('may hold a %s', async (_name, character) => {
          const { status, body } = await create(`Hello${character}world`);
          expect({ status, copy: body[field as 'invite_message'] }).toEqual({
            status: 201,
            copy: `Hello${character}world`,
          });
        });
      } else {
        it.each(LINE_BREAKS)('may not hold a %s', async (_name, character) => {
          const error = { code: 'invalid_control_char', attr: field };
          expectError(await create(`Hello${character}world`), 400, error);
        });
      }

      it('may not hold NUL', async () => {
        expectError(await create('Hel\0lo'), 400, { attr: field });
      });

      it.each(FINE)('may hold %j, and keeps it as it is', async (copy) => {
        const { status, body } = await create(copy);
        expect({ status, [field]: copy }).toEqual({ status: 201, [field]: body[field as 'invite_subject'] });
      });

      it('is checked on update too', async () => {
        const { id } = await ada.createTopic();
        for (const [copy, code] of [
          ['https://example.com', 'invalid_url'],
          ['example.com', 'invalid_domain'],
          ['<b>', 'invalid_bracket'],
          ['a\u200bb', 'invalid_invisible_char'],
          ['a\u0007b', 'invalid_control_char'],
        ]) {
          expectError(await ada.patch(TOPICS + id, { [field]: copy }), 400, { code, attr: field });
        }
        const { body } = await ada.get(TOPICS + id);
        expect(body[field]).toBe('');
      });
    },
  );

  it('is held to this; other texts of a topic may have links, brackets and line breaks', async () => {
    const text = 'See https://example.com\n<b>';
    const values = { topic: text, agent_context: text, questions: [text] };
    expect(await ada.createTopic(values)).toMatchObject(values);
  });
});
