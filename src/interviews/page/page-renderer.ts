import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageData, PageName } from './page-views';
import type { Language } from '../texts/languages';
import { LANGUAGES, textsOf } from '../texts/languages';

const VIEWS = join(__dirname, 'views');
const PAGES: PageName[] = [
  'welcome',
  'consent',
  'question',
  'conflict',
  'review',
  'completed',
  'declined',
  'later',
  'ended',
  'not-found',
  'preview',
  'error',
];
const PARTIALS = ['layout', 'problem', 'unsaved', 'topic'];

/** Renders the public pages. Templates escape all values, and a missing value is an error. */
@Injectable()
export class PageRenderer {
  private readonly handlebars = Handlebars.create();
  private readonly pages = new Map<PageName, HandlebarsTemplateDelegate>();

  constructor() {
    this.handlebars.registerHelper('named', markName);
    for (const name of PARTIALS) this.handlebars.registerPartial(name, read(name));
    for (const name of PAGES) this.pages.set(name, this.handlebars.compile(read(name), { strict: true }));
  }

  render<Name extends PageName>(name: Name, language: Language, data: PageData[Name]): string {
    const languages = LANGUAGES.map((code) => ({
      code,
      name: textsOf(code).languageName,
      isCurrent: code === language,
    }));
    const page = this.pages.get(name);
    if (!page) throw new Error(`There is no page "${name}".`);
    return page({
      t: textsOf(language),
      language,
      languages,
      isTest: false,
      problem: '',
      call: null,
      ...data,
    });
  }
}

/** Replaces `{name}` in a text. `<bdi>` keeps a name in a script of the other direction from reordering the text. */
function markName(text: string, name: string, isName: boolean): Handlebars.SafeString {
  const escaped = Handlebars.escapeExpression(name);
  const [before = '', after = ''] = text.split('{name}').map((part) => Handlebars.escapeExpression(part));
  return new Handlebars.SafeString(before + (isName ? `<bdi>${escaped}</bdi>` : escaped) + after);
}

function read(name: string): string {
  return readFileSync(join(VIEWS, `${name}.hbs`), 'utf8');
}
