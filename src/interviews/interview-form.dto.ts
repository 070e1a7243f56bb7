import { LenientField } from '../http/fields';

/** What a button of the page can ask for. */
const ACTS = [
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
export type Act = (typeof ACTS)[number];

/** A position or a revision, as forms carry it. */
const readNumber = (sent: unknown) =>
  typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : undefined;

/** Browsers send CRLF for line ends, and the same answer must be the same text however it comes. */
export function asTyped(sent: unknown): string {
  if (typeof sent !== 'string') return '';
  return sent.replaceAll('\0', '').toWellFormed().replace(/\r\n?/g, '\n').trim();
}

/**
 * The page's forms. One class for all of them: each posts to the page's own address, so that no page contains its
 * token, and the button says what is asked for. What is unusable is left out; the page says what is missing.
 */
export class InterviewForm {
  @LenientField({ type: String, enum: ACTS }, (sent) => ACTS.find((act) => act === sent))
  act?: Act;

  /** Of the question that is answered, or to go to. */
  @LenientField({ type: Number }, readNumber)
  position?: number;

  /** The stored revision that the answer was typed over. */
  @LenientField({ type: Number }, readNumber)
  revision?: number;

  @LenientField({ type: String }, asTyped)
  text: string;

  /** On shared links. */
  @LenientField({ type: String }, (sent) => asTyped(sent).replace(/\s+/gu, ' '))
  name: string;

  /** A field that people do not see and programs fill in. */
  @LenientField({ type: String }, asTyped)
  _hp: string;
}
