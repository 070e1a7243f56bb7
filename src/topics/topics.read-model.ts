import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { PRIVACY_NOTICE } from '../project-settings/privacy-notice';
import type { Repository } from 'typeorm';
import { Batcher } from '../batching/batcher';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import { containsPattern, matchesPattern } from '../database/sql-expressions';
import { RawJson } from '../http/raw-json';
import { LARGE_BYTES, ResponseBudget } from '../http/response-budget';
import { CHUNK_BYTES, type SizedRow } from '../pagination/sized-page';
import { CREATOR } from '../users/creator.sql';
import { DTO_COLUMNS, JOIN_CREATOR, STORED_BYTES } from './topic-columns.sql';
import type { TopicDto, TopicSummary } from './topic.dto';
import { Topic } from './topic.entity';

/** A topic, and the project that it must belong to. */
interface TopicKey {
  projectId: string;
  id: string;
}

/**
 * One page and the size of the list, as columns. Rows before the page are skipped in the index, unread. A page that is
 * too large to be read in one piece comes as the sizes of its rows instead.
 */
const pageStatement = (count: string, filter = '') => `
  WITH page AS (SELECT t.id FROM user_interview_topic t WHERE t.project_id = $1 ${filter}
                ORDER BY t.created_at DESC, t.id DESC LIMIT $2 OFFSET $3),
       -- Read once, for their sizes and their JSON; long values stay where they are until they are needed.
       t AS MATERIALIZED (SELECT topic.* FROM page JOIN user_interview_topic topic ON topic.id = page.id)
  SELECT (${count}) AS count,
         CASE WHEN page_size.bytes <= ${CHUNK_BYTES} THEN (
           SELECT coalesce(json_agg(shown), '[]')::text FROM (
             SELECT ${DTO_COLUMNS} FROM t ${JOIN_CREATOR} ORDER BY t.created_at DESC, t.id DESC
           ) AS shown
         ) END AS topics,
         CASE WHEN page_size.bytes > ${CHUNK_BYTES} THEN (
           SELECT json_agg(json_build_object('id', t.id, 'bytes', ${STORED_BYTES}) ORDER BY t.created_at DESC, t.id DESC)
           FROM t
         ) END AS sizes
  FROM (SELECT coalesce(sum(${STORED_BYTES}), 0) AS bytes FROM t) AS page_size`;
const LIST: PreparedStatement = {
  name: 'topics_list',
  text: pageStatement(`SELECT coalesce(sum(number), 0)::integer FROM topic_count WHERE project_id = $1`),
};
const LIST_CHUNK: PreparedStatement = {
  name: 'topics_list_chunk',
  text: `SELECT coalesce(json_agg(shown), '[]')::text AS topics FROM (
           SELECT ${DTO_COLUMNS} FROM user_interview_topic t ${JOIN_CREATOR}
           WHERE t.project_id = $1 AND t.id = ANY ($2::uuid[])
           ORDER BY t.created_at DESC, t.id DESC
         ) AS shown`,
};

/**
 * Topics by key, each in a row of its own, with their size; without their JSON if they are larger than `maxBytes`.
 * `LIMIT 1` keeps the plan at one look-up by key for each topic, also a plan that was made when there were none.
 */
const retrieveStatement = (maxBytes: string) => `
  SELECT found.shown, found.bytes
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS request (project_id, id, position)
  LEFT JOIN LATERAL (
    SELECT ${STORED_BYTES} AS bytes, CASE WHEN ${STORED_BYTES} <= ${maxBytes} THEN
             (SELECT row_to_json(shown)::text FROM (SELECT ${DTO_COLUMNS}) AS shown) END AS shown
    FROM user_interview_topic t ${JOIN_CREATOR}
    WHERE t.id = request.id AND t.project_id = request.project_id
    LIMIT 1
  ) AS found ON true
  ORDER BY request.position`;
const RETRIEVE: PreparedStatement = { name: 'topics_retrieve', text: retrieveStatement(`${LARGE_BYTES}`) };
const RETRIEVE_LARGE: PreparedStatement = {
  name: 'topics_retrieve_large',
  text: retrieveStatement(`'infinity'::float8`),
};

