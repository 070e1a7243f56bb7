import type { ShareKind } from '../sharing/sharing-configuration.entity';

/** What the page shows: one of these at a time. */
export type InterviewState =
  | { step: 'welcome'; questionCount: number; asksName: boolean }
  | { step: 'consent' }
  | QuestionState
  | { step: 'review'; answers: ReviewedAnswer[] }
  /** `undoSeconds` tells how long the completion can still be taken back; 0 when it cannot. */
  | { step: 'completed'; undoSeconds: number }
  | { step: 'declined' }
  | { step: 'ended'; reason: 'expired' | 'closed' | 'full' };

/** A question with what was answered so far. */
export interface QuestionState {
  step: 'question';
  /** From 0. */
  position: number;
  /** Questions and the last word. */
  count: number;
  isLastWord: boolean;
  /** Everything was reached before: the next step is the review. */
  isReviewed: boolean;
  question: string;
  text: string;
  /** Skipped on purpose, which a text may have been typed before. */
  skipped: boolean;
  revision: number;
}

/** A line of the last look before sending. */
export interface ReviewedAnswer {
  position: number;
  question: string;
  /** Empty when nothing was said. */
  text: string;
}

/** The page of one visitor. */
export interface InterviewView {
  state: InterviewState;
  userName: string;
  topic: string;
  askedBy: string;
  kind: ShareKind;
}

/** What becomes of an attempt to store an answer. */
export type AnswerOutcome =
  | { result: 'saved'; revision: number }
  /** Another tab or device has stored something else; nothing was overwritten. */
  | { result: 'conflict'; stored: { text: string; revision: number } }
  /** Nothing to store an answer in: the page shows why. */
  | { result: 'not_now' };

/** Why a form could not be taken, and what had been typed into it. */
export interface Refusal {
  reason: 'blank_answer' | 'long_answer' | 'blank_name' | 'long_name' | 'conflict' | 'not_saved';
  typed: string;
}
