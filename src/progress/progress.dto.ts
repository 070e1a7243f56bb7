import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { REFUSALS } from '../contacts/contact-decision';
import { ChoiceField } from '../validation/fields';
import { type Page, PageQuery } from '../pagination/page.dto';

export const PROGRESS_STATES = [
  'not_invited',
  'queued',
  'sent',
  'uncertain',
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

/** State of one person whom the topic targets. */
export class ProgressDto {
  @ApiProperty({ example: 'Ada Lovelace <ada@example.com>' })
  interviewee_identifier: string;

  @ApiProperty({
    enum: PROGRESS_STATES,
    description:
      '`uncertain`: the invite went out, but the mail server did not reply, so it may have arrived.',
  })
  state: ProgressState;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'When the person reached this state. For `failed` and `uncertain`: when the mail was queued. Null for `not_invited`.',
  })
  since: string | null;

  @ApiProperty({
    enum: ['', ...REFUSALS],
    description:
      'Why the person may not be invited; empty if they may. Earlier mails of this topic do not count.',
  })
  reason: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'With `recently_contacted`: when the person can be mailed again. Else null.',
  })
  free_at: string | null;
}

/** Number of people in each state; the filter does not apply. */
export class ProgressCountsDto implements Record<ProgressState, number> {
  @ApiProperty({ type: 'integer', minimum: 0 })
  not_invited: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  queued: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  sent: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  uncertain: number;

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

/** A page of people with the counts of all states. */
export interface ProgressPage extends Page<ProgressDto> {
  counts: ProgressCountsDto;
}

/** OpenAPI schema of {@link ProgressPage}. */
export const PROGRESS_PAGE_SCHEMA = {
  type: 'object',
  required: ['count', 'next', 'previous', 'results', 'counts'],
  properties: {
    count: { type: 'integer', minimum: 0, description: 'Number of people that match the filter.' },
    next: { type: 'string', format: 'uri', nullable: true },
    previous: { type: 'string', format: 'uri', nullable: true },
    results: { type: 'array', items: { $ref: getSchemaPath(ProgressDto) } },
    counts: { $ref: getSchemaPath(ProgressCountsDto) },
  },
};
