import { InvalidRequestContent } from '../../errors/domain-errors';
import type { CallReport, Turn } from '../voice-provider';

const MAX_CALL_ID_LENGTH = 200;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

const SPEAKERS = new Map<string, Turn['speaker']>([
  ['assistant', 'interviewer'],
  ['bot', 'interviewer'],
  ['user', 'interviewee'],
]);
const SPOKEN_LINE = /^(AI|Assistant|Bot|User):(.*)$/i;

/**
 * Parses a message of Vapi; null if it is not an end-of-call report. Fields of an unexpected type count as missing.
 * @throws InvalidRequestContent the message is not a JSON object, or does not name its call
 */
export function parseVapiReport(body: Buffer): CallReport | null {
  const message = objectAt(parse(body), 'message');
  if (message.type !== 'end-of-call-report') return null;
  const call = objectAt(message, 'call');
  const callId = textAt(call, 'id');
  if (callId === '' || callId.length > MAX_CALL_ID_LENGTH) {
    throw new InvalidRequestContent('required', 'The report names no call.', 'message__call__id');
  }
  const artifact = objectAt(message, 'artifact');
  const turns = turnsOf(artifact.messages ?? message.messages);
  return {
    callId,
    endedReason: textAt(message, 'endedReason') || null,
    turns:
      turns.length > 0 ? turns : linesOf(textAt(artifact, 'transcript') || textAt(message, 'transcript')),
    summary: textAt(objectAt(message, 'analysis'), 'summary') || textAt(message, 'summary'),
    recordingUrl: webAddress(textAt(artifact, 'recordingUrl') || textAt(message, 'recordingUrl')),
    metadata: metadataOf(message),
  };
}

function parse(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(UTF8.decode(body));
  } catch {
    throw new InvalidRequestContent('parse_error', 'The request body is not valid JSON.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new InvalidRequestContent('invalid_input', 'Invalid data. Expected an object.');
  }
  return value as Record<string, unknown>;
}

/** Vapi sends a call's metadata in up to three places; which of them are present depends on the call. */
function metadataOf(message: Record<string, unknown>): Record<string, string> {
  const call = objectAt(message, 'call');
  const metadata = {
    ...objectAt(objectAt(message, 'assistant'), 'metadata'),
    ...objectAt(objectAt(call, 'assistantOverrides'), 'metadata'),
    ...objectAt(call, 'metadata'),
  };
  return Object.fromEntries(Object.keys(metadata).map((name) => [name, textAt(metadata, name)]));
}

function turnsOf(messages: unknown): Turn[] {
  if (!Array.isArray(messages)) return [];
  return messages.flatMap((entry: unknown) => {
    const said = asObject(entry);
    const speaker = SPEAKERS.get(textAt(said, 'role'));
    const text = textAt(said, 'message') || textAt(said, 'content');
    return speaker && text !== '' ? [{ speaker, text }] : [];
  });
}

/** Splits a plain transcript into turns. Text before the first known speaker counts as the interviewee's. */
function linesOf(transcript: string): Turn[] {
  const turns: Turn[] = [];
  for (const line of transcript.split('\n')) {
    const [, label, words = ''] = SPOKEN_LINE.exec(line.trim()) ?? [];
    const last = turns.at(-1);
    if (label !== undefined) {
      turns.push({
        speaker: label.toLowerCase() === 'user' ? 'interviewee' : 'interviewer',
        text: words.trim(),
      });
    } else if (last) {
      last.text += `\n${line}`;
    } else {
      turns.push({ speaker: 'interviewee', text: line });
    }
  }
  return turns.map(({ speaker, text }) => ({ speaker, text: text.trim() })).filter(({ text }) => text !== '');
}

function asObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}

function objectAt(parent: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.hasOwn(parent, name) ? asObject(parent[name]) : {};
}

/** A text field without the characters that PostgreSQL cannot store; empty if it is missing. */
function textAt(parent: Record<string, unknown>, name: string): string {
  const value = Object.hasOwn(parent, name) ? parent[name] : undefined;
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().trim() : '';
}

function webAddress(text: string): string | null {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null;
}
