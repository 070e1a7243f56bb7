import type { PrivacyNotice } from '../project-settings/privacy-notice';
import { ApiProperty, PartialType } from '@nestjs/swagger';
import {
  BooleanField,
  ChoiceField,
  TextField,
  TextListField,
  TimeField,
  WholeNumberField,
} from '../validation/fields';
import { IsInviteCopy } from '../validation/rules';
import { PageQuery } from '../pagination/page.dto';
import { MAIL_LANGUAGES, type MailLanguage, type SendingWindow } from '../users/project.entity';
import { UserDto } from '../users/user.dto';
import { MAX_EMAIL_LENGTH, MAX_IDENTIFIER_LENGTH, trimIdentifier } from '../identifiers/identifier';
import { emailViolation } from './targeting.dto';

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
      'Subject of the invite mail. Default: a standard subject, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.',
    example: 'A few questions about planning',
    optional: true,
    blank: true,
    maxLength: 255,
    rules: [IsInviteCopy({ lineBreaks: false })],
  })
  invite_subject?: string;

  @TextField({
    description:
      'Text of the invite mail. Default: a standard text, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.',
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

  @WholeNumberField({
    description: 'Reminders that each person who does not answer gets. Default: 0, none.',
    example: 2,
    optional: true,
    min: 0,
    max: 3,
  })
  reminder_count?: number;

  @WholeNumberField({
    description: 'Days between the invite and the first reminder, and between reminders. Default: 3.',
    example: 3,
    optional: true,
    min: 1,
    max: 30,
  })
  reminder_gap_days?: number;

  @TextField({
    description:
      'Subject of the reminder mail. Default: a standard subject, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.',
    example: 'Still time for a few questions about planning',
    optional: true,
    blank: true,
    maxLength: 255,
    rules: [IsInviteCopy({ lineBreaks: false })],
  })
  reminder_subject?: string;

  @TextField({
    description:
      'Text of the reminder mail. Default: a standard text, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.',
    example: 'Your answers would help us a lot, and take only a few minutes.',
    optional: true,
    blank: true,
    maxLength: 1000,
    rules: [IsInviteCopy({ lineBreaks: true })],
  })
  reminder_message?: string;

  @BooleanField({
    description: 'Whether people who complete the interview get one mail of thanks. Default: no.',
    example: true,
    optional: true,
  })
  thank_you?: boolean;

  @ChoiceField({
    description: "Language of the topic's mails. Null: that of the project.",
    example: 'en',
    optional: true,
    nullable: true,
    choices: MAIL_LANGUAGES,
  })
  mail_language?: MailLanguage | null;
}

/** Body that changes a topic. Only fields that are sent change; a list that is sent replaces the old one. */
export class UpdateTopicDto extends PartialType(CreateTopicDto, { skipNullProperties: false }) {}

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
  /** Language of the topic's mails: its own, else the project's, else English. */
  mail_language: MailLanguage;
  /** When the topic stops taking answers: the earlier of `closes_at` and `expires_at`; null without either. */
  deadline: Date | null;
  /** IANA name of the project's time zone, in which mails write the deadline. */
  time_zone: string;
  /** When mails may leave, in that time zone; empty for always. */
  sending_windows: SendingWindow[];
  /** The project's name for the From header of mails; empty for the name in MAIL_FROM. */
  from_name: string;
  /** Who is responsible for the data, for the foot of mails. */
  notice: PrivacyNotice;
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

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 3, example: 2 })
  reminder_count: number;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 30, example: 3 })
  reminder_gap_days: number;

  @ApiProperty()
  reminder_subject: string;

  @ApiProperty()
  reminder_message: string;

  @ApiProperty()
  thank_you: boolean;

  @ApiProperty({ type: String, enum: MAIL_LANGUAGES, nullable: true, example: 'en' })
  mail_language: MailLanguage | null;
}
