import { ApiProperty } from '@nestjs/swagger';
import { MAIL_KINDS, type MailKind, PAUSE_REASONS, type PauseReason } from '../../ledger/invite-batch.entity';
import type { DeliveryStatus } from '../../ledger/invite-delivery.entity';
import { isOpenAt, nextOpening } from '../../project-settings/sending-hours';
import { toUserDto, UserDto } from '../../users/user.dto';
import type { BatchRow } from './batches.read-model';

const STATES = ['scheduled', 'sending', 'paused', 'done', 'cancelled'] as const;
type State = (typeof STATES)[number];

/** Number of a batch's mails by status. */
export class BatchCountsDto implements Record<DeliveryStatus, number> {
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

  @ApiProperty({ type: 'integer', minimum: 0 })
  uncertain: number;
}

/** One call that mailed people, or the mails of a topic that were due together. */
export class BatchDto {
  @ApiProperty({ format: 'uuid', description: 'The `batch` of its mails.' })
  id: string;

  @ApiProperty({ enum: MAIL_KINDS })
  kind: MailKind;

  @ApiProperty({
    enum: STATES,
    description:
      '`scheduled`: waits for `send_at`. `sending`: its mails go out, or wait for a sending window or a retry. `paused`: they wait until it is resumed. `done`: none is left. `cancelled`: those that were left are not sent.',
  })
  state: State;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When its mails were to go out; null for at once.',
  })
  send_at: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;

  @ApiProperty({
    type: UserDto,
    description: 'Who made the call; the creator of the topic for mails that were due.',
  })
  created_by: UserDto;

  @ApiProperty({ description: 'Empty for the standard one.', example: 'A few questions about planning' })
  subject: string;

  @ApiProperty({ type: BatchCountsDto })
  counts: BatchCountsDto;

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
    description: 'When the last mail will be sent at this rate. Null when none is being sent.',
  })
  estimated_end: string | null;

  @ApiProperty({
    type: String,
    enum: PAUSE_REASONS,
    nullable: true,
    description:
      '`manual`: by a call. `failures`: the mail server refused 10 of its last 50 mails for good. Null when it is not paused.',
  })
  pause_reason: PauseReason | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Outside of the sending windows of the project: when the next one opens. Else null.',
  })
  waiting_until: string | null;
}

/** Maps a batch to its DTO. @param now by the clock of this process */
export function toBatchDto(row: BatchRow, now = new Date()): BatchDto {
  const state = stateOf(row);
  const { batch, counts, sentPerSecond } = row;
  const waiting = counts.queued + counts.sending;
  const isMoving = state === 'sending' && waiting > 0 && sentPerSecond > 0;
  const end = isMoving ? new Date(now.getTime() + (waiting / sentPerSecond) * 1000) : null;
  return {
    id: batch.id,
    kind: batch.kind,
    state,
    send_at: batch.sendAt?.toISOString() ?? null,
    created_at: batch.createdAt.toISOString(),
    created_by: toUserDto(batch.createdBy),
    subject: batch.subject,
    counts,
    rate_per_second: Math.round(sentPerSecond * 100) / 100,
    estimated_end: end?.toISOString() ?? null,
    pause_reason: state === 'paused' ? batch.pauseReason : null,
    waiting_until: waitingUntil(row, state, now)?.toISOString() ?? null,
  };
}

/** A batch without mails that are still to go out is done, also if it was paused before the last one went out. */
function stateOf({ batch, open, isAhead }: BatchRow): State {
  if (batch.state === 'cancelled') return 'cancelled';
  if (open === 0) return 'done';
  if (batch.state === 'paused') return 'paused';
  return isAhead ? 'scheduled' : 'sending';
}

function waitingUntil({ batch, hours }: BatchRow, state: State, now: Date): Date | null {
  if (state !== 'sending' && state !== 'scheduled') return null;
  const from = state === 'scheduled' && batch.sendAt !== null ? batch.sendAt : now;
  return isOpenAt(hours, from) ? null : nextOpening(hours, from);
}
