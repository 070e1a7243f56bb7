import { DateTime } from 'luxon';

/** A day and a time of day as a browser's field takes it, such as `2026-11-26T17:30`. */
const FORMAT = "yyyy-MM-dd'T'HH:mm";

/**
 * The day and time that clocks in a time zone show.
 * @param timeZone IANA name; empty text when the browser does not know it
 */
export function toWallTime(time: string, timeZone: string): string {
  const there = DateTime.fromISO(time, { zone: timeZone });
  return there.isValid ? there.toFormat(FORMAT) : '';
}

/**
 * The time at which clocks in a time zone show this. A time that a change of the clocks skips is moved by as much; of
 * two, it is one of them. Null for what is no time.
 */
export function fromWallTime(text: string, timeZone: string): string | null {
  const there = DateTime.fromISO(text, { zone: timeZone });
  return there.isValid ? there.toUTC().toISO() : null;
}

/** Nine in the morning of the next day, on the clocks of a time zone. */
export function tomorrowMorning(now: number, timeZone: string): string | null {
  const there = DateTime.fromMillis(now, { zone: timeZone });
  return there.isValid ? there.plus({ days: 1 }).set({ hour: 9 }).startOf('hour').toUTC().toISO() : null;
}
