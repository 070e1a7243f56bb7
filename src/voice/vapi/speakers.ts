import type { Turn } from '../voice-provider';
import { objectAt, type Json, textAt } from '../../validation/json-fields';

/** The speaker by label, in lower case. */
export type Speakers = ReadonlyMap<string, Turn['speaker']>;

/** A longer text before a colon is no label. */
const MAX_LABEL_LENGTH = 200;

/** Roles of messages, and labels of a plain transcript whose report gives no names. */
export const STANDARD_SPEAKERS: Speakers = new Map<string, Turn['speaker']>([
  ['ai', 'interviewer'],
  ['assistant', 'interviewer'],
  ['bot', 'interviewer'],
  ['interviewer', 'interviewer'],
  ['user', 'interviewee'],
  ['interviewee', 'interviewee'],
]);

/**
 * The labels of a report's plain transcript: the standard ones and the names that the report gives. The names of the
 * transcript plan are the ones that Vapi writes, so they replace a standard label; other names do not.
 * @param person the name by which Parley knows the interviewee; empty if it knows none
 */
export function nameSpeakers(message: Json, person: string): Speakers {
  const call = objectAt(message, 'call');
  const configurations = [
    objectAt(message, 'assistant'),
    objectAt(call, 'assistant'),
    objectAt(call, 'assistantOverrides'),
    call,
    message,
  ];
  const speakers = new Map(STANDARD_SPEAKERS);
  const add = (name: string, speaker: Turn['speaker'], isPlanned: boolean) => {
    const label = toLabel(name);
    if (label !== '' && (isPlanned || !speakers.has(label))) speakers.set(label, speaker);
  };
  for (const configuration of configurations) {
    const plan = objectAt(objectAt(configuration, 'artifactPlan'), 'transcriptPlan');
    add(textAt(plan, 'userName'), 'interviewee', true);
    add(textAt(plan, 'assistantName'), 'interviewer', true);
  }
  for (const assistant of configurations.slice(0, 3)) {
    add(textAt(assistant, 'name'), 'interviewer', false);
    add(textAt(objectAt(assistant, 'variableValues'), 'userName'), 'interviewee', false);
  }
  add(person, 'interviewee', false);
  for (const place of [message, call]) {
    add(textAt(objectAt(place, 'customer'), 'name'), 'interviewee', false);
  }
  return speakers;
}

/** A line of a plain transcript that begins with the label of a speaker and a colon; null for any other line. */
export function spokenBy(line: string, speakers: Speakers): Turn | null {
  // A name may contain a colon itself, so each colon can be the end of the label.
  for (
    let colon = line.indexOf(':');
    colon >= 0 && colon <= MAX_LABEL_LENGTH;
    colon = line.indexOf(':', colon + 1)
  ) {
    const speaker = speakers.get(toLabel(line.slice(0, colon)));
    if (speaker) return { speaker, text: line.slice(colon + 1).trim() };
  }
  return null;
}

function toLabel(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
