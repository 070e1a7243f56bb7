import { InvalidArgumentError } from 'commander';
import isEmail from 'validator/lib/isEmail';

/** An option's text, which must not be blank. */
export function text(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('Must not be blank.');
  return value;
}

/** An option's mail address. */
export function email(value: string): string {
  if (!isEmail(value.trim())) throw new InvalidArgumentError('Must be an email address.');
  return value;
}
