import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsEmail } from 'class-validator';
import { INVITE_FALLBACKS, type InviteFallback } from '../../mail/invite-mail-renderer';
import { MAX_EMAIL_LENGTH, MAX_IDENTIFIER_LENGTH } from '../../identifiers/identifier';
import { BooleanField, TextField, TimeField } from '../../validation/fields';
import { failsWith, IsInviteCopy } from '../../validation/rules';

const MESSAGE = {
  example: 'We would love to hear how your team plans its week.',
  optional: true,
  blank: true,
  maxLength: 1000,
  rules: [IsInviteCopy({ lineBreaks: true })],
};

/** Invite copy that need not be saved yet. */
export class InviteCopyDto {
  @TextField({
    description: "Subject to try. Default: the topic's subject, also when blank.",
    example: 'A few questions about planning',
    optional: true,
    blank: true,
    maxLength: 255,
    rules: [IsInviteCopy({ lineBreaks: false })],
  })
  subject?: string;

  @TextField({
    description: "Message to try. Default: the topic's message, also when blank.",
    ...MESSAGE,
  })
  message?: string;
}

/** Body that asks for a preview of one person's invite. */
export class PreviewInviteDto extends InviteCopyDto {
  @TextField({
    description: 'A person whom the topic targets. Default: the first one, also when blank.',
    example: 'Ada Lovelace <ada@example.com>',
    optional: true,
    blank: true,
    maxLength: MAX_IDENTIFIER_LENGTH,
  })
  interviewee_identifier?: string;
}

/** The invite that a person would get, with a placeholder instead of the link. */
export class InvitePreviewDto {
  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({ example: 'Ada Lovelace' })
  user_name: string;

  @ApiProperty({ type: String, format: 'email', nullable: true, example: 'ada@example.com' })
  email: string | null;

  @ApiProperty({ example: 'Got 5 minutes to talk about How teams plan their week?' })
  subject: string;

  @ApiProperty({ description: 'HTML body with inlined styles.' })
  html: string;

  @ApiProperty({ format: 'uri', example: 'https://parley.example.com/interview/preview' })
  interview_url: string;

  @ApiProperty({ description: 'Whether `send_invites` would send a mail to this person.' })
  emailable: boolean;

  @ApiProperty({ description: 'Always true: a preview never shows a working link.' })
  is_preview_link: boolean;

  @ApiProperty({
    isArray: true,
    enum: INVITE_FALLBACKS,
    description:
      'Parts that cannot stand in a mail, because they hold a link, a domain or hidden characters. The mail has a default in their place.',
  })
  fallbacks: InviteFallback[];
}

/** Body that sends invites. */
export class SendInvitesDto {
  @TextField({
    description:
      "Subject of these mails. Default: the topic's subject, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.",
    example: 'A few questions about planning',
    optional: true,
    blank: true,
    maxLength: 200,
    rules: [IsInviteCopy({ lineBreaks: false })],
  })
  subject?: string;

  @TextField({
    description:
      "Message of these mails. Default: the topic's message, also when blank. Plain text without links; `{{name}}`, `{{topic}}` and `{{deadline}}` are filled in.",
    ...MESSAGE,
  })
  message?: string;

  @TextField({
    description: "Address for replies. Default: the address of the topic's creator, also when blank.",
    example: 'research@example.com',
    format: 'email',
    optional: true,
    blank: true,
    maxLength: MAX_EMAIL_LENGTH,
    rules: [IsEmail({}, failsWith({ code: 'invalid_input', detail: 'Enter a valid email address.' }))],
  })
  reply_to?: string;

  @BooleanField({
    description:
      'true: queue the mails and respond at once. false: send the mails before responding. Use false for a few people only.',
    optional: true,
    default: true,
  })
  send_async?: boolean;

  @BooleanField({
    description:
      'true: only report what a send would do now. Nothing is stored or mailed, and the rows have no links.',
    optional: true,
    default: false,
  })
  dry_run?: boolean;

