const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };

// The mailbox is read on the machine that runs it, so the local time zone is the reader's.
const timeOnly = new Intl.DateTimeFormat('en-GB', TIME);
const dayAndTime = new Intl.DateTimeFormat('en-GB', { ...DAY, ...TIME });
const full = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  ...DAY,
  year: 'numeric',
  ...TIME,
  second: '2-digit',
  timeZoneName: 'short',
});

/** A date as short as a list wants it: the time alone on the day of `now`. */
export function shortDate(date: Date, now: Date): string {
  return (date.toDateString() === now.toDateString() ? timeOnly : dayAndTime).format(date);
}

/** A date with all that matters, its time zone too. */
export function fullDate(date: Date): string {
  return full.format(date);
}
