import { InvalidRequestContent } from '../../errors/domain-errors';
import { parseMailbox, userNameOf } from '../../identifiers/identifier';
import type { CallReport, Turn } from '../voice-provider';
import { asObject, objectAt, type Json, textAt } from '../../validation/json-fields';
import { nameSpeakers, type Speakers, spokenBy, STANDARD_SPEAKERS } from './speakers';
import { parseUrl } from '../../config/parse-url';

const MAX_CALL_ID_LENGTH = 200;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

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
  return {
    callId,
    endedReason: textAt(message, 'endedReason') || null,
    turns: turnsIn(message),
    summary: textAt(objectAt(message, 'analysis'), 'summary') || textAt(message, 'summary'),
    recordingUrl: recordingUrlIn(message),
    metadata: metadataOf(message),
  };
}

function parse(body: Buffer): Json {
  let value: unknown;
  try {
    value = JSON.parse(UTF8.decode(body));
  } catch {
    throw new InvalidRequestContent('parse_error', 'The request body is not valid JSON.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new InvalidRequestContent('invalid_input', 'Invalid data. Expected an object.');
  }
  return value as Json;
}

/** Vapi sends a call's metadata in up to three places; which of them are present depends on the call. */
function metadataOf(message: Json): Record<string, string> {
  const call = objectAt(message, 'call');
  const metadata = {
    ...objectAt(objectAt(message, 'assistant'), 'metadata'),
    ...objectAt(objectAt(call, 'assistantOverrides'), 'metadata'),
    ...objectAt(call, 'metadata'),
  };
  return Object.fromEntries(Object.keys(metadata).map((name) => [name, textAt(metadata, name)]));
}

/** The name by which Parley knows the person; empty if it knows none. */
function personIn({
  respondent_name: name = '',
  interviewee_identifier: identifier = '',
}: Record<string, string>): string {
  const mailbox = parseMailbox(identifier);
  return name || (mailbox ? userNameOf(identifier, mailbox) : '');
}

/**
 * The conversation, from the first place of the report that has any of it: the lists of messages, then the plain
 * transcripts. An empty list or text does not hide the next one.
 */
function turnsIn(message: Json): Turn[] {
  const artifact = objectAt(message, 'artifact');
  const speakers = nameSpeakers(message, personIn(metadataOf(message)));
  const sources = [
    () => turnsOf(artifact.messages),
    () => turnsOf(message.messages),
    () => linesOf(textAt(artifact, 'transcript'), speakers),
    () => linesOf(textAt(message, 'transcript'), speakers),
  ];
  for (const read of sources) {
    const turns = read();
    if (turns.length > 0) return turns;
  }
  return [];
}

/**
 * Only the standard roles are read, not the names of the report: a person called "system" would otherwise be given the
 * assistant's instructions.
 */
function turnsOf(messages: unknown): Turn[] {
  if (!Array.isArray(messages)) return [];
  return messages.flatMap((entry: unknown) => {
    const said = asObject(entry);
    const speaker = STANDARD_SPEAKERS.get(textAt(said, 'role').toLowerCase());
    const text = textAt(said, 'message') || textAt(said, 'content');
    return speaker && text !== '' ? [{ speaker, text }] : [];
  });
}

/** Splits a plain transcript into turns. Text before the first known speaker counts as the interviewee's. */
function linesOf(transcript: string, speakers: Speakers): Turn[] {
  const turns: Turn[] = [];
  for (const line of transcript.split('\n')) {
    const spoken = spokenBy(line, speakers);
    const last = turns.at(-1);
    if (spoken) turns.push(spoken);
    else if (last) last.text += `\n${line}`;
    else turns.push({ speaker: 'interviewee', text: line });
  }
  return turns.map(({ speaker, text }) => ({ speaker, text: text.trim() })).filter(({ text }) => text !== '');
}

/** The first usable address of the recording; both channels together are preferred to one. */
function recordingUrlIn(message: Json): string | null {
  const addresses = [objectAt(message, 'artifact'), message, objectAt(message, 'call')].flatMap((place) => {
    const recording = objectAt(place, 'recording');
    const [mono, stereo] = [objectAt(recording, 'mono'), objectAt(recording, 'stereo')];
    return [
      textAt(place, 'recordingUrl'),
      textAt(place, 'recording'),
      textAt(recording, 'url'),
      textAt(mono, 'combinedUrl'),
      textAt(mono, 'url'),
      textAt(recording, 'mono'),
      textAt(recording, 'monoUrl'),
      textAt(recording, 'stereoUrl'),
      textAt(stereo, 'url'),
      textAt(recording, 'stereo'),
      textAt(place, 'stereoRecordingUrl'),
      textAt(mono, 'customerUrl'),
      textAt(mono, 'assistantUrl'),
    ];
  });
  return addresses.find(isWebAddress) ?? null;
}

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(parseUrl(text)?.protocol ?? '');
}
