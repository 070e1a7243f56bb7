import { ApiProperty } from '@nestjs/swagger';
import { type SendingWindow, type Weekday, WEEKDAYS } from '../users/project.entity';
import {
  type Check,
  eachEntry,
  choiceCheck,
  NOT_AN_OBJECT,
  NULL,
  REQUIRED,
  type Violation,
} from '../validation/checks';

/** More than one for each quarter of an hour of the week makes no sense, but the check must end somewhere. */
export const MAX_WINDOWS = 50;

const FROM = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
const TO = '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$';

/** Hours in which mails may leave. */
export class SendingWindowDto implements SendingWindow {
  @ApiProperty({
    isArray: true,
    enum: WEEKDAYS,
    minItems: 1,
    uniqueItems: true,
    example: ['mon', 'tue', 'wed', 'thu', 'fri'],
  })
  days: Weekday[];

  @ApiProperty({
    pattern: FROM,
    description: 'Time of the day from which mails leave, as HH:MM.',
    example: '09:00',
  })
  from: string;

  @ApiProperty({
    pattern: TO,
    description:
      'Time of the day from which they no longer leave, after `from`; 24:00 for the end of the day.',
    example: '17:00',
  })
  to: string;
}

/** Each entry is a window. */
export const sendingWindowsCheck: Check<unknown[]> = eachEntry((entry) => {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return NOT_AN_OBJECT;
  const { days, from, to } = entry as Partial<Record<keyof SendingWindow, unknown>>;
  const broken =
    within('days', daysViolation(days)) ??
    within('from', timeViolation(from, FROM, 'Must be a time of the day as HH:MM, such as 09:00.')) ??
    within('to', timeViolation(to, TO, 'Must be a time of the day as HH:MM, at most 24:00.'));
  if (broken) return broken;
  if (String(from) < String(to)) return null;
  const detail = 'Must be later than from. Split a window that goes over midnight into two.';
  return { code: 'invalid_input', detail, path: ['to'] };
});

const eachDay = eachEntry(choiceCheck(WEEKDAYS));

function daysViolation(days: unknown): Violation | null {
  if (days === undefined) return REQUIRED;
  if (days === null) return NULL;
  if (!Array.isArray(days)) return { code: 'not_a_list', detail: 'Expected a list of days.' };
  if (days.length === 0) return { code: 'empty', detail: 'This list may not be empty.' };
  if (new Set(days).size < days.length) return { code: 'invalid_input', detail: 'Names a day twice.' };
  return eachDay(days);
}

function timeViolation(time: unknown, pattern: string, detail: string): Violation | null {
  if (time === undefined) return REQUIRED;
  if (time === null) return NULL;
  return typeof time === 'string' && new RegExp(pattern, 'u').test(time)
    ? null
    : { code: 'invalid_input', detail };
}

function within(name: string, violation: Violation | null): Violation | null {
  return violation && { ...violation, path: [name, ...(violation.path ?? [])] };
}
