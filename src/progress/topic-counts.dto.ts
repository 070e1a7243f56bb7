import { ApiProperty } from '@nestjs/swagger';
import type { Violation } from '../validation/checks';
import { TextField } from '../validation/fields';
import { Satisfies } from '../validation/rules';
import { isId } from '../validation/uuid.pipe';

export const MAX_COUNTED_TOPICS = 100;

/** The topics whose people are counted. */
export class TopicCountsQuery {
  @TextField({
    description: `Ids of topics, separated by commas; at most ${MAX_COUNTED_TOPICS}. Ids of no topic of the project are left out of the result. Without any the list is empty.`,
    blank: true,
    optional: true,
    rules: [Satisfies('isTopicList', topicListViolation)],
  })
  topic?: string;
}

/** The people of a topic, counted. */
export class TopicCountsDto {
  @ApiProperty({ format: 'uuid', description: 'Id of the topic.' })
  topic: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'People whom the topic targets.' })
  people: number;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Of these, people with an invite that was sent, or may have arrived.',
  })
  invited: number;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Of these, people who have completed the interview.',
  })
  completed: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Of these, people who have declined.' })
  declined: number;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Invited people who have neither completed nor declined the interview.',
  })
  waiting: number;
}

/** The ids in a list that is separated by commas. */
export function topicIds(list: string): string[] {
  return [...new Set(list.split(',').map((id) => id.trim().toLowerCase()))].filter((id) => id !== '');
}

function topicListViolation(list: string): Violation | null {
  const ids = topicIds(list);
  if (ids.length > MAX_COUNTED_TOPICS)
    return { code: 'max_length', detail: `Ensure there are at most ${MAX_COUNTED_TOPICS} ids.` };
  return ids.every(isId) ? null : { code: 'invalid_input', detail: 'Each id must be a UUID.' };
}
