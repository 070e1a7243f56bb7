import type { components, Topic } from '@parley/client';

export type TopicChanges = Partial<components['schemas']['UpdateTopicDto']>;

/** A question with an id of its own, so that it is the same one wherever it stands. */
export interface Question {
  id: string;
  text: string;
}

/** The fields of a topic that the editor changes. */
export interface TopicFields extends Pick<
  Topic,
  | 'topic'
  | 'agent_context'
  | 'invite_subject'
  | 'invite_message'
  | 'mail_language'
  | 'reminder_count'
  | 'reminder_gap_days'
  | 'reminder_subject'
  | 'reminder_message'
  | 'thank_you'
  | 'closes_at'
  | 'max_responses'
  | 'expires_at'
> {
  questions: Question[];
}

export type FieldName = keyof TopicFields;

export const FIELD_NAMES = [
  'topic',
  'questions',
  'agent_context',
  'invite_subject',
  'invite_message',
  'mail_language',
  'reminder_count',
  'reminder_gap_days',
  'reminder_subject',
  'reminder_message',
  'thank_you',
  'closes_at',
  'max_responses',
  'expires_at',
] as const satisfies readonly FieldName[];

/** A topic that is being edited. */
export interface TopicDraft {
  /** The server's version that the edits started from. */
  base: TopicFields;
  /** The version with the edits. */
  values: TopicFields;
  /** Fields that were edited here and, meanwhile, changed to something else on the server. */
  conflicts: FieldName[];
}

export function newQuestion(text: string): Question {
  return { id: crypto.randomUUID(), text };
}

/** The editor's fields of a topic. Questions that are known by their text stay the same ones. */
function fieldsOf(topic: Topic, known: readonly Question[] = []): TopicFields {
  const left = [...known];
  return {
    topic: topic.topic,
    questions: topic.questions.map((text) => {
      const at = left.findIndex((question) => question.text.trim() === text);
      return at === -1 ? newQuestion(text) : { id: left.splice(at, 1)[0]?.id ?? '', text };
    }),
    agent_context: topic.agent_context,
    invite_subject: topic.invite_subject,
    invite_message: topic.invite_message,
    mail_language: topic.mail_language,
    reminder_count: topic.reminder_count,
    reminder_gap_days: topic.reminder_gap_days,
    reminder_subject: topic.reminder_subject,
    reminder_message: topic.reminder_message,
    thank_you: topic.thank_you,
    closes_at: topic.closes_at,
    max_responses: topic.max_responses,
    expires_at: topic.expires_at,
  };
}

/** The questions with one of them before or after another. */
export function moved(
  questions: readonly Question[],
  id: string,
  targetId: string,
  isBefore: boolean,
): Question[] {
  const question = questions.find((each) => each.id === id);
  if (question === undefined || id === targetId) return [...questions];
  const others = questions.filter((each) => each !== question);
  const target = others.findIndex((each) => each.id === targetId);
  return target === -1 ? [...questions] : others.toSpliced(isBefore ? target : target + 1, 0, question);
}

/** A draft without edits. */
export function startDraft(topic: Topic): TopicDraft {
  const base = fieldsOf(topic);
  return { base, values: base, conflicts: [] };
}

/** The fields with edits, as the body that saves them. */
export function changesOf({ base, values }: Pick<TopicDraft, 'base' | 'values'>): TopicChanges {
  const changed = FIELD_NAMES.filter((name) => !isSame(name, values, base));
  return Object.fromEntries(changed.map((name) => [name, toSend(name, values)]));
}

/** Whether there is anything to save. */
export function hasChanges(draft: Pick<TopicDraft, 'base' | 'values'>): boolean {
  return FIELD_NAMES.some((name) => !isSame(name, draft.values, draft.base));
}

/** The draft on top of a newer version of the topic. Edits stay; fields without edits become what the server has. */
export function rebase(draft: TopicDraft, topic: Topic): TopicDraft {
  const theirs = fieldsOf(topic, draft.values.questions);
  const { base, values } = draft;
  const edited = FIELD_NAMES.filter((name) => !isSame(name, values, base));
  const kept = edited.filter((name) => !isSame(name, values, theirs));
  const changedThere = kept.filter((name) => !isSame(name, theirs, base));
  return {
    base: theirs,
    values: withFields(theirs, values, kept),
    // A conflict lasts until it is settled, also when the next version comes.
    conflicts: FIELD_NAMES.filter(
      (name) => kept.includes(name) && (changedThere.includes(name) || draft.conflicts.includes(name)),
    ),
  };
}

/** The draft after it was saved: what was typed while the server worked is still to be saved. */
export function afterSave(draft: TopicDraft, sent: TopicFields, answer: Topic): TopicDraft {
  const saved = fieldsOf(answer, draft.values.questions);
  const typedMeanwhile = FIELD_NAMES.filter((name) => !isSame(name, draft.values, sent));
  return { base: saved, values: withFields(saved, draft.values, typedMeanwhile), conflicts: [] };
}

/** Settles the conflicts in favour of the edits, or of the server. */
export function settle(draft: TopicDraft, winner: 'mine' | 'theirs'): TopicDraft {
  const values = winner === 'mine' ? draft.values : withFields(draft.values, draft.base, draft.conflicts);
  return { ...draft, values, conflicts: [] };
}

/** The question that an error such as `questions__3` is about; blank ones are not sent, and so not counted. */
export function questionAt(questions: readonly Question[], attr: string | null): Question | undefined {
  const [, position] = /^questions__(\d+)$/.exec(attr ?? '') ?? [];
  return position === undefined ? undefined : questions.filter(isWritten)[Number(position)];
}

function withFields(fields: TopicFields, others: TopicFields, names: readonly FieldName[]): TopicFields {
  return { ...fields, ...Object.fromEntries(names.map((name) => [name, others[name]])) };
}

function isSame(name: FieldName, one: TopicFields, other: TopicFields): boolean {
  return JSON.stringify(toSend(name, one)) === JSON.stringify(toSend(name, other));
}

function toSend(name: FieldName, fields: TopicFields): unknown {
  return name === 'questions' ? fields.questions.filter(isWritten).map(({ text }) => text) : fields[name];
}

function isWritten({ text }: Question): boolean {
  return text.trim() !== '';
}
