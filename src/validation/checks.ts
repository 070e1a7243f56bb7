import { isIn, isNotEmpty, isString } from 'class-validator';

/** A broken rule: the code and sentence of the error response, and where inside the field it was broken. */
export interface Violation {
  code: string;
  detail: string;
  /** Position inside the field, such as `[2]` for the third entry of a list. */
  path?: (string | number)[];
}

/** Returns the first rule that a value breaks, or null. Must not throw for any value. */
export type Check<T = unknown> = (value: T) => Violation | null;

/** Rules for one text. */
export interface TextRules {
  /** The text may be empty after trimming. */
  blank?: boolean;
  /** Limit in characters (code points), as JSON Schema counts them. */
  maxLength?: number;
}

/** Rules for each entry of a list of texts. */
export interface EntryRules extends TextRules {
  /** Replaces the usual trimming of white space. */
  trim?: (text: string) => string;
  /** One more rule, asked only about text that is not blank and passes the others. */
  also?: Check<string>;
}

export const REQUIRED: Violation = { code: 'required', detail: 'This field is required.' };
export const NULL: Violation = { code: 'null', detail: 'This field may not be null.' };
export const NOT_A_STRING: Violation = { code: 'invalid_input', detail: 'Not a valid string.' };
export const BLANK: Violation = { code: 'blank', detail: 'This field may not be blank.' };
export const NUL_CHARACTER: Violation = {
  code: 'invalid_input',
  detail: 'Null characters are not allowed.',
};
export const ILL_FORMED: Violation = { code: 'invalid_input', detail: 'Not well-formed Unicode text.' };
export const UNWRITABLE_TIME: Violation = {
  code: 'invalid_input',
  detail: 'Must be a time from the year 1 to the year 9999 in UTC.',
};
export const NOT_AN_OBJECT: Violation = { code: 'invalid_input', detail: 'Expected an object.' };

export const tooManyCharacters = (max: number): Violation => ({
  code: 'max_length',
  detail: `Ensure this field has no more than ${max} characters.`,
});

export const notOneOf = (choices: readonly string[]): Violation => ({
  code: 'invalid_input',
  detail: `Must be one of: ${choices.join(', ')}.`,
});

/** Whether a text has no NUL character, which PostgreSQL cannot store. */
export const hasNoNul = (value: unknown): boolean => isString(value) && !value.includes('\0');

/** Whether a text has no half of a surrogate pair, which PostgreSQL would store as another character. */
export const isWellFormed = (value: unknown): boolean => isString(value) && value.isWellFormed();

/** Whether a time has a year of four digits in UTC. */
export function isWritableTime(value: unknown): boolean {
  const year = isString(value) ? new Date(value).getUTCFullYear() : NaN;
  return year >= 1 && year <= 9999;
}

/** Whether a text has at most `max` code points. */
export function hasAtMost(value: unknown, max: number): boolean {
  if (!isString(value)) return false;
  // A code point takes one or two UTF-16 units, so only lengths in between need counting.
  if (value.length <= max) return true;
  return value.length <= 2 * max && Array.from(value).length <= max;
}

/** The rules of a text field, for texts inside a list: there are too many for an error object each. */
export function textCheck({ blank, maxLength, also }: EntryRules): Check {
  const tooLong = maxLength === undefined ? null : tooManyCharacters(maxLength);
  return (value) => {
    if (value === undefined) return REQUIRED;
    if (value === null) return NULL;
    if (!isString(value)) return NOT_A_STRING;
    if (!blank && !isNotEmpty(value)) return BLANK;
    if (!hasNoNul(value)) return NUL_CHARACTER;
    if (!isWellFormed(value)) return ILL_FORMED;
    if (tooLong && maxLength !== undefined && !hasAtMost(value, maxLength)) return tooLong;
    return value === '' ? null : (also?.(value) ?? null);
  };
}

/** One of a few texts. */
export function choiceCheck(choices: readonly string[]): Check {
  const violation = notOneOf(choices);
  return (value) => (value === null ? NULL : isIn(value, [...choices]) ? null : violation);
}

/** A list in which every entry passes a check. A broken entry is reported with its position. */
export function eachEntry(check: Check): Check<unknown[]> {
  return (list) => {
    for (const [position, entry] of list.entries()) {
      const violation = check(entry);
      if (violation) return { ...violation, path: [position, ...(violation.path ?? [])] };
    }
    return null;
  };
}

/** A list of objects with text fields. A broken field is reported with the position of its object and its name. */
export function eachObject(fields: Record<string, TextRules>): Check<unknown[]> {
  const checks = Object.entries(fields).map(([name, rules]) => ({ name, check: textCheck(rules) }));
  return (list) => {
    const position = list.findIndex((entry) => !isObject(entry));
    if (position !== -1) return { ...NOT_AN_OBJECT, path: [position] };
    for (const [index, entry] of (list as Record<string, unknown>[]).entries()) {
      for (const { name, check } of checks) {
        const violation = check(entry[name]);
        if (violation) return { ...violation, path: [index, name] };
      }
    }
    return null;
  };
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
