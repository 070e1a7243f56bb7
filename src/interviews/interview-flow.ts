import type { OpenShare } from '../sharing/open-share';
import type { InterviewState } from './interview-state';
import type { AnswerRow, InterviewRow } from './interviews.repository';

/** Where a person stands, decided from what is stored. */
export function stateOf(
  share: Pick<OpenShare, 'kind' | 'questions' | 'ended' | 'maxResponses'>,
  interview: InterviewRow | null,
  answers: AnswerRow[],
  { completed, undoSeconds }: { completed: number; undoSeconds: number },
): InterviewState {
  const isTest = share.kind === 'test';
  if (interview?.status === 'completed') {
    const { completedSeconds } = interview;
    const canUndo = completedSeconds !== null && completedSeconds < undoSeconds && (isTest || !share.ended);
    return { step: 'completed', canUndo };
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
  return startedState(interview, answers);
}

function startedState({ questions, position }: InterviewRow, answers: AnswerRow[]): InterviewState {
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
  const { text = '', revision = 0 } = answerTo(position) ?? {};
  return {
    step: 'question',
    position,
    count: questions.length,
    isLastWord: position === questions.length - 1,
    question,
    text,
    revision,
  };
}
