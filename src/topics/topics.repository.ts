import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import { jsonTime } from '../database/sql-expressions';
import type { Transaction } from '../database/transaction-runner';
import { RawJson } from '../http/raw-json';
import { CREATOR } from '../users/creator.sql';
import type { TopicDto, TopicSummary, TopicDetails } from './topic.dto';
import { Topic } from './topic.entity';

/** The columns of a topic that its owner may set. */
export type TopicValues = Pick<
  Topic,
  | 'topic'
  | 'intervieweeEmails'
  | 'intervieweeDistinctIds'
  | 'agentContext'
  | 'questions'
  | 'inviteSubject'
  | 'inviteMessage'
  | 'closesAt'
  | 'maxResponses'
  | 'expiresAt'
>;

/** A topic, and the project that it must belong to. */
export interface TopicKey {
  projectId: string;
  id: string;
}

const SUMMARY_COLUMNS = `t.id, t.topic, t.agent_context, t.invite_subject, t.invite_message,
  ${CREATOR} AS created_by`;
// Lists come as JSON, because the driver parses that much faster than a text[] literal.
const COLUMNS = `${SUMMARY_COLUMNS}, to_json(t.interviewee_emails) AS interviewee_emails,
  to_json(t.interviewee_distinct_ids) AS interviewee_distinct_ids`;
const JOIN_CREATOR = `JOIN "user" creator ON creator.id = t.created_by_id`;

/** The fields of a {@link TopicDto}, for `row_to_json` and `json_agg`. */
const DTO_COLUMNS = `t.id, ${CREATOR} AS created_by, ${jsonTime('t.created_at')} AS created_at,
  t.interviewee_emails, t.interviewee_distinct_ids, t.topic, t.agent_context, t.questions, t.invite_subject,
  t.invite_message, ${jsonTime('t.closes_at')} AS closes_at, t.max_responses, ${jsonTime('t.expires_at')} AS expires_at`;

/** One page and the size of the list, as two columns. Rows before the page are skipped in the index, unread. */
const pageStatement = (count: string, filter = '') => `
  SELECT (${count}) AS count,
         (SELECT coalesce(json_agg(shown), '[]')::text FROM (
            SELECT ${DTO_COLUMNS}
            FROM (SELECT t.id FROM user_interview_topic t WHERE t.project_id = $1 ${filter}
                  ORDER BY t.created_at DESC, t.id DESC LIMIT $2 OFFSET $3) AS page
            JOIN user_interview_topic t ON t.id = page.id ${JOIN_CREATOR}
            ORDER BY t.created_at DESC, t.id DESC
          ) AS shown) AS topics`;
const LIST: PreparedStatement = {
  name: 'topics_list',
  text: pageStatement(`SELECT coalesce(sum(number), 0)::integer FROM topic_count WHERE project_id = $1`),
};
/** Finds topics that contain so many words. Each has a condition of its own, which the index on trigrams serves. */
function searchStatement(words: number): string {
  const conditions = Array.from({ length: words }, (_, n) => `AND t.topic ILIKE $${n + 4}`).join(' ');
  return pageStatement(
    `SELECT count(*)::integer FROM user_interview_topic t WHERE t.project_id = $1 ${conditions}`,
    conditions,
  );
}

/** `LIMIT 1` keeps the plan at one look-up by key for each topic, also a plan that was made when there were none. */
const RETRIEVE: PreparedStatement = {
  name: 'topics_retrieve',
  text: `SELECT found.shown
         FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS request (project_id, id, position)
         LEFT JOIN LATERAL (
           SELECT row_to_json(shown)::text AS shown FROM (
             SELECT ${DTO_COLUMNS} FROM user_interview_topic t ${JOIN_CREATOR}
             WHERE t.id = request.id AND t.project_id = request.project_id
             LIMIT 1
           ) AS shown
         ) AS found ON true
         ORDER BY request.position`,
};
const CREATE: PreparedStatement = {
  name: 'topics_create',
  text: `WITH new AS (
           SELECT parley_uuid_v7() AS new_id, sent.position, given.*
           FROM json_array_elements($1) WITH ORDINALITY AS sent (topic, position),
                json_populate_record(NULL::user_interview_topic, sent.topic) AS given
         ), t AS (
           INSERT INTO user_interview_topic
             (id, project_id, created_by_id, topic, interviewee_emails, interviewee_distinct_ids, agent_context,
              questions, invite_subject, invite_message, closes_at, max_responses, expires_at)
           SELECT new_id, project_id, created_by_id, topic, interviewee_emails, interviewee_distinct_ids, agent_context,
                  questions, invite_subject, invite_message, closes_at, max_responses, expires_at
           FROM new RETURNING *
         )
         SELECT shown.id, row_to_json(shown)::text AS shown
         FROM (SELECT ${DTO_COLUMNS} FROM t ${JOIN_CREATOR}) AS shown JOIN new ON new.new_id = shown.id
         ORDER BY new.position`,
};

