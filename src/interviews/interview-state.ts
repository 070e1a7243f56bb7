import type { PrivacyNotice } from '../project-settings/privacy-notice';
import type { ShareKind } from '../sharing/sharing-configuration.entity';
import type { Language } from '../texts/languages';

/** A person who opened an interview link, as far as the request tells. */
export interface Visitor {
  accessToken: string;
  language: Language;
  /** Key from the browser's cookie. Only shared links need it: their token does not identify a person. */
  respondentKey: string | null;
}

/** The step of an interview that the page shows. */
export type InterviewState =
  | { step: 'welcome'; questionCount: number; asksName: boolean }
  | { step: 'consent' }
  | QuestionState
  | { step: 'review'; answers: ReviewedAnswer[] }
  /** `undoSeconds` tells how long the completion can still be taken back; 0 when it cannot. */
  | { step: 'completed'; undoSeconds: number }
  | { step: 'declined' }
  | { step: 'ended'; reason: 'expired' | 'closed' | 'full' };

/** A question, with the answer that is stored so far. */
export interface QuestionState {
  step: 'question';
  /** From 0. */
  position: number;
  /** Number of questions, the last word included. */
  count: number;
  isLastWord: boolean;
  /** The person has reached the review before, so the next step is the review. */
  isReviewed: boolean;
  question: string;
  text: string;
  /** Skipped on purpose. `text` then holds what was typed before. */
  skipped: boolean;
  revision: number;
}

/** One question on the review page. */
export interface ReviewedAnswer {
  position: number;
  question: string;
  /** Empty without an answer, or when the question was skipped. */
  text: string;
}

/** Data of the page that one visitor sees. */
export interface InterviewView {
  state: InterviewState;
  userName: string;
  topic: string;
  /** Name of the topic's creator; empty when it is not known. */
  askedBy: string;
  kind: ShareKind;
  notice: PrivacyNotice;
}

/** An answer that a person submits. */
export interface TypedAnswer {
  position: number;
  text: string;
  skipped: boolean;
  /** Revision of the stored answer that the text replaces; 0 when there was none. */
  revision: number;
  /** A blank text is refused, except as the last word. */
  isRequired: boolean;
  /** The step to show afterwards. `next` leads to the review once the person has reached it. */
  move: 'stay' | 'next' | 'back';
}

/** Reasons for not storing an answer. */
export type AnswerRefusal =
  | 'blank_answer'
  | 'long_answer'
  /** The answers of the interview are too long together. */
  | 'long_interview'
  /** Another tab or device has stored a different text, which was not overwritten. */
  | 'conflict'
  /** The interview does not take an answer to this question now. */
  | 'not_saved';

/** Reasons for not accepting a name. */
export type NameRefusal = 'blank_name' | 'long_name';

/** Result of an attempt to store an answer. */
export type AnswerOutcome =
  | { result: 'saved'; revision: number }
  /** Nothing was stored. The view is the one to show instead. */
  | { result: 'refused'; reason: AnswerRefusal; view: InterviewView }
  | { result: 'unknown_link' };

/** Result of an attempt to begin. */
export type BeginOutcome =
  | { result: 'begun'; kind: ShareKind }
  | { result: 'refused'; reason: NameRefusal; view: InterviewView }
  /** There is nothing to begin: the link is unknown, the topic is closed, or the interview has begun before. */
  | { result: 'unchanged' };

/** A refused form: the reason, and the text that was typed into it. */
export interface Refusal {
  reason: AnswerRefusal | NameRefusal;
  typed: string;
}
