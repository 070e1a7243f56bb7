import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { ChoiceField, ItemsField, TextField } from '../validation/fields';
import { MAX_IDENTIFIER_LENGTH } from '../identifiers/identifier';
import { toUserDto, UserDto } from '../users/user.dto';
import type { IntervieweeContext } from './interviewee-context.entity';

export const MAX_CONTEXT_LENGTH = 10_000;
export const MAX_BULK_ITEMS = 500;

const IDENTIFIER = {
  description: 'The person, as listed in the topic. The topic need not target this person (yet).',
  example: 'Ada Lovelace <ada@example.com>',
  maxLength: MAX_IDENTIFIER_LENGTH,
};
const CONTEXT = {
  description: 'Background about this person for the interviewer, never shown to the person.',
  example: 'Plans for a team of twelve; moved from a paper calendar in June.',
  maxLength: MAX_CONTEXT_LENGTH,
};

/** Body that adds context about one person; also one item of a bulk request. */
export class CreateIntervieweeDto {
  @TextField(IDENTIFIER)
  interviewee_identifier: string;

  @TextField(CONTEXT)
  agent_context: string;
}

/** Body that changes a context row. Only fields that are sent change; `agent_context` may become blank. */
export class UpdateIntervieweeDto {
  @TextField({ ...IDENTIFIER, optional: true })
  interviewee_identifier?: string;

  @TextField({ ...CONTEXT, optional: true, blank: true })
  agent_context?: string;
}

/** How a bulk request treats rows that exist already. */
export const CONFLICT_MODES = ['skip', 'fill_blank', 'update'] as const;
export type ConflictMode = (typeof CONFLICT_MODES)[number];

/** Body that adds context about many people. */
export class BulkIntervieweesDto {
  @ItemsField({
    description: 'One item per person. Each identifier may occur once.',
    item: () => CreateIntervieweeDto,
    texts: { interviewee_identifier: IDENTIFIER, agent_context: CONTEXT },
    min: 1,
    max: MAX_BULK_ITEMS,
  })
  items: CreateIntervieweeDto[];

  @ChoiceField({
    description:
      'What to do with identifiers that have a row already: keep the row (`skip`), write `agent_context` only where it is blank (`fill_blank`), or overwrite it (`update`).',
    choices: CONFLICT_MODES,
    optional: true,
    default: 'skip',
  })
  on_conflict?: ConflictMode;
}

const UNTARGETED: ApiPropertyOptions = {
  type: String,
  isArray: true,
  description:
    'Identifiers that the topic does not target, sorted. Their context is kept, and used once the topic targets them.',
};

/** Result of a bulk request. */
export class BulkResultDto {
  @ApiProperty({ type: 'integer', minimum: 0 })
  inserted_count: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    description: 'Existing rows that were changed. Present only when `on_conflict` was sent.',
  })
  updated_count?: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  skipped_count: number;

  @ApiProperty({
    type: [String],
    description: 'Identifiers whose existing row was not changed, sorted.',
  })
  skipped_identifiers: string[];

  @ApiProperty(UNTARGETED)
  untargeted_identifiers: string[];
}

/** A context row as the API shows it. */
export class IntervieweeDto {
  @ApiProperty({ format: 'uuid', readOnly: true })
  id: string;

  @ApiProperty({ type: UserDto, readOnly: true })
  created_by: UserDto;

  @ApiProperty({ type: String, format: 'date-time', readOnly: true })
  created_at: string;

  @ApiProperty({ example: IDENTIFIER.example })
  interviewee_identifier: string;

  @ApiProperty({ example: CONTEXT.example })
  agent_context: string;
}

/** A context row that was just added. */
export class NewIntervieweeDto extends IntervieweeDto {
  @ApiProperty(UNTARGETED)
  untargeted_identifiers: string[];
}

/** Shows a context row that was loaded with its creator. */
export function toIntervieweeDto(row: IntervieweeContext): IntervieweeDto {
  return {
    id: row.id,
    created_by: toUserDto(row.createdBy),
    created_at: row.createdAt.toISOString(),
    interviewee_identifier: row.intervieweeIdentifier,
    agent_context: row.agentContext,
  };
}