/** A topic as the API shows it, or only its size if it is large; nulls for no topic. */
interface RetrievedTopic {
  shown: string | null;
  bytes: number | null;
}

/** One page of topics: a JSON array or, if that would be large, the sizes of its rows. */
export type TopicsPage = { count: number } & (
  { topics: string; sizes: null } | { topics: null; sizes: SizedRow[] }
);

/**
 * Reads topics in the shape that is needed. SQL because PostgreSQL writes the JSON of answers, and because rows before
 * a page are skipped in the index.
 */
@Injectable()
export class TopicsReadModel {
  /** Reads concurrent requests in one statement, which starts after all of them have come. */
  private readonly reads: Batcher<TopicKey, RetrievedTopic>;

  constructor(
    @InjectRepository(Topic) private readonly topics: Repository<Topic>,
    private readonly pool: DatabasePool,
    private readonly budget: ResponseBudget,
  ) {
    this.reads = new Batcher((keys) => this.retrieve(RETRIEVE, keys));
  }

  /**
   * One page, newest first, of the topics that contain all words of `search` in any case, and the number of all such
   * topics.
   */
  async findPage(
    projectId: string,
    search: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<TopicsPage> {
    const patterns = searchPatterns(search);
    const values = [projectId, limit, offset];
    const [found] =
      patterns.length === 0
        ? await this.pool.run<TopicsPage>(LIST, values)
        : // Not prepared: how many topics contain the words decides on the plan.
          await this.topics.query<TopicsPage[]>(searchStatement(patterns.length), [...values, ...patterns]);
    return found ?? { topics: '[]', sizes: null, count: 0 };
  }

  /** The topics with these ids, newest first, as a JSON array. */
  async findMany(projectId: string, ids: string[]): Promise<RawJson<TopicDto[]>> {
    const [found] = await this.pool.run<{ topics: string }>(LIST_CHUNK, [projectId, ids]);
    return new RawJson(found?.topics ?? '[]');
  }

  /** The topic as the API shows it, or null. @throws Overloaded */
  async findAsJson(projectId: string, id: string): Promise<RawJson<TopicDto> | null> {
    const key = { projectId, id };
    let topic = await this.reads.submit(key);
    if (topic.shown === null && topic.bytes !== null) {
      [topic = topic] = await this.budget.read(topic.bytes, () => this.retrieve(RETRIEVE_LARGE, [key]));
    }
    return topic.shown === null ? null : new RawJson<TopicDto>(topic.shown, id);
  }

  /** The topic without its lists, which can be long, or null. */
  async findSummary(projectId: string, id: string): Promise<TopicSummary | null> {
    const [row] = await this.topics.query<TopicSummary[]>(
      `SELECT t.id, t.topic, t.agent_context, t.invite_subject, t.invite_message,
              coalesce(t.mail_language, p.mail_language, 'en') AS mail_language,
              least(t.closes_at, t.expires_at) AS deadline, p.time_zone, p.sending_windows,
              p.sender_name AS from_name, ${PRIVACY_NOTICE} AS notice,
              ${CREATOR} AS created_by
       FROM user_interview_topic t ${JOIN_CREATOR} JOIN project p ON p.id = t.project_id WHERE t.id = $1 AND t.project_id = $2`,
      [id, projectId],
    );
    return row ?? null;
  }

  /** The identifier if the topic targets it, or the first one it targets if none is given; else null. */
  async findTargeted(projectId: string, id: string, identifier: string | null): Promise<string | null> {
    const [row] = await this.topics.query<{ identifier: string }[]>(
      `SELECT target.identifier
       FROM user_interview_topic t, unnest(t.interviewee_emails || t.interviewee_distinct_ids) AS target (identifier)
       WHERE t.id = $1 AND t.project_id = $2 AND ($3::text IS NULL OR target.identifier = $3)
       LIMIT 1`,
      [id, projectId, identifier],
    );
    return row?.identifier ?? null;
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

  private retrieve(statement: PreparedStatement, keys: TopicKey[]): Promise<RetrievedTopic[]> {
    return this.pool.run(statement, [keys.map(({ projectId }) => projectId), keys.map(({ id }) => id)]);
  }
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
