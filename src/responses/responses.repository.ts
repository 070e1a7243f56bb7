import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import type { ShareKind } from '../sharing/sharing-configuration.entity';
import { CREATOR } from '../users/creator.sql';
import type { Classification, ResponseRow, ResponseStatus } from './response.dto';
import { IS_RESPONSE, isAbandoned, isClassified } from './response-conditions';
import { queriesSql, queryValues, type Term } from './search/search-query';

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

/** What a researcher may set. */
export interface ResponseValues {
  summary?: string;
  classifications?: Classification[];
}

/** A completed try of a test link. */
export interface TestInterviewRow {
  completedAt: Date;
  transcript: string;
  summary: string;
}

// Who declined in the end has not given the answers away: they are kept, because a "no" can be taken back, and shown
// to nobody until then. What was typed and then skipped was not given either.
const columns = (
  hours: string,
) => `i.id, ${CREATOR} AS created_by, i.created_at, i.created_at::text AS cursor,
  to_json(i.interviewee_emails) AS interviewee_emails, i.interviewee_identifier, i.topic_id,
  CASE WHEN i.status = 'declined' THEN '' ELSE i.transcript END AS transcript, i.summary,
  to_json(CASE WHEN ${isAbandoned(hours)} THEN array_prepend('abandoned', i.classifications) ELSE i.classifications END) AS classifications,
  i.kind, i.respondent_name, CASE WHEN ${isAbandoned(hours)} THEN 'abandoned' ELSE i.status END AS status,
  i.consent_language AS language, i.started_at, i.last_activity_at, i.completed_at,
  coalesce((
    SELECT json_agg(json_build_object('position', a.position, 'question', i.questions[a.position + 1],
             'text', CASE WHEN a.skipped THEN '' ELSE a.text END, 'skipped', a.skipped, 'answered_at', a.answered_at)
             ORDER BY a.position)
    FROM interview_answer a WHERE a.interview_id = i.id AND i.status <> 'declined'
  ), '[]') AS answers`;
const COUNT_ALL = `SELECT coalesce(sum(number), 0)::integer AS count FROM response_count
  WHERE project_id = $1 AND kind = ANY ($2)`;
const JOIN_CREATOR = `JOIN "user" creator ON creator.id = i.created_by_id`;
const FROM = `FROM user_interview i ${JOIN_CREATOR}`;

/** Queries on responses. Every one that takes an id also takes the project it must belong to. */
@Injectable()
export class ResponsesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** One page, newest first, and the number of all responses that pass the filter. */
  async findPage(
    filter: ResponseFilter,
    abandonedAfterHours: number,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: ResponseRow[]; count: number }> {
    const { projectId, kinds, topicId, classifications, status, terms } = filter;
    const values = [projectId, kinds, topicId, classifications, status, abandonedAfterHours];
    // Forced through the index: the planner does not know what unpacking a transcript's words costs.
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
      AND ($5::text IS NULL OR $5 = CASE WHEN ${isAbandoned('$6')} THEN 'abandoned' ELSE i.status END) ${found}`;
    const last = values.length + search.length;
    const isWhole = topicId === null && classifications === null && status === null && terms === null;
    const [rows, counts] = await Promise.all([
      this.dataSource.query<ResponseRow[]>(
        `${cte} SELECT ${columns('$6')}
         FROM (SELECT i.id FROM user_interview i ${where}
               ORDER BY i.created_at DESC, i.id DESC LIMIT $${last + 1} OFFSET $${last + 2}) AS page
         JOIN user_interview i ON i.id = page.id ${JOIN_CREATOR}
         ORDER BY i.created_at DESC, i.id DESC`,
        [...values, ...search, limit, offset],
      ),
      isWhole
        ? this.dataSource.query<{ count: number }[]>(COUNT_ALL, [projectId, kinds])
        : this.dataSource.query<{ count: number }[]>(
            `${cte} SELECT count(*)::integer AS count FROM user_interview i ${where}`,
            [...values, ...search],
          ),
    ]);
    return { rows, count: counts[0]?.count ?? 0 };
  }

  /** The response, tests included, or null. */
  async findById(
    projectId: string,
    id: string,
    abandonedAfterHours: number,
    tx: Transaction = this.dataSource.manager,
  ): Promise<ResponseRow | null> {
    const [row] = await tx.query<ResponseRow[]>(
      `SELECT ${columns('$3')} ${FROM} WHERE i.id = $1 AND i.project_id = $2 AND ${IS_RESPONSE}`,
      [id, projectId, abandonedAfterHours],
    );
    return row ?? null;
  }

  /** The topic's responses that follow `after` in the order of the list, declined and test ones left out. */
  async findAfter(
    topicId: string,
    after: ResponseRow | null,
    abandonedAfterHours: number,
    limit: number,
  ): Promise<ResponseRow[]> {
    return this.dataSource.query<ResponseRow[]>(
      `SELECT ${columns('$4')} ${FROM}
       WHERE i.topic_id = $1 AND ${IS_RESPONSE} AND i.kind <> 'test' AND i.status <> 'declined'
         AND ($2::uuid IS NULL OR (i.created_at, i.id) < ($5::timestamptz, $2))
       ORDER BY i.created_at DESC, i.id DESC LIMIT $3`,
      [topicId, after?.id ?? null, limit, abandonedAfterHours, after?.cursor ?? null],
    );
  }

  /** The number of questions of the topic's longest response, the last word included. */
  async countQuestions(topicId: string): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      `SELECT coalesce(max(cardinality(i.questions)), 0) AS count FROM user_interview i
       WHERE i.topic_id = $1 AND ${IS_RESPONSE} AND i.kind <> 'test' AND i.status <> 'declined'`,
      [topicId],
    );
    return row?.count ?? 0;
  }

  /** Overwrites what was sent. False when the project has no such response. */
  async update(
    tx: Transaction,
    projectId: string,
    id: string,
    { summary, classifications }: ResponseValues,
  ): Promise<boolean> {
    const [, updated] = await tx.query<[unknown[], number]>(
      `UPDATE user_interview i
       SET summary = coalesce($3, summary), classifications = coalesce($4::text[], classifications)
       WHERE i.id = $1 AND i.project_id = $2 AND ${IS_RESPONSE}`,
      [id, projectId, summary ?? null, classifications ?? null],
    );
    return updated > 0;
  }

  /** Deletes the response with its answers. False when the project has no such response. */
  async delete(projectId: string, id: string): Promise<boolean> {
    const [, deleted] = await this.dataSource.query<[unknown[], number]>(
      `DELETE FROM user_interview i WHERE i.id = $1 AND i.project_id = $2 AND ${IS_RESPONSE}`,
      [id, projectId],
    );
    return deleted > 0;
  }

  /** The user's last completed try of the topic. */
  async findLatestTest(topicId: string, userId: string): Promise<TestInterviewRow | null> {
    const [row] = await this.dataSource.query<TestInterviewRow[]>(
      `SELECT completed_at AS "completedAt", transcript, summary FROM user_interview
       WHERE topic_id = $1 AND kind = 'test' AND interviewee_identifier = $2 AND status = 'completed'
       ORDER BY completed_at DESC, id DESC LIMIT 1`,
      [topicId, userId],
    );
    return row ?? null;
  }
}
