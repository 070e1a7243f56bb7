import { DateTime } from 'luxon';
import { type SendingWindow, WEEKDAYS } from '../users/project.entity';

/** When mails of a project may leave. */
export interface SendingHours {
  /** Empty for always. */
  windows: readonly SendingWindow[];
  /** IANA name of the time zone in which the windows are meant. */
  timeZone: string;
}

const MINUTE_MS = 60_000;

/** Clocks change at a quarter of an hour in every time zone, so wall time runs evenly up to the next quarter. */
const STEP_MINUTES = 15;

/** A window that is open at all is open within a week, unless the clock skips it once: then within two. */
const MAX_STEPS = (15 * 24 * 60) / STEP_MINUTES;

/** Whether mails may leave at a time, by the wall clock of the project. */
export function isOpenAt({ windows, timeZone }: SendingHours, at: Date): boolean {
  if (windows.length === 0) return true;
  const { day, minute } = wallTime(at.getTime(), timeZone);
  return windows.some(
    ({ days, from, to }) => days.includes(day) && minutesOf(from) <= minute && minute < minutesOf(to),
  );
}

/**
 * The first time from `at` on when mails may leave; `at` itself when they may now. Wall clocks decide, so an hour that
 * the change to summer time skips opens nothing, and one that comes twice in autumn is open twice.
 */
export function nextOpening({ windows, timeZone }: SendingHours, at: Date): Date {
  const hours = { windows, timeZone };
  if (isOpenAt(hours, at)) return at;
  let time = at.getTime();
  for (let step = 0; step < MAX_STEPS; step++) {
    const { day, minute, ms } = wallTime(time, timeZone);
    const toQuarter = STEP_MINUTES - (minute % STEP_MINUTES);
    const toOpening = windows
      .filter(({ days }) => days.includes(day))
      .map(({ from }) => minutesOf(from) - minute)
      .filter((minutes) => minutes > 0 && minutes < toQuarter);
    time += Math.min(toQuarter, ...toOpening) * MINUTE_MS - ms;
    if (isOpenAt(hours, new Date(time))) return new Date(time);
  }
  return new Date(time);
}

/** Seconds for which mails have been allowed to leave, rounded up to a quarter of an hour; Infinity after a day. */
export function openFor(hours: SendingHours, at: Date): number {
  for (let minutes = 0; minutes <= 24 * 60; minutes += STEP_MINUTES) {
    if (!isOpenAt(hours, new Date(at.getTime() - minutes * MINUTE_MS))) return minutes * 60;
  }
  return Infinity;
}

/** Day and minute of the day on the wall clock, and the milliseconds since that minute began. */
function wallTime(time: number, timeZone: string) {
  const { weekday, hour, minute, second, millisecond } = DateTime.fromMillis(time, { zone: timeZone });
  const day = WEEKDAYS[weekday - 1];
  // Luxon knows no time in a zone that it does not know; the settings take only names that it knows.
  if (day === undefined) throw new Error('The time zone of the project is not known to this process.');
  return { day, minute: hour * 60 + minute, ms: second * 1000 + millisecond };
}

/** `HH:MM` as minutes of the day. */
function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
