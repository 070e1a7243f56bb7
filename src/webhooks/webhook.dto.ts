import { ApiProperty, PartialType } from '@nestjs/swagger';
import { PageQuery } from '../pagination/page.dto';
import { BooleanField, ChoiceField, ChoiceListField, TextField } from '../validation/fields';
import { EVENT_TYPES, type EventType, TEST_EVENT } from './event-types';
import { MAX_URL_LENGTH } from './webhook-url';
import { DISABLED_REASONS, type DisabledReason, type Webhook } from './webhook.entity';
import type { AttemptRow } from './webhook-attempts.read-model';

const MAX_DESCRIPTION_LENGTH = 200;
const URL_TEXT = 'Where events are sent to: a public https address without user name, password and fragment.';
const EVENTS = 'Events that it gets.';
const PERSONAL =
  'true: events also carry the identifier and address of the person they are about. Otherwise they have ids and states only.';

class WebhookFields {
  @TextField({
    description: URL_TEXT,
    example: 'https://example.com/hooks/parley',
    maxLength: MAX_URL_LENGTH,
  })
  url: string;

  @ChoiceListField({ description: EVENTS, choices: EVENT_TYPES, min: 1, example: ['interview.completed'] })
  events: EventType[];

  @TextField({
    description: 'What it is for.',
    example: 'Tells the team chat',
    optional: true,
    blank: true,
    maxLength: MAX_DESCRIPTION_LENGTH,
  })
  description?: string;

  @BooleanField({ description: PERSONAL, optional: true, default: false })
  include_personal_data?: boolean;
}

/** Body that makes a webhook. */
export class CreateWebhookDto extends WebhookFields {}

/** Body that changes a webhook; what is left out stays as it is. */
export class UpdateWebhookDto extends PartialType(WebhookFields, { skipNullProperties: false }) {
  @BooleanField({
    description: 'false: it gets no more events. true: it gets events again, and those that were left.',
    optional: true,
  })
  enabled?: boolean;
}

/** A receiver of events. */
export class WebhookDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uri', description: URL_TEXT, example: 'https://example.com/hooks/parley' })
  url: string;

  @ApiProperty({ description: 'What it is for.' })
  description: string;

  @ApiProperty({ isArray: true, enum: EVENT_TYPES, description: EVENTS })
  events: EventType[];

  @ApiProperty({ description: PERSONAL })
  include_personal_data: boolean;

  @ApiProperty({ description: 'Whether it gets events.' })
  enabled: boolean;

  @ApiProperty({
    type: String,
    enum: DISABLED_REASONS,
    nullable: true,
    description:
      '`manual`: by a call. `gone`: the receiver answered 410. `failing`: the receiver has accepted nothing for five days. Null while it is enabled.',
  })
  disabled_reason: DisabledReason | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The first failure since the last success; null when the last attempt succeeded.',
  })
  failing_since: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: string;
}

/** A webhook with its secret. */
export class WebhookWithSecretDto extends WebhookDto {
  @ApiProperty({
    description: 'Verifies the signatures of messages (Standard Webhooks 1.0). It cannot be shown again.',
    example: 'whsec_…',
  })
  secret: string;
}

/** A message that will be sent at once. */
export class QueuedMessageDto {
  @ApiProperty({ format: 'uuid', description: 'The `webhook-id` of the message.' })
  message_id: string;

  @ApiProperty({ enum: [...EVENT_TYPES, TEST_EVENT] })
  event: string;
}

const RESULTS = ['succeeded', 'failed'] as const;

/** Page and filters of the list of attempts. */
export class AttemptListQuery extends PageQuery {
  @ChoiceField({ description: 'Only attempts with this result.', choices: RESULTS, optional: true })
  result?: (typeof RESULTS)[number];

  @ChoiceField({
    description: 'Only attempts to send this event.',
    choices: [...EVENT_TYPES, TEST_EVENT],
    optional: true,
  })
  event?: string;
}

/** One request to a receiver. */
export class WebhookAttemptDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The `webhook-id` of the message, the same for all its attempts.',
  })
  message_id: string;

  @ApiProperty({ enum: [...EVENT_TYPES, TEST_EVENT] })
  event: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Status of the answer; null without one.',
    example: 200,
  })
  status_code: number | null;

  @ApiProperty({
    description:
      'Why there was no answer: `timeout`, `connection_refused`, `connection_failed`, `unknown_host`, `certificate`, or `address_refused` for an address that is not public. Empty with an answer.',
    example: '',
  })
  error: string;

  @ApiProperty({ type: 'integer', minimum: 0 })
  duration_ms: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the message is tried again. Null when it was accepted, or is not tried again.',
  })
  will_retry_at: string | null;
}

/** Maps a webhook to its DTO. */
export function toWebhookDto(webhook: Webhook): WebhookDto {
  return {
    id: webhook.id,
    url: webhook.url,
    description: webhook.description,
    events: webhook.events as EventType[],
    include_personal_data: webhook.includePersonalData,
    enabled: webhook.enabled,
    disabled_reason: webhook.disabledReason,
    failing_since: webhook.failingSince?.toISOString() ?? null,
    created_at: webhook.createdAt.toISOString(),
    updated_at: webhook.updatedAt.toISOString(),
  };
}

/** Maps an attempt to its DTO. */
export function toAttemptDto(row: AttemptRow): WebhookAttemptDto {
  return {
    id: row.id,
    message_id: row.messageId,
    event: row.event,
    created_at: row.createdAt.toISOString(),
    status_code: row.statusCode,
    error: row.error,
    duration_ms: row.durationMs,
    will_retry_at: row.retryAt?.toISOString() ?? null,
  };
}
