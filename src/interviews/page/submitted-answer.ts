import type { TypedAnswer } from '../interview-state';
import type { InterviewForm } from './interview-form.dto';

/** The answer in a submitted form; null if the form does not say which question it answers. */
export function submittedAnswer({
  act,
  position,
  text = '',
  revision = 0,
}: Partial<InterviewForm>): TypedAnswer | null {
  if (position === undefined) return null;
  return { position, text, revision, skipped: act === 'skip', isRequired: act === 'next', move: moveOf(act) };
}

function moveOf(act: InterviewForm['act']): TypedAnswer['move'] {
  if (act === 'next' || act === 'skip') return 'next';
  return act === 'back' ? 'back' : 'stay';
}
