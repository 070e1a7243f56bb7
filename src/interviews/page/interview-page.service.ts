import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings';
import type { InterviewForm } from './interview-form.dto';
import { InterviewFormsService } from './interview-forms.service';
import { type PageExtras, pageViewOf, pageContextOf } from './page-views';
import { PageRenderer } from './page-renderer';
import type { InterviewView, Refusal } from '../interview-state';
import { InterviewsService, type Visitor } from '../interviews.service';
import type { PageResponse } from './page-response';
import { asLanguage, textsOf } from '../texts/languages';
import { LANGUAGE_COOKIE, RESPONDENT_COOKIE } from './visitor.decorator';

/** What a page may be opened with. */
export interface PageQuery {
  language?: unknown;
  begun?: unknown;
}

const STATUS_OF_REFUSAL: Record<Refusal['reason'], number> = {
  blank_answer: 400,
  long_answer: 400,
  blank_name: 400,
  long_name: 400,
  conflict: 409,
  not_saved: 409,
};

/** Answers visitors with pages. */
@Injectable()
export class InterviewPageService {
  constructor(
    private readonly interviews: InterviewsService,
    private readonly forms: InterviewFormsService,
    private readonly pages: PageRenderer,
    private readonly settings: Settings,
  ) {}

  /** The page where the interview stands. */
  async open(visitor: Visitor, query: PageQuery): Promise<PageResponse> {
    const path = pathOf(visitor);
    const switched = switchLanguage(path, query);
    if (switched) return switched;
    const view = await this.interviews.view(visitor);
    if (!view) return this.notFound(visitor);
    return this.show(visitor, view, { lacksCookie: query.begun !== undefined && !visitor.respondentKey });
  }

  /** "See you later", for an interview that can go on. */
  async later(visitor: Visitor, query: PageQuery): Promise<PageResponse> {
    const path = pathOf(visitor);
    const switched = switchLanguage(`${path}/later`, query);
    if (switched) return switched;
    const view = await this.interviews.view(visitor);
    if (!view) return this.notFound(visitor);
    const { step } = view.state;
    if (step !== 'question' && step !== 'review') return { location: path };
    return { status: 200, html: this.pages.render('later', visitor.language, pageContextOf(view)) };
  }

  /** What the placeholder link of an invite's preview leads to. */
  preview({ language }: Visitor, query: PageQuery): PageResponse {
    const switched = switchLanguage('/interview/preview', query);
    return switched ?? { status: 200, html: this.pages.render('preview', language, {}) };
  }

  /** Does what a form asks for. */
  async submit(visitor: Visitor, form: InterviewForm): Promise<PageResponse> {
    const submission = await this.forms.submit(visitor, form);
    const path = pathOf(visitor);
    switch (submission.result) {
      case 'done':
        return { location: submission.goTo === 'later' ? `${path}/later` : path };
      case 'begun': {
        // Only this link's pages get to see the key.
        const cookie = { name: RESPONDENT_COOKIE, value: submission.respondentKey, path, maxAgeDays: 180 };
        return { location: `${path}?begun`, cookie };
      }
      case 'unknown_link':
        return this.notFound(visitor, submission.typed);
      case 'refused': {
        const { view, refusal } = submission;
        return this.show(visitor, view, { refusal });
      }
    }
  }

  private show(visitor: Visitor, view: InterviewView, extras: PageExtras): PageResponse {
    const { language, respondentKey } = visitor;
    // Offered on the first question only, so after the consent.
    const call = this.settings.vapi && { name: view.userName, respondentKey: respondentKey ?? '' };
    const { name, data } = pageViewOf(view, textsOf(language), { ...extras, call });
    const html = this.pages.render(name, language, data);
    if (extras.refusal) return { status: STATUS_OF_REFUSAL[extras.refusal.reason], html };
    const hasExpired = view.state.step === 'ended' && view.state.reason === 'expired';
    return { status: hasExpired ? 404 : 200, html };
  }

  private notFound({ language }: Visitor, unsaved = ''): PageResponse {
    return { status: 404, html: this.pages.render('not-found', language, { unsaved }) };
  }
}

function switchLanguage(location: string, { language }: PageQuery): PageResponse | null {
  const chosen = asLanguage(language);
  if (!chosen) return null;
  return { location, cookie: { name: LANGUAGE_COOKIE, value: chosen, path: '/interview', maxAgeDays: 365 } };
}

function pathOf({ accessToken }: Visitor): string {
  return `/interview/${encodeURIComponent(accessToken)}`;
}
