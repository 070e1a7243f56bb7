import type { Language } from '../texts/languages';
import { inviteCopyViolation } from '../validation/invite-copy';
import { fillPlaceholders, hasNamePlaceholder, withoutName } from '../validation/placeholders';
import { isTimeZone } from '../validation/time-zone';
import { safeName } from './greeting';
import { shortened } from './safe-text';

/** The rules of a text, and the values of its placeholders apart from the name. */
interface CopyOptions {
  language: Language;
  lineBreaks: boolean;
  /** Characters (code points) at which the filled text is cut. */
  maxLength: number;
  topic: string;
  deadline: string;
}

/**
 * Prepares a subject or message for many people. The returned function fills it for a person. Its result is empty when
 * the text, also once filled, cannot stand in a mail: then the default text takes its place.
 */
export function personalCopy(text: string, options: CopyOptions): (userName: string) => string {
  const { language, lineBreaks, maxLength, topic, deadline } = options;
  // A name can make a link of the text around it, so filled texts are checked too.
  const checked = (copy: string): string => (inviteCopyViolation(copy, { lineBreaks }) ? '' : copy);
  const fill = (template: string, name: string): string =>
    checked(shortened(fillPlaceholders(template, { name, topic, deadline }).trim(), maxLength));

  if (checked(text) === '') return () => '';
  const impersonal = fill(withoutName(text, language), '');
  if (!hasNamePlaceholder(text)) return () => impersonal;
  return (userName) => {
    const name = safeName(userName);
    return name === '' ? impersonal : fill(text, name);
  };
}

/** The day of a deadline in words; in UTC when this process does not know the time zone. */
export function dayInWords(time: Date, language: Language, timeZone: string): string {
  const known = isTimeZone(timeZone) ? timeZone : 'UTC';
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: known }).format(time);
}
