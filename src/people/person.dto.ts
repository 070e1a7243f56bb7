import { ApiProperty } from '@nestjs/swagger';
import { MAX_IDENTIFIER_LENGTH, trimIdentifier } from '../identifiers/identifier';
import { BooleanField, TextField } from '../validation/fields';

const IDENTIFIER =
  'An email address, with or without a display name, or another identifier. An address stands for its mailbox: every spelling of it is found, with other names and in other cases.';

/** Body that names a person. */
export class PersonDto {
  @TextField({
    description: IDENTIFIER,
    example: 'ada@example.com',
    trim: trimIdentifier,
    maxLength: MAX_IDENTIFIER_LENGTH,
  })
  identifier: string;
}

/** Body that erases a person. */
export class ErasePersonDto extends PersonDto {
  @BooleanField({
    description: 'Must be true, unless `dry_run` is: what is erased cannot be brought back.',
    example: true,
    optional: true,
  })
  confirm?: boolean;

  @BooleanField({
    description: 'Tells what would be erased, and erases nothing.',
    example: true,
    optional: true,
    default: false,
  })
  dry_run?: boolean;
}

/** Body that anonymises a person. */
export class AnonymisePersonDto extends PersonDto {
  @BooleanField({
    description: 'Tells what would change, and changes nothing.',
    example: true,
    optional: true,
    default: false,
  })
  dry_run?: boolean;
}

/** How many rows of each kind were about a person. */
class PersonCountsDto {
  @ApiProperty({ type: 'integer', description: 'Topics that targeted the person.', example: 2 })
  topics: number;

  @ApiProperty({ type: 'integer', description: 'Context rows.', example: 2 })
  contexts: number;

  @ApiProperty({ type: 'integer', description: 'Links, ended ones too.', example: 3 })
  links: number;

  @ApiProperty({ type: 'integer', description: 'Invites, reminders and thanks in the ledger.', example: 4 })
  mails: number;

  @ApiProperty({
    type: 'integer',
    description: 'Interviews with their answers, transcripts, summaries and search words.',
    example: 2,
  })
  responses: number;

  @ApiProperty({ type: 'integer', description: 'Stored reports of voice calls.', example: 1 })
  voice_reports: number;

  @ApiProperty({ type: 'integer', description: 'Events for webhooks, with their attempts.', example: 5 })
  webhook_messages: number;

  @ApiProperty({ type: 'integer', description: 'Stored answers to idempotent requests.', example: 1 })
  stored_answers: number;

  @ApiProperty({ type: 'integer', description: 'Contacts: 1 or 0.', example: 1 })
  contacts: number;

  @ApiProperty({
    type: 'integer',
    description:
      'Other texts that contained the address or the full name, such as notes and what other people said.',
    example: 0,
  })
  texts: number;
}

/** The rows that were erased. */
export class ErasedPersonDto extends PersonCountsDto {
  @ApiProperty({
    description: 'Whether a keyed hash of the mailbox stays, because the person has opted out of mails.',
    example: false,
  })
  opt_out_kept: boolean;

  @ApiProperty({ description: 'Whether this only tells what would change.', example: true })
  dry_run: boolean;
}

/** A place in a text that is changed. */
export class ReplacedTextDto {
  @ApiProperty({ format: 'uuid' })
  response_id: string;

  @ApiProperty({ description: 'The place with a few words around it.', example: '… I am Ada and I work …' })
  before: string;

  @ApiProperty({ example: '… I am [name] and I work …' })
  after: string;
}

/** The rows that were anonymised, or would be. */
export class AnonymisedPersonDto extends ErasedPersonDto {
  @ApiProperty({
    description: 'The identifier that takes the place of the person, the same in all topics.',
    example: 'person-5f1c0e7b9a24',
  })
  pseudonym: string;

  @ApiProperty({
    type: 'integer',
    description: "Texts of the person's own interviews that name them.",
    example: 3,
  })
  answers: number;

  @ApiProperty({ type: [ReplacedTextDto], description: 'The first 50 places of a dry run; else empty.' })
  examples: ReplacedTextDto[];
}
