import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Settings } from '../../config/settings';
import type { PageResponse } from '../../pages/page-response';
import { switchLanguage } from '../../pages/visitor-language';
import { InvalidRequestContent } from '../../errors/domain-errors';
import type { AnswerOutcome, InterviewView, Refusal, TypedAnswer, Visitor } from '../interview-state';
import { hasAtMost } from '../../validation/checks';
import { InterviewsService, MAX_ANSWER_LENGTH } from '../interviews.service';
import type { DraftDto } from './draft.dto';
import { type InterviewForm, normaliseAnswer } from './interview-form.dto';
import { PageRenderer } from './page-renderer';
import { pageContextOf, type PageExtras, pageViewOf } from './page-views';
import { submittedAnswer } from './submitted-answer';
import { RESPONDENT_COOKIE } from './visitor.decorator';

/** Query of a page's URL. */
export interface PageQuery {
  language?: unknown;
  begun?: unknown;
  /** Leads to the page about the person's data. The pages cannot link to it, since they do not contain their token. */
  data?: unknown;
}

const STATUS_OF_REFUSAL: Record<Refusal['reason'], number> = {
  blank_answer: 400,
  long_answer: 400,
  long_interview: 400,
  blank_name: 400,
  long_name: 400,
  conflict: 409,
  not_saved: 409,
};

/** The interview page: shows the current step, and carries out the action of a submitted form. */
@Injectable()
export class InterviewPageService {
  constructor(
    private readonly interviews: InterviewsService,
    private readonly pages: PageRenderer,
    private readonly settings: Settings,
  ) {}

  /** The page of the interview's current step. */
  async open(visitor: Visitor, query: PageQuery): Promise<PageResponse> {
    const switched = switchLanguage(pathOf(visitor), query);
    if (switched) return switched;
    if (query.data !== undefined) return { location: `${pathOf(visitor)}/data` };
    const view = await this.interviews.view(visitor);
    if (!view) return this.notFound(visitor);
    return this.show(visitor, view, { lacksCookie: query.begun !== undefined && !visitor.respondentKey });
  }

  /** The page for a person who stops and wants to continue later. */
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

  /** The page behind the placeholder link in the preview of an invite. */
  preview({ language }: Visitor, query: PageQuery): PageResponse {
    const switched = switchLanguage('/interview/preview', query);
    return switched ?? { status: 200, html: this.pages.render('preview', language, {}) };
  }

  /**
   * Carries out the action of the pressed button. Success, and an action that does not fit the state, redirect to the
   * page; a refused form comes back with the reason and with the typed text.
   */
  async submit(visitor: Visitor, form: InterviewForm): Promise<PageResponse> {
    const page: PageResponse = { location: pathOf(visitor) };
    const { act, position } = form;
    switch (act) {
      case undefined:
        return page;
      case 'begin':
        return this.begin(visitor, form);
      case 'consent':
        await this.interviews.consent(visitor, form.consent_version);
        return page;
      case 'complete':
        await this.interviews.complete(visitor);
        return page;
      case 'undo':
        await this.interviews.undo(visitor);
        return page;
      case 'change':
        if (position !== undefined) await this.interviews.goTo(visitor, position);
        return page;
      case 'decline': {
        const typed = submittedAnswer(form);
        const outcome = await this.interviews.decline(visitor, typed);
        return typed && outcome.result !== 'declined' ? this.afterAnswer(visitor, typed, outcome) : page;
      }
      case 'next':
      case 'skip':
      case 'back':
      case 'later':
      case 'save': {
        const typed = submittedAnswer(form);
        if (!typed) return page;
        const outcome = await this.interviews.answer(visitor, typed);
        if (act === 'later' && outcome.result === 'saved') return { location: `${pathOf(visitor)}/later` };
        return this.afterAnswer(visitor, typed, outcome);
      }
    }
  }

  /**
   * Stores the text typed so far, without moving to another step.
   * @throws InvalidRequestContent
   */
  async draft(visitor: Visitor, { position, text: sent, revision }: DraftDto): Promise<AnswerOutcome> {
    const text = normaliseAnswer(sent);
    if (!hasAtMost(text, MAX_ANSWER_LENGTH)) {
      const detail = `Ensure this field has no more than ${MAX_ANSWER_LENGTH} characters.`;
      throw new InvalidRequestContent('max_length', detail, 'text');
    }
    return this.interviews.answer(visitor, {
      position,
      text,
      revision,
      skipped: false,
      isRequired: false,
      move: 'stay',
    });
  }

  private async begin(
    visitor: Visitor,
    { name = '', _hp: honeypot = '' }: InterviewForm,
  ): Promise<PageResponse> {
    const path = pathOf(visitor);
    const respondentKey = visitor.respondentKey ?? randomBytes(22).toString('base64url');
    const outcome = await this.interviews.begin({ ...visitor, respondentKey }, name, honeypot !== '');
    if (outcome.result === 'refused') {
      return this.show(visitor, outcome.view, { refusal: { reason: outcome.reason, typed: name } });
    }
    if (outcome.result === 'unchanged' || outcome.kind !== 'shared') return { location: path };
    // The cookie's path limits the key to the pages of this link.
    const cookie = { name: RESPONDENT_COOKIE, value: respondentKey, path, maxAgeDays: 180 };
    return { location: `${path}?begun`, cookies: [cookie] };
  }

  private afterAnswer(visitor: Visitor, { text }: TypedAnswer, outcome: AnswerOutcome): PageResponse {
    switch (outcome.result) {
      case 'saved':
        return { location: pathOf(visitor) };
      case 'unknown_link':
        return this.notFound(visitor, text);
      case 'refused': {
        const { reason, view } = outcome;
        // A blank answer that came too late loses nothing, so the current step is all there is to show.
        if (reason === 'not_saved' && text === '') return { location: pathOf(visitor) };
        return this.show(visitor, view, { refusal: { reason, typed: text } });
      }
    }
  }

  private show(visitor: Visitor, view: InterviewView, extras: PageExtras): PageResponse {
    const { language, respondentKey } = visitor;
    const call = this.settings.vapi && { name: view.userName, respondentKey: respondentKey ?? '' };
    const { name, data } = pageViewOf(view, language, { ...extras, call });
    const html = this.pages.render(name, language, data);
    if (extras.refusal) return { status: STATUS_OF_REFUSAL[extras.refusal.reason], html };
    const hasExpired = view.state.step === 'ended' && view.state.reason === 'expired';
    return { status: hasExpired ? 404 : 200, html };
  }

  private notFound({ language }: Visitor, unsaved = ''): PageResponse {
    return { status: 404, html: this.pages.render('not-found', language, { unsaved }) };
  }
}

function pathOf({ accessToken }: Visitor): string {
  return `/interview/${encodeURIComponent(accessToken)}`;
}
