import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import type { AuditedRead } from './audit-read.decorator';
import { AuditEvent } from './audit-event.entity';

/** An event before it is stored. */
export type NewAuditEvent = Pick<
  AuditEvent,
  'projectId' | 'userId' | 'keyId' | 'operation' | 'target' | 'reason' | 'requestId'
> & {
  /** For a read: the setting of the project that asks for it. Null for a write, which is always recorded. */
  read: AuditedRead | null;
};

// SQL because it inserts a batch of any size as one prepared statement; every write request waits for it.
const APPEND: PreparedStatement = {
  name: 'audit_append',
  text: `INSERT INTO audit_event (project_id, user_id, key_id, operation, target, reason, request_id)
         SELECT e.project_id, e.user_id, e.key_id, e.operation, e.target, e.reason, e.request_id
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::text[], $8::text[])
           AS e (project_id, user_id, key_id, operation, target, reason, request_id, read)
         JOIN project p ON p.id = e.project_id
         WHERE e.read IS NULL OR p.audit_reads IN ('all', e.read)`,
};

/** Queries on audit events, which are never changed. */
@Injectable()
export class AuditRepository {
  constructor(
    @InjectRepository(AuditEvent) private readonly events: Repository<AuditEvent>,
    private readonly pool: DatabasePool,
  ) {}

  /** Inserts all events or none, apart from reads that their projects do not want recorded. */
  async insert(events: NewAuditEvent[]): Promise<void> {
    await this.pool.run(APPEND, [
      events.map(({ projectId }) => projectId),
      events.map(({ userId }) => userId),
      events.map(({ keyId }) => keyId),
      events.map(({ operation }) => operation),
      events.map(({ target }) => target),
      events.map(({ reason }) => reason),
      events.map(({ requestId }) => requestId),
      events.map(({ read }) => read),
    ]);
  }

  /** Returns one page with user and key, newest first, and the number of all events of the project. */
  async findPage(
    projectId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ events: AuditEvent[]; count: number }> {
    // Limit and offset instead of take and skip, which would sort all joined rows of the project for DISTINCT.
    const page = this.events
      .createQueryBuilder('event')
      .select(['event', 'user.id', 'user.email', 'key.id', 'key.mask'])
      .innerJoin('event.user', 'user')
      .leftJoin('event.key', 'key')
      .where({ projectId })
      .orderBy({ 'event.createdAt': 'DESC', 'event.id': 'DESC' })
      .limit(limit)
      .offset(offset);
    const [events, count] = await Promise.all([page.getMany(), this.events.countBy({ projectId })]);
    return { events, count };
  }
}
