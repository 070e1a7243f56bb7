import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { DatabasePool, type PreparedStatement } from '../database/database-pool';
import { AuditEvent } from './audit-event.entity';

/** An event before it is stored. */
export type NewAuditEvent = Pick<
  AuditEvent,
  'projectId' | 'userId' | 'keyId' | 'operation' | 'target' | 'reason' | 'requestId'
>;

// SQL because it inserts a batch of any size as one prepared statement; every write request waits for it.
const APPEND: PreparedStatement = {
  name: 'audit_append',
  text: `INSERT INTO audit_event (project_id, user_id, key_id, operation, target, reason, request_id)
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::text[])`,
};

/** Queries on audit events, which are never changed. */
@Injectable()
export class AuditRepository {
  constructor(
    @InjectRepository(AuditEvent) private readonly events: Repository<AuditEvent>,
    private readonly pool: DatabasePool,
  ) {}

  /** Inserts all events or none. */
  async insert(events: NewAuditEvent[]): Promise<void> {
    await this.pool.run(APPEND, [
      events.map(({ projectId }) => projectId),
      events.map(({ userId }) => userId),
      events.map(({ keyId }) => keyId),
      events.map(({ operation }) => operation),
      events.map(({ target }) => target),
      events.map(({ reason }) => reason),
      events.map(({ requestId }) => requestId),
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
