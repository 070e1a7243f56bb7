import { ValidateBy, type ValidationOptions } from 'class-validator';
import {
  type Check,
  hasAtMost,
  hasNoNul,
  ILL_FORMED,
  isWellFormed,
  NUL_CHARACTER,
  NULL,
  REQUIRED,
  tooManyCharacters,
  type Violation,
} from './checks';
import { inviteCopyViolation } from './invite-copy';

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

/** The text may go out as invite copy. */
export const IsInviteCopy = ({ lineBreaks }: { lineBreaks: boolean }) =>
  Satisfies('isInviteCopy', (text: string) => inviteCopyViolation(text, { lineBreaks }));

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
