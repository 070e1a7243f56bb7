import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

/** A look at the connection pool. */
@Injectable()
export class DatabasePool {
  constructor(private readonly dataSource: DataSource) {}

  /** Connections in use and idle, and requests that wait for one. */
  figures(): { used: number; idle: number; waiting: number } {
    const { master } = this.dataSource.driver as unknown as { master: Pool };
    return {
      used: master.totalCount - master.idleCount,
      idle: master.idleCount,
      waiting: master.waitingCount,
    };
  }
}
