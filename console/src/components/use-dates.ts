import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Writes times as people read them. */
interface Dates {
  day: (time: string) => string;
  time: (time: string) => string;
  /** With the day of the week, for what is to come. */
  ahead: (time: string) => string;
  /** The time of day alone. */
  clock: (time: string) => string;
}

/**
 * Formats times in the language of the console.
 * @param timeZone IANA name; that of the browser without one, or when the browser does not know it
 */
export function useDates(timeZone?: string): Dates {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const zone = timeZone !== undefined && isKnown(timeZone) ? timeZone : undefined;
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(i18n.language, { ...options, timeZone: zone });
    const day = format({ dateStyle: 'medium' });
    const time = format({ dateStyle: 'medium', timeStyle: 'short' });
    const ahead = format({
      weekday: 'long',
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
    });
    const clock = format({ timeStyle: 'short' });
    return {
      day: (text: string) => day.format(new Date(text)),
      time: (text: string) => time.format(new Date(text)),
      ahead: (text: string) => ahead.format(new Date(text)),
      clock: (text: string) => clock.format(new Date(text)),
    };
  }, [i18n.language, timeZone]);
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