/** A new topic as a JSON object of its columns, as {@link TopicsRepository.insert} takes it. */
export function newTopicJson(projectId: string, createdById: string, values: Partial<TopicValues>): string {
  return JSON.stringify({
    project_id: projectId,
    created_by_id: createdById,
    topic: values.topic,
    interviewee_emails: values.intervieweeEmails ?? [],
    interviewee_distinct_ids: values.intervieweeDistinctIds ?? [],
    agent_context: values.agentContext ?? '',
    questions: values.questions ?? [],
    invite_subject: values.inviteSubject ?? '',
    invite_message: values.inviteMessage ?? '',
    closes_at: values.closesAt,
    max_responses: values.maxResponses,
    expires_at: values.expiresAt,
  });
}

/** All queries on topics. Every one that takes an id also takes the project it must belong to. */
@Injectable()
export class TopicsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pool: DatabasePool,
  ) {}

  /**
   * One page, newest first, of topics that contain all `patterns` (ILIKE), as a JSON array, and the number of all such
   * topics.
   */
  async findPage(
    projectId: string,
    patterns: string[],
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ topics: string; count: number }> {
    type Found = { topics: string; count: number };
    const values = [projectId, limit, offset];
    const [found] =
      patterns.length === 0
        ? await this.pool.run<Found>(LIST, values)
        : // Not prepared: how many topics contain the words decides on the plan.
          await this.dataSource.query<Found[]>(searchStatement(patterns.length), [...values, ...patterns]);
    return found ?? { topics: '[]', count: 0 };
  }

  /** The topics as the API shows them, in the order they are asked for; null where there is none. */
  async findAsJson(keys: TopicKey[], tx?: Transaction): Promise<(RawJson<TopicDto> | null)[]> {
    const values = [keys.map(({ projectId }) => projectId), keys.map(({ id }) => id)];
    const rows = tx
      ? await tx.query<{ shown: string | null }[]>(RETRIEVE.text, values)
      : await this.pool.run<{ shown: string | null }>(RETRIEVE, values);
    return keys.map(({ id }, position) => {
      const shown = rows[position]?.shown;
      return shown ? new RawJson<TopicDto>(shown, id) : null;
    });
  }

  /** What services need to know of the topic, or null. */
  async findDetails(projectId: string, id: string, tx: Transaction = this.dataSource.manager) {
    const [row] = await tx.query<TopicDetails[]>(
      `SELECT ${COLUMNS} FROM user_interview_topic t ${JOIN_CREATOR} WHERE t.id = $1 AND t.project_id = $2`,
      [id, projectId],
    );
    return row ?? null;
  }

  /** Whether the project has that topic. */
  async exists(projectId: string, id: string): Promise<boolean> {
    return this.dataSource.getRepository(Topic).existsBy({ id, projectId });
  }

  /** Stores topics, all or none, in one statement, and returns them as read back, in order. */
  async insert(topics: string[]): Promise<RawJson<TopicDto>[]> {
    const rows = await this.pool.run<{ id: string; shown: string }>(CREATE, [`[${topics.join(',')}]`]);
    return rows.map(({ id, shown }) => new RawJson(shown, id));
  }

  /** What the topic says, without its lists; null when there is no such topic. */
  async findSummary(projectId: string, id: string): Promise<TopicSummary | null> {
    const [row] = await this.dataSource.query<TopicSummary[]>(
      `SELECT ${SUMMARY_COLUMNS} FROM user_interview_topic t ${JOIN_CREATOR} WHERE t.id = $1 AND t.project_id = $2`,
      [id, projectId],
    );
    return row ?? null;
  }

  /**
   * Locks the topic until the transaction ends, so that its targeting stands still. Does not block reads, nor foreign
   * keys that point here. False when there is no such topic.
   */
  async lock(tx: Transaction, projectId: string, id: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT FROM user_interview_topic WHERE id = $1 AND project_id = $2 FOR NO KEY UPDATE`,
      [id, projectId],
    );
    return rows.length > 0;
  }

  /** Overwrites the given columns of a topic. */
  async update(tx: Transaction, id: string, values: Partial<TopicValues>): Promise<void> {
    if (Object.keys(values).length > 0) await tx.getRepository(Topic).update({ id }, values);
  }

  /** Appends to one list unless the identifier is in either. Atomic: parallel calls lose nobody. */
  async addIdentifier(
    projectId: string,
    id: string,
    list: 'interviewee_emails' | 'interviewee_distinct_ids',
    identifier: string,
  ): Promise<void> {
    await this.dataSource.query(
      `UPDATE user_interview_topic SET ${list} = array_append(${list}, $3)
       WHERE id = $1 AND project_id = $2
         AND $3 <> ALL (interviewee_emails) AND $3 <> ALL (interviewee_distinct_ids)`,
      [id, projectId, identifier],
    );
  }

  /** Takes the identifier out of both lists. False when there is no such topic. */
  async removeIdentifier(
    tx: Transaction,
    projectId: string,
    id: string,
    identifier: string,
  ): Promise<boolean> {
    const [, updated] = await tx.query<[unknown[], number]>(
      `UPDATE user_interview_topic
       SET interviewee_emails = array_remove(interviewee_emails, $3),
           interviewee_distinct_ids = array_remove(interviewee_distinct_ids, $3)
       WHERE id = $1 AND project_id = $2`,
      [id, projectId, identifier],
    );
    return updated > 0;
  }

  /** Deletes the topic with all that hangs on it. False when there is no such topic. */
  async delete(projectId: string, id: string): Promise<boolean> {
    const { affected } = await this.dataSource.getRepository(Topic).delete({ id, projectId });
    return (affected ?? 0) > 0;
  }
}
