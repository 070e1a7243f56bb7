import { ApiProperty } from '@nestjs/swagger';

const rows = (description: string) => ({
  type: 'array' as const,
  items: { type: 'object' as const, additionalProperties: true },
  description,
});

/** Everything about a person. Rows have the fields of the database, so that nothing is left out. */
export class PersonExportDto {
  @ApiProperty({ example: 'ada@example.com' })
  identifier: string;

  @ApiProperty({ type: String, format: 'date-time' })
  exported_at: string;

  @ApiProperty({
    type: [String],
    description: 'Every spelling that the project has.',
    example: ['ada@example.com', 'Ada Lovelace <ada@example.com>'],
  })
  identifiers: string[];

  @ApiProperty({ description: 'Whether a keyed hash of an erased opt-out is kept.', example: false })
  erased_opt_out: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'The contact with the choices on the unsubscribe page; null when there is none.',
  })
  contact: Record<string, unknown> | null;

  @ApiProperty(rows('Topics that target the person.'))
  topics: Record<string, unknown>[];

  @ApiProperty(rows('Background about the person.'))
  contexts: Record<string, unknown>[];

  @ApiProperty(rows('Links, without their URLs.'))
  links: Record<string, unknown>[];

  @ApiProperty(rows('Invites, reminders and thanks.'))
  mails: Record<string, unknown>[];

  @ApiProperty(rows('Events for webhooks.'))
  webhook_messages: Record<string, unknown>[];

  @ApiProperty(
    rows('Interviews with answers, transcript and summary, and the report of a voice call in Base64.'),
  )
  responses: Record<string, unknown>[];
}
