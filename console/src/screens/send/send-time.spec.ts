import { timeProblem } from './send-time';

const NOW = Date.parse('2026-11-26T12:00:00Z');

describe('a time to send at', () => {
  it.each([
    [null, 'missing'],
    ['2026-11-26T12:00:00.000Z', 'past'],
    ['2026-11-26T12:00:01.000Z', null],
    ['2027-02-24T12:00:00.000Z', null],
    ['2027-02-24T12:00:01.000Z', 'far'],
  ])('%s: %s', (time, problem) => {
    expect(timeProblem(time, NOW)).toBe(problem);
  });
});
