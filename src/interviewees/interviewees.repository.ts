import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { CREATOR } from '../users/creator.sql';
import type { ConflictMode, IntervieweeRow } from './interviewee.dto';
import { IntervieweeContext } from './interviewee-context.entity';

const COLUMNS = `c.id, c.created_at, c.interviewee_identifier, c.agent_context, ${CREATOR} AS created_by`;
const JOIN_CREATOR = `JOIN "user" creator ON creator.id = c.created_by_id`;

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
  constructor(private readonly dataSource: DataSource) {}

  /** One page, newest first, and the number of all rows of the topic. */
  async findPage(
    topicId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: IntervieweeRow[]; count: number }> {
    const [rows, count] = await Promise.all([
      this.dataSource.query<IntervieweeRow[]>(
        `SELECT ${COLUMNS}
         FROM (SELECT id FROM interviewee_context WHERE topic_id = $1
               ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3) AS page
         JOIN interviewee_context c ON c.id = page.id ${JOIN_CREATOR}
         ORDER BY c.created_at DESC, c.id DESC`,
        [topicId, limit, offset],
      ),
      this.dataSource.getRepository(IntervieweeContext).countBy({ topicId }),
    ]);
    return { rows, count };
  }

  /** The row, or null. */
  async findById(topicId: string, id: string): Promise<IntervieweeRow | null> {
    const [row] = await this.dataSource.query<IntervieweeRow[]>(
      `SELECT ${COLUMNS} FROM interviewee_context c ${JOIN_CREATOR} WHERE c.topic_id = $1 AND c.id = $2`,
      [topicId, id],
    );
    return row ?? null;
  }

  /** Stores a row and returns its id. A taken identifier fails on `interviewee_context_topic_identifier_key`. */
  async insert(topicId: string, createdById: string, item: ContextItem): Promise<string> {
    const { identifiers } = await this.dataSource.getRepository(IntervieweeContext).insert({
      topicId,
      createdById,
      intervieweeIdentifier: item.identifier,
      agentContext: item.agentContext,
    });
    return (identifiers[0] as { id: string }).id;
  }

  /** Overwrites what is given. False when there is no such row. Fails like {@link insert} on a taken identifier. */
  async update(topicId: string, id: string, values: Partial<ContextItem>): Promise<boolean> {
    const { affected } = await this.dataSource.getRepository(IntervieweeContext).update(
      { id, topicId },
      {
        ...(values.identifier === undefined ? {} : { intervieweeIdentifier: values.identifier }),
        ...(values.agentContext === undefined ? {} : { agentContext: values.agentContext }),
      },
    );
    return (affected ?? 0) > 0;
  }

  /** False when there is no such row. */
  async delete(topicId: string, id: string): Promise<boolean> {
    const { affected } = await this.dataSource.getRepository(IntervieweeContext).delete({ id, topicId });
    return (affected ?? 0) > 0;
  }

  /**
   * Writes many rows in one statement, in the same order as {@link insertMissing} so that the two cannot deadlock. Its
   * own answer tells which rows were inserted and which existed and were written, so the counts hold under any race. `xmax = 0` marks a row that this statement made.
   */
  async insertMany(
    topicId: string,
    createdById: string,
    items: ContextItem[],
    mode: ConflictMode,
  ): Promise<{ inserted: string[]; updated: string[] }> {
    const rows = await this.dataSource.query<{ identifier: string; inserted: boolean }[]>(
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

  /** A blank row for everybody the topic targets who has none. */
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
