import { funnelOf } from './funnel';

describe('the funnel', () => {
  it('counts everybody at each step that they have taken', () => {
    const counts = {
      not_invited: 10,
      queued: 5,
      sent: 4,
      uncertain: 1,
      failed: 2,
      opened: 3,
      started: 2,
      completed: 6,
      declined: 1,
    };
    expect(Object.fromEntries(funnelOf(counts).map(({ step, count }) => [step, count]))).toEqual({
      people: 34,
      invited: 17,
      opened: 12,
      started: 8,
      completed: 6,
    });
  });
});
