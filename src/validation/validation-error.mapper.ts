import type { ValidationError } from '@nestjs/common';
import { InvalidRequestContent } from '../errors/domain-errors';
import type { Check } from './checks';

/** The part of class-validator's `context` that rules of this folder set. */
interface RuleContext {
  code?: string;
  check?: Check;
}

/** Maps the first of class-validator's errors to the API's error: code, sentence, and path joined by `__`. */
export function toInvalidRequest(errors: ValidationError[]): InvalidRequestContent {
  const path: (string | number)[] = [];
  let error: ValidationError | undefined = errors[0];
  // A list or object whose own rules hold has the errors of its parts as children.
  while (error && !error.constraints) {
    path.push(error.property);
    error = error.children?.[0];
  }
  const [name = '', detail = 'Invalid data.'] = Object.entries(error?.constraints ?? {})[0] ?? [];
  const { code = 'invalid_input', check } = (error?.contexts?.[name] ?? {}) as RuleContext;
  const violation = check?.(error?.value) ?? { code, detail };
  path.push(...(error ? [error.property] : []), ...(violation.path ?? []));
  return new InvalidRequestContent(violation.code, violation.detail, path.join('__'));
}
