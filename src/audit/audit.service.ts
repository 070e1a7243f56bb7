import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { toLogFields } from '../errors/to-log-fields';
import { DEFAULT_PAGE_SIZE, type Page, page, type PageQuery, type RequestUrl } from '../pagination/page.dto';
import { Batcher } from '../batching/batcher';
import { type AuditEventDto, toAuditEventDto } from './audit.dto';
import { AuditRepository, type NewAuditEvent } from './audit.repository';

/** Stores and lists write operations. */
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

  /**
   * Stores an operation that has succeeded. A failure to store it must not fail the operation, so the event is logged
   * instead.
   */
  async record(event: NewAuditEvent): Promise<void> {
    try {
      await this.inserts.submit(event);
    } catch (error) {
      this.logger.error({ msg: 'audit event not stored', event, ...toLogFields(error) });
    }
  }

  /** Returns one page of the project's events, newest first. */
  async list(caller: Caller, query: PageQuery, url: RequestUrl): Promise<Page<AuditEventDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const { events, count } = await this.events.findPage(caller.projectId, { limit, offset });
    return page(events.map(toAuditEventDto), count, { url, limit, offset });
  }
}
