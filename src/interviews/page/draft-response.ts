import { InvalidRequestContent, NotFound } from '../../errors/domain-errors';
import type { ErrorDto } from '../../http/error.dto';
import type { DraftOutcome } from './interview-forms.service';
import { MAX_ANSWER_LENGTH } from '../interviews.service';

/** What the script is told: the stored revision, or why nothing was stored. */
export type DraftResponse = { revision: number } | (ErrorDto & { text?: string; revision?: number });

/**
 * The answer to a draft, in the contract's shape; a conflict brings what is stored along.
 * @throws InvalidRequestContent, NotFound
 */
export function toDraftResponse(outcome: DraftOutcome): { status: number; body: DraftResponse } {
  switch (outcome.result) {
    case 'saved':
      return { status: 200, body: { revision: outcome.revision } };
    case 'conflict': {
      const detail = 'Somebody has stored another answer in the meantime.';
      return { status: 409, body: { ...refusal('conflict', detail), ...outcome.stored } };
    }
    case 'not_now':
      return { status: 410, body: refusal('gone', 'This interview takes no answer here any more.') };
    case 'too_long':
      throw new InvalidRequestContent(
        'max_length',
        `Ensure this field has no more than ${MAX_ANSWER_LENGTH} characters.`,
        'text',
      );
    case 'unknown_link':
      throw new NotFound();
  }
}

function refusal(code: string, detail: string): ErrorDto {
  return { type: 'invalid_request', code, detail, attr: null };
}
