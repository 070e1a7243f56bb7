import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { INTERVIEW_STATUSES } from '../interviews/user-interview.entity';
import { SHARE_KINDS } from '../sharing/sharing-configuration.entity';
import { MAIL_KINDS, PAUSE_REASONS } from '../ledger/invite-batch.entity';
import { BOUNCE_KINDS, DELIVERY_STATUSES } from '../ledger/invite-delivery.entity';
import type { DocumentedEvent } from '../openapi/webhook-section';
import { STORED_STATUSES } from '../contacts/contact.entity';

const PERSONAL = 'Only with `include_personal_data`.';

class ProjectEventDto {
  @ApiProperty({ format: 'uuid' })
  project_id: string;
}

class PersonEventDto extends ProjectEventDto {
  @ApiPropertyOptional({
    nullable: true,
    type: String,
    description: PERSONAL,
    example: 'Ada Lovelace <ada@example.com>',
  })
  interviewee_identifier?: string | null;

  @ApiPropertyOptional({ nullable: true, type: String, description: PERSONAL, example: 'ada@example.com' })
  email?: string | null;
}

/** Data of the events of an interview. */
export class InterviewEventDto extends PersonEventDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  topic_id: string | null;

  @ApiProperty({ format: 'uuid' })
  response_id: string;

  @ApiProperty({ enum: SHARE_KINDS })
  kind: string;

  @ApiProperty({
    enum: [...INTERVIEW_STATUSES, 'withdrawn'],
    description: '`withdrawn` in the event of that name; the response then counts as declined.',
    example: 'completed',
  })
  status: string;
}

class EventBounceDto {
  @ApiProperty({ enum: BOUNCE_KINDS })
  kind: string;

  @ApiProperty({ type: String, nullable: true, example: '5.1.1' })
  code: string | null;
}

/** Data of the events of a mail. */
export class InviteEventDto extends PersonEventDto {
  @ApiProperty({ format: 'uuid' })
  topic_id: string;

  @ApiProperty({ format: 'uuid' })
  batch_id: string;

  @ApiProperty({ format: 'uuid' })
  invite_id: string;

  @ApiProperty({ enum: MAIL_KINDS })
  kind: string;

  @ApiProperty({ type: 'integer', minimum: 0 })
  sequence: number;

  @ApiProperty({ enum: DELIVERY_STATUSES, example: 'sent' })
  status: string;

  @ApiProperty({ description: 'Code of the last failure; empty without one.', example: '' })
  reason: string;
}

/** Data of the event of a mail that came back. */
export class BounceEventDto extends InviteEventDto {
  @ApiProperty({ type: EventBounceDto })
  bounce: EventBounceDto;
}

/** Data of the event of a contact. */
export class ContactEventDto extends ProjectEventDto {
  @ApiProperty({ format: 'uuid' })
  contact_id: string;

  @ApiProperty({ enum: STORED_STATUSES, example: 'opted_out' })
  status: string;

  @ApiPropertyOptional({ description: PERSONAL, example: 'ada@example.com' })
  email?: string;
}

/** Data of the event of a topic that has all its answers. */
export class TopicFullEventDto extends ProjectEventDto {
  @ApiProperty({ format: 'uuid' })
  topic_id: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  max_responses: number;
}

/** Data of the event of a batch. */
export class BatchEventDto extends ProjectEventDto {
  @ApiProperty({ format: 'uuid' })
  topic_id: string;

  @ApiProperty({ format: 'uuid' })
  batch_id: string;

  @ApiProperty({ enum: MAIL_KINDS })
  kind: string;

  @ApiProperty({ enum: PAUSE_REASONS })
  pause_reason: string;
}

/** Data of the event that somebody asked for to try a webhook. */
export class TestEventDto extends ProjectEventDto {
  @ApiProperty({ format: 'uuid' })
  webhook_id: string;
}

/** All events, for the document. */
export const DOCUMENTED_EVENTS: readonly DocumentedEvent[] = [
  { type: 'interview.started', summary: 'An interview has begun', data: InterviewEventDto },
  { type: 'interview.completed', summary: 'An interview is completed', data: InterviewEventDto },
  {
    type: 'interview.declined',
    summary: 'A person does not want to be interviewed',
    data: InterviewEventDto,
  },
  { type: 'interview.withdrawn', summary: 'A person has withdrawn their answers', data: InterviewEventDto },
  { type: 'invite.sent', summary: 'The mail server has accepted a mail', data: InviteEventDto },
  { type: 'invite.failed', summary: 'A mail will not be tried again', data: InviteEventDto },
  { type: 'invite.bounced', summary: 'A mail came back, or its recipient complained', data: BounceEventDto },
  { type: 'contact.opted_out', summary: 'A person wants no mails any more', data: ContactEventDto },
  { type: 'topic.full', summary: 'A topic has all its answers', data: TopicFullEventDto },
  { type: 'batch.paused', summary: 'A batch was paused, or paused itself', data: BatchEventDto },
  { type: 'test', summary: 'An admin tries the webhook', data: TestEventDto },
];
