import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { isAbandoned } from '../interviews/interview-conditions.sql';
import { UserInterview } from '../interviews/user-interview.entity';
import { CHUNK_BYTES, type SizedRow } from '../pagination/sized-page';
import type { ShareKind } from '../sharing/sharing-configuration.entity';
import { CREATOR } from '../users/creator.sql';
import type { ResponseRow, ResponseStatus } from './response.dto';
import { IS_RESPONSE, isClassified } from './response-conditions.sql';
import type { Term } from './search/search-query';
import { queriesSql, queryValues } from './search/search-query.sql';

/** Which responses to read. */
export interface ResponseFilter {
  projectId: string;
  kinds: ShareKind[];
  topicId: string | null;
  classifications: string[] | null;
  status: ResponseStatus | null;
  /** Null for no search; an empty list finds nothing. */
  terms: Term[] | null;
}

/** A completed test interview. */
export interface TestInterviewRow {
  completedAt: Date | null;
  transcript: string;
  summary: string;
}

const statusOf = (hours: string) => `CASE WHEN ${isAbandoned(hours)} THEN 'abandoned' ELSE i.status END`;

// Declining can be undone, so the answers are kept but hidden. A skipped answer is shown as empty, even if it has a text.
const columns = (
  hours: string,
) => `i.id, ${CREATOR} AS created_by, i.created_at, i.created_at::text AS cursor,
  to_json(i.interviewee_emails) AS interviewee_emails, i.interviewee_identifier, i.topic_id,
  CASE WHEN i.status = 'declined' THEN '' ELSE i.transcript END AS transcript, i.summary,
  to_json(CASE WHEN ${isAbandoned(hours)} THEN array_prepend('abandoned', i.classifications) ELSE i.classifications END) AS classifications,
  i.kind, i.respondent_name, ${statusOf(hours)} AS status,
  i.consent_language AS language, i.consent_version, i.started_at, i.last_activity_at, i.completed_at,
  coalesce((
    SELECT json_agg(json_build_object('position', a.position, 'question', i.questions[a.position + 1],
             'text', CASE WHEN a.skipped THEN '' ELSE a.text END, 'skipped', a.skipped, 'answered_at', a.answered_at)
             ORDER BY a.position)
    FROM interview_answer a WHERE a.interview_id = i.id AND i.status <> 'declined'
  ), '[]') AS answers`;
/** About how many bytes a response has: the transcript repeats answers and questions. Reads no long value. */
const STORED_BYTES = `(2 * octet_length(i.transcript) + octet_length(i.summary) + pg_column_size(i.questions) + 2000)`;
const COUNT_ALL = `SELECT coalesce(sum(number), 0)::integer AS count FROM response_count
  WHERE project_id = $1 AND kind = ANY ($2)`;

/** Whether an export has the response: it is no test, and has the wanted status or, with none, is not declined. */
const isExported = (status: string, hours: string) =>
  `${IS_RESPONSE} AND i.kind <> 'test' AND CASE WHEN ${status}::text IS NULL THEN i.status <> 'declined'
    ELSE ${status} = ${statusOf(hours)} END`;
const JOIN_CREATOR = `JOIN "user" creator ON creator.id = i.created_by_id`;
const FROM = `FROM user_interview i ${JOIN_CREATOR}`;

/**
 * Reads responses. SQL for what the API shows, because PostgreSQL derives `abandoned` and collects the answers of a
 * response in the same statement.
 */
@Injectable()
export class ResponsesReadModel {
  constructor(@InjectRepository(UserInterview) private readonly interviews: Repository<UserInterview>) {}

