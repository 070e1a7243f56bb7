import { DateTime } from 'luxon';
import type { Settings } from './settings';

/** When mails of a project may leave; empty windows for always. */
export type SendingHours = Pick<Settings, 'sending_windows' | 'time_zone'>;
export type SendingWindow = SendingHours['sending_windows'][number];
export type Weekday = SendingWindow['days'][number];

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const MINUTE_MS = 60_000;
/** Clocks change at a quarter of an hour in every time zone, so wall time runs evenly up to the next quarter. */
const STEP_MINUTES = 15;
/** A window that is open at all is open within a week, unless the clock skips it once: then within two. */
const MAX_STEPS = (15 * 24 * 60) / STEP_MINUTES;

/**
 * The first time from `at` on when mails may leave: `at` itself when they may then, null for a zone that the browser does
 * not know, or windows that are not filled in yet. By the rule of the server (`docs/contract.md`, Sending): wall clocks
 * decide, also where they change.
 */
export function nextOpening({ sending_windows: windows, time_zone: zone }: SendingHours, at: number) {
  if (windows.length === 0) return at;
  let time = at;
  for (let step = 0; step < MAX_STEPS; step++) {
    const wall = DateTime.fromMillis(time, { zone });
    if (!wall.isValid) return null;
    const minute = wall.hour * 60 + wall.minute;
    const today = windows.filter(({ days }) => days.includes(WEEKDAYS[wall.weekday - 1] ?? 'mon'));
    if (today.some(({ from, to }) => minutesOf(from) <= minute && minute < minutesOf(to))) return time;
    const toQuarter = STEP_MINUTES - (minute % STEP_MINUTES);
    const toOpening = today
      .map(({ from }) => minutesOf(from) - minute)
      .filter((minutes) => minutes > 0 && minutes < toQuarter);
    time += Math.min(toQuarter, ...toOpening) * MINUTE_MS - wall.second * 1000 - wall.millisecond;
  }
  return null;
}

/** `HH:MM` as minutes of the day. */
function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
