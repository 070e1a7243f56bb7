import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Caller } from '../../auth/caller';
import { violatedConstraint } from '../../database/database-errors';
import { Conflict, NotFound } from '../../errors/domain-errors';
import { containsPattern } from '../../database/sql-expressions';
import { DEFAULT_PAGE_SIZE } from '../../pagination/page.dto';
import { PageResult } from '../../pagination/page-result';
import { MailService } from '../../mail/mail.service';
import { csvFileName, toCsv } from '../../http/csv';
import { TopicsService } from '../../topics/topics.service';
import { DeliveryQueue } from '../delivery/delivery-queue';
import {
  type CancelResultDto,
  type InviteDeliveryDto,
  type InviteDeliveriesQuery,
  type InviteDeliveryRow,
  type InviteDeliverySummaryDto,
  toInviteDeliveryDto,
} from './invite-delivery.dto';
import { InviteDeliveriesRepository } from './invite-deliveries.repository';

const CSV_ROWS_AT_ONCE = 2000;

/** What became of a topic's invites. */
@Injectable()
export class InviteDeliveriesService {
  constructor(
    private readonly topics: TopicsService,
    private readonly ledger: InviteDeliveriesRepository,
    private readonly queue: DeliveryQueue,
    private readonly mail: MailService,
  ) {}

  /** @throws NotFound */
  async list(
    caller: Caller,
    topicId: string,
    query: InviteDeliveriesQuery,
  ): Promise<PageResult<InviteDeliveryDto>> {
    await this.topics.assertExists(caller, topicId);
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, status = null, search = '' } = query;
    const filter = { status, pattern: search === '' ? '' : containsPattern(search) };
    const { rows, count } = await this.ledger.findPage(topicId, filter, { limit, offset });
    return new PageResult(rows.map(toInviteDeliveryDto), { count, limit, offset });
  }

  /** @throws NotFound */
  async summary(caller: Caller, topicId: string): Promise<InviteDeliverySummaryDto> {
    await this.topics.assertExists(caller, topicId);
    const { counts, sentPerSecond } = await this.ledger.summarise(topicId);
    const { queued = 0, sending = 0, sent = 0, failed = 0, cancelled = 0 } = counts;
    const waiting = queued + sending;
    const end = waiting > 0 && sentPerSecond > 0 ? Date.now() + (waiting / sentPerSecond) * 1000 : null;
    return {
      queued,
      sending,
      sent,
      failed,
      cancelled,
      total: waiting + sent + failed + cancelled,
      rate_per_second: Math.round(sentPerSecond * 100) / 100,
      estimated_end: end === null ? null : new Date(end).toISOString(),
    };
  }

  /** The whole ledger as CSV: file name and text, streamed. @throws NotFound */
  async csv(caller: Caller, topicId: string): Promise<{ fileName: string; csv: Readable }> {
    const { topic } = await this.topics.getSummary(caller, topicId);
    return { fileName: csvFileName(topic, 'invites'), csv: toCsv(this.entries(topicId), CSV_COLUMNS) };
  }

  /**
   * Queues a failed mail once more.
   * @throws ServiceUnavailable no mail server is configured
   * @throws NotFound
   * @throws Conflict it is not failed, its link is gone, its topic has ended, or the person has been mailed since
   */
  async retry(caller: Caller, topicId: string, id: string): Promise<InviteDeliveryDto> {
    this.mail.assertConfigured();
    await this.topics.assertExists(caller, topicId);
    const row = await this.find(topicId, id);
    assertFailed(row);
    if (!(await this.requeue(topicId, id))) {
      // Another retry may have been faster since the first look.
      assertFailed(await this.find(topicId, id));
      throw new Conflict(
        'link_disabled',
        'The link of this invite does not work any more, or its topic has ended. Send the invites again.',
      );
    }
    await this.queue.enqueueJobs(row.batchId, 1);
    return toInviteDeliveryDto(await this.find(topicId, id));
  }

  /** Stops what is still queued; mails that a worker has taken go out. @throws NotFound */
  async cancel(caller: Caller, topicId: string): Promise<CancelResultDto> {
    await this.topics.assertExists(caller, topicId);
    return { cancelled_count: await this.ledger.cancelQueued(topicId) };
  }

  private async requeue(topicId: string, id: string): Promise<boolean> {
    try {
      return await this.ledger.requeue(topicId, id);
    } catch (error) {
      if (violatedConstraint(error) !== 'invite_delivery_live_key') throw error;
      throw new Conflict('already_sent', 'This person has been mailed or queued since.');
    }
  }

  private async find(topicId: string, id: string): Promise<InviteDeliveryRow> {
    const row = await this.ledger.findById(topicId, id);
    if (!row) throw new NotFound();
    return row;
  }

  private async *entries(topicId: string): AsyncGenerator<InviteDeliveryDto> {
    let last: InviteDeliveryRow | null = null;
    do {
      const rows: InviteDeliveryRow[] = await this.ledger.findAfter(topicId, last, CSV_ROWS_AT_ONCE);
      for (const row of rows) yield toInviteDeliveryDto(row);
      last = rows.length === CSV_ROWS_AT_ONCE ? (rows.at(-1) ?? null) : null;
    } while (last !== null);
  }
}

function assertFailed({ status }: InviteDeliveryRow): void {
  if (status === 'failed') return;
  throw new Conflict('not_failed', `Only a failed invite can be retried; this one is ${status}.`);
}

const CSV_COLUMNS: (keyof InviteDeliveryDto)[] = [
  'interviewee_identifier',
  'email',
  'status',
  'attempts',
  'reason',
  'created_at',
  'next_attempt_at',
  'sent_at',
  'batch',
  'id',
];