  /** One page, newest first, as the sizes of its rows, and the number of all responses that match the filter. */
  async measurePage(
    filter: ResponseFilter,
    abandonedAfterHours: number,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ sizes: SizedRow[]; count: number }> {
    const { projectId, kinds, topicId, classifications, status, terms } = filter;
    const values = [projectId, kinds, topicId, classifications, status, abandonedAfterHours];
    // OFFSET 0 forces a search through the index: the planner underestimates the cost of reading a transcript's words.
    const found = terms
      ? `AND i.id IN (
           SELECT found.id FROM query CROSS JOIN LATERAL (
             SELECT f.id FROM user_interview f
             WHERE f.project_id = $1 AND f.search_config = query.config AND f.search_vector @@ query.exact OFFSET 0
           ) found)`
      : '';
    const search = terms ? queryValues(terms) : [];
    const cte = terms ? `WITH ${queriesSql(values.length + 1)}` : '';
    const where = `WHERE i.project_id = $1 AND ${IS_RESPONSE} AND i.kind = ANY ($2)
      AND ($3::uuid IS NULL OR i.topic_id = $3) AND ${isClassified('$4', '$6')}
      AND ($5::text IS NULL OR $5 = ${statusOf('$6')}) ${found}`;
    const last = values.length + search.length;
    const isWhole = topicId === null && classifications === null && status === null && terms === null;
    const [sizes, counts] = await Promise.all([
      this.interviews.query<SizedRow[]>(
        `${cte} SELECT i.id, ${STORED_BYTES} AS bytes
         FROM (SELECT i.id FROM user_interview i ${where}
               ORDER BY i.created_at DESC, i.id DESC LIMIT $${last + 1} OFFSET $${last + 2}) AS page
         JOIN user_interview i ON i.id = page.id
         ORDER BY i.created_at DESC, i.id DESC`,
        [...values, ...search, limit, offset],
      ),
      isWhole
        ? this.interviews.query<{ count: number }[]>(COUNT_ALL, [projectId, kinds])
        : this.interviews.query<{ count: number }[]>(
            `${cte} SELECT count(*)::integer AS count FROM user_interview i ${where}`,
            [...values, ...search],
          ),
    ]);
    return { sizes, count: counts[0]?.count ?? 0 };
  }

  /** The responses with these ids, newest first. */
  async findMany(ids: string[], abandonedAfterHours: number): Promise<ResponseRow[]> {
    return this.interviews.query<ResponseRow[]>(
      `SELECT ${columns('$2')} ${FROM} WHERE i.id = ANY ($1) ORDER BY i.created_at DESC, i.id DESC`,
      [ids, abandonedAfterHours],
    );
  }

  /** The size of a response of the project, or null when there is none. Finds tests too. */
  async measure(projectId: string, id: string): Promise<number | null> {
    const [row] = await this.interviews.query<{ bytes: number }[]>(
      `SELECT ${STORED_BYTES} AS bytes FROM user_interview i
       WHERE i.id = $1 AND i.project_id = $2 AND ${IS_RESPONSE}`,
      [id, projectId],
    );
    return row?.bytes ?? null;
  }

  /**
   * The topic's responses that follow `after`, newest first, as {@link isExported} says: fewer than `limit` if they are
   * large, and at least one if there is one.
   */
  async findAfter(
    topicId: string,
    after: ResponseRow | null,
    abandonedAfterHours: number,
    limit: number,
    status: ResponseStatus | null,
  ): Promise<ResponseRow[]> {
    return this.interviews.query<ResponseRow[]>(
      `WITH following AS (
         SELECT i.id, i.created_at, ${STORED_BYTES} AS bytes FROM user_interview i
         WHERE i.topic_id = $1 AND ${isExported('$6', '$4')}
           AND ($2::uuid IS NULL OR (i.created_at, i.id) < ($5::timestamptz, $2))
         ORDER BY i.created_at DESC, i.id DESC LIMIT $3
       ), page AS (
         SELECT id, bytes, sum(bytes) OVER (ORDER BY created_at DESC, id DESC) AS total FROM following
       )
       SELECT ${columns('$4')}
       FROM page JOIN user_interview i ON i.id = page.id ${JOIN_CREATOR}
       WHERE page.total <= ${CHUNK_BYTES} OR page.total = page.bytes
       ORDER BY i.created_at DESC, i.id DESC`,
      [topicId, after?.id ?? null, limit, abandonedAfterHours, after?.cursor ?? null, status],
    );
  }

  /** The number of questions of the topic's longest exported response, including the closing question. */
  async countQuestions(
    topicId: string,
    abandonedAfterHours: number,
    status: ResponseStatus | null,
  ): Promise<number> {
    const [row] = await this.interviews.query<{ count: number }[]>(
      `SELECT coalesce(max(cardinality(i.questions)), 0) AS count FROM user_interview i
       WHERE i.topic_id = $1 AND ${isExported('$3', '$2')}`,
      [topicId, abandonedAfterHours, status],
    );
    return row?.count ?? 0;
  }

  /** The user's latest completed test of the topic, or null. */
  async findLatestTest(topicId: string, userId: string): Promise<TestInterviewRow | null> {
    return this.interviews.findOne({
      select: { id: true, completedAt: true, transcript: true, summary: true },
      where: { topicId, kind: 'test', intervieweeIdentifier: userId, status: 'completed' },
      order: { completedAt: 'DESC', id: 'DESC' },
    });
  }
}
