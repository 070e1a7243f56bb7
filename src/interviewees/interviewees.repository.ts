import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import type { SizedRow } from '../pagination/sized-page';
import type { ConflictMode } from './interviewee.dto';
import { IntervieweeContext } from './interviewee-context.entity';

const ON_CONFLICT: Record<ConflictMode, string> = {
  skip: 'DO NOTHING',
  fill_blank: `DO UPDATE SET agent_context = excluded.agent_context WHERE c.agent_context = ''`,
  update: 'DO UPDATE SET agent_context = excluded.agent_context',
};

/** Context to write for one person. */
export interface ContextItem {
  identifier: string;
  agentContext: string;
}

/** All queries on context rows. The caller has made sure that the topic belongs to the project. */
@Injectable()
export class IntervieweesRepository {
  constructor(
    @InjectRepository(IntervieweeContext) private readonly contexts: Repository<IntervieweeContext>,
  ) {}

  /** One page with the creators, newest first, and the number of all rows of the topic. */
  async findPage(
    topicId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: IntervieweeContext[]; count: number }> {
    // limit and offset, because take and skip would read the page in two statements.
    const page = this.contexts
      .createQueryBuilder('context')
      .innerJoinAndSelect('context.createdBy', 'creator')
      .where({ topicId })
      .orderBy({ 'context.createdAt': 'DESC', 'context.id': 'DESC' })
      .limit(limit)
      .offset(offset);
    const [rows, count] = await Promise.all([page.getMany(), this.contexts.countBy({ topicId })]);
    return { rows, count };
  }

  /**
   * The same page as the sizes of its rows. SQL, because the size of a text stands in the row, and TypeORM would read the
   * text.
   */
  async measurePage(
    topicId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ sizes: SizedRow[]; count: number }> {
    const [sizes, count] = await Promise.all([
      this.contexts.query<SizedRow[]>(
        `SELECT id, octet_length(agent_context) + octet_length(interviewee_identifier) + 300 AS bytes
         FROM interviewee_context WHERE topic_id = $1
         ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3`,
        [topicId, limit, offset],
      ),
      this.contexts.countBy({ topicId }),
    ]);
    return { sizes, count };
  }

  /** The rows with these ids and their creators, newest first. */
  async findMany(topicId: string, ids: string[]): Promise<IntervieweeContext[]> {
    return this.contexts.find({
      where: { topicId, id: Any(ids) },
      relations: { createdBy: true },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }

  /** The row with its creator, or null. */
  async findById(topicId: string, id: string): Promise<IntervieweeContext | null> {
    // find, because findOne reads a row and its relations in two statements.
    const [row] = await this.contexts.find({ where: { id, topicId }, relations: { createdBy: true } });
    return row ?? null;
  }

  /** Stores a row and returns its id. A taken identifier fails on `interviewee_context_topic_identifier_key`. */
  async insert(topicId: string, createdById: string, item: ContextItem): Promise<string> {
    const { identifiers } = await this.contexts.insert({
      topicId,
      createdById,
      intervieweeIdentifier: item.identifier,
      agentContext: item.agentContext,
    });
    return (identifiers[0] as { id: string }).id;
  }

  /** Overwrites the given values. False when there is no such row. Fails like {@link insert} on a taken identifier. */
  async update(topicId: string, id: string, values: Partial<ContextItem>): Promise<boolean> {
    // TypeORM leaves out what is undefined.
    const { affected } = await this.contexts.update(
      { id, topicId },
      { intervieweeIdentifier: values.identifier, agentContext: values.agentContext },
    );
    return (affected ?? 0) > 0;
  }

  /** False when there is no such row. */
  async delete(topicId: string, id: string): Promise<boolean> {
    const { affected } = await this.contexts.delete({ id, topicId });
    return (affected ?? 0) > 0;
  }

  /**
   * Writes many rows in one statement, in the same order as {@link insertMissing}, so that the two cannot deadlock.
   * The statement itself returns which rows it inserted (`xmax = 0`) and which existing ones it wrote, so the counts
   * hold under any race.
   */
  async insertMany(
    topicId: string,
    createdById: string,
    items: ContextItem[],
    mode: ConflictMode,
  ): Promise<{ inserted: string[]; updated: string[] }> {
    const rows = await this.contexts.query<{ identifier: string; inserted: boolean }[]>(
      `INSERT INTO interviewee_context AS c (topic_id, created_by_id, interviewee_identifier, agent_context)
       SELECT $1, $2, item.identifier, item.agent_context
       FROM unnest($3::text[], $4::text[]) AS item (identifier, agent_context)
       ORDER BY item.identifier COLLATE "C"
       ON CONFLICT (topic_id, interviewee_identifier) ${ON_CONFLICT[mode]}
       RETURNING c.interviewee_identifier AS identifier, (c.xmax = 0) AS inserted`,
      [topicId, createdById, items.map((item) => item.identifier), items.map((item) => item.agentContext)],
    );
    return {
      inserted: rows.filter((row) => row.inserted).map((row) => row.identifier),
      updated: rows.filter((row) => !row.inserted).map((row) => row.identifier),
    };
  }

  /** The number of rows of people whom the topic does not target. SQL, so that the lists stay in the database. */
  async countUntargeted(topicId: string): Promise<number> {
    const [row] = await this.contexts.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM interviewee_context
       WHERE topic_id = $1 AND interviewee_identifier NOT IN (
         SELECT unnest(interviewee_emails || interviewee_distinct_ids) FROM user_interview_topic WHERE id = $1)`,
      [topicId],
    );
    return row?.count ?? 0;
  }

  /**
   * Inserts a blank row for each person the topic targets who has none. SQL, so that it is one statement for any number
   * of people.
   */
  async insertMissing(tx: Transaction, topicId: string, createdById: string): Promise<void> {
    await tx.query(
      `INSERT INTO interviewee_context (topic_id, created_by_id, interviewee_identifier)
       SELECT t.id, $2, target.identifier
       FROM user_interview_topic t, unnest(t.interviewee_emails || t.interviewee_distinct_ids) AS target (identifier)
       WHERE t.id = $1
       ORDER BY target.identifier COLLATE "C"
       ON CONFLICT (topic_id, interviewee_identifier) DO NOTHING`,
      [topicId, createdById],
    );
  }
}
