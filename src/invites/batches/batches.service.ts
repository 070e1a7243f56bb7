import { Injectable } from '@nestjs/common';
import { skipAudit } from '../../audit/skip-audit';
import type { Caller } from '../../auth/caller';
import { TransactionRunner } from '../../database/transaction-runner';
import { Conflict, NotFound } from '../../errors/domain-errors';
import { DEFAULT_PAGE_SIZE, type PageQuery } from '../../pagination/page.dto';
import { PageResult } from '../../pagination/page-result';
import { TopicsService } from '../../topics/topics.service';
import { DeliveryQueue, jobCountFor } from '../delivery/delivery-queue';
import { type BatchDto, toBatchDto } from './batch.dto';
import { BatchesReadModel } from './batches.read-model';
import { BatchesRepository } from './batches.repository';

/** Shows, pauses, resumes and cancels the batches of a topic. */
@Injectable()
export class BatchesService {
  constructor(
    private readonly topics: TopicsService,
    private readonly transactions: TransactionRunner,
    private readonly readModel: BatchesReadModel,
    private readonly batches: BatchesRepository,
    private readonly queue: DeliveryQueue,
  ) {}

  /** @throws NotFound */
  async list(caller: Caller, topicId: string, query: PageQuery): Promise<PageResult<BatchDto>> {
    await this.topics.assertExists(caller, topicId);
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const { rows, count } = await this.readModel.findPage(topicId, { limit, offset });
    return new PageResult(
      rows.map((row) => toBatchDto(row)),
      { count, limit, offset },
    );
  }

  /** @throws NotFound */
  async get(caller: Caller, topicId: string, id: string): Promise<BatchDto> {
    await this.topics.assertExists(caller, topicId);
    const row = await this.readModel.findById(topicId, id);
    if (!row) throw new NotFound('No batch with this id in this topic.');
    return toBatchDto(row);
  }

  /**
   * Keeps the mails back until {@link resume}; one that is paused stays so.
   * @throws NotFound
   * @throws Conflict it is done or cancelled
   */
  async pause(caller: Caller, topicId: string, id: string): Promise<BatchDto> {
    assertOpen(await this.get(caller, topicId, id));
    const changed = await this.batches.pause(id);
    return this.show(caller, topicId, id, changed);
  }

  /**
   * Lets the mails go out again, at their `send_at` or at once; one that is not paused stays as it is.
   * @throws NotFound
   * @throws Conflict it is done or cancelled
   */
  async resume(caller: Caller, topicId: string, id: string): Promise<BatchDto> {
    assertOpen(await this.get(caller, topicId, id));
    const changed = await this.batches.resume(id);
    const { counts, state } = await this.get(caller, topicId, id);
    if (changed && state === 'sending') {
      await this.queue.enqueueJobs(id, jobCountFor(counts.queued + counts.sending));
    }
    return this.show(caller, topicId, id, changed);
  }

  /**
   * Ends the batch: what has not gone out is not sent. A cancelled one stays so.
   * @throws NotFound
   * @throws Conflict it is done
   */
  async cancel(caller: Caller, topicId: string, id: string): Promise<BatchDto> {
    const before = await this.get(caller, topicId, id);
    if (before.state === 'done') throw finished(before);
    const changed = await this.transactions.run((tx) => this.batches.cancel(tx, id));
    return this.show(caller, topicId, id, changed);
  }

  private async show(caller: Caller, topicId: string, id: string, changed: boolean): Promise<BatchDto> {
    const shown = await this.get(caller, topicId, id);
    return changed ? shown : skipAudit(shown);
  }
}

function assertOpen(batch: BatchDto): void {
  if (batch.state === 'done' || batch.state === 'cancelled') throw finished(batch);
}

function finished({ state }: BatchDto): Conflict {
  return new Conflict('batch_finished', `This batch is ${state}, so no mail of it is left to go out.`);
}
