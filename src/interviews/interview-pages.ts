import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What each page is given. */
interface PageData {
  welcome: { user_name: string; topic: string; question_count: number; asked_by: string };
  preview: Record<string, never>;
  'not-found': Record<string, never>;
}

const VIEWS = join(__dirname, 'views');

/** Renders the public pages. Everything given is escaped. */
export class InterviewPages {
  private readonly handlebars = Handlebars.create();
  private readonly pages: { [Name in keyof PageData]: HandlebarsTemplateDelegate<PageData[Name]> };

  constructor() {
    this.handlebars.registerPartial('layout', read('layout'));
    this.pages = {
      welcome: this.handlebars.compile(read('welcome')),
      preview: this.handlebars.compile(read('preview')),
      'not-found': this.handlebars.compile(read('not-found')),
    };
  }

  render<Name extends keyof PageData>(name: Name, data: PageData[Name]): string {
    return this.pages[name](data);
  }
}

function read(name: string): string {
  return readFileSync(join(VIEWS, `${name}.hbs`), 'utf8');
}
