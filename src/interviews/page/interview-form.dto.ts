import { LenientField } from '../../validation/fields';

/** What a button of the page can ask for. */
const ACTIONS = [
  'begin',
  'consent',
  'next',
  'skip',
  'back',
  'later',
  'save',
  'change',
  'complete',
  'decline',
  'undo',
] as const;
export type Action = (typeof ACTIONS)[number];

/** A position or a revision, as forms carry it. */
const readNumber = (sent: unknown) =>
  typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : undefined;

/** Browsers send CRLF for line ends, and the same answer must be the same text however it comes. */
export function normaliseAnswer(sent: unknown): string {
  if (typeof sent !== 'string') return '';
  return sent.replaceAll('\0', '').toWellFormed().replace(/\r\n?/g, '\n').trim();
}

/**
 * The page's forms. One class for all of them: each posts to the page's own address, so that no page contains its
 * token, and the button says what is asked for. What is unusable is left out; the page says what is missing.
 */
export class InterviewForm {
  @LenientField({ type: String, enum: ACTIONS }, (sent) => ACTIONS.find((act) => act === sent))
  act?: Action;

  /** Of the question that is answered, or to go to. */
  @LenientField({ type: Number }, readNumber)
  position?: number;

  /** The stored revision that the answer was typed over. */
  @LenientField({ type: Number }, readNumber)
  revision?: number;

  @LenientField({ type: String }, normaliseAnswer)
  text: string;

  /** On shared links. */
  @LenientField({ type: String }, (sent) => normaliseAnswer(sent).replace(/\s+/gu, ' '))
  name: string;

  /** A field that people do not see and programs fill in. */
  @LenientField({ type: String }, normaliseAnswer)
  _hp: string;
}
