import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

/** What each page is given. */
export interface PageData {
  inbox: {
    total: number;
    query: string;
    searched: number;
    rows: InboxRow[];
    range: string;
    newer: string | null;
    older: string | null;
  };
  message: {
    subject: string;
    fields: { label: string; value: string }[];
    html: string | null;
    text: string | null;
    attachments: { name: string; type: string; size: string }[];
    headers: { name: string; value: string }[];
    source: string;
  };
  problem: { title: string; detail: string };
}

export interface InboxRow {
  href: string;
  name: string;
  address: string;
  subject: string;
  date: string;
  isoDate: string;
}

export type PageName = keyof PageData;

/** The pages, compiled when first used. */
export class MailboxTemplates {
  private readonly handlebars = Handlebars.create();
  private readonly compiled = new Map<PageName, HandlebarsTemplateDelegate>();

  constructor() {
    this.handlebars.registerPartial('layout', read('layout'));
  }

  /** The page as HTML. Everything in `data` is escaped. */
  render<Name extends PageName>(name: Name, data: PageData[Name]): string {
    let template = this.compiled.get(name);
    if (template === undefined) {
      // Indenting the page to its place in the layout would also indent the text of a mail.
      template = this.handlebars.compile(read(name), { strict: true, preventIndent: true });
      this.compiled.set(name, template);
    }
    return template(data);
  }
}

function read(name: string): string {
  return readFileSync(join(__dirname, 'views', `${name}.hbs`), 'utf8');
}
