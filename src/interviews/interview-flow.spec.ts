import type { ActiveLink } from '../sharing/active-link';
import {
  greetingNameOf,
  respondentOf,
  stateOf,
  stepAfter,
  takesAnswerAt,
  UNDO_SECONDS,
  undoSecondsOf,
} from './interview-flow';
import type { AnswerRow, InterviewRow } from './interviews.repository';

type Link = Pick<ActiveLink, 'kind' | 'questions' | 'ended' | 'maxResponses'>;

const link = (values: Partial<Link> = {}): Link => ({
  kind: 'personal',
  questions: ['First?', 'Second?'],
  ended: null,
  maxResponses: null,
  ...values,
});
const interview = (values: Partial<InterviewRow> = {}): InterviewRow => ({
  id: 'id',
  status: 'started',
  isStarted: true,
  respondentName: '',
  questions: ['First?', 'Second?', 'Anything else?'],
  position: 0,
  reached: 0,
  completedSeconds: null,
  ...values,
});
const opened = interview({ status: 'opened', isStarted: false, questions: [] });
const answer = (position: number, text: string, values: Partial<AnswerRow> = {}): AnswerRow => ({
  position,
  text,
  skipped: false,
  revision: 1,
  ...values,
});

describe('stateOf', () => {
  it('is the welcome page before the interview exists', () => {
    expect(stateOf(link(), null, [])).toEqual({ step: 'welcome', questionCount: 2, asksName: false });
  });

  it('asks for the name on shared links only', () => {
    expect(stateOf(link({ kind: 'shared' }), null, [])).toMatchObject({ asksName: true });
    expect(stateOf(link({ kind: 'test' }), null, [])).toMatchObject({ asksName: false });
  });

  it('counts one question on a topic without questions', () => {
    expect(stateOf(link({ questions: [] }), null, [])).toMatchObject({ questionCount: 1 });
  });

  it('follows the status of the interview', () => {
    expect(stateOf(link(), opened, [])).toEqual({ step: 'consent' });
    expect(stateOf(link(), interview({ status: 'declined' }), [])).toEqual({ step: 'declined' });
  });

  describe('of a started interview', () => {
    it('is the question at the current position, with its stored answer', () => {
      const row = interview({ position: 1, reached: 1 });
      expect(stateOf(link(), row, [answer(0, 'a'), answer(1, 'b', { skipped: true, revision: 3 })])).toEqual({
        step: 'question',
        position: 1,
        count: 3,
        isLastWord: false,
        isReviewed: false,
        question: 'Second?',
        text: 'b',
        skipped: true,
        revision: 3,
      });
    });

    it('has blank text and revision 0 without a stored answer', () => {
      expect(stateOf(link(), interview(), [])).toMatchObject({ text: '', skipped: false, revision: 0 });
    });

    it('marks the last word, and questions that are changed from the review', () => {
      expect(stateOf(link(), interview({ position: 2, reached: 2 }), [])).toMatchObject({ isLastWord: true });
      expect(stateOf(link(), interview({ reached: 3 }), [])).toMatchObject({ isReviewed: true });
    });

    it('is the review after the last word, where skipped answers are blank', () => {
      const row = interview({ position: 3, reached: 3 });
      expect(stateOf(link(), row, [answer(0, 'a'), answer(1, 'b', { skipped: true })])).toEqual({
        step: 'review',
        answers: [
          { position: 0, question: 'First?', text: 'a' },
          { position: 1, question: 'Second?', text: '' },
          { position: 2, question: 'Anything else?', text: '' },
        ],
      });
    });

    it.each([
      [0, 0],
      [1, 1],
      [2, 1],
      [-1, 1],
      [undefined, 1],
    ])('asked for position %s shows position %s when 1 was reached', (at, position) => {
      const row = interview({ position: 1, reached: 1 });
      expect(stateOf(link(), row, [], { at })).toMatchObject({ step: 'question', position });
    });
  });

  describe('of a topic that has ended', () => {
    it.each(['closed', 'expired'] as const)('is the end: %s', (ended) => {
      for (const row of [null, opened, interview(), interview({ status: 'declined' })]) {
        expect(stateOf(link({ ended }), row, [])).toEqual({ step: 'ended', reason: ended });
      }
    });

    it('is full for people who have not consented', () => {
      const full = link({ maxResponses: 2 });
      expect(stateOf(full, null, [], { completed: 2 })).toEqual({ step: 'ended', reason: 'full' });
      expect(stateOf(full, opened, [], { completed: 3 })).toEqual({ step: 'ended', reason: 'full' });
      expect(stateOf(full, null, [], { completed: 1 })).toMatchObject({ step: 'welcome' });
      expect(stateOf(full, interview(), [], { completed: 2 })).toMatchObject({ step: 'question' });
    });

    it('lets tests go on', () => {
      const test = link({ kind: 'test', ended: 'expired', maxResponses: 0 });
      expect(stateOf(test, null, [], { completed: 0 })).toMatchObject({ step: 'welcome' });
    });
  });

  describe('of a completed interview', () => {
    const completed = (completedSeconds: number | null) =>
      interview({ status: 'completed', completedSeconds });

    it.each([
      ['a moment ago', {}, 0, UNDO_SECONDS],
      ['too long ago', {}, UNDO_SECONDS, 0],
      ['by voice call', {}, null, 0],
      ['on a topic that has closed since', { ended: 'closed' as const }, 0, 0],
      ['as a test of a closed topic', { ended: 'closed' as const, kind: 'test' as const }, 0, UNDO_SECONDS],
    ])('%s', (_when, values, seconds, undoSeconds) => {
      expect(stateOf(link(values), completed(seconds), [])).toEqual({ step: 'completed', undoSeconds });
    });
  });
});

