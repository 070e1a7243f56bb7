import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ChoiceField, TextField } from '../../validation/fields';
import { PageQuery } from '../../pagination/page.dto';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../entities/invite-delivery.entity';

/** Page and filters of the ledger. */
export class InviteDeliveriesQuery extends PageQuery {
  @ChoiceField({
    description: 'Only deliveries in this state.',
    choices: DELIVERY_STATUSES,
    optional: true,
  })
  status?: DeliveryStatus;

  @TextField({
    description: 'Part of the identifier or the address, in any case.',
    optional: true,
    blank: true,
  })
  search?: string;
}

/** What is read of a delivery. */
export interface InviteDeliveryRow {
  id: string;
  identifier: string;
  address: string;
  status: DeliveryStatus;
  attempts: number;
  lastError: string;
  batchId: string;
  createdAt: Date;
  dueAt: Date;
  sentAt: Date | null;
}

/** One mail, and what became of it. */
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
      '`queued` waits, `sending` is with a worker, `sent` was accepted by the mail server, `failed` will not be tried again, `cancelled` was stopped or lost its link.',
  })
  status: DeliveryStatus;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Tries that the mail server answered.' })
  attempts: number;

  @ApiProperty({
    description: 'Code of the last failure, such as `smtp_550`; empty when there was none.',
    example: '',
  })
  reason: string;

  @ApiProperty({ format: 'uuid', description: 'The send_invites call that this mail belongs to.' })
  batch: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Earliest time of the next try; null unless queued.',
  })
  next_attempt_at: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sent_at: string | null;
}

/** How a topic's mails stand. */
@ApiSchema({ name: 'LedgerSummaryDto' })
export class InviteDeliverySummaryDto {
  @ApiProperty({ type: 'integer', minimum: 0 })
  queued: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  sending: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  sent: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  failed: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  cancelled: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'All deliveries.' })
  total: number;

  @ApiProperty({ type: Number, minimum: 0, description: 'Mails per second over the last minute of sending.' })
  rate_per_second: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the last queued mail goes out at this rate; null when nothing waits or nothing moves.',
  })
  estimated_end: string | null;
}

/** How many queued mails were stopped. */
export class CancelResultDto {
  @ApiProperty({ type: 'integer', minimum: 0 })
  cancelled_count: number;
}

/** Shows a delivery. */
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
    next_attempt_at: row.status === 'queued' ? row.dueAt.toISOString() : null,
    sent_at: row.sentAt?.toISOString() ?? null,
  };
}
