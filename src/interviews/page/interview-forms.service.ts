import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { DraftDto } from './draft.dto';
import { normaliseAnswer, type InterviewForm } from './interview-form.dto';
import type { AnswerOutcome, InterviewView, Refusal } from '../interview-state';
import {
  InterviewsService,
  MAX_ANSWER_LENGTH,
  MAX_NAME_LENGTH,
  type TypedAnswer,
  type Visitor,
} from '../interviews.service';

/** What becomes of a form. */
export type Submission =
  | { result: 'done'; goTo: 'page' | 'later' }
  /** Done; from now on the browser is known by this key. */
  | { result: 'begun'; respondentKey: string }
  /** Nothing was done: the page comes back with the reason, and with everything that was typed. */
  | { result: 'refused'; view: InterviewView; refusal: Refusal }
  /** The link opens nothing any more; what was typed is given back all the same. */
  | { result: 'unknown_link'; typed: string };

/** What becomes of a draft. */
export type DraftOutcome = AnswerOutcome | { result: 'too_long' | 'unknown_link' };

const DONE: Submission = { result: 'done', goTo: 'page' };

/** Takes what the page's forms and its script send, and says what is wrong with it in terms of the page. */
@Injectable()
export class InterviewFormsService {
  constructor(private readonly interviews: InterviewsService) {}

  /** Does what the pressed button says. */
  async submit(visitor: Visitor, form: InterviewForm): Promise<Submission> {
    const { act, position } = form;
    switch (act) {
      case undefined:
        return DONE;
      case 'begin':
        return this.begin(visitor, form);
      case 'consent':
        await this.interviews.consent(visitor);
        return DONE;
      case 'complete':
        await this.interviews.complete(visitor);
        return DONE;
      case 'decline':
        return this.decline(visitor, form);
      case 'undo':
        await this.interviews.undo(visitor);
        return DONE;
      case 'change':
        if (position !== undefined) await this.interviews.goTo(visitor, position);
        return DONE;
      case 'next':
      case 'skip':
      case 'back':
      case 'later':
      case 'save':
        return this.answer(visitor, form);
    }
  }

  /** Stores what was typed so far, and goes nowhere. */
  async draft(visitor: Visitor, { position, text, revision }: DraftDto): Promise<DraftOutcome> {
    const typed = normaliseAnswer(text);
    if (isLongerThan(typed, MAX_ANSWER_LENGTH)) return { result: 'too_long' };
    const outcome = await this.interviews.answer(visitor, {
      position,
      text: typed,
      revision,
      skipped: false,
      move: 'stay',
    });
    const isGone = outcome.result === 'not_now' && (await this.interviews.view(visitor)) === null;
    return isGone ? { result: 'unknown_link' } : outcome;
  }

  private async begin(visitor: Visitor, form: InterviewForm): Promise<Submission> {
    const view = await this.interviews.view(visitor);
    if (view?.kind !== 'shared') {
      await this.interviews.begin(visitor, '');
      return DONE;
    }
    // A program is told nothing; it may believe that it has begun.
    if (view.state.step !== 'welcome' || form._hp) return DONE;
    const { name = '' } = form;
    if (name === '') return { result: 'refused', view, refusal: { reason: 'blank_name', typed: name } };
    if (isLongerThan(name, MAX_NAME_LENGTH)) {
      return { result: 'refused', view, refusal: { reason: 'long_name', typed: name } };
    }
    const respondentKey = visitor.respondentKey ?? randomBytes(22).toString('base64url');
    await this.interviews.begin({ ...visitor, respondentKey }, name);
    return { result: 'begun', respondentKey };
  }

  /** What had been typed when somebody pressed "not this time" stays, for the case of a change of mind. */
  private async decline(visitor: Visitor, form: InterviewForm): Promise<Submission> {
    if (form.position !== undefined) {
      const answered = await this.answer(visitor, { ...form, act: 'save' });
      if (answered.result !== 'done') return answered;
    }
    await this.interviews.decline(visitor);
    return DONE;
  }

  private async answer(visitor: Visitor, form: InterviewForm): Promise<Submission> {
    const { act, position, text = '', revision = 0 } = form;
    if (position === undefined) return DONE;
    const view = await this.interviews.view(visitor, position);
    if (!view) return { result: 'unknown_link', typed: text };
    const { state } = view;
    if (state.step !== 'question' || state.position !== position) return notSaved(view, text);
    if (isLongerThan(text, MAX_ANSWER_LENGTH)) {
      return { result: 'refused', view, refusal: { reason: 'long_answer', typed: text } };
    }
    if (act === 'next' && text === '' && !state.isLastWord) {
      return { result: 'refused', view, refusal: { reason: 'blank_answer', typed: text } };
    }
    const move: TypedAnswer['move'] =
      act === 'next' || act === 'skip' ? 'next' : act === 'back' ? 'back' : 'stay';
    const typed: TypedAnswer = { position, text, revision, skipped: act === 'skip', move };
    const outcome = await this.interviews.answer(visitor, typed);
    if (outcome.result === 'saved') return act === 'later' ? { result: 'done', goTo: 'later' } : DONE;
    const now = await this.interviews.view(visitor, position);
    if (!now) return { result: 'unknown_link', typed: text };
    if (outcome.result === 'not_now') return notSaved(now, text);
    return { result: 'refused', view: now, refusal: { reason: 'conflict', typed: text } };
  }
}

/** An answer that came too late. It is shown once more, so that it can be copied. */
function notSaved(view: InterviewView, text: string): Submission {
  if (text === '') return DONE;
  return { result: 'refused', view, refusal: { reason: 'not_saved', typed: text } };
}

function isLongerThan(text: string, max: number): boolean {
  return text.length > max && Array.from(text).length > max;
}
