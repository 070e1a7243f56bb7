import { ApiProperty, PartialType } from '@nestjs/swagger';
import type { Violation } from '../validation/checks';
import { TextField, TextListField, TimeField, WholeNumberField } from '../validation/fields';
import { IsInviteCopy, Satisfies } from '../validation/rules';
import { PageQuery } from '../pagination/page.dto';
import { UserDto } from '../users/user.dto';
import {
  hasHiddenCharacter,
  isOverlongMailbox,
  looksLikeAddress,
  MAX_EMAIL_LENGTH,
  MAX_IDENTIFIER_LENGTH,
  parseMailbox,
  trimIdentifier,
} from '../identifiers/identifier';

const MAX_TOPIC_LENGTH = 2000;
const MAX_CONTEXT_LENGTH = 100_000;
const MAX_QUESTIONS = 200;
const MAX_QUESTION_LENGTH = 5000;

/** Body that creates a topic. */
export class CreateTopicDto {
  @TextField({
    description: 'What the interview is about.',
    example: 'How teams plan their week',
    maxLength: MAX_TOPIC_LENGTH,
  })
  topic: string;

  @TextListField({
    description: 'People to invite by email: an address, or `Display Name <address>`.',
    example: ['Ada Lovelace <ada@example.com>', 'grace@example.com'],
    optional: true,
    item: { trim: trimIdentifier, maxLength: MAX_EMAIL_LENGTH, also: emailViolation },
  })
  interviewee_emails?: string[];

  @TextListField({
    description:
      'People who are identified by something other than an email address. They get a link, but no mail.',
    example: ['user-42'],
    optional: true,
    item: { maxLength: MAX_IDENTIFIER_LENGTH },
  })
  interviewee_distinct_ids?: string[];

  @TextField({
    description: 'Background for the interviewer, never shown to interviewees.',
    example: 'We redesigned the weekly view in October.',
    optional: true,
    blank: true,
    maxLength: MAX_CONTEXT_LENGTH,
  })
  agent_context?: string;

  @TextListField({
    description: 'Questions in the order in which they are asked.',
    example: ['How did you plan last week?', 'What got in the way?'],
    optional: true,
    max: MAX_QUESTIONS,
    item: { maxLength: MAX_QUESTION_LENGTH },
  })
  questions?: string[];

  @TextField({
    description:
      'Subject of the invite mail. Default: a standard subject, also when blank. Plain text without links.',
    example: 'A few questions about planning',
    optional: true,
    blank: true,
    maxLength: 255,
    rules: [IsInviteCopy({ lineBreaks: false })],
  })
  invite_subject?: string;

  @TextField({
    description:
      'Text of the invite mail. Default: a standard text, also when blank. Plain text without links.',
    example: 'We would love to hear how your team plans its week.',
    optional: true,
    blank: true,
    maxLength: 1000,
    rules: [IsInviteCopy({ lineBreaks: true })],
  })
  invite_message?: string;

  @TimeField({
    description: 'From this time on the interview page says that the topic is closed. Null: never.',
    example: '2030-01-31T18:00:00Z',
    optional: true,
  })
  closes_at?: string | null;

  @WholeNumberField({
    description:
      'Number of completed interviews that closes the topic. People who have started by then can finish. Null: no limit.',
    example: 50,
    optional: true,
    nullable: true,
    min: 1,
    max: 1_000_000,
  })
  max_responses?: number | null;

  @TimeField({
    description:
      "From this time on the topic's links only open a page that says that they have expired. Null: never.",
    example: '2030-02-28T18:00:00Z',
    optional: true,
  })
  expires_at?: string | null;
}

/** Body that changes a topic. Only fields that are sent change; a list that is sent replaces the old one. */
export class UpdateTopicDto extends PartialType(CreateTopicDto, { skipNullProperties: false }) {}

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

/** Page and filter of the list of topics. */
export class TopicListQuery extends PageQuery {
  @TextField({
    description: 'Words that must all occur in the topic; upper and lower case are equal.',
    optional: true,
    blank: true,
  })
  search?: string;
}

/** The part of a topic that other modules need. */
export interface TopicSummary {
  id: string;
  created_by: UserDto;
  topic: string;
  agent_context: string;
  invite_subject: string;
  invite_message: string;
}

/** A topic. */
export class TopicDto {
  @ApiProperty({ format: 'uuid', readOnly: true })
  id: string;

  @ApiProperty({ type: UserDto, readOnly: true })
  created_by: UserDto;

  @ApiProperty({ type: String, format: 'date-time', readOnly: true })
  created_at: string;

  @ApiProperty({ type: [String], example: ['Ada Lovelace <ada@example.com>'] })
  interviewee_emails: string[];

  @ApiProperty({ type: [String], example: ['user-42'] })
  interviewee_distinct_ids: string[];

  @ApiProperty({ example: 'How teams plan their week' })
  topic: string;

  @ApiProperty()
  agent_context: string;

  @ApiProperty({ type: [String] })
  questions: string[];

  @ApiProperty()
  invite_subject: string;

  @ApiProperty()
  invite_message: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closes_at: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  max_responses: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expires_at: string | null;
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

function emailViolation(text: string): Violation | null {
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
