import { jsonTime } from '../database/sql-expressions';
import { CREATOR } from '../users/creator.sql';
import type { CreateTopicDto, TopicDto } from './topic.dto';

interface TopicColumn {
  /** Stored for a new topic that leaves the field out. */
  empty: '' | number | boolean | null | readonly [];
  /** Sent and shown as an ISO 8601 time. */
  isTime?: true;
}

/**
 * The columns that a topic's owner sets. Requests, responses and the table use the same names. A field that is missing
 * here, or in one of the DTOs, does not compile.
 */
export const TOPIC_COLUMNS = {
  interviewee_emails: { empty: [] },
  interviewee_distinct_ids: { empty: [] },
  topic: { empty: '' },
  agent_context: { empty: '' },
  questions: { empty: [] },
  invite_subject: { empty: '' },
  invite_message: { empty: '' },
  closes_at: { empty: null, isTime: true },
  max_responses: { empty: null },
  expires_at: { empty: null, isTime: true },
  reminder_count: { empty: 0 },
  reminder_gap_days: { empty: 3 },
  reminder_subject: { empty: '' },
  reminder_message: { empty: '' },
  thank_you: { empty: false },
  mail_language: { empty: null },
} as const satisfies Record<
  keyof CreateTopicDto | Exclude<keyof TopicDto, 'id' | 'created_by' | 'created_at'>,
  TopicColumn
>;

export type TopicColumnName = keyof typeof TOPIC_COLUMNS;

export const TOPIC_COLUMN_NAMES = Object.keys(TOPIC_COLUMNS) as TopicColumnName[];

/** SQL: joins the creator of topic `t`, which {@link CREATOR} reads. */
export const JOIN_CREATOR = `JOIN "user" creator ON creator.id = t.created_by_id`;

/** SQL: the fields of a {@link TopicDto} of topic `t`, for `row_to_json` and `json_agg`. */
export const DTO_COLUMNS = [
  't.id',
  `${CREATOR} AS created_by`,
  `${jsonTime('t.created_at')} AS created_at`,
  ...TOPIC_COLUMN_NAMES.map((name) =>
    'isTime' in TOPIC_COLUMNS[name] ? `${jsonTime(`t.${name}`)} AS ${name}` : `t.${name}`,
  ),
].join(', ');

/**
 * SQL: about how many bytes the JSON of topic `t` has. Reads no long value: its size stands in the row. The lists are
 * stored uncompressed, so that this size is the true one.
 */
export const STORED_BYTES = `(pg_column_size(t.interviewee_emails) + pg_column_size(t.interviewee_distinct_ids)
  + pg_column_size(t.questions) + octet_length(t.agent_context) + octet_length(t.topic) + 1000)`;
