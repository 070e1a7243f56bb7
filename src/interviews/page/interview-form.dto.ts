import { LenientField } from '../../validation/fields';

/** Actions that the buttons of the page can submit. */
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

/** Reads a position or a revision from a form, where it is text. */
const readNumber = (sent: unknown) =>
  typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : undefined;

/**
 * Makes an answer the same text whichever way it was sent: browsers submit forms with CRLF line ends. Characters that
 * PostgreSQL cannot store are removed.
 */
export function normaliseAnswer(sent: unknown): string {
  if (typeof sent !== 'string') return '';
  return sent.replaceAll('\0', '').toWellFormed().replace(/\r\n?/g, '\n').trim();
}

/**
 * The fields of all forms of the page. Every form posts to the page's own URL, so that no page contains its token; the
 * pressed button sends `act`. Unusable values count as not sent, and the page then says what is missing.
 */
export class InterviewForm {
  @LenientField({ type: String, enum: ACTIONS }, (sent) => ACTIONS.find((act) => act === sent))
  act?: Action;

  /** Position of the question that is answered or opened. */
  @LenientField({ type: Number }, readNumber)
  position?: number;

  /** Revision of the stored answer that the page showed. */
  @LenientField({ type: Number }, readNumber)
  revision?: number;

  /** Version of the notice that the consent page showed. */
  @LenientField({ type: String }, (sent) => (typeof sent === 'string' ? sent : undefined))
  consent_version?: string;

  @LenientField({ type: String }, normaliseAnswer)
  text: string;

  /** The visitor's name, on shared links only. */
  @LenientField({ type: String }, (sent) => normaliseAnswer(sent).replace(/\s+/gu, ' '))
  name: string;

  /** Honeypot: people do not see this field, bots fill it in. */
  @LenientField({ type: String }, normaliseAnswer)
  _hp: string;
}
