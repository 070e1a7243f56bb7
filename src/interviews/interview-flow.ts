import { createHash } from 'node:crypto';
import { canonicalMailbox, parseMailbox, userNameOf } from '../identifiers/identifier';
import type { ActiveLink } from '../sharing/active-link';
import type { InterviewState, TypedAnswer, Visitor } from './interview-state';
import type { AnswerRow, InterviewRow, Respondent } from './interviews.repository';

/** How long a completion can be undone. */
export const UNDO_SECONDS = 600;

/**
 * The step of an interview, derived from the stored rows.
 * @param completed counted responses of the topic; only used when the topic limits them
 * @param at a step to show instead of the current one; ignored unless the person has reached it
 */
export function stateOf(
  link: Pick<ActiveLink, 'kind' | 'questions' | 'ended' | 'maxResponses'>,
  interview: InterviewRow | null,
  answers: AnswerRow[],
  { completed = 0, at }: { completed?: number; at?: number } = {},
): InterviewState {
  const isTest = link.kind === 'test';
  if (interview?.status === 'completed') {
    const mayUndo = isTest || !link.ended;
    return { step: 'completed', undoSeconds: mayUndo ? undoSecondsOf(interview) : 0 };
  }
  if (link.ended !== null && !isTest) return { step: 'ended', reason: link.ended };
  const isFull = link.maxResponses !== null && completed >= link.maxResponses;
  if (isFull && !isTest && !interview?.isStarted) return { step: 'ended', reason: 'full' };
  if (!interview) {
    const questionCount = Math.max(link.questions.length, 1);
    return { step: 'welcome', questionCount, asksName: link.kind === 'shared' };
  }
  if (interview.status === 'declined') return { step: 'declined' };
  if (interview.status === 'opened') return { step: 'consent' };
  const isReached = at !== undefined && at >= 0 && at <= interview.reached;
  return startedState(interview, answers, isReached ? at : interview.position);
}

function startedState(
  { questions, reached }: InterviewRow,
  answers: AnswerRow[],
  position: number,
): InterviewState {
  const answerTo = (at: number) => answers.find((answer) => answer.position === at);
  const question = questions[position];
  if (question === undefined) {
    return {
      step: 'review',
      answers: questions.map((asked, at) => {
        const answer = answerTo(at);
        return { position: at, question: asked, text: answer?.skipped ? '' : (answer?.text ?? '') };
      }),
    };
  }
  const { text = '', skipped = false, revision = 0 } = answerTo(position) ?? {};
  return {
    step: 'question',
    position,
    count: questions.length,
    isLastWord: position === questions.length - 1,
    isReviewed: reached >= questions.length,
    question,
    text,
    skipped,
    revision,
  };
}

/** Seconds for which a completion can still be undone; 0 when it cannot. */
export function undoSecondsOf({ completedSeconds }: Pick<InterviewRow, 'completedSeconds'>): number {
  return completedSeconds === null ? 0 : Math.max(0, UNDO_SECONDS - completedSeconds);
}

/** Whether the interview takes an answer to the question at a position: it is started, and the question was reached. */
export function takesAnswerAt(
  { status, reached, questions }: Pick<InterviewRow, 'status' | 'reached' | 'questions'>,
  position: number,
): boolean {
  return status === 'started' && position <= reached && position < questions.length;
}

/** The step that follows a stored answer. A person who came back from the review returns to it. */
export function stepAfter(
  { position, reached, questions }: Pick<InterviewRow, 'position' | 'reached' | 'questions'>,
  typed: Pick<TypedAnswer, 'position' | 'move'>,
): number {
  if (typed.move === 'next') return reached === questions.length ? reached : typed.position + 1;
  return typed.move === 'back' ? Math.max(typed.position - 1, 0) : position;
}

/**
 * The name in the greeting; empty when none is known. An identifier that is not a mailbox is an opaque id, which is no
 * form of address.
 */
export function greetingNameOf(
  { kind, identifier }: Pick<ActiveLink, 'kind' | 'identifier'>,
  interview: Pick<InterviewRow, 'respondentName'> | null,
): string {
  if (kind === 'shared') return interview?.respondentName ?? '';
  const mailbox = kind === 'personal' ? parseMailbox(identifier) : null;
  return mailbox ? userNameOf(identifier, mailbox) : '';
}

/** Address and mailbox to store with an interview. Only the identifier of a personal link is an address. */
export function addressOf({ kind, identifier }: Pick<ActiveLink, 'kind' | 'identifier'>): {
  emails: string[];
  mailbox: string | null;
} {
  const address = kind === 'personal' ? parseMailbox(identifier)?.address : undefined;
  return address === undefined
    ? { emails: [], mailbox: null }
    : { emails: [address], mailbox: canonicalMailbox(address) };
}

/** The person whose interview a link opens. Of a shared link's key only a hash is stored. */
export function respondentOf(
  { topicId, kind, identifier }: Pick<ActiveLink, 'topicId' | 'kind' | 'identifier'>,
  { respondentKey }: Pick<Visitor, 'respondentKey'>,
): Respondent {
  if (kind !== 'shared') return { topicId, kind, identifier };
  const hash = createHash('sha256')
    .update(respondentKey ?? '')
    .digest('base64url');
  return { topicId, kind, identifier: `shared:${hash.slice(0, 22)}` };
}
