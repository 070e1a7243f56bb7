import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Batcher } from '../batching/batcher';
import { isDataError } from '../database/database-errors';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import type { Transaction } from '../database/transaction-runner';
import { RawJson } from '../http/raw-json';
import type { TargetList } from './targeting';
import {
  DTO_COLUMNS,
  JOIN_CREATOR,
  TOPIC_COLUMN_NAMES,
  TOPIC_COLUMNS,
  type TopicColumnName,
} from './topic-columns.sql';
import type { CreateTopicDto, TopicDto, UpdateTopicDto } from './topic.dto';
import { Topic } from './topic.entity';

/** In characters of JSON. A larger topic is stored by itself, so that others need not wait for it. */
const LARGE_TOPIC = 20_000;

const COLUMNS = `project_id, created_by_id, ${TOPIC_COLUMN_NAMES.join(', ')}`;
// SQL, since it stores many topics at once and returns the JSON of their answers.
const CREATE: PreparedStatement = {
  name: 'topics_create',
  text: `WITH new AS (
           SELECT parley_uuid_v7() AS new_id, sent.position, given.*
           FROM json_array_elements($1) WITH ORDINALITY AS sent (topic, position),
                json_populate_record(NULL::user_interview_topic, sent.topic) AS given
         ), t AS (
           INSERT INTO user_interview_topic (id, ${COLUMNS}) SELECT new_id, ${COLUMNS} FROM new RETURNING *
         )
         SELECT shown.id, row_to_json(shown)::text AS shown
         FROM (SELECT ${DTO_COLUMNS} FROM t ${JOIN_CREATOR}) AS shown JOIN new ON new.new_id = shown.id
         ORDER BY new.position`,
};

/** Stores topics. Every method that takes a topic's id from outside also takes the project that it must belong to. */
@Injectable()
export class TopicsRepository {
  /** Stores concurrent new topics in one statement. After a data error each is tried by itself. */
  private readonly inserts: Batcher<string, RawJson<TopicDto>>;

  constructor(
    @InjectRepository(Topic) private readonly topics: Repository<Topic>,
    private readonly pool: DatabasePool,
  ) {
    this.inserts = new Batcher((topics) => this.insertAll(topics), { retryIndividually: isDataError });
  }

  /** Whether the project has that topic. */
  async exists(projectId: string, id: string): Promise<boolean> {
    return this.topics.existsBy({ id, projectId });
  }

  /** Stores a topic and returns it as the API shows it. */
  async insert(projectId: string, createdById: string, body: CreateTopicDto): Promise<RawJson<TopicDto>> {
    const topic = newTopicJson(projectId, createdById, body);
    if (topic.length <= LARGE_TOPIC) return this.inserts.submit(topic);
    const [stored] = await this.insertAll([topic]);
    if (!stored) throw new Error('The insert returned no topic.');
    return stored;
  }

  /**
   * Locks the topic until the transaction ends, so that its targeting stands still. Does not block reads, nor foreign
   * keys that point here. False when there is no such topic.
   */
  async lock(tx: Transaction, projectId: string, id: string): Promise<boolean> {
    const topic = await tx.getRepository(Topic).findOne({
      select: { id: true },
      where: { id, projectId },
      lock: { mode: 'for_no_key_update' },
    });
    return topic !== null;
  }

  /** Overwrites the columns whose fields were sent. The caller has locked the topic. */
  async update(tx: Transaction, id: string, body: UpdateTopicDto): Promise<void> {
    const values: Record<string, unknown> = {};
    for (const column of this.topics.metadata.columns) {
      const name = column.databaseName as TopicColumnName;
      if (name in TOPIC_COLUMNS && body[name] !== undefined) values[column.propertyName] = stored(name, body);
    }
    if (Object.keys(values).length > 0) await tx.getRepository(Topic).update({ id }, values);
  }

  /** Appends to one list unless the identifier is in either. One statement, so that parallel calls lose no identifier. */
  async addIdentifier(projectId: string, id: string, list: TargetList, identifier: string): Promise<void> {
    await this.topics.query(
      `UPDATE user_interview_topic SET ${list} = array_append(${list}, $3)
       WHERE id = $1 AND project_id = $2
         AND $3 <> ALL (interviewee_emails) AND $3 <> ALL (interviewee_distinct_ids)`,
      [id, projectId, identifier],
    );
  }

  /** Removes the identifier from both lists, in one statement like an addition. False when there is no such topic. */
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

  /** Deletes the topic; contexts, links and invites go with it. False when there is no such topic. */
  async delete(projectId: string, id: string): Promise<boolean> {
    const { affected } = await this.topics.delete({ id, projectId });
    return (affected ?? 0) > 0;
  }

  /** Stores topics, all or none, and returns them in order. */
  private async insertAll(topics: string[]): Promise<RawJson<TopicDto>[]> {
    const rows = await this.pool.run<{ id: string; shown: string }>(CREATE, [`[${topics.join(',')}]`]);
    return rows.map(({ id, shown }) => new RawJson(shown, id));
  }
}

/** A new topic as a JSON object of all its columns but the id. */
export function newTopicJson(projectId: string, createdById: string, body: CreateTopicDto): string {
  const topic: Record<string, unknown> = { project_id: projectId, created_by_id: createdById };
  for (const name of TOPIC_COLUMN_NAMES) topic[name] = stored(name, body) ?? TOPIC_COLUMNS[name].empty;
  return JSON.stringify(topic);
}

/** The value of a field as it is stored. */
function stored(name: TopicColumnName, body: UpdateTopicDto): unknown {
  const value = body[name];
  return 'isTime' in TOPIC_COLUMNS[name] && typeof value === 'string' ? new Date(value) : value;
}
