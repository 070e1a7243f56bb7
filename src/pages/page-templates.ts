import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interviewTextsOf } from '../texts/interview/by-language';
import type { InterviewTexts } from '../texts/interview/interview-texts';
import { type Language, LANGUAGES } from '../texts/languages';

/** Texts that the layout and the shared pages use. */
export type PageTexts = Pick<InterviewTexts, 'layout' | 'notFound' | 'errors' | 'problems'>;

/** Data of the pages that all folders share, in addition to their texts. */
export interface SharedPageData {
  /** `unsaved`: an answer that came too late to be stored; empty for none. */
  'not-found': { unsaved: string };
  error: {
    heading: string;
    text: string;
    /** Fields of the failed form, so that it can be sent again; null if the page was only opened. */
    form: { name: string; value: string }[] | null;
    /** Answer in the failed form. */
    typed: string;
  };
}

/** Data of the layout, which a page may set to something else. */
export interface LayoutData {
  isTest: boolean;
  /** The problem of the form that was sent; empty for none. */
  problem: string;
  call: object | null;
  /** Query that stays when another language is chosen, such as `&next=%2Fconsole`; empty for none. */
  keptQuery: string;
  /** `same-origin` lets browsers say in `Origin` where a form comes from. */
  referrer: 'no-referrer' | 'same-origin';
}

const LAYOUT_DEFAULTS: LayoutData = {
  isTest: false,
  problem: '',
  call: null,
  keptQuery: '',
  referrer: 'no-referrer',
};

const SHARED = join(__dirname, 'views');
const SHARED_PAGES = ['not-found', 'error'] as const satisfies (keyof SharedPageData)[];
const SHARED_PARTIALS = ['layout', 'problem', 'unsaved', 'topic'];

/**
 * The public pages of one folder, together with the shared ones. Templates escape all values, and a missing value is an
 * error.
 */
export class PageTemplates<Data extends object> {
  private readonly handlebars = Handlebars.create();
  private readonly pages = new Map<string, HandlebarsTemplateDelegate>();

  /**
   * @param folder has a file for each page and partial
   * @param layout what all pages of the folder set in the layout
   */
  constructor(
    folder: string,
    pages: (keyof Data & string)[],
    partials: string[] = [],
    private readonly layout: Partial<LayoutData> = {},
  ) {
    this.handlebars.registerHelper('named', markName);
    for (const name of SHARED_PARTIALS) this.handlebars.registerPartial(name, read(SHARED, name));
    for (const name of partials) this.handlebars.registerPartial(name, read(folder, name));
    for (const name of SHARED_PAGES) this.compile(SHARED, name);
    for (const name of pages) this.compile(folder, name);
  }

  render<Name extends keyof (Data & SharedPageData) & string>(
    name: Name,
    language: Language,
    texts: PageTexts,
    data: (Data & SharedPageData)[Name] & Partial<LayoutData>,
  ): string {
    const page = this.pages.get(name);
    if (!page) throw new Error(`There is no page "${name}".`);
    const languages = LANGUAGES.map((code) => ({
      code,
      name: interviewTextsOf(code).languageName,
      isCurrent: code === language,
    }));
    return page({ t: texts, language, languages, ...LAYOUT_DEFAULTS, ...this.layout, ...data });
  }

  private compile(folder: string, name: string): void {
    this.pages.set(name, this.handlebars.compile(read(folder, name), { strict: true }));
  }
}

/** Replaces `{name}` in a text. `<bdi>` keeps a name in a script of the other direction from reordering the text. */
function markName(text: string, name: string, isName: boolean): Handlebars.SafeString {
  const escaped = Handlebars.escapeExpression(name);
  const [before = '', after = ''] = text.split('{name}').map((part) => Handlebars.escapeExpression(part));
  return new Handlebars.SafeString(before + (isName ? `<bdi>${escaped}</bdi>` : escaped) + after);
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, `${name}.hbs`), 'utf8');
}
