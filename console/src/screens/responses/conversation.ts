import type { Response } from './response-types';

/** One turn of an interview. */
export interface Turn {
  speaker: 'interviewer' | 'interviewee' | null;
  text: string;
  /** Its number in the transcript, by which a search names it; null for what is not in the transcript. */
  position: number | null;
  /** When it was said, if that is known. */
  at: string | null;
  isSkipped: boolean;
}

const LABEL = /^Interview(er|ee): /;

/**
 * The turns of a response: its questions and answers, or for a voice call those of its transcript. The transcript has
 * two turns for each question that was answered, and none for others.
 */
export function conversationOf({ answers, transcript }: Pick<Response, 'answers' | 'transcript'>): Turn[] {
  if (answers.length === 0) return transcript === '' ? [] : transcript.split(/\n{2,}/).map(turnOf);
  let position = 0;
  return answers.flatMap(({ question, text, skipped, answered_at }): Turn[] => {
    const isSaid = !skipped && text !== '';
    const asked = isSaid ? position++ : null;
    const answered = isSaid ? position++ : null;
    return [
      { speaker: 'interviewer', text: question, position: asked, at: null, isSkipped: false },
      { speaker: 'interviewee', text, position: answered, at: answered_at, isSkipped: skipped },
    ];
  });
}

function turnOf(turn: string, position: number): Turn {
  const [label = '', role] = LABEL.exec(turn) ?? [];
  const speaker = role === undefined ? null : role === 'er' ? 'interviewer' : 'interviewee';
  return { speaker, text: turn.slice(label.length), position, at: null, isSkipped: false };
}

const NAMED = /^\s*"?([^"<]*?)"?\s*<[^<>]*>\s*$/su;

/** The name of the person who answered; empty when none is known. */
export function personOf({
  kind,
  respondent_name: name,
  interviewee_identifier: identifier,
}: Pick<Response, 'kind' | 'respondent_name' | 'interviewee_identifier'>): string {
  return kind === 'personal' ? NAMED.exec(identifier)?.[1] || identifier : name;
}

/** The person's words as one text for a list: the answers, or the transcript of a call. */
export function wordsOf(response: Pick<Response, 'answers' | 'transcript'>): string {
  const said = conversationOf(response).filter(({ speaker }) => speaker !== 'interviewer');
  return said
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' · ');
}
