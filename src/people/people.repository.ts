import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { containsPattern } from '../database/sql-expressions';
import type { Transaction } from '../database/transaction-runner';
import type { Person } from './person';

/** SQL: the topics of project `$1`. */
export const TOPICS = `(SELECT id FROM user_interview_topic WHERE project_id = $1)`;

/** SQL: where identifiers of people of project `$1` are stored. */
const IDENTIFIERS = `
  SELECT unnest(interviewee_emails || interviewee_distinct_ids) AS identifier
  FROM user_interview_topic WHERE project_id = $1
  UNION SELECT interviewee_identifier FROM interviewee_context WHERE topic_id IN ${TOPICS}
  UNION SELECT identifier FROM sharing_configuration WHERE topic_id IN ${TOPICS} AND kind = 'personal'
  UNION SELECT interviewee_identifier FROM user_interview WHERE project_id = $1 AND kind = 'personal'
  UNION SELECT address FROM invite_delivery WHERE topic_id IN ${TOPICS}`;

/** Finds what a project knows a person by, and locks it. SQL, since identifiers are in lists and in many tables. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Identifiers of the project that contain a text, whatever its case; all of them for an empty text. */
  async findIdentifiers(
    projectId: string,
    part: string,
    tx: Transaction = this.dataSource.manager,
  ): Promise<string[]> {
    const rows = await tx.query<{ identifier: string }[]>(
      `SELECT identifier FROM (${IDENTIFIERS}) AS known WHERE lower(identifier) LIKE $2`,
      [projectId, containsPattern(part)],
    );
    return rows.map(({ identifier }) => identifier);
  }

  /**
   * Locks all topics that know the person, in one order, and then the project: sends, interviews and imports that have
   * begun end first, and later ones find what is left. Topics come first, as in sends.
   */
  async lock(tx: Transaction, { projectId, identifiers }: Person): Promise<void> {
    await tx.query(
      `SELECT id FROM user_interview_topic t
       WHERE project_id = $1 AND (interviewee_emails && $2 OR interviewee_distinct_ids && $2
         OR EXISTS (SELECT FROM interviewee_context WHERE topic_id = t.id AND interviewee_identifier = ANY ($2))
         OR EXISTS (SELECT FROM sharing_configuration WHERE topic_id = t.id AND identifier = ANY ($2))
         OR EXISTS (SELECT FROM user_interview WHERE topic_id = t.id AND interviewee_identifier = ANY ($2)))
       ORDER BY id FOR UPDATE`,
      [projectId, identifiers],
    );
    await tx.query(`SELECT FROM project WHERE id = $1 FOR UPDATE`, [projectId]);
  }
}
