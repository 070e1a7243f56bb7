import { consentNoticeOf } from '../consents/consent-notice';
import { controllerLine } from '../../project-settings/privacy-notice';
import type { Language } from '../../texts/languages';
import type { InterviewView, QuestionState, Refusal, ReviewedAnswer } from '../interview-state';
import { MAX_ANSWER_LENGTH, MAX_INTERVIEW_LENGTH, MAX_NAME_LENGTH } from '../interviews.service';
import { interviewTextsOf } from '../../texts/interview/by-language';
import type { InterviewTexts } from '../../texts/interview/interview-texts';

/** Data of each page, in addition to its texts. */
export interface PageData {
  welcome: PageContext & {
    userName: string;
    topic: string;
    asker: string;
    hasAsker: boolean;
    minutes: string;
    questionCount: number;
    asksName: boolean;
    /** Name typed before, when the form comes back. */
    name: string;
    problem: string;
    lacksCookie: boolean;
    mayDecline: boolean;
    isPersonal: boolean;
  };
  consent: PageContext & {
    topic: string;
    hasAsker: boolean;
    asker: string;
    version: string;
    /** The project's own text by paragraphs; empty for the points that the page brings. */
    paragraphs: string[];
    controller: string;
    privacyUrl: string;
  };
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
  preview: Record<string, never>;
}

/** Data that all pages of an interview share. */
interface PageContext {
  isTest: boolean;
  /** An answer that came too late to be stored, shown so that the person can copy it; empty for none. */
  unsaved: string;
}

interface QuestionData {
  /** For example "Question 2 of 5". */
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
  /** Data for starting a voice call instead; null where none is offered. */
  call: CallOffer | null;
}

/** The person who would talk. Only shared links need the key. */
export interface CallOffer {
  name: string;
  respondentKey: string;
}

type StatePage =
  'welcome' | 'consent' | 'question' | 'conflict' | 'review' | 'completed' | 'declined' | 'ended';

/** The page of a state of the interview, with its data. */
export type PageView = { [Name in StatePage]: { name: Name; data: PageData[Name] } }[StatePage];

/** Data of a page that does not follow from the state of the interview. */
export interface PageExtras {
  refusal?: Refusal;
  /** The browser did not return the cookie that it was just sent. */
  lacksCookie?: boolean;
  call?: CallOffer | null;
}

/** Chooses the page of a state, or of a refused form. */
export function pageViewOf(
  view: InterviewView,
  language: Language,
  { refusal, lacksCookie = false, call = null }: PageExtras = {},
): PageView {
  const t = interviewTextsOf(language);
  const { state, topic } = view;
  const context: PageContext = pageContextOf(view, refusal);
  const asker = { asker: view.askedBy || t.welcome.anonymousTeam, hasAsker: view.askedBy !== '' };
  switch (state.step) {
    case 'welcome': {
      const { questionCount, asksName } = state;
      const data: PageData['welcome'] = {
        ...context,
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
      return { name: 'consent', data: { ...context, ...asker, topic, ...noticeOf(view, language) } };
    case 'question':
      return questionPage(state, t, context, { refusal, call });
    case 'review':
      return { name: 'review', data: { ...context, answers: state.answers.map(numbered) } };
    case 'completed':
      return {
        name: 'completed',
        data: { ...context, canUndo: state.undoSeconds > 0, undoSeconds: state.undoSeconds },
      };
    case 'declined':
      return { name: 'declined', data: context };
    case 'ended':
      return { name: 'ended', data: { ...context, why: t.ended[state.reason] } };
  }
}

function noticeOf({ notice }: InterviewView, language: Language) {
  const { version, text, privacyUrl } = consentNoticeOf(notice, language);
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  return { version, paragraphs, controller: controllerLine(notice), privacyUrl };
}

/** The data that all pages of an interview share. */
export function pageContextOf({ kind }: InterviewView, refusal?: Refusal): PageContext {
  return { isTest: kind === 'test', unsaved: refusal?.reason === 'not_saved' ? refusal.typed : '' };
}

function questionPage(
  state: QuestionState,
  t: InterviewTexts,
  context: PageContext,
  { refusal, call = null }: PageExtras,
): PageView {
  const { position, revision, question, text, isLastWord, isReviewed } = state;
  if (refusal?.reason === 'conflict') {
    const data = { ...context, question, position, revision, mine: refusal.typed, other: text };
    return { name: 'conflict', data };
  }
  const problem = problemOf(refusal, t);
  const data: PageData['question'] = {
    ...context,
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
    // Later questions offer no call, because the person has chosen to write.
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
    case 'long_interview':
      return problems.longInterview(MAX_INTERVIEW_LENGTH);
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
