import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/**
 * Responses that were stored before the search index changed and still have to be indexed anew. SQL, because the table
 * is only filled by a migration, and because of SKIP LOCKED.
 */
@Injectable()
export class SearchBacklogRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether every response is indexed. */
  async isEmpty(): Promise<boolean> {
    const [row] = await this.dataSource.query<{ isEmpty: boolean }[]>(
      `SELECT NOT EXISTS (SELECT FROM search_backlog) AS "isEmpty"`,
    );
    return row?.isEmpty ?? true;
  }

  /**
   * Indexes some responses and returns their number. Several processes can work at once: each takes rows that no other
   * has locked. Assigning `search_config` runs the trigger that fills the vectors.
   */
  async work(limit: number): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `WITH taken AS (
         DELETE FROM search_backlog WHERE interview_id IN (
           SELECT interview_id FROM search_backlog ORDER BY interview_id LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING interview_id
       )
       UPDATE user_interview SET search_config = search_config FROM taken WHERE id = taken.interview_id`,
      [limit],
    );
    return count;
  }
}
