import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';

/** A statement that PostgreSQL parses and plans once per connection. Each text needs a name of its own. */
export interface PreparedStatement {
  name: string;
  text: string;
}

/** The connection pool below TypeORM, for prepared statements, which TypeORM does not support. */
@Injectable()
export class DatabasePool {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs a prepared statement. Meant for hot paths, where parsing and planning take longer than the execution. One plan
   * serves all values, so do not use it where the best plan depends on them.
   * @throws QueryFailedError
   */
  async run<Row>(statement: PreparedStatement, values: unknown[]): Promise<Row[]> {
    try {
      return (await this.pool.query({ ...statement, values })).rows as Row[];
    } catch (error) {
      throw new QueryFailedError(statement.text, values, error as Error);
    }
  }

  /** Numbers of used connections, of idle connections, and of callers that wait for one. */
  usage(): { used: number; idle: number; waiting: number } {
    const { pool } = this;
    return { used: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount };
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}
