import type { Check } from './checks';

/** Also keeps out offsets such as `+02:00`, which are no names, and long texts. */
const NAME = /^[A-Za-z][A-Za-z0-9+/_-]{0,63}$/;

/** Whether a text is the IANA name of a time zone that this process knows. */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The text is the IANA name of a time zone. */
export const timeZoneCheck: Check<string> = (name) =>
  isTimeZone(name)
    ? null
    : { code: 'invalid_input', detail: 'Must be the IANA name of a time zone, such as Europe/Berlin.' };
