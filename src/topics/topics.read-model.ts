import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Batcher } from '../batching/batcher';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import { containsPattern, matchesPattern } from '../database/sql-expressions';
import type { Transaction } from '../database/transaction-runner';
import { RawJson } from '../http/raw-json';
import { CREATOR } from '../users/creator.sql';
import { DTO_COLUMNS, JOIN_CREATOR } from './topic-columns.sql';
import type { TopicDetails, TopicDto, TopicSummary } from './topic.dto';
import { Topic } from './topic.entity';

/** A topic, and the project that it must belong to. */
interface TopicKey {
  projectId: string;
  id: string;
}

const SUMMARY_COLUMNS = `t.id, t.topic, t.agent_context, t.invite_subject, t.invite_message,
  ${CREATOR} AS created_by`;
// Lists come as JSON, because the driver parses that much faster than a text[] literal.
const DETAILS_COLUMNS = `${SUMMARY_COLUMNS}, to_json(t.interviewee_emails) AS interviewee_emails,
  to_json(t.interviewee_distinct_ids) AS interviewee_distinct_ids`;

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

/**
 * Reads topics in the shape that is needed. SQL because PostgreSQL writes the JSON of answers, and because rows before
 * a page are skipped in the index.
 */
@Injectable()
export class TopicsReadModel {
  /** Reads concurrent requests in one statement, which starts after all of them have come. */
  private readonly reads: Batcher<TopicKey, RawJson<TopicDto> | null>;

  constructor(
    @InjectRepository(Topic) private readonly topics: Repository<Topic>,
    private readonly pool: DatabasePool,
  ) {
    this.reads = new Batcher((keys) =>
      this.findMany(keys, (values) => this.pool.run<{ shown: string | null }>(RETRIEVE, values)),
    );
  }

  /**
   * One page, newest first, of the topics that contain all words of `search` in any case, as a JSON array, and the
   * number of all such topics.
   */
  async findPage(
    projectId: string,
    search: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ topics: string; count: number }> {
    type Found = { topics: string; count: number };
    const patterns = searchPatterns(search);
    const values = [projectId, limit, offset];
    const [found] =
      patterns.length === 0
        ? await this.pool.run<Found>(LIST, values)
        : // Not prepared: how many topics contain the words decides on the plan.
          await this.topics.query<Found[]>(searchStatement(patterns.length), [...values, ...patterns]);
    return found ?? { topics: '[]', count: 0 };
  }

  /** The topic as the API shows it, or null. */
  async findAsJson(projectId: string, id: string): Promise<RawJson<TopicDto> | null> {
    return this.reads.submit({ projectId, id });
  }

  /** The topic as the API shows it, as this transaction sees it, or null. */
  async findAsJsonWithin(tx: Transaction, projectId: string, id: string): Promise<RawJson<TopicDto> | null> {
    const [topic = null] = await this.findMany([{ projectId, id }], (values) =>
      tx.query(RETRIEVE.text, values),
    );
    return topic;
  }

  /** The topic with the people it targets, or null. */
  async findDetails(
    projectId: string,
    id: string,
    tx: Transaction = this.topics.manager,
  ): Promise<TopicDetails | null> {
    return findOne<TopicDetails>(tx, DETAILS_COLUMNS, projectId, id);
  }

  /** The topic without its lists, which can be long, or null. */
  async findSummary(projectId: string, id: string): Promise<TopicSummary | null> {
    return findOne<TopicSummary>(this.topics.manager, SUMMARY_COLUMNS, projectId, id);
  }

  /** Those of the identifiers that the topic does not target, or null when there is no such topic. */
  async findUntargeted(projectId: string, id: string, identifiers: string[]): Promise<string[] | null> {
    // SQL, so that a long list of people stays in the database.
    const [row] = await this.topics.query<{ untargeted: string[] }[]>(
      `SELECT array_to_json(ARRAY(
                SELECT unnest($3::text[])
                EXCEPT SELECT unnest(t.interviewee_emails || t.interviewee_distinct_ids)
              )) AS untargeted
       FROM user_interview_topic t WHERE t.id = $1 AND t.project_id = $2`,
      [id, projectId, identifiers],
    );
    return row?.untargeted ?? null;
  }

  private async findMany(
    keys: TopicKey[],
    run: (values: unknown[]) => Promise<{ shown: string | null }[]>,
  ): Promise<(RawJson<TopicDto> | null)[]> {
    const rows = await run([keys.map(({ projectId }) => projectId), keys.map(({ id }) => id)]);
    return keys.map(({ id }, position) => {
      const shown = rows[position]?.shown;
      return shown ? new RawJson<TopicDto>(shown, id) : null;
    });
  }
}

async function findOne<Row>(
  manager: Transaction,
  columns: string,
  projectId: string,
  id: string,
): Promise<Row | null> {
  const [row] = await manager.query<Row[]>(
    `SELECT ${columns} FROM user_interview_topic t ${JOIN_CREATOR} WHERE t.id = $1 AND t.project_id = $2`,
    [id, projectId],
  );
  return row ?? null;
}

/** Finds topics that contain so many words. Each has its own condition, which the trigram index serves. */
function searchStatement(words: number): string {
  const conditions = Array.from(
    { length: words },
    (_, n) => `AND ${matchesPattern('t.topic', `$${n + 4}`)}`,
  ).join(' ');
  return pageStatement(
    `SELECT count(*)::integer FROM user_interview_topic t WHERE t.project_id = $1 ${conditions}`,
    conditions,
  );
}

/** One ILIKE pattern for each different word of a search. */
export function searchPatterns(search: string): string[] {
  const words = search.split(/\s+/u).filter((word) => word !== '');
  return [...new Set(words)].map(containsPattern);
}
