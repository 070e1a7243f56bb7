import { ApiProperty } from '@nestjs/swagger';
import isEmail from 'validator/lib/isEmail';
import { BooleanField, TextField } from '../../validation/fields';
import { MAX_EMAIL_LENGTH, MAX_IDENTIFIER_LENGTH } from '../../identifiers/identifier';
import { inviteCopyViolation } from '../../validation/invite-copy';

/** Copy to try out; the topic's saved copy where left out or blank. */
export class InviteCopyDto {
  @TextField({
    description: "Subject to try out; the topic's when left out or blank.",
    example: 'A few questions about planning',
    optional: true,
    blank: true,
    maxLength: 255,
    also: (text) => inviteCopyViolation(text, { lineBreaks: false }),
  })
  subject?: string;

  @TextField({
    description: "Message to try out; the topic's when left out or blank.",
    example: 'We would love to hear how your team plans its week.',
    optional: true,
    blank: true,
    maxLength: 1000,
    also: (text) => inviteCopyViolation(text, { lineBreaks: true }),
  })
  message?: string;
}

/** Which invite to preview, with copy that need not be saved yet. */
export class PreviewInviteDto extends InviteCopyDto {
  @TextField({
    description: 'A targeted person; the first one when left out or blank.',
    example: 'Ada Lovelace <ada@example.com>',
    optional: true,
    blank: true,
    maxLength: MAX_IDENTIFIER_LENGTH,
  })
  interviewee_identifier?: string;
}

/** An invite as the person would get it, link aside. */
export class InvitePreviewDto {
  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({ example: 'Ada Lovelace' })
  user_name: string;

  @ApiProperty({ type: String, format: 'email', nullable: true, example: 'ada@example.com' })
  email: string | null;

  @ApiProperty({ example: 'Got 5 minutes to talk about How teams plan their week?' })
  subject: string;

  @ApiProperty({ description: 'The HTML body with inlined styles.' })
  html: string;

  @ApiProperty({ format: 'uri', example: 'https://parley.example.com/interview/preview' })
  interview_url: string;

  @ApiProperty({ description: 'Whether send_invites would mail this person.' })
  emailable: boolean;

  @ApiProperty({ description: 'Always true: previews never show a working link.' })
  is_preview_link: boolean;
}

/** How to send. */
export class SendInvitesDto {
  @TextField({
    description: "Subject for this send; the topic's when left out or blank. Plain text without links.",
    example: 'A few questions about planning',
    optional: true,
    blank: true,
    maxLength: 200,
    also: (text) => inviteCopyViolation(text, { lineBreaks: false }),
  })
  subject?: string;

  @TextField({
    description: "Where replies go; the topic creator's address when left out or blank.",
    example: 'research@example.com',
    format: 'email',
    optional: true,
    blank: true,
    maxLength: MAX_EMAIL_LENGTH,
    also: (text) =>
      isEmail(text) ? null : { code: 'invalid_input', detail: 'Enter a valid email address.' },
  })
  reply_to?: string;

  @BooleanField({
    description:
      'true: queue the mails and answer at once. false: send them before answering; for few people, since the request waits.',
    optional: true,
    default: true,
  })
  send_async?: boolean;

  @BooleanField({
    description:
      'true: only say what a send would do now. Writes and mails nothing; the rows carry no links.',
    optional: true,
    default: false,
  })
  dry_run?: boolean;
}

/** What became of a test mail. */
export class TestInviteResultDto {
  @ApiProperty({ format: 'email', description: 'Your own address.', example: 'ada@example.com' })
  email: string;

  @ApiProperty({ format: 'uri', description: 'Your test link, as in the mail.' })
  interview_url: string;

  @ApiProperty({ description: 'Accepted by the mail server.' })
  sent: boolean;

  @ApiProperty({ description: 'Empty, or `error:<code>`.', example: '' })
  reason: string;
}

/** What became of one targeted person. */
export class InviteResultDto {
  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({
    type: String,
    format: 'email',
    nullable: true,
    description: 'Null when the identifier is no address.',
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
    description: 'Queued, or with `send_async: false` accepted by the mail server. In a dry run: would be.',
  })
  sent: boolean;

  @ApiProperty({
    description:
      'Why not: `not_an_email`, `duplicate_recipient` (the same mailbox stands earlier in the list), `already_sent`, or `error:<code>`. Empty when sent.',
    example: '',
  })
  reason: string;
}
