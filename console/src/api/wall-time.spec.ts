import { fromWallTime, tomorrowMorning, toWallTime } from './wall-time';

describe('times on the clocks of a time zone', () => {
  it.each([
    ['2026-11-26T17:30:00.000Z', 'UTC', '2026-11-26T17:30'],
    ['2026-11-26T17:30:00.000Z', 'Europe/Berlin', '2026-11-26T18:30'],
    ['2026-11-26T17:30:00.000Z', 'Pacific/Kiritimati', '2026-11-27T07:30'],
    ['2026-07-26T17:30:00.000Z', 'America/New_York', '2026-07-26T13:30'],
  ])('%s in %s is %s, and back', (time, zone, wall) => {
    expect(toWallTime(time, zone)).toBe(wall);
    expect(fromWallTime(wall, zone)).toBe(time);
  });

  it('go on after a change of the clocks', () => {
    expect(fromWallTime('2027-03-28T02:30', 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z');
    expect(fromWallTime('2026-10-25T03:00', 'Europe/Berlin')).toBe('2026-10-25T02:00:00.000Z');
  });

  it('are none where there is nothing to read, or no such zone', () => {
    expect(fromWallTime('', 'UTC')).toBeNull();
    expect(fromWallTime('2026-11-26T17:30', 'Mars/Olympus_Mons')).toBeNull();
    expect(toWallTime('2026-11-26T17:30:00Z', 'Mars/Olympus_Mons')).toBe('');
  });

  it('are the morning of the next day there, not here', () => {
    const now = Date.parse('2026-11-26T20:00:00Z');
    expect(tomorrowMorning(now, 'UTC')).toBe('2026-11-27T09:00:00.000Z');
    expect(tomorrowMorning(now, 'Pacific/Kiritimati')).toBe('2026-11-27T19:00:00.000Z');
  });
});