describe('undoSecondsOf', () => {
  it.each([
    [null, 0],
    [0, UNDO_SECONDS],
    [UNDO_SECONDS - 1, 1],
    [UNDO_SECONDS, 0],
    [UNDO_SECONDS + 1, 0],
  ])('of a completion %s seconds ago is %s', (completedSeconds, expected) => {
    expect(undoSecondsOf({ completedSeconds })).toBe(expected);
  });
});

describe('takesAnswerAt', () => {
  it('accepts questions that were reached, of a started interview', () => {
    const row = interview({ reached: 1 });
    expect([0, 1, 2].map((position) => takesAnswerAt(row, position))).toEqual([true, true, false]);
    expect(takesAnswerAt(interview({ reached: 3 }), 3)).toBe(false);
  });

  it.each(['opened', 'completed', 'declined'] as const)('accepts none when %s', (status) => {
    expect(takesAnswerAt(interview({ status }), 0)).toBe(false);
  });
});

describe('stepAfter', () => {
  const after = (position: number, move: 'stay' | 'next' | 'back', row: Partial<InterviewRow> = {}) =>
    stepAfter(interview(row), { position, move });

  it('goes to the next question, and from the last word to the review', () => {
    expect([0, 1, 2].map((position) => after(position, 'next', { reached: position }))).toEqual([1, 2, 3]);
  });

  it('returns to the review from a changed answer', () => {
    expect(after(0, 'next', { reached: 3 })).toBe(3);
  });

  it('goes back, but not beyond the first question', () => {
    expect([after(2, 'back'), after(0, 'back')]).toEqual([1, 0]);
  });

  it('stays at the current step, even if the answer is to another question', () => {
    expect(after(0, 'stay', { position: 2 })).toBe(2);
  });
});

describe('greetingNameOf', () => {
  it.each([
    ['personal', 'Grace Hopper <grace@example.com>', 'Grace Hopper'],
    ['personal', 'grace.hopper@example.com', 'Grace Hopper'],
    ['personal', 'user-4711', ''],
    ['test', 'Grace <grace@example.com>', ''],
  ] as const)('of a %s link of %s is "%s"', (kind, identifier, name) => {
    expect(greetingNameOf({ kind, identifier }, interview({ respondentName: 'Mary' }))).toBe(name);
  });

  it('is the name that a respondent of a shared link has given', () => {
    expect(greetingNameOf({ kind: 'shared', identifier: '' }, interview({ respondentName: 'Mary' }))).toBe(
      'Mary',
    );
    expect(greetingNameOf({ kind: 'shared', identifier: '' }, null)).toBe('');
  });
});

describe('respondentOf', () => {
  const KEY = 'A'.repeat(30);
  const shared = { topicId: 't', kind: 'shared', identifier: '' } as const;

  it("is the link's own person, whatever the key", () => {
    const personal = { topicId: 't', kind: 'personal', identifier: 'a@example.com' } as const;
    expect(respondentOf(personal, { respondentKey: KEY })).toEqual(personal);
  });

  it('is a hash of the key on a shared link', () => {
    const { identifier } = respondentOf(shared, { respondentKey: KEY });
    expect(identifier).toMatch(/^shared:[\w-]{22}$/);
    expect(identifier).not.toContain(KEY.slice(0, 8));
    expect(respondentOf(shared, { respondentKey: KEY }).identifier).toBe(identifier);
    expect(respondentOf(shared, { respondentKey: null }).identifier).not.toBe(identifier);
  });
});
