import { ApiProperty } from '@nestjs/swagger';

/** An event as the database returns it. */
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

/** The user who performed the operation. */
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

  @ApiProperty({ description: 'The operationId.', example: 'user_interview_topics_create' })
  operation: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Ids of the objects that the operation changed.',
  })
  target: Record<string, string>;

  @ApiProperty({ type: AuditActorDto })
  user: AuditActorDto;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'First and last characters of the key that was used.',
  })
  key: string | null;

  @ApiProperty({ description: 'The X-Request-Id of the response, which is also in the logs.' })
  request_id: string;
}

/** Converts an event. */
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
