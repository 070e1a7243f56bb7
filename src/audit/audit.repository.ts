import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import type { AuditEventRow } from './audit.dto';
import { AuditEvent } from './audit-event.entity';

/** What is written down of an operation. */
export type NewAuditEvent = Pick<
  AuditEvent,
  'projectId' | 'userId' | 'keyId' | 'operation' | 'target' | 'requestId'
>;

const APPEND: PreparedStatement = {
  name: 'audit_append',
  text: `INSERT INTO audit_event (project_id, user_id, key_id, operation, target, request_id)
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[])`,
};

/** The trail; only ever appended to. */
@Injectable()
export class AuditRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pool: DatabasePool,
  ) {}

  /** Appends all events or none. */
  async insert(events: NewAuditEvent[]): Promise<void> {
    await this.pool.run(APPEND, [
      events.map(({ projectId }) => projectId),
      events.map(({ userId }) => userId),
      events.map(({ keyId }) => keyId),
      events.map(({ operation }) => operation),
      events.map(({ target }) => target),
      events.map(({ requestId }) => requestId),
    ]);
  }

  /** One page, newest first, and the number of all events of the project. */
  async findPage(
    projectId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ rows: AuditEventRow[]; count: number }> {
    const [rows, count] = await Promise.all([
      this.dataSource.query<AuditEventRow[]>(
        `SELECT a.id, a.created_at, a.operation, a.target, a.request_id, k.mask AS key_mask,
                u.id AS user_id, u.email AS user_email
         FROM audit_event a JOIN "user" u ON u.id = a.user_id
         LEFT JOIN personal_api_key k ON k.id = a.key_id
         WHERE a.project_id = $1 ORDER BY a.created_at DESC, a.id DESC LIMIT $2 OFFSET $3`,
        [projectId, limit, offset],
      ),
      this.dataSource.getRepository(AuditEvent).countBy({ projectId }),
    ]);
    return { rows, count };
  }
}
