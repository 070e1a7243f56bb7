import { inline } from '@css-inline/css-inline';
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATES = join(__dirname, 'templates');
const INLINE_OPTIONS = {
  inlineStyleTags: true,
  keepStyleTags: false,
  keepAtRules: false,
  minifyCss: true,
  loadRemoteStylesheets: false,
};
/** Matches the next line of a paragraph of plain text, of at most 72 characters unless one word is longer. */
const TEXT_LINE = /(.{1,72})(?: +|$)/gu;

/** Functions that render one mail as HTML, whose values are escaped, and as plain text. */
export interface MailTemplate {
  html: HandlebarsTemplateDelegate;
  text: HandlebarsTemplateDelegate;
}

/**
 * Compiles `<name>.html.hbs` and `<name>.text.hbs`. The HTML gets the head that all mails share in place of
 * `<!-- head -->`, and its CSS is inlined here, once instead of into every mail.
 */
export function compileMail(name: string): MailTemplate {
  const html = read(`${name}.html.hbs`).replace('<!-- head -->', () => read('head.html.hbs'));
  return {
    html: Handlebars.compile(inline(html, INLINE_OPTIONS)),
    text: Handlebars.compile(read(`${name}.text.hbs`), { noEscape: true }),
  };
}

/** Breaks a paragraph of plain text into lines. */
export function wrapText(paragraph: string): string {
  return paragraph.replace(TEXT_LINE, '$1\n').trimEnd();
}

function read(name: string): string {
  return readFileSync(join(TEMPLATES, name), 'utf8');
}
