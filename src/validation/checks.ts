import isISO8601 from 'validator/lib/isISO8601';
import isRFC3339 from 'validator/lib/isRFC3339';

/** A broken rule of one field: the contract's code and sentence, and where inside the field it is. */
export interface Violation {
  code: string;
  detail: string;
  /** Position inside the field, such as `[2]` for the third list item. */
  path?: (string | number)[];
}

/** Looks at a value after normalising; null means that it is fine. Never throws, whatever the value. */
export type FieldCheck = (value: unknown) => Violation | null;

export interface TextRules {
  /** May be empty after trimming. */
  blank?: boolean;
  /** May be null. */
  nullable?: boolean;
  /** In characters (code points), as JSON Schema counts them. */
  maxLength?: number;
  /** Further rule, asked only about text that passes the others. */
  also?: (text: string) => Violation | null;
}

const REQUIRED: Violation = { code: 'required', detail: 'This field is required.' };
const NULL: Violation = { code: 'null', detail: 'This field may not be null.' };

/** Text, already trimmed by {@link trimmed}. */
export function textCheck(rules: TextRules): FieldCheck {
  return (value) => {
    if (value === undefined) return REQUIRED;
    if (value === null) return rules.nullable ? null : NULL;
    if (typeof value !== 'string') return { code: 'invalid_input', detail: 'Not a valid string.' };
    if (value === '' && !rules.blank) return { code: 'blank', detail: 'This field may not be blank.' };
    if (value.includes('\0')) return { code: 'invalid_input', detail: 'Null characters are not allowed.' };
    // PostgreSQL stores UTF-8; half a surrogate pair would silently become another character.
    if (!value.isWellFormed()) return { code: 'invalid_input', detail: 'Not well-formed Unicode text.' };
    if (rules.maxLength !== undefined && isLongerThan(value, rules.maxLength)) {
      return {
        code: 'max_length',
        detail: `Ensure this field has no more than ${rules.maxLength} characters.`,
      };
    }
    return value === '' ? null : (rules.also?.(value) ?? null);
  };
}

/** A list of texts. A broken item is reported with its position. */
export function textListCheck(item: TextRules): FieldCheck {
  const checkItem = textCheck(item);
  return (value) => {
    if (value === undefined) return REQUIRED;
    if (value === null) return NULL;
    if (!Array.isArray(value)) return notAList(value);
    for (const [position, entry] of value.entries()) {
      const violation = checkItem(entry === undefined ? null : entry);
      if (violation) return { ...violation, path: [position] };
    }
    return null;
  };
}

/** The violation of something that should have been a list. */
export function notAList(value: unknown): Violation {
  const kind = value !== null && typeof value === 'object' ? 'object' : typeof value;
  return { code: 'not_a_list', detail: `Expected a list of items but got type "${kind}".` };
}

/** True or false. */
export const booleanCheck: FieldCheck = (value) => {
  if (value === undefined) return REQUIRED;
  if (value === null) return NULL;
  return typeof value === 'boolean' ? null : { code: 'invalid_input', detail: 'Must be a valid boolean.' };
};

/** One of a few texts. */
export function choiceCheck(choices: readonly string[]): FieldCheck {
  return (value) => {
    if (value === undefined) return REQUIRED;
    if (value === null) return NULL;
    return typeof value === 'string' && choices.includes(value)
      ? null
      : { code: 'invalid_input', detail: `Must be one of: ${choices.join(', ')}.` };
  };
}

/** A moment, ISO 8601 with its offset from UTC (RFC 3339), or null for none. */
export const timeCheck: FieldCheck = (value) => {
  if (value === undefined) return REQUIRED;
  if (value === null) return null;
  return typeof value === 'string' && isTime(value)
    ? null
    : { code: 'invalid_input', detail: 'Must be a time with its offset, such as 2030-01-31T18:00:00Z.' };
};

/** One check knows the form, the other the calendar. */
function isTime(text: string): boolean {
  return isRFC3339(text) && isISO8601(text, { strict: true });
}

/** A list of some of a few texts, at least `min` of them. */
export function choiceListCheck(choices: readonly string[], min: number): FieldCheck {
  const checkItem = choiceCheck(choices);
  return (value) => {
    if (value === undefined) return REQUIRED;
    if (value === null) return NULL;
    if (!Array.isArray(value)) return notAList(value);
    if (value.length < min) return { code: 'empty', detail: 'This list may not be empty.' };
    for (const [position, entry] of value.entries()) {
      const violation = checkItem(entry === undefined ? null : entry);
      if (violation) return { ...violation, path: [position] };
    }
    return null;
  };
}

/** A whole number from `min` to `max`, or null where that is a value too. */
export function wholeNumberCheck(min: number, max: number, nullable = false): FieldCheck {
  return (value) => {
    if (value === undefined) return REQUIRED;
    if (value === null) return nullable ? null : NULL;
    return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? null
      : { code: 'invalid_input', detail: `Must be a whole number from ${min} to ${max}.` };
  };
}

/** Strings lose white space at both ends, in lists too; anything else stays as it is. */
export function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  return Array.isArray(value)
    ? value.map((entry: unknown) => (typeof entry === 'string' ? entry.trim() : entry))
    : value;
}

/** Form fields carry `true` and `false` as text. */
export function asBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : value;
}

/** In a form an empty field says "none", and a number is written out. */
export function asNumber(value: unknown, fromForm: boolean): unknown {
  if (!fromForm || typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : value;
}

/** In a form an empty field says "none". */
export function asTime(value: unknown, fromForm: boolean): unknown {
  const text = trimmed(value);
  return fromForm && text === '' ? null : text;
}

function isLongerThan(text: string, max: number): boolean {
  // A code point takes one or two UTF-16 units, so only lengths in between need counting.
  if (text.length <= max) return false;
  return text.length > 2 * max || Array.from(text).length > max;
}
