import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Not, type Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import { InviteBatch } from '../../ledger/invite-batch.entity';
import { InviteDelivery } from '../../ledger/invite-delivery.entity';

/**
 * Pauses, resumes and cancels batches. Workers read the state when they claim mails and once more right before the text
 * of each, so a change holds for every mail whose text has not begun.
 */
@Injectable()
export class BatchesRepository {
  constructor(@InjectRepository(InviteBatch) private readonly batches: Repository<InviteBatch>) {}

  /** @returns false when it is paused or cancelled already */
  async pause(id: string): Promise<boolean> {
    const { affected } = await this.batches.update(
      { id, state: 'active' },
      { state: 'paused', pauseReason: 'manual' },
    );
    return affected === 1;
  }

  /** @returns false when it is not paused */
  async resume(id: string): Promise<boolean> {
    const { affected } = await this.batches.update(
      { id, state: 'paused' },
      { state: 'active', pauseReason: null, resumedAt: () => 'now()' },
    );
    return affected === 1;
  }

  /**
   * Cancels the batch and its queued mails. Mails that a worker has claimed are cancelled by it before their text goes
   * out. Uncertain ones keep their status, because they may have arrived, but are not tried again.
   * @returns false when it is cancelled already
   */
  async cancel(tx: Transaction, id: string): Promise<boolean> {
    const { affected } = await tx.update(
      InviteBatch,
      { id, state: Not('cancelled') },
      { state: 'cancelled', pauseReason: null },
    );
    if (affected !== 1) return false;
    await tx.update(InviteDelivery, { batchId: id, status: 'uncertain' }, { dueAt: null });
    await tx.update(
      InviteDelivery,
      { batchId: id, status: 'queued' },
      { status: 'cancelled', lastError: 'cancelled' },
    );
    return true;
  }
}
