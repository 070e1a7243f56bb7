import { ApiProperty } from '@nestjs/swagger';

/** An audit event as read from the database. */
export interface AuditEventRow {
  id: string;
  created_at: Date;
  operation: string;
  target: Record<string, string>;
  request_id: string;
  key_mask: string | null;
  user_id: string;
  user_email: string;
}

/** The user who called the operation. */
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

  @ApiProperty({ description: 'The X-Request-Id header of the response; the logs have it too.' })
  request_id: string;
}

/** Maps an audit event to its DTO. */
export function toAuditEventDto(row: AuditEventRow): AuditEventDto {
  return {
    id: row.id,
    created_at: row.created_at.toISOString(),
    operation: row.operation,
    target: row.target,
    user: { uuid: row.user_id, email: row.user_email },
    key: row.key_mask,
    request_id: row.request_id,
  };
}
