import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { toLogFields } from '../errors/to-log-fields';
import { DEFAULT_PAGE_SIZE, type PageQuery } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { Batcher } from '../batching/batcher';
import { type AuditEventDto, toAuditEventDto } from './audit.dto';
import { AuditRepository, type NewAuditEvent } from './audit.repository';

/** The audit trail: a record of every write operation, and of reads where the project wants that. */
@Injectable()
export class AuditService {
  private readonly logger = new Logger(AuditService.name);

  private readonly inserts: Batcher<NewAuditEvent, undefined>;

  constructor(private readonly events: AuditRepository) {
    this.inserts = new Batcher(async (events) => {
      await this.events.insert(events);
      return events.map(() => undefined);
    });
  }

  /** Stores an event. If that fails, the operation still succeeds, and the event is logged instead. */
  async record(event: NewAuditEvent): Promise<void> {
    try {
      await this.inserts.submit(event);
    } catch (error) {
      // The reason is free text, which may name a person; logs never do.
      const logged: Partial<NewAuditEvent> = { ...event };
      delete logged.reason;
      this.logger.error({ msg: 'audit event not stored', event: logged, ...toLogFields(error) });
    }
  }

  /** One page of the project's events, newest first. */
  async list(caller: Caller, query: PageQuery): Promise<PageResult<AuditEventDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const { events, count } = await this.events.findPage(caller.projectId, { limit, offset });
    return new PageResult(events.map(toAuditEventDto), { count, limit, offset });
  }
}
