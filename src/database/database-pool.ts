import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';

/** A statement that PostgreSQL parses and plans once per connection; the name is that of its text. */
export interface PreparedStatement {
  name: string;
  text: string;
}

/** The connection pool below TypeORM. */
@Injectable()
export class DatabasePool {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs a statement of a hot path, where parsing and planning would take longer than running it does. Its plan serves
   * all values; a statement whose plan depends on them is better off without.
   * @throws QueryFailedError
   */
  async run<Row>(statement: PreparedStatement, values: unknown[]): Promise<Row[]> {
    try {
      return (await this.pool.query({ ...statement, values })).rows as Row[];
    } catch (error) {
      throw new QueryFailedError(statement.text, values, error as Error);
    }
  }

  /** Connections in use and idle, and requests that wait for one. */
  usage(): { used: number; idle: number; waiting: number } {
    const { pool } = this;
    return { used: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount };
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}
