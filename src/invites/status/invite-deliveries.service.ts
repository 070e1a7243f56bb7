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
  type SettledOutcome,
  toInviteDeliveryDto,
} from './invite-delivery.dto';
import { InviteDeliveriesReadModel } from './invite-deliveries.read-model';
import { InviteDeliveriesRepository } from './invite-deliveries.repository';

/** Rows that an export reads per statement. */
const CSV_ROWS_AT_ONCE = 2000;

/** Reads, retries and cancels the invite deliveries of a topic. */
@Injectable()
export class InviteDeliveriesService {
  constructor(
    private readonly topics: TopicsService,
    private readonly readModel: InviteDeliveriesReadModel,
    private readonly deliveries: InviteDeliveriesRepository,
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
    const { limit = DEFAULT_PAGE_SIZE, offset = 0, status = null, kind = null, search = '' } = query;
    const filter = {
      status,
      kind,
      bounced: query.bounced ?? false,
      pattern: search === '' ? '' : containsPattern(search),
    };
    const { rows, count } = await this.readModel.findPage(topicId, filter, { limit, offset });
    return new PageResult(rows.map(toInviteDeliveryDto), { count, limit, offset });
  }

  /** @throws NotFound */
  async summary(caller: Caller, topicId: string): Promise<InviteDeliverySummaryDto> {
    await this.topics.assertExists(caller, topicId);
    const { counts, sentPerSecond } = await this.readModel.summarise(topicId);
    const { queued = 0, sending = 0, sent = 0, failed = 0, cancelled = 0, uncertain = 0 } = counts;
    const waiting = queued + sending;
    const end = waiting > 0 && sentPerSecond > 0 ? Date.now() + (waiting / sentPerSecond) * 1000 : null;
    return {
      queued,
      sending,
      sent,
      failed,
      cancelled,
      uncertain,
      total: waiting + sent + failed + cancelled + uncertain,
      rate_per_second: Math.round(sentPerSecond * 100) / 100,
      estimated_end: end === null ? null : new Date(end).toISOString(),
    };
  }

  /** Streams all deliveries of the topic as CSV, with a file name. @throws NotFound */
  async csv(caller: Caller, topicId: string): Promise<{ fileName: string; csv: Readable }> {
    const { topic } = await this.topics.getSummary(caller, topicId);
    return { fileName: csvFileName(topic, 'invites'), csv: toCsv(this.allDeliveries(topicId), CSV_COLUMNS) };
  }

  /**
   * Queues a failed delivery again.
   * @throws ServiceUnavailable no mail server is configured
   * @throws NotFound
   * @throws Conflict it has not failed, it must not go out any more, or the person was mailed again since
   */
  async retry(caller: Caller, topicId: string, id: string): Promise<InviteDeliveryDto> {
    this.mail.assertConfigured();
    await this.topics.assertExists(caller, topicId);
    const row = await this.find(topicId, id);
    assertFailed(row);
    const stopped = await this.requeue(topicId, id);
    // A concurrent retry can have requeued it since the first check.
    if (stopped === null) assertFailed(await this.find(topicId, id));
    else if (stopped !== '') throw mustNotGoOut(stopped);
    await this.queue.enqueueJobs(row.batchId, 1);
    return toInviteDeliveryDto(await this.find(topicId, id));
  }

  /**
   * Records what became of an uncertain delivery, which nobody but its recipient or the mail server's log can tell.
   * @throws NotFound
   * @throws Conflict it is not uncertain
   */
  async settle(
    caller: Caller,
    topicId: string,
    id: string,
    outcome: SettledOutcome,
  ): Promise<InviteDeliveryDto> {
    await this.topics.assertExists(caller, topicId);
    const settled = await this.deliveries.settle(topicId, id, outcome);
    const row = await this.find(topicId, id);
    if (!settled) {
      throw new Conflict(
        'not_uncertain',
        `Only an uncertain invite can be settled; this one is ${row.status}.`,
      );
    }
    return toInviteDeliveryDto(row);
  }

  /** Cancels queued deliveries; those that a worker has claimed are sent. @throws NotFound */
  async cancel(caller: Caller, topicId: string): Promise<CancelResultDto> {
    await this.topics.assertExists(caller, topicId);
    return { cancelled_count: await this.deliveries.cancelQueued(topicId) };
  }

  private async requeue(topicId: string, id: string): Promise<string | null> {
    try {
      return await this.deliveries.requeue(topicId, id);
    } catch (error) {
      if (!LIVE_KEYS.includes(violatedConstraint(error) ?? '')) throw error;
      throw new Conflict('already_sent', 'This person has been mailed or queued since.');
    }
  }

  private async find(topicId: string, id: string): Promise<InviteDeliveryRow> {
    const row = await this.readModel.findById(topicId, id);
    if (!row) throw new NotFound('No invite with this id in this topic.');
    return row;
  }

  private async *allDeliveries(topicId: string): AsyncGenerator<CsvRow> {
    let last: InviteDeliveryRow | null = null;
    do {
      const rows: InviteDeliveryRow[] = await this.readModel.findAfter(topicId, last, CSV_ROWS_AT_ONCE);
      for (const row of rows) yield toCsvRow(toInviteDeliveryDto(row));
      last = rows.length === CSV_ROWS_AT_ONCE ? (rows.at(-1) ?? null) : null;
    } while (last !== null);
  }
}

/** The error for a mail that must not go out again. @param reason as in the ledger */
function mustNotGoOut(reason: string): Conflict {
  if (reason === 'cancelled') {
    return new Conflict(reason, 'The batch of this invite was cancelled. Send the invites again.');
  }
  if (reason !== 'link_disabled') return new Conflict(reason, `This person must not be mailed: ${reason}.`);
  return new Conflict(
    'link_disabled',
    'The link of this invite does not work any more, or its topic has ended. Send the invites again.',
  );
}

/** The unique keys that keep a mail from being queued twice. */
const LIVE_KEYS = ['invite_delivery_live_key', 'invite_delivery_follow_up_key'];

function assertFailed({ status }: InviteDeliveryRow): void {
  if (status === 'failed') return;
  throw new Conflict('not_failed', `Only a failed invite can be retried; this one is ${status}.`);
}

type CsvRow = Omit<InviteDeliveryDto, 'bounce'> &
  Record<'bounce_kind' | 'bounce_code' | 'bounced_at', string | null>;

function toCsvRow({ bounce, ...columns }: InviteDeliveryDto): CsvRow {
  const { kind = null, code = null, at = null } = bounce ?? {};
  return { ...columns, bounce_kind: kind, bounce_code: code, bounced_at: at };
}

const CSV_COLUMNS: (keyof CsvRow)[] = [
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
  'kind',
  'sequence',
  'contact_status',
  'free_at',
  'bounce_kind',
  'bounce_code',
  'bounced_at',
];
