import { ApiProperty } from '@nestjs/swagger';
import type { AuditEvent } from './audit-event.entity';

/** The user who sent the request. */
export class AuditActorDto {
  @ApiProperty({ format: 'uuid' })
  uuid: string;

  @ApiProperty({ format: 'email' })
  email: string;
}

/** One successful write operation. */
export class AuditEventDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: string;

  @ApiProperty({ description: 'The operationId of the call.', example: 'user_interview_topics_create' })
  operation: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Ids of the objects that the operation changed or created.',
  })
  target: Record<string, string>;

  @ApiProperty({ type: AuditActorDto })
  user: AuditActorDto;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'First and last characters of the API key that was used.',
  })
  key: string | null;

  @ApiProperty({
    description:
      'Why, in the words of the caller, for operations that ask for a reason, such as lifting an opt-out; else empty.',
    example: '',
  })
  reason: string;

  @ApiProperty({ description: 'The X-Request-Id of the response, which the logs contain too.' })
  request_id: string;
}

/** Maps a stored event, loaded with its user and key. */
export function toAuditEventDto(event: AuditEvent): AuditEventDto {
  return {
    id: event.id,
    created_at: event.createdAt.toISOString(),
    operation: event.operation,
    target: event.target,
    user: { uuid: event.user.id, email: event.user.email },
    key: event.key?.mask ?? null,
    reason: event.reason,
    request_id: event.requestId,
  };
}
