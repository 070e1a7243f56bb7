import { ApiProperty } from '@nestjs/swagger';
import { MAX_IDENTIFIER_LENGTH, parseMailbox, trimIdentifier } from '../identifiers/identifier';
import type { Check } from '../validation/checks';
import { TextField } from '../validation/fields';
import { Satisfies } from '../validation/rules';

/** The address that a text names; null if it names none. */
export function addressIn(text: string): string | null {
  return parseMailbox(trimIdentifier(text))?.address ?? null;
}

const addressViolation: Check = (value) =>
  typeof value !== 'string' || addressIn(value) !== null
    ? null
    : { code: 'invalid_input', detail: 'Enter an email address.' };

/** Body that asks for a link. */
export class RequestSignInLinkDto {
  @TextField({
    description: 'Address of the user.',
    example: 'ada@example.com',
    trim: trimIdentifier,
    maxLength: MAX_IDENTIFIER_LENGTH,
    rules: [Satisfies('email', addressViolation)],
  })
  email: string;

  @TextField({
    description:
      'Page of the console to go to afterwards, a path that starts with `/console`. Anything else leads to its start.',
    example: '/console',
    optional: true,
    blank: true,
    maxLength: 2000,
  })
  next?: string;
}

/** The same for every address, so that it tells nobody who is a user. */
export class SignInLinkRequestedDto {
  @ApiProperty({
    example: 'If the address belongs to a user, a mail with a link to sign in is on its way.',
  })
  detail: string;
}
