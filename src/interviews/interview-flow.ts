import type { ActiveLink } from '../sharing/active-link';
import type { InterviewState } from './interview-state';
import type { AnswerRow, InterviewRow } from './interviews.repository';

/** Where a person stands, decided from what is stored. */
export function stateOf(
  share: Pick<ActiveLink, 'kind' | 'questions' | 'ended' | 'maxResponses'>,
  interview: InterviewRow | null,
  answers: AnswerRow[],
  { completed, undoSeconds, at }: { completed: number; undoSeconds: number; at?: number },
): InterviewState {
  const isTest = share.kind === 'test';
  if (interview?.status === 'completed') {
    const { completedSeconds } = interview;
    const canUndo = completedSeconds !== null && (isTest || !share.ended);
    return { step: 'completed', undoSeconds: canUndo ? Math.max(0, undoSeconds - completedSeconds) : 0 };
  }
  if (share.ended !== null && !isTest) return { step: 'ended', reason: share.ended };
  const isFull = share.maxResponses !== null && completed >= share.maxResponses;
  if (isFull && !isTest && !interview?.isStarted) return { step: 'ended', reason: 'full' };
  if (!interview) {
    const questionCount = Math.max(share.questions.length, 1);
    return { step: 'welcome', questionCount, asksName: share.kind === 'shared' };
  }
  if (interview.status === 'declined') return { step: 'declined' };
  if (interview.status === 'opened') return { step: 'consent' };
  const wasReached = at !== undefined && at >= 0 && at <= interview.reached;
  return startedState(interview, answers, wasReached ? at : interview.position);
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
