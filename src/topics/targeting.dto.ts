import type { Violation } from '../validation/checks';
import { TextField } from '../validation/fields';
import { Satisfies } from '../validation/rules';
import {
  hasHiddenCharacter,
  isOverlongMailbox,
  looksLikeAddress,
  MAX_EMAIL_LENGTH,
  MAX_IDENTIFIER_LENGTH,
  parseMailbox,
  trimIdentifier,
} from '../identifiers/identifier';

/** Body that names one listed person. */
export class ListedIdentifierDto {
  @TextField({
    description: 'The identifier exactly as listed in the topic.',
    example: 'Ada Lovelace <ada@example.com>',
    maxLength: MAX_IDENTIFIER_LENGTH,
  })
  identifier: string;
}

/** Body that adds one person to the list. */
export class IdentifierDto {
  @TextField({
    description: 'An email address, `Display Name <address>`, or any other identifier.',
    example: 'Ada Lovelace <ada@example.com>',
    trim: trimIdentifier,
    maxLength: MAX_IDENTIFIER_LENGTH,
    rules: [Satisfies('identifier', identifierViolation)],
  })
  identifier: string;
}

/** An identifier that was meant as an address must be one; it is never stored as another kind of id instead. */
function identifierViolation(identifier: string): Violation | null {
  if (isOverlongMailbox(identifier)) {
    return {
      code: 'max_length',
      detail: `Email identifiers must be ${MAX_EMAIL_LENGTH} characters or fewer, 64 of them before the @.`,
    };
  }
  return looksLikeAddress(identifier) ? emailViolation(identifier) : null;
}

/** Why a text is no address that mail can be sent to, or null. */
export function emailViolation(text: string): Violation | null {
  if (parseMailbox(text)) return null;
  if (looksLikeAddress(text) && hasHiddenCharacter(text)) {
    return {
      code: 'invalid_input',
      detail: 'The address contains an invisible character. Remove it, or type the address again.',
    };
  }
  return {
    code: 'invalid_input',
    detail: 'Enter an email address, or a name with one: Ada <ada@example.com>.',
  };
}
