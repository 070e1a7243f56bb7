import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { ContactChoicesService } from '../contacts/contact-choices.service';
import { readLaterDay } from '../contacts/later-day';
import { type UnsubscribeTarget, UnsubscribeTokens } from '../contacts/unsubscribe-tokens';
import type { PageResponse } from '../pages/page-response';
import { PageTemplates } from '../pages/page-templates';
import { switchLanguage } from '../pages/visitor-language';
import type { Language } from '../texts/languages';
import { optOutTextsOf } from '../texts/opt-out/by-language';
import type { OptOutForm } from './opt-out-form';
import { type OptOutPages, optOutPageOf, optOutTextOf } from './opt-out-views';

/** A person who opened an unsubscribe link, or a mail program that acts for them. */
export interface OptOutVisitor {
  token: string;
  language: Language;
  /** Whether the client takes pages; else it gets a line of text. */
  takesPages: boolean;
}

/** The unsubscribe page: shows what holds for the mails to a person, and records what they choose. */
@Injectable()
export class OptOutPageService {
  private readonly templates = new PageTemplates<OptOutPages>(
    join(__dirname, 'views'),
    ['ask', 'chosen', 'preview'],
    ['offers'],
  );

  constructor(
    private readonly tokens: UnsubscribeTokens,
    private readonly choices: ContactChoicesService,
  ) {}

  /** The page with what is recorded now. Changes nothing, because mail scanners open links. */
  async open(visitor: OptOutVisitor, query: { language?: unknown }): Promise<PageResponse> {
    const switched = switchLanguage(pathOf(visitor), query);
    if (switched) return switched;
    return this.show(visitor, this.tokens.read(visitor.token));
  }

  /** The page behind the placeholder link in the preview of a mail. */
  preview({ language }: OptOutVisitor, query: { language?: unknown }): PageResponse {
    const switched = switchLanguage('/unsubscribe/preview', query);
    if (switched) return switched;
    return { status: 200, html: this.templates.render('preview', language, optOutTextsOf(language), {}) };
  }

  /** Records what a form asks for. People are led back to the page; mail programs get their answer at once. */
  async submit(visitor: OptOutVisitor, form: OptOutForm): Promise<PageResponse> {
    const target = this.tokens.read(visitor.token);
    if (!target) return this.notFound(visitor);
    const page: PageResponse = { location: pathOf(visitor) };
    switch (form?.press) {
      case undefined:
        return page;
      case 'one-click':
        return (await this.choices.choose(target, { choice: 'never' }))
          ? this.show(visitor, target)
          : this.notFound(visitor);
      case 'later': {
        const until = readLaterDay(form.until);
        if (!until) return this.show(visitor, target, form.until);
        await this.choices.choose(target, { choice: 'later', until });
        return page;
      }
      case 'undo':
        await this.choices.undo(target);
        return page;
      case 'topic':
      case 'never':
        await this.choices.choose(target, { choice: form.press });
        return page;
    }
  }

  /** @param wrongDay the text that was sent as a day and is refused */
  private async show(
    visitor: OptOutVisitor,
    target: UnsubscribeTarget | null,
    wrongDay?: string,
  ): Promise<PageResponse> {
    const view = target && (await this.choices.view(target));
    if (!view) return this.notFound(visitor);
    const { language, takesPages } = visitor;
    if (!takesPages)
      return { status: wrongDay === undefined ? 200 : 400, text: optOutTextOf(view, language) };
    const { name, data } = optOutPageOf(view, language, wrongDay);
    return {
      status: data.problem === '' ? 200 : 400,
      html: this.templates.render(name, language, optOutTextsOf(language), data),
    };
  }

  private notFound({ language, takesPages }: OptOutVisitor): PageResponse {
    const texts = optOutTextsOf(language);
    if (!takesPages) return { status: 404, text: `${texts.notFound.heading}\n` };
    return { status: 404, html: this.templates.render('not-found', language, texts, { unsaved: '' }) };
  }
}

function pathOf({ token }: OptOutVisitor): string {
  return `/unsubscribe/${encodeURIComponent(token)}`;
}
