import { applyDecorators } from '@nestjs/common';
import { IsISO8601, IsRFC3339, ValidateBy, type ValidationOptions } from 'class-validator';
import {
  type Check,
  hasAtMost,
  hasNoNul,
  ILL_FORMED,
  isWellFormed,
  isWritableTime,
  NUL_CHARACTER,
  NULL,
  REQUIRED,
  tooManyCharacters,
  UNWRITABLE_TIME,
  type Violation,
} from './checks';
import { inviteCopyViolation } from './invite-copy';
import { placeholderViolation } from './placeholders';

/** Options that make a rule of class-validator fail with a code and sentence of the API. */
export function failsWith({ code, detail }: Violation): ValidationOptions {
  return { message: detail, context: { code } };
}

function rule(name: string, isMet: (value: unknown) => boolean, violation: Violation): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: isMet } }, failsWith(violation));
}

/** The field was sent. IsDefined would not tell an absent value from null. */
export const IsSent = () => rule('isSent', (value) => value !== undefined, REQUIRED);

/** The field is not null. */
export const NotNull = () => rule('notNull', (value) => value !== null, NULL);

/** The text has no NUL character. */
export const NoNul = () => rule('noNul', hasNoNul, NUL_CHARACTER);

/** The text is well-formed Unicode. */
export const WellFormed = () => rule('wellFormed', isWellFormed, ILL_FORMED);

/** The text has at most `max` code points, as JSON Schema counts. MaxLength leaves some of them out. */
export const MaxCharacters = (max: number) =>
  rule('maxCharacters', (value) => hasAtMost(value, max), tooManyCharacters(max));

/** A time with its offset whose year is 1 to 9999 in UTC, whatever the offset: others cannot be written (RFC 3339). */
export function IsTime(): PropertyDecorator {
  const broken = failsWith({
    code: 'invalid_input',
    detail: 'Must be a time with its offset, such as 2030-01-31T18:00:00Z.',
  });
  return applyDecorators(
    // IsRFC3339 checks the notation, IsISO8601 that the day exists.
    IsRFC3339(broken),
    IsISO8601({ strict: true }, broken),
    rule('isWritableTime', isWritableTime, UNWRITABLE_TIME),
  );
}

/** The text may go out as invite copy, and its placeholders can be filled. */
export const IsInviteCopy = ({ lineBreaks }: { lineBreaks: boolean }) =>
  Satisfies(
    'isInviteCopy',
    (text: string) => inviteCopyViolation(text, { lineBreaks }) ?? placeholderViolation(text),
  );

/**
 * The value passes a check that chooses its own code, or tells a position inside the value. The error carries the
 * check, and the mapper asks it for the violation: one error per field, however long a list is.
 */
export function Satisfies<T>(name: string, check: Check<T>): PropertyDecorator {
  return ValidateBy(
    { name, validator: { validate: (value: T) => check(value) === null, defaultMessage: () => name } },
    { context: { check } },
  );
}
