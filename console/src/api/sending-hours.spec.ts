import { nextOpening, type SendingWindow } from './sending-hours';

const WORKDAYS: SendingWindow = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' };

const opening = (at: string, zone: string, ...windows: SendingWindow[]) => {
  const time = nextOpening({ sending_windows: windows, time_zone: zone }, Date.parse(at));
  return time === null ? null : new Date(time).toISOString();
};

describe('when mails leave next', () => {
  it.each([
    ['at once without windows', '2026-11-26T03:14:15.926Z', 'UTC', [], '2026-11-26T03:14:15.926Z'],
    ['at once in a window', '2026-11-26T09:00:00.000Z', 'UTC', [WORKDAYS], '2026-11-26T09:00:00.000Z'],
    ['later that day', '2026-11-26T03:14:15.926Z', 'UTC', [WORKDAYS], '2026-11-26T09:00:00.000Z'],
    ['after the weekend', '2026-11-27T17:00:00.000Z', 'UTC', [WORKDAYS], '2026-11-30T09:00:00.000Z'],
    [
      'by the clock of the zone',
      '2026-11-26T03:00:00Z',
      'Asia/Kolkata',
      [WORKDAYS],
      '2026-11-26T03:30:00.000Z',
    ],
    [
      'to the minute, up to midnight',
      '2026-11-28T00:00:30Z',
      'UTC',
      [{ days: ['sun'], from: '23:59', to: '24:00' }],
      '2026-11-29T23:59:00.000Z',
    ],
    // On March 28 the clock goes from 2:00 to 3:00.
    [
      'when the rest of a window begins',
      '2027-03-28T00:30:00Z',
      'Europe/Berlin',
      [{ days: ['sun'], from: '02:15', to: '04:00' }],
      '2027-03-28T01:00:00.000Z',
    ],
    [
      'a week later where the clock skips a window',
      '2027-03-28T00:30:00Z',
      'Europe/Berlin',
      [{ days: ['sun'], from: '02:15', to: '02:45' }],
      '2027-04-04T00:15:00.000Z',
    ],
  ] as [string, string, string, SendingWindow[], string][])('%s', (_, at, zone, windows, expected) => {
    expect(opening(at, zone, ...windows)).toBe(expected);
  });

  it('is not known for windows that are not filled in, or in an unknown zone', () => {
    expect(opening('2026-11-26T03:00:00Z', 'UTC', { days: [], from: '09:00', to: '17:00' })).toBeNull();
    expect(opening('2026-11-26T03:00:00Z', 'UTC', { days: ['mon'], from: '', to: '' })).toBeNull();
    expect(opening('2026-11-26T03:00:00Z', 'Mars/Olympus_Mons', WORKDAYS)).toBeNull();
  });
});
