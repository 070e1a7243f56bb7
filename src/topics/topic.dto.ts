import { ApiProperty } from '@nestjs/swagger';
import { Optional, TextField, TextListField, TimeField, WholeNumberField } from '../validation/fields';
import type { Violation } from '../validation/checks';
import { PageQuery } from '../pagination/page.dto';
import { UserDto } from '../users/user.dto';
import {
  isOverlongMailbox,
  MAX_EMAIL_LENGTH,
  MAX_IDENTIFIER_LENGTH,
  parseMailbox,
} from '../identifiers/identifier';
import { inviteCopyViolation } from '../validation/invite-copy';

const SUBJECT_COPY = (text: string) => inviteCopyViolation(text, { lineBreaks: false });
const MESSAGE_COPY = (text: string) => inviteCopyViolation(text, { lineBreaks: true });

/** The body that creates a topic. */
export class CreateTopicDto {
  @TextField({ description: 'What the interview is about.', example: 'How teams plan their week' })
  topic: string;

  @TextListField({
    description: 'Whom to invite by e-mail: an address, or `Display Name <address>`.',
    example: ['Ada Lovelace <ada@example.com>', 'grace@example.com'],
    optional: true,
    item: { maxLength: MAX_EMAIL_LENGTH, also: emailViolation },
  })
  interviewee_emails?: string[];

  @TextListField({
    description: 'People who are known by another id than an address. They get a link, but no mail.',
    example: ['user-42'],
    optional: true,
    item: { maxLength: MAX_IDENTIFIER_LENGTH },
  })
  interviewee_distinct_ids?: string[];

  @TextField({
    description: 'Background for the interviewer, never shown to the interviewee.',
    example: 'We redesigned the weekly view in October.',
    optional: true,
    blank: true,
  })
  agent_context?: string;

  @TextListField({
    description: 'What to ask, in order.',
    example: ['How did you plan last week?', 'What got in the way?'],
    optional: true,
    item: {},
  })
  questions?: string[];

  @TextField({
    description: 'Subject of the invite mail; a default is used when blank. Plain text without links.',
    example: 'A few questions about planning',
    optional: true,
    blank: true,
    maxLength: 255,
    also: SUBJECT_COPY,
  })
  invite_subject?: string;

  @TextField({
    description: 'Body of the invite mail; a default is used when blank. Plain text without links.',
    example: 'We would love to hear how your team plans its week.',
    optional: true,
    blank: true,
    maxLength: 1000,
    also: MESSAGE_COPY,
  })
  invite_message?: string;

  @TimeField({
    description: 'From then on the interview page says that the topic is closed. Null: never.',
    example: '2030-01-31T18:00:00Z',
    optional: true,
  })
  closes_at?: string | null;

  @WholeNumberField({
    description:
      'So many completed interviews close the topic; whoever has started by then may finish. Null: any number.',
    example: 50,
    optional: true,
    nullable: true,
    min: 1,
    max: 1_000_000,
  })
  max_responses?: number | null;

  @TimeField({
    description: "From then on the topic's links open nothing but a page that says so. Null: never.",
    example: '2030-02-28T18:00:00Z',
    optional: true,
  })
  expires_at?: string | null;
}

/** The body that changes a topic: only what is sent changes; a list that is sent replaces the old one. */
export class UpdateTopicDto extends Optional(CreateTopicDto) {}

/** One person who may be listed, named by address or id exactly as in the list. */
export class ListedIdentifierDto {
  @TextField({
    description: 'The identifier exactly as it is listed.',
    example: 'Ada Lovelace <ada@example.com>',
    maxLength: MAX_IDENTIFIER_LENGTH,
  })
  identifier: string;
}

/** One more person, named by address or id. */
export class IdentifierDto {
  @TextField({
    description: 'An address, `Display Name <address>`, or any other id.',
    example: 'Ada Lovelace <ada@example.com>',
    maxLength: MAX_IDENTIFIER_LENGTH,
    also: (identifier) =>
      isOverlongMailbox(identifier)
        ? {
            code: 'max_length',
            detail: `Email identifiers must be ${MAX_EMAIL_LENGTH} characters or fewer, 64 of them before the @.`,
          }
        : null,
  })
  identifier: string;
}

/** Page and filter of the list of topics. */
export class TopicListQuery extends PageQuery {
  @TextField({
    description: 'Words that must all be part of the topic, in any case.',
    optional: true,
    blank: true,
  })
  search?: string;
}

/** What is read of a topic by those who build on it. */
export interface TopicSummary {
  id: string;
  created_by: UserDto;
  topic: string;
  agent_context: string;
  invite_subject: string;
  invite_message: string;
}

/** The same with whom the topic targets. */
export interface TopicDetails extends TopicSummary {
  interviewee_emails: string[];
  interviewee_distinct_ids: string[];
}

/** A topic as the API shows it. */
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

function emailViolation(text: string): Violation | null {
  return parseMailbox(text)
    ? null
    : { code: 'invalid_input', detail: 'Enter an email address, or a name with one: Ada <ada@example.com>.' };
}
