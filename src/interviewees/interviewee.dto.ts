import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Violation } from '../validation/checks';
import { ChoiceField, ItemsField, Optional, TextField } from '../validation/fields';
import { MAX_IDENTIFIER_LENGTH } from '../identifiers/identifier';
import { toUserDto, UserDto } from '../users/user.dto';
import type { IntervieweeContext } from './interviewee-context.entity';

export const MAX_CONTEXT_LENGTH = 10_000;
export const MAX_BULK_ITEMS = 500;

const IDENTIFIER = {
  description: 'The person, written as in the targeting of the topic. Need not be targeted (yet).',
  example: 'Ada Lovelace <ada@example.com>',
  maxLength: MAX_IDENTIFIER_LENGTH,
};
const CONTEXT = {
  description: 'What the interviewer should know about this person; never shown to the person.',
  example: 'Plans for a team of twelve; moved from a paper calendar in June.',
  maxLength: MAX_CONTEXT_LENGTH,
};

/** The body that adds context about a person, and one item of a bulk request. */
export class CreateIntervieweeDto {
  @TextField(IDENTIFIER)
  interviewee_identifier: string;

  @TextField(CONTEXT)
  agent_context: string;
}

class BlankableIntervieweeDto {
  @TextField(IDENTIFIER)
  interviewee_identifier: string;

  @TextField({ ...CONTEXT, blank: true })
  agent_context: string;
}

/** The body that changes a context row: only what is sent changes; `agent_context` may become blank. */
export class UpdateIntervieweeDto extends Optional(BlankableIntervieweeDto) {}

/** What a bulk request does with rows that exist already. */
export const CONFLICT_MODES = ['skip', 'fill_blank', 'update'] as const;
export type ConflictMode = (typeof CONFLICT_MODES)[number];

/** Many contexts at once. */
export class BulkIntervieweesDto {
  @ItemsField({
    description: 'One item per person, each identifier once.',
    item: () => CreateIntervieweeDto,
    min: 1,
    max: MAX_BULK_ITEMS,
    also: repeatedIdentifier,
  })
  items: CreateIntervieweeDto[];

  @ChoiceField({
    description:
      'What to do with identifiers that have a row: leave it (`skip`), write where `agent_context` is blank (`fill_blank`), or overwrite `agent_context` (`update`).',
    choices: CONFLICT_MODES,
    optional: true,
    default: 'skip',
  })
  on_conflict?: ConflictMode;
}

/** What a bulk request did. */
export class BulkResultDto {
  @ApiProperty({ type: 'integer', minimum: 0 })
  inserted_count: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    description: 'Existing rows that were written; present only when `on_conflict` was sent.',
  })
  updated_count?: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  skipped_count: number;

  @ApiProperty({
    type: [String],
    description: 'Identifiers whose row existed and was left untouched, sorted.',
  })
  skipped_identifiers: string[];
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

function repeatedIdentifier(items: CreateIntervieweeDto[]): Violation | null {
  const seen = new Set<string>();
  for (const { interviewee_identifier } of items) {
    if (seen.has(interviewee_identifier)) {
      return { code: 'unique', detail: 'Duplicate interviewee_identifier values within items.' };
    }
    seen.add(interviewee_identifier);
  }
  return null;
}
