import fc from 'fast-check';
import { DateTime } from 'luxon';
import { type SendingWindow, WEEKDAYS } from '../users/project.entity';
import { isOpenAt, nextOpening } from './sending-hours';

const OFFICE: SendingWindow[] = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }];
const at = (text: string) => new Date(text);
const berlin = (windows: SendingWindow[]) => ({ windows, timeZone: 'Europe/Berlin' });
const every = (from: string, to: string): SendingWindow[] => [{ days: [...WEEKDAYS], from, to }];

describe('isOpenAt', () => {
  it.each([
    ['before it opens', '2026-11-26T07:59:59.999Z', false],
    ['when it opens', '2026-11-26T08:00:00.000Z', true],
    ['before it closes', '2026-11-26T15:59:59.999Z', true],
    ['when it closes', '2026-11-26T16:00:00.000Z', false],
    ['on Saturday', '2026-11-28T10:00:00.000Z', false],
    ['in summer, an hour earlier in UTC', '2026-07-01T07:00:00.000Z', true],
  ])('tells %s', (_, time, open) => {
    expect(isOpenAt(berlin(OFFICE), at(time))).toBe(open);
  });

  it('is always true without windows, and whole days without gaps leave none', () => {
    expect(isOpenAt(berlin([]), at('2026-11-28T23:59:59.999Z'))).toBe(true);
    expect(isOpenAt(berlin(every('00:00', '24:00')), at('2026-11-28T22:59:59.999Z'))).toBe(true);
  });

  it.each([
    // Clocks go from 02:00 to 03:00: what lies between does not exist.
    ['2026-03-29T00:59:59Z', '02:00', '03:00', false],
    ['2026-03-29T01:00:00Z', '02:00', '03:00', false],
    ['2026-03-29T01:00:00Z', '02:30', '03:30', true],
    ['2026-03-29T01:30:00Z', '02:30', '03:30', false],
    // Clocks go from 03:00 to 02:00: the hour comes twice.
    ['2026-10-25T00:30:00Z', '02:30', '02:45', true],
    ['2026-10-25T00:50:00Z', '02:30', '02:45', false],
    ['2026-10-25T01:30:00Z', '02:30', '02:45', true],
    ['2026-10-25T01:45:00Z', '02:30', '02:45', false],
  ])('goes by the wall clock at %s for %s to %s', (time, from, to, open) => {
    expect(isOpenAt(berlin(every(from, to)), at(time))).toBe(open);
  });
});

describe('nextOpening', () => {
  it.each([
    ['in the evening: the next morning', OFFICE, '2026-11-26T20:00:30.500Z', '2026-11-27T08:00:00.000Z'],
    ['on Friday evening: on Monday', OFFICE, '2026-11-27T16:00:00.000Z', '2026-11-30T08:00:00.000Z'],
    ['now, when it is open', OFFICE, '2026-11-27T12:34:56.789Z', '2026-11-27T12:34:56.789Z'],
    ['over the change in spring', OFFICE, '2026-03-28T12:00:00.000Z', '2026-03-30T07:00:00.000Z'],
    ['over the change in autumn', OFFICE, '2026-10-24T12:00:00.000Z', '2026-10-26T08:00:00.000Z'],
    [
      'at the end of the gap for a window that begins in it',
      every('02:30', '03:30'),
      '2026-03-29T00:00:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'the day after for a window that the gap swallows',
      every('02:10', '02:50'),
      '2026-03-29T00:00:00Z',
      '2026-03-30T00:10:00.000Z',
    ],
    [
      'the second time of an hour that comes twice',
      every('02:30', '02:45'),
      '2026-10-25T00:50:00Z',
      '2026-10-25T01:30:00.000Z',
    ],
    [
      'two weeks later for a weekly window that the gap swallows',
      [{ days: ['sun'], from: '02:07', to: '02:09' }] as SendingWindow[],
      '2026-03-22T12:00:00Z',
      '2026-04-05T00:07:00.000Z',
    ],
  ])('is %s', (_, windows, now, expected) => {
    expect(nextOpening(berlin(windows), at(now))).toEqual(at(expected));
  });

  it('is open, and nothing before it is, in any zone at any time', () => {
    const zones = [
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'UTC',
      'Pacific/Chatham',
    ];
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const window = fc
      .record({ days: fc.subarray([...WEEKDAYS], { minLength: 1 }), a: minute, b: minute })
      .map(({ days, a, b }) => ({ days, from: clock(Math.min(a, b)), to: clock(Math.max(a, b) + 1) }));
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...zones),
        // Around both changes of the clock as well as anywhere.
        fc.integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 10, 10) }),
        (windows, timeZone, now) => {
          const hours = { windows, timeZone };
          const opening = nextOpening(hours, new Date(now));
          expect(isOpenAt(hours, opening)).toBe(true);
          for (let time = now; time < opening.getTime(); time += 7 * 60_000) {
            expect(isOpenAt(hours, new Date(time))).toBe(false);
          }
          if (opening.getTime() > now) expect(isOpenAt(hours, new Date(opening.getTime() - 1))).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function clock(minutes: number): string {
  return DateTime.fromObject({ hour: Math.floor(minutes / 60) % 24, minute: minutes % 60 })
    .toFormat('HH:mm')
    .replace(/^00:00$/, minutes === 0 ? '00:00' : '24:00');
}
