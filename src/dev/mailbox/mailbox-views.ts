import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';

type View = 'inbox' | 'message' | 'problem';

/** Renders the pages. The templates escape every value, and a value that is missing is an error. */
@Injectable()
export class MailboxViews {
  private readonly handlebars = Handlebars.create();
  private readonly templates = new Map<View, HandlebarsTemplateDelegate>();

  constructor() {
    this.handlebars.registerPartial('layout', read('layout'));
  }

  render(view: View, data: object): string {
    // With indented partials, the lines of a mail's text would be indented as well.
    const options = { strict: true, preventIndent: true };
    const template = this.templates.get(view) ?? this.handlebars.compile(read(view), options);
    this.templates.set(view, template);
    return template(data);
  }
}

function read(name: string): string {
  return readFileSync(join(__dirname, 'views', `${name}.hbs`), 'utf8');
}
