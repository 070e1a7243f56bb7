import type { ResponseDto } from '../response.dto';
import { toMarkdown } from './response-markdown';

const RESPONSE = {
  kind: 'personal',
  interviewee_identifier: 'u-1',
  respondent_name: '',
  status: 'completed',
  language: 'en',
  started_at: null,
  completed_at: null,
  classifications: [],
  summary: '',
  transcript: '',
  answers: [],
} as unknown as ResponseDto;

/** Backslashes and entities taken away, as a viewer does (CommonMark 2.4 and 2.5). */
const shown = (markdown: string) =>
  markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/&nbsp;/g, '\u00a0');

/** The lines of the transcript, without the mark of a quotation. */
function quotedLines(transcript: string): string[] {
  const markdown = toMarkdown({ ...RESPONSE, transcript }, 'T');
  const [, block = ''] = markdown.split('## Transcript\n\n');
  return block
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^> ?/, ''));
}

describe('toMarkdown', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<!-- gone -->',
    '&lt;b&gt; &amp; &#60;',
    '[x](javascript:alert(1))',
    '![x](https://tracker.example/pixel.png)',
    '[x]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '# A heading',
    'A heading\n===',
    'A heading\n---',
    '- a list\n+ a list\n* a list',
    '1. a list\n2) a list',
    '> a quotation',
    '```\ncode\n```',
    '~~~\ncode',
    '`code` ``code``',
    '*stress* _stress_ __stress__ ~~struck~~',
    '| a | b |\n|---|---|',
    '***',
    '$x^2$',
    'back\\slash at the end\\',
    'C:\\path\\*',
  ])('shows %j as it was typed', (typed) => {
    const lines = quotedLines(typed);
    expect(lines.map(shown)).toEqual(typed.split('\n'));
    for (const line of lines) {
      // Without the escaped characters nothing is left that is Markdown or HTML.
      const rest = line.replace(/\\[!-/:-@[-`{-~]/g, '');
      expect(rest).not.toMatch(/[\\`*_[\]<>&|~$#]/);
      expect(line).not.toMatch(/^\s*(?:[-+=:]|\d+[.)])/);
    }
  });

  it('keeps indented text out of blocks of code', () => {
    expect(quotedLines('    four\n\ttab\n  - two')).toEqual([
      '&nbsp;&nbsp;&nbsp;&nbsp;four',
      '&nbsp;&nbsp;&nbsp;&nbsp;tab',
      '&nbsp;&nbsp;\\- two',
    ]);
  });

  it('quotes every line, however lines end', () => {
    expect(quotedLines('a\r\n# b\r# c\n\nd')).toEqual(['a', '\\# b', '\\# c', '', 'd']);
  });

  it('leaves plain sentences as they are', () => {
    const text = 'It\'s fine (mostly), 3.5 of 5; see page 12! Why? "Because" - it\'s 50% off: a/b + c = d.';
    expect(quotedLines(text)).toEqual([text]);
  });

  it('escapes every text that people can choose', () => {
    const nasty = '<b>*x*</b>';
    const markdown = toMarkdown(
      {
        ...RESPONSE,
        kind: 'shared',
        respondent_name: nasty,
        interviewee_identifier: nasty,
        summary: nasty,
        answers: [{ position: 0, question: nasty, text: nasty, skipped: false }],
      } as unknown as ResponseDto,
      nasty,
    );
    expect(markdown.split('\\<b\\>\\*x\\*\\</b\\>')).toHaveLength(7);
    expect(markdown).not.toContain(nasty);
  });
});
