import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { BooleanField, ChoiceField, TextField } from '../../validation/fields';
import { BatchCountsDto } from '../batches/batch.dto';
import { PageQuery } from '../../pagination/page.dto';
import { STORED_STATUSES } from '../../contacts/contact.entity';
import { MAIL_KINDS, type MailKind } from '../../ledger/invite-batch.entity';
import {
  BOUNCE_KINDS,
  type BounceKind,
  DELIVERY_STATUSES,
  type DeliveryStatus,
} from '../../ledger/invite-delivery.entity';

const CONTACT_STATUSES = [...STORED_STATUSES, 'cooling_down'] as const;
type ContactStatus = (typeof CONTACT_STATUSES)[number];

/** Page and filters of the list of deliveries. */
export class InviteDeliveriesQuery extends PageQuery {
  @ChoiceField({
    description: 'Only deliveries with this status.',
    choices: DELIVERY_STATUSES,
    optional: true,
  })
  status?: DeliveryStatus;

  @ChoiceField({
    description: 'Only deliveries of this kind.',
    choices: MAIL_KINDS,
    optional: true,
  })
  kind?: MailKind;

  @BooleanField({
    description: 'true: only mails that came back or that somebody complained about.',
    optional: true,
  })
  bounced?: boolean;

  @TextField({
    description: 'Part of the identifier or the address; upper and lower case are equal.',
    optional: true,
    blank: true,
  })
  search?: string;
}

/** A delivery as read from the database. */
export interface InviteDeliveryRow {
  id: string;
  identifier: string;
  address: string;
  status: DeliveryStatus;
  attempts: number;
  lastError: string;
  batchId: string;
  createdAt: Date;
  dueAt: Date | null;
  sentAt: Date | null;
  kind: MailKind;
  sequence: number;
  contactStatus: ContactStatus;
  /** When the contact can be invited again; null or past: now. */
  freeAt: Date | null;
  bounceKind: BounceKind | null;
  bounceCode: string | null;
  bouncedAt: Date | null;
}

/** How a mail came back, or that the person complained about it. */
export class BounceDto {
  @ApiProperty({
    enum: BOUNCE_KINDS,
    description:
      '`hard`: the address takes no mail. `soft`: it took no mail this time; the second within seven days counts as `hard`. `complaint`: the person reported the mail as unwanted.',
  })
  kind: BounceKind;

  @ApiProperty({
    description:
      'Status code of the server that refused it, such as `5.1.1`, or a word of the provider. May be empty.',
    example: '5.1.1',
  })
  code: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: string;
}

/** One mail and its status. */
@ApiSchema({ name: 'LedgerEntryDto' })
export class InviteDeliveryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email: string;

  @ApiProperty({
    enum: DELIVERY_STATUSES,
    description:
      '`queued`: waits to be sent. `sending`: a worker is sending it. `sent`: the mail server accepted it. `failed`: it will not be tried again. `cancelled`: it was cancelled, or its link was revoked. `uncertain`: it went out, but the mail server did not reply, so it may have arrived; it is sent once more at most, at `next_attempt_at`, and can be settled.',
  })
  status: DeliveryStatus;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Attempts to which the mail server replied.' })
  attempts: number;

  @ApiProperty({
    description:
      'Code of the last failure, such as `smtp_550`, or why the mail was cancelled, such as `link_disabled`, `opted_out` or `completed`. Empty when there was none.',
    example: '',
  })
  reason: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The call that wrote this mail, or the mails that were due together with it.',
  })
  batch: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Earliest time of the next attempt. Null unless it waits for one: always when queued, and until the second attempt when uncertain.',
  })
  next_attempt_at: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sent_at: string | null;

  @ApiProperty({ enum: MAIL_KINDS, description: 'Mails from before there were reminders are invites.' })
  kind: MailKind;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: 3,
    description: 'Reminders of a person count from 1. 0 for other mails.',
  })
  sequence: number;

  @ApiProperty({
    enum: CONTACT_STATUSES,
    description: 'Status of the contact now, as `GET contacts` shows it.',
  })
  contact_status: ContactStatus;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a contact that is `cooling_down` can be invited again. Else null.',
  })
  free_at: string | null;

  @ApiProperty({
    type: BounceDto,
    nullable: true,
    description: 'What a mail server or provider reported after the mail was sent. Null: nothing.',
  })
  bounce: BounceDto | null;
}

/** Number of a topic's deliveries by status, and how fast they are sent. */
@ApiSchema({ name: 'LedgerSummaryDto' })
export class InviteDeliverySummaryDto extends BatchCountsDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Number of all deliveries.' })
  total: number;

  @ApiProperty({
    type: Number,
    minimum: 0,
    description: 'Mails per second during the last minute of sending.',
  })
  rate_per_second: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'When the last queued mail will be sent at this rate. Null when no mail is queued or none is being sent.',
  })
  estimated_end: string | null;
}

const SETTLED_OUTCOMES = ['sent', 'failed'] as const;
export type SettledOutcome = (typeof SETTLED_OUTCOMES)[number];

/** Body that settles an uncertain mail. */
export class SettleInviteDto {
  @ChoiceField({
    description:
      '`sent`: the mail arrived. `failed`: it did not, so a retry or the next `send_invites` mails the person again.',
    example: 'sent',
    choices: SETTLED_OUTCOMES,
  })
  outcome: SettledOutcome;
}

/** Result of cancelling queued mails. */
export class CancelResultDto {
  @ApiProperty({ type: 'integer', minimum: 0 })
  cancelled_count: number;
}

function toBounceDto({ bounceKind, bounceCode, bouncedAt }: InviteDeliveryRow): BounceDto | null {
  if (bounceKind === null || bouncedAt === null) return null;
  return { kind: bounceKind, code: bounceCode ?? '', at: bouncedAt.toISOString() };
}

const WAITING: DeliveryStatus[] = ['queued', 'uncertain'];

/** Maps a delivery to its DTO. */
export function toInviteDeliveryDto(row: InviteDeliveryRow): InviteDeliveryDto {
  return {
    id: row.id,
    interviewee_identifier: row.identifier,
    email: row.address,
    status: row.status,
    attempts: row.attempts,
    reason: row.lastError,
    batch: row.batchId,
    created_at: row.createdAt.toISOString(),
    next_attempt_at: WAITING.includes(row.status) ? (row.dueAt?.toISOString() ?? null) : null,
    sent_at: row.sentAt?.toISOString() ?? null,
    kind: row.kind,
    sequence: row.sequence,
    contact_status: row.contactStatus,
    free_at: row.contactStatus === 'cooling_down' ? (row.freeAt?.toISOString() ?? null) : null,
    bounce: toBounceDto(row),
  };
}
