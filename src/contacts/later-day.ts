const DAY_MS = 24 * 60 * 60 * 1000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Days ahead of today that "ask me later" may name (`docs/contract.md`, Opt-out). */
export const LATER_DAYS = { min: 1, max: 365 };

/** The start of the day so many days after today, in UTC. */
export function laterDay(daysAhead: number, now = new Date()): Date {
  return new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + daysAhead * DAY_MS);
}

/** A day as forms write it, `YYYY-MM-DD`. */
export function formatDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** The start of a day that a form names, in UTC; null for a text that is no day, or one that may not be chosen. */
export function readLaterDay(text: string, now = new Date()): Date | null {
  const day = new Date(DATE.test(text) ? `${text}T00:00:00Z` : NaN);
  // 30 February would be read as 1 or 2 March.
  if (Number.isNaN(day.getTime()) || formatDay(day) !== text) return null;
  const isAllowed = day >= laterDay(LATER_DAYS.min, now) && day <= laterDay(LATER_DAYS.max, now);
  return isAllowed ? day : null;
}
