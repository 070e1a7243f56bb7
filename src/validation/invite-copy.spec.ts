import { cpuTimeOf, growthOf, LINEAR_GROWTH } from '../../test/support/cpu-time';
import { inviteCopyViolation } from './invite-copy';

const inSubject = (text: string) => inviteCopyViolation(text, { lineBreaks: false })?.code ?? 'fine';
const inMessage = (text: string) => inviteCopyViolation(text, { lineBreaks: true })?.code ?? 'fine';

describe('inviteCopyViolation', () => {
  it.each([
    'A few questions about planning',
    'Ünïcode, 日本語, العربية and עברית',
    'Emoji 🎉 and one with a style ❤️',
    'A family 👨‍👩‍👧, a pilot 👩🏽‍✈️ and the flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'Persian می‌خواهم and Hindi क्‍ष',
    'Version 2.0 is out, and so is 3.1.4',
    'Two sentences. And a third one, e.g. this, i.e. that.',
    'We use Node.js',
    'Wait…what?',
    'Our data: a summary; the file: none; call tel: later',
    'Cost: 5€ (10% off) & "quoted" #1 @home',
    'Q&A at 10:30/11:30',
    '50/50 and and/or',
    'snake_case and kebab-case',
  ])('lets plain text pass: %j', (text) => {
    expect([inSubject(text), inMessage(text)]).toEqual(['fine', 'fine']);
  });

  it.each([
    'https://evil.com',
    'HTTP://evil.com',
    'see custom+scheme.x://host',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:/etc/passwd',
    'ftp:evil',
    'mailto:a',
    'tel:+491234',
    'sms:+491234',
    'www.evil',
    'ｈｔｔｐｓ：／／evil',
    'http：//evil',
  ])('refuses a URL or its scheme: %j', (text) => {
    expect([inSubject(`x ${text} y`), inMessage(`x ${text} y`)]).toEqual(['invalid_url', 'invalid_url']);
  });

  it.each([
    'evil.com',
    'EVIL.COM',
    'evil.com.',
    'evil.com/path?x=1',
    'evil.com:8080',
    '(evil.com)',
    'sub.evil.co.uk',
    'my_site.evil.io',
    'evil-site.academy',
    'someone@evil.com',
    'xn--80ak6aa92e.com',
    'evil.xn--p1ai',
    'пример.рф',
    'evil。com',
    'evil｡com',
    'evil．com',
    'evil․com',
    'ｅｖｉｌ.ｃｏｍ',
    '𝐞𝐯𝐢𝐥.𝐜𝐨𝐦',
    'ⓔⓥⓘⓛ.ⓒⓞⓜ',
    'internal.example',
    'host.local',
  ])('refuses a bare domain: %j', (text) => {
    expect([inSubject(`x ${text} y`), inMessage(text)]).toEqual(['invalid_domain', 'invalid_domain']);
  });

  it.each(['<', '>', '<b>', 'a < b', '＜b＞', '‹b›', '⟨b⟩', '〈b〉', '\u2329b\u232a', '﹤b﹥'])(
    'refuses angle brackets: %j',
    (text) => {
      expect([inSubject(text), inMessage(text)]).toEqual(['invalid_bracket', 'invalid_bracket']);
    },
  );

  it.each([
    ['zero width space', '\u200b'],
    ['zero width non-joiner', '\u200c'],
    ['zero width joiner', '\u200d'],
    ['left-to-right mark', '\u200e'],
    ['right-to-left override', '\u202e'],
    ['left-to-right embedding', '\u202a'],
    ['isolate', '\u2066'],
    ['pop isolate', '\u2069'],
    ['Arabic letter mark', '\u061c'],
    ['word joiner', '\u2060'],
    ['byte order mark', '\ufeff'],
    ['soft hyphen', '\u00ad'],
    ['combining grapheme joiner', '\u034f'],
    ['Hangul filler', '\u3164'],
    ['half-width Hangul filler', '\uffa0'],
    ['Mongolian vowel separator', '\u180e'],
    ['tag character', '\u{e0041}'],
    ['variation selector supplement', '\u{e0100}'],
  ])('refuses a %s', (_name, character) => {
    const text = `ev${character}il`;
    expect([inSubject(text), inMessage(text)]).toEqual(['invalid_invisible_char', 'invalid_invisible_char']);
  });

  it.each(['a\u200db', '👩\u200d\u200d👧', '\u200d👩', 'می\u200c\u200cخواهم', '🏴\u{e0067}'])(
    'refuses joiners that spell nothing: %j',
    (text) => {
      expect(inSubject(text)).toBe('invalid_invisible_char');
    },
  );

  it.each([
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u009f',
    '\u000b',
    '\u000c',
    '\u2028',
    '\u2029',
  ])('refuses the control character %j everywhere', (character) => {
    const text = `a${character}b`;
    expect([inSubject(text), inMessage(text)]).toEqual(['invalid_control_char', 'invalid_control_char']);
  });

  it.each(['\n', '\r', '\r\n', '\t'])('takes %j in a message alone', (character) => {
    const text = `a${character}b`;
    expect([inSubject(text), inMessage(text)]).toEqual(['invalid_control_char', 'fine']);
  });

  it('finds a domain that stands at the start of a line', () => {
    expect(inMessage('Hello\nevil.com\nbye')).toBe('invalid_domain');
  });

  it('says what is wrong in one sentence, without repeating the text', () => {
    const { detail } = inviteCopyViolation('see evil.com', { lineBreaks: true }) ?? { detail: '' };
    expect(detail).toMatch(/^[A-Z].*\.$/);
    expect(detail).not.toContain('evil');
  });

  it('decides quickly about any text of the greatest length', async () => {
    const pieces = ['a', 'a.', 'a-', '-.', 'a+', 'www', 'xn--', 'a.a-', '...', 'é\u0301'];
    const growing = ['㌠', 'ﷺ', '㍿', '…', '½'];
    for (const piece of [...pieces, ...growing, ...growing.map((character) => `${character}aaa`)]) {
      const text = piece.repeat(1000).slice(0, 1000);
      expect([piece, (await cpuTimeOf(() => inMessage(text))) < 500]).toEqual([piece, true]);
    }
  });

  it('takes time in proportion to the length of the text', async () => {
    for (const piece of ['a', 'ア', 'a+', 'a-', '1.', '-a']) {
      const growth = await growthOf(inMessage, piece, 10_000);
      expect([piece, growth < LINEAR_GROWTH]).toEqual([piece, true]);
    }
  });

  it.each(['㌠', 'ﷺ', '㍿'])('refuses a text that %s makes far longer than it looks', (character) => {
    expect([inSubject(character.repeat(200)), inMessage(character.repeat(1000))]).toEqual([
      'max_length',
      'max_length',
    ]);
    expect([inSubject(character), inMessage(`Thanks ${character}`)]).toEqual(['fine', 'fine']);
  });

  it.each(['Wait… what?… ', 'ทำน้ำ ', '½ of ﬁve ', 'ｶﾞｷﾞ', '가나다'.normalize('NFD')])(
    'takes a long text of %j, which NFKC hardly makes longer',
    (piece) => {
      expect(inMessage(piece.repeat(1000).slice(0, 1000))).toBe('fine');
    },
  );
});
