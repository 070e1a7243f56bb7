import type { Topic } from '@parley/client';
import {
  afterSave,
  changesOf,
  hasChanges,
  newQuestion,
  questionAt,
  rebase,
  settle,
  startDraft,
  type TopicDraft,
  type TopicFields,
} from './topic-draft';

const TOPIC: Topic = {
  id: '01890000-0000-7000-8000-000000000000',
  created_by: {} as Topic['created_by'],
  created_at: '2026-11-26T12:00:00Z',
  interviewee_emails: [],
  interviewee_distinct_ids: [],
  topic: 'Planning',
  agent_context: '',
  questions: ['One?', 'Two?'],
  invite_subject: '',
  invite_message: '',
  closes_at: null,
  max_responses: null,
  expires_at: null,
  reminder_count: 0,
  reminder_gap_days: 3,
  reminder_subject: '',
  reminder_message: '',
  thank_you: false,
  mail_language: null,
};

const edited = (values: Partial<TopicFields>, draft: TopicDraft = startDraft(TOPIC)): TopicDraft => ({
  ...draft,
  values: { ...draft.values, ...values },
});
const textsOf = ({ values }: TopicDraft) => values.questions.map(({ text }) => text);

describe('the changes of a draft', () => {
  it('are none at first, and none once an edit is taken back', () => {
    expect(hasChanges(startDraft(TOPIC))).toBe(false);
    expect(changesOf(edited({ topic: 'Planning' }))).toEqual({});
  });

  it('are the edited fields alone', () => {
    expect(changesOf(edited({ topic: 'Weeks', closes_at: null, thank_you: true }))).toEqual({
      topic: 'Weeks',
      thank_you: true,
    });
  });

  it('leave out questions that nobody has written yet', () => {
    const { questions } = startDraft(TOPIC).values;
    expect(hasChanges(edited({ questions: [...questions, newQuestion(' ')] }))).toBe(false);
    expect(changesOf(edited({ questions: [newQuestion(''), ...questions.slice(1)] }))).toEqual({
      questions: ['Two?'],
    });
  });
});

describe('a draft on top of a newer version', () => {
  it('takes what was changed there, and keeps its own edits', () => {
    const draft = rebase(edited({ topic: 'Mine' }), {
      ...TOPIC,
      agent_context: 'theirs',
      questions: ['New?'],
    });
    expect(draft.values).toMatchObject({ topic: 'Mine', agent_context: 'theirs' });
    expect(textsOf(draft)).toEqual(['New?']);
    expect(draft.conflicts).toEqual([]);
    expect(changesOf(draft)).toEqual({ topic: 'Mine' });
  });

  it('is in conflict where both changed a field to something else', () => {
    const draft = rebase(edited({ topic: 'Mine', thank_you: true }), { ...TOPIC, topic: 'Theirs' });
    expect(draft.conflicts).toEqual(['topic']);
    expect(changesOf(settle(draft, 'mine'))).toEqual({ topic: 'Mine', thank_you: true });
    expect(changesOf(settle(draft, 'theirs'))).toEqual({ thank_you: true });
    expect(settle(draft, 'theirs')).toMatchObject({ values: { topic: 'Theirs' }, conflicts: [] });
  });

  it('stays in conflict when the same version comes again', () => {
    const theirs = { ...TOPIC, topic: 'Theirs' };
    expect(rebase(rebase(edited({ topic: 'Mine' }), theirs), theirs).conflicts).toEqual(['topic']);
  });

  it('knows its questions again, so that the one that is being edited stays the same', () => {
    const before = startDraft(TOPIC);
    const ids = before.values.questions.map(({ id }) => id);
    const after = rebase(before, { ...TOPIC, questions: ['Two?', 'Between?', 'One?'] });
    expect(after.values.questions.map(({ id }) => ids.indexOf(id))).toEqual([1, -1, 0]);
  });

  it('is not in conflict where both made the same change', () => {
    const draft = rebase(edited({ topic: 'Same' }), { ...TOPIC, topic: 'Same' });
    expect([draft.conflicts, hasChanges(draft)]).toEqual([[], false]);
  });
});

describe('a draft that was saved', () => {
  it('keeps what was typed while the server worked', () => {
    const sent = edited({ topic: 'Weeks ', agent_context: 'a' });
    const typed = edited({ agent_context: 'ab' }, sent);
    const draft = afterSave(typed, sent.values, { ...TOPIC, topic: 'Weeks', agent_context: 'a' });
    expect(draft.values).toMatchObject({ topic: 'Weeks', agent_context: 'ab' });
    expect(changesOf(draft)).toEqual({ agent_context: 'ab' });
  });
});

describe('the question of an error', () => {
  const questions = ['', 'One?', ' ', 'Two?'].map(newQuestion);

  it.each([
    ['questions__0', 'One?'],
    ['questions__1', 'Two?'],
    ['questions__2', undefined],
    ['topic', undefined],
    [null, undefined],
  ])('%j is %j', (attr, text) => {
    expect(questionAt(questions, attr)?.text).toBe(text);
  });
});
