import { InvalidRequestContent, NotFound } from '../../errors/domain-errors';
import type { ErrorDto } from '../../http/error.dto';
import type { AnswerOutcome, InterviewView } from '../interview-state';
import { MAX_INTERVIEW_LENGTH } from '../interviews.service';

/** Response to a draft: the stored revision, or the reason why nothing was stored. */
export type DraftResponse = { revision: number } | (ErrorDto & { text?: string; revision?: number });

/**
 * Maps the outcome of a draft to status and body. A conflict includes the stored answer, so that the person can choose.
 * @throws NotFound, InvalidRequestContent the answers are too long together
 */
export function toDraftResponse(outcome: AnswerOutcome): { status: number; body: DraftResponse } {
  switch (outcome.result) {
    case 'saved':
      return { status: 200, body: { revision: outcome.revision } };
    case 'refused': {
      if (outcome.reason === 'long_interview') {
        const detail = `Ensure all answers together have no more than ${MAX_INTERVIEW_LENGTH} characters.`;
        throw new InvalidRequestContent('max_length', detail, 'text');
      }
      if (outcome.reason !== 'conflict') {
        return { status: 410, body: refusal('gone', 'This interview takes no answer here any more.') };
      }
      const detail = 'Somebody has stored another answer in the meantime.';
      return { status: 409, body: { ...refusal('conflict', detail), ...storedAnswer(outcome.view) } };
    }
    case 'unknown_link':
      throw new NotFound('No interview has this link, or the link does not work any more.');
  }
}

function storedAnswer({ state }: InterviewView): { text: string; revision: number } | undefined {
  return state.step === 'question' ? { text: state.text, revision: state.revision } : undefined;
}

function refusal(code: string, detail: string): ErrorDto {
  return { type: 'invalid_request', code, detail, attr: null };
}