  @BooleanField({
    description:
      'true: also mail contacts that are marked `do_not_contact` or were contacted recently. Needs `override_reason`. Nothing overrides `opted_out` and `bounced`.',
    optional: true,
    default: false,
  })
  override_contact_rules?: boolean;

  @TextField({
    description: 'Why the contact rules do not apply to this send; shown in the audit trail.',
    example: 'All of them agreed to a second interview.',
    optional: true,
    blank: true,
    maxLength: 200,
  })
  override_reason?: string;

  @TimeField({
    description:
      'When the mails go out, at most 90 days ahead; whether a person may be mailed is decided again then. Default: at once. Not together with `send_async: false`.',
    example: null,
    optional: true,
  })
  send_at?: string | null;
}

/** Result of a test mail. */
export class TestInviteResultDto {
  @ApiProperty({ format: 'email', description: 'Your own address.', example: 'ada@example.com' })
  email: string;

  @ApiProperty({ format: 'uri', description: 'Your test link, which the mail contains.' })
  interview_url: string;

  @ApiProperty({ description: 'Whether the mail server accepted the mail.' })
  sent: boolean;

  @ApiProperty({
    description: 'Why the mail was not sent: `error:<code>`. Empty when it was sent.',
    example: '',
  })
  reason: string;
}

/** Result for one person whom the topic targets. */
export class InviteResultDto {
  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({
    type: String,
    format: 'email',
    nullable: true,
    description: 'Null when the identifier is not an email address.',
    example: 'ada@example.com',
  })
  email: string | null;

  @ApiProperty({
    type: String,
    format: 'uri',
    nullable: true,
    description: 'Null in a dry run.',
    example: 'https://parley.example.com/interview/Z0p4bEFJd1F2c0tXb1hTdUZ4cUpLdw',
  })
  interview_url: string | null;

  @ApiProperty({
    description:
      'Whether the mail was queued or, with `send_async: false`, accepted by the mail server. In a dry run: whether it would be.',
  })
  sent: boolean;

  @ApiProperty({
    description:
      'Why the mail was not sent: `not_an_email`, `duplicate_recipient` (an earlier identifier has the same mailbox), `already_sent`, `opted_out`, `bounced`, `do_not_contact`, `recently_contacted` (until `free_at`), `declined` or `completed` (this topic), or `error:<code>`. Empty when it was sent.',
    example: '',
  })
  reason: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'With `recently_contacted`: when the person can be mailed again. Else null.',
  })
  free_at: string | null;
}

/** Counts that show a slip before a send: people with a context whom the topic does not target, and the reverse. */
export class SendWarningsDto {
  @ApiProperty({ type: 'integer', minimum: 0 })
  contexts_without_target: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  targets_without_context: number;
}

/** Fields that a dry run adds to its page. */
export interface DryRunExtra {
  /** Number of rows per reason, and of those that would be sent. */
  totals: Record<string, number>;
  warnings: SendWarningsDto;
}

/** OpenAPI schema of the response to a send: a page of rows and, for a dry run, {@link DryRunExtra}. */
export const SEND_RESULT_SCHEMA = {
  type: 'object',
  required: ['count', 'next', 'previous', 'results'],
  properties: {
    count: { type: 'integer', minimum: 0, description: 'Number of people whom the topic targets.' },
    next: { type: 'string', format: 'uri', nullable: true },
    previous: { type: 'string', format: 'uri', nullable: true },
    results: { type: 'array', items: { $ref: getSchemaPath(InviteResultDto) } },
    totals: {
      type: 'object',
      required: ['would_send'],
      properties: { would_send: { type: 'integer', minimum: 0 } },
      additionalProperties: { type: 'integer', minimum: 0 },
      description: 'Only in a dry run: number of people per reason, and of those who would be mailed.',
      example: { would_send: 41, already_sent: 7, opted_out: 2 },
    },
    warnings: { $ref: getSchemaPath(SendWarningsDto) },
  },
};
