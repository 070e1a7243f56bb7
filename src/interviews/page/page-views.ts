import type { InterviewView, QuestionState, Refusal, ReviewedAnswer } from '../interview-state';
import { MAX_ANSWER_LENGTH, MAX_NAME_LENGTH } from '../interviews.service';
import type { InterviewTexts } from '../texts/interview-texts';

/** What each page is given beside its texts. */
export interface PageData {
  welcome: PageContext & {
    userName: string;
    topic: string;
    asker: string;
    hasAsker: boolean;
    minutes: string;
    questionCount: number;
    asksName: boolean;
    /** Typed before. */
    name: string;
    problem: string;
    lacksCookie: boolean;
    mayDecline: boolean;
    isPersonal: boolean;
  };
  consent: PageContext & { topic: string; hasAsker: boolean; asker: string };
  question: PageContext & QuestionData;
  conflict: PageContext & {
    question: string;
    position: number;
    revision: number;
    mine: string;
    other: string;
  };
  review: PageContext & { answers: { number: number; position: number; question: string; text: string }[] };
  completed: PageContext & { canUndo: boolean; undoSeconds: number };
  declined: PageContext;
  later: PageContext;
  ended: PageContext & { why: string };
  'not-found': Pick<PageContext, 'unsaved'>;
  preview: Record<string, never>;
  error: {
    heading: string;
    text: string;
    /** The form that failed, to send once more; null for a page that was only opened. */
    form: { name: string; value: string }[] | null;
    typed: string;
  };
}

export type PageName = keyof PageData;

/** What every page of an open interview may have to say. */
interface PageContext {
  isTest: boolean;
  /** An answer that came too late; empty for none. */
  unsaved: string;
}

interface QuestionData {
  /** The question's place, for the eye and for the title. */
  progress: string;
  number: number;
  total: number;
  question: string;
  hint: string;
  text: string;
  position: number;
  revision: number;
  isFirst: boolean;
  isLastWord: boolean;
  isReviewed: boolean;
  wasSkipped: boolean;
  problem: string;
  /** What the server must know to set up a call instead; null where none is offered. */
  call: CallOffer | null;
}

/** Who would talk. On a shared link the browser's key says it. */
export interface CallOffer {
  name: string;
  respondentKey: string;
}

/** A page of an open interview, with its data. */
export type PageView = {
  [Name in 'welcome' | 'consent' | 'question' | 'conflict' | 'review' | 'completed' | 'declined' | 'ended']: {
    name: Name;
    data: PageData[Name];
  };
}['welcome' | 'consent' | 'question' | 'conflict' | 'review' | 'completed' | 'declined' | 'ended'];

/** What a page says beyond where the interview stands. */
export interface PageExtras {
  refusal?: Refusal;
  /** The browser has not kept the cookie that it was just given. */
  lacksCookie?: boolean;
  call?: CallOffer | null;
}

/** The page of a state, and of what could not be taken. */
export function pageViewOf(
  view: InterviewView,
  t: InterviewTexts,
  { refusal, lacksCookie = false, call = null }: PageExtras = {},
): PageView {
  const { state, topic } = view;
  const told: PageContext = pageContextOf(view, refusal);
  const asker = { asker: view.askedBy || t.welcome.anonymousTeam, hasAsker: view.askedBy !== '' };
  switch (state.step) {
    case 'welcome': {
      const { questionCount, asksName } = state;
      const data: PageData['welcome'] = {
        ...told,
        ...asker,
        userName: view.userName,
        topic,
        minutes: t.welcome.minutes(minutesFor(questionCount)),
        questionCount: questionCount + 1,
        asksName,
        name: refusal?.typed ?? '',
        problem: problemOf(refusal, t),
        lacksCookie,
        mayDecline: !asksName,
        isPersonal: view.kind === 'personal',
      };
      return { name: 'welcome', data };
    }
    case 'consent':
      return { name: 'consent', data: { ...told, ...asker, topic } };
    case 'question':
      return questionPage(state, t, told, { refusal, call });
    case 'review':
      return { name: 'review', data: { ...told, answers: state.answers.map(numbered) } };
    case 'completed':
      return {
        name: 'completed',
        data: { ...told, canUndo: state.undoSeconds > 0, undoSeconds: state.undoSeconds },
      };
    case 'declined':
      return { name: 'declined', data: told };
    case 'ended':
      return { name: 'ended', data: { ...told, why: t.ended[state.reason] } };
  }
}

/** What a page says about the interview as a whole. */
export function pageContextOf({ kind }: InterviewView, refusal?: Refusal): PageContext {
  return { isTest: kind === 'test', unsaved: refusal?.reason === 'not_saved' ? refusal.typed : '' };
}

function questionPage(
  state: QuestionState,
  t: InterviewTexts,
  told: PageContext,
  { refusal, call = null }: PageExtras,
): PageView {
  const { position, revision, question, text, isLastWord, isReviewed } = state;
  if (refusal?.reason === 'conflict') {
    const data = { ...told, question, position, revision, mine: refusal.typed, other: text };
    return { name: 'conflict', data };
  }
  const problem = problemOf(refusal, t);
  const data: PageData['question'] = {
    ...told,
    progress:
      t.question.progress(position + 1, state.count) + (isLastWord ? ` – ${t.question.lastWord}` : ''),
    number: position + 1,
    total: state.count,
    question,
    hint: isLastWord ? t.question.lastWordHint : t.question.answerHint,
    text: problem === '' ? text : (refusal?.typed ?? ''),
    position,
    revision,
    isFirst: position === 0,
    isLastWord,
    isReviewed,
    wasSkipped: state.skipped,
    problem,
    // Once somebody writes, an offer to talk would be in the way.
    call: position === 0 ? call : null,
  };
  return { name: 'question', data };
}

function problemOf(refusal: Refusal | undefined, { problems }: InterviewTexts): string {
  switch (refusal?.reason) {
    case 'blank_answer':
      return problems.blankAnswer;
    case 'long_answer':
      return problems.longAnswer(MAX_ANSWER_LENGTH);
    case 'blank_name':
      return problems.blankName;
    case 'long_name':
      return problems.longName(MAX_NAME_LENGTH);
    case 'conflict':
    case 'not_saved':
    case undefined:
      return '';
  }
}

function numbered({ position, question, text }: ReviewedAnswer) {
  return { number: position + 1, position, question, text };
}

/** A minute for a question; at least the five minutes that the mail's subject asks for. */
function minutesFor(questionCount: number): number {
  return Math.max(5, questionCount);
}
