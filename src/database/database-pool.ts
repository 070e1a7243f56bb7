import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';

/** A statement that PostgreSQL parses and plans once per connection. Each text needs a name of its own. */
export interface PreparedStatement {
  name: string;
  text: string;
}

const IS_WRITABLE = `SELECT current_setting('transaction_read_only') = 'off' AS writable`;

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

  /**
   * Whether this process can write. Checks every idle connection and closes those to a standby: after a failover the
   * address leads to the new primary, but an open connection stays with the old one.
   */
  async isWritable(): Promise<boolean> {
    const checks = Array.from({ length: Math.max(1, this.pool.idleCount) }, () => this.checkConnection());
    return (await Promise.all(checks)).includes(true);
  }

  private async checkConnection(): Promise<boolean> {
    const client = await this.pool.connect();
    let isWritable = false;
    try {
      const { rows } = await client.query<{ writable: boolean }>(IS_WRITABLE);
      isWritable = rows[0]?.writable === true;
      return isWritable;
    } finally {
      client.release(!isWritable);
    }
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}
