import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings';
import { ContactDecisionsService } from '../../contacts/contact-decisions.service';
import { TransactionRunner } from '../../database/transaction-runner';
import { DeliveryQueue, jobCountFor } from '../delivery/delivery-queue';
import { FOLLOW_UP_KINDS, type FollowUpKind } from './follow-up';
import { RemindersRepository } from './reminders.repository';

/** Writes the reminders and thanks that are due (`docs/contract.md`, Reminders). */
@Injectable()
export class DueMailsService {
  constructor(
    private readonly settings: Settings,
    private readonly transactions: TransactionRunner,
    private readonly decisions: ContactDecisionsService,
    private readonly reminders: RemindersRepository,
    private readonly queue: DeliveryQueue,
  ) {}

  /**
   * Queues all mails that are due, topic by topic. Does nothing without a mail server, because the mails would wait for
   * one and be outdated then.
   * @param mayGoOn asked before each topic
   */
  async queueDue(mayGoOn: () => boolean = () => true): Promise<void> {
    if (this.settings.smtpUrl === null) return;
    for (const kind of FOLLOW_UP_KINDS) {
      for (const topicId of await this.reminders.findTopicsWithDueMails(kind)) {
        if (!mayGoOn()) return;
        await this.queueDueOf(topicId, kind);
      }
    }
  }

  /** A fixed number of statements in one transaction. Another process that has locked the topic is doing the same. */
  private async queueDueOf(topicId: string, kind: FollowUpKind): Promise<void> {
    const written = await this.transactions.run(async (tx) => {
      const projectId = await this.reminders.lockUnlessLocked(tx, topicId);
      if (projectId === null) return null;
      await this.decisions.lockRules(tx, topicId);
      const texts = { createdById: null, subject: '', message: '', sendAt: null };
      const rules = { overrideContactRules: false, overrideReason: '' };
      const batchId = await this.reminders.insertBatch(tx, { topicId, kind, ...texts, ...rules });
      const mailboxes = await this.reminders.insertDue(tx, kind, batchId, topicId);
      if (mailboxes.length === 0) await this.reminders.deleteBatch(tx, batchId);
      await this.decisions.recordInvited(tx, projectId, mailboxes);
      return { batchId, mails: mailboxes.length };
    });
    if (written && written.mails > 0) {
      await this.queue.enqueueJobs(written.batchId, jobCountFor(written.mails));
    }
  }
}
