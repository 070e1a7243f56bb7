import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { ChoiceField } from '../validation/fields';
import { type Page, PageQuery } from '../pagination/page.dto';

export const PROGRESS_STATES = [
  'not_invited',
  'queued',
  'sent',
  'failed',
  'opened',
  'started',
  'completed',
  'declined',
] as const;

export type ProgressState = (typeof PROGRESS_STATES)[number];

/** Page and filter of a topic's progress. */
export class ProgressQuery extends PageQuery {
  @ChoiceField({ description: 'Only people in this state.', choices: PROGRESS_STATES, optional: true })
  state?: ProgressState;
}

/** How far one targeted person got. */
export class ProgressDto {
  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({ enum: PROGRESS_STATES })
  state: ProgressState;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when; for `failed` when the mail was queued, null for `not_invited`.',
  })
  since: string | null;
}

/** How many people are in each state, whatever the filter. */
export class ProgressCountsDto implements Record<ProgressState, number> {
  @ApiProperty({ type: 'integer', minimum: 0 })
  not_invited: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  queued: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  sent: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  failed: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  opened: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  started: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  completed: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  declined: number;
}

/** A page of people, and the whole funnel. */
export interface ProgressPage extends Page<ProgressDto> {
  counts: ProgressCountsDto;
}

/** The answer as OpenAPI describes it. */
export const PROGRESS_PAGE_SCHEMA = {
  type: 'object',
  required: ['count', 'next', 'previous', 'results', 'counts'],
  properties: {
    count: { type: 'integer', minimum: 0, description: 'People who pass the filter.' },
    next: { type: 'string', format: 'uri', nullable: true },
    previous: { type: 'string', format: 'uri', nullable: true },
    results: { type: 'array', items: { $ref: getSchemaPath(ProgressDto) } },
    counts: { $ref: getSchemaPath(ProgressCountsDto) },
  },
};
