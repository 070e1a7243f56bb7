import { submittedAnswer } from './submitted-answer';

describe('submittedAnswer', () => {
  it.each([
    ['next', { skipped: false, isRequired: true, move: 'next' }],
    ['skip', { skipped: true, isRequired: false, move: 'next' }],
    ['back', { skipped: false, isRequired: false, move: 'back' }],
    ['later', { skipped: false, isRequired: false, move: 'stay' }],
    ['save', { skipped: false, isRequired: false, move: 'stay' }],
    ['decline', { skipped: false, isRequired: false, move: 'stay' }],
  ] as const)('of the action %s', (act, expected) => {
    const form = { act, position: 1, text: 'typed', revision: 2 };
    expect(submittedAnswer(form)).toEqual({ position: 1, text: 'typed', revision: 2, ...expected });
  });

  it('has blank text and revision 0 unless they were sent', () => {
    expect(submittedAnswer({ act: 'save', position: 0 })).toMatchObject({ text: '', revision: 0 });
  });

  it('is null without a position', () => {
    expect(submittedAnswer({ act: 'next', text: 'typed' })).toBeNull();
  });
});
