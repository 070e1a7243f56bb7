import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { describeFailure } from '../errors/describe-failure';
import { DEFAULT_PAGE_SIZE, type Page, page, type PageQuery, type RequestUrl } from '../http/page.dto';
import { GroupedCalls } from '../round-trips/grouped-calls';
import { type AuditEventDto, toAuditEventDto } from './audit.dto';
import { AuditRepository, type NewAuditEvent } from './audit.repository';

/** The trail of write operations. */
@Injectable()
export class AuditService {
  private readonly logger = new Logger(AuditService.name);

  private readonly inserts: GroupedCalls<NewAuditEvent, undefined>;

  constructor(private readonly events: AuditRepository) {
    this.inserts = new GroupedCalls(async (group) => {
      await this.events.insert(group);
      return group.map(() => undefined);
    });
  }

  /**
   * Writes down an operation that has succeeded. Should that fail, the operation stands, and the log has the event
   * instead.
   */
  async record(event: NewAuditEvent): Promise<void> {
    try {
      await this.inserts.call(event);
    } catch (error) {
      this.logger.error({ msg: 'audit event not stored', event, ...describeFailure(error) });
    }
  }

  /** One page of the project's events, newest first. */
  async list(caller: Caller, query: PageQuery, url: RequestUrl): Promise<Page<AuditEventDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const { rows, count } = await this.events.findPage(caller.projectId, { limit, offset });
    return page(rows.map(toAuditEventDto), count, { url, limit, offset });
  }
}
