import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction-runner';
import type { Audience, RefusedMailbox } from './contact-decision';
import { ContactDecisionsRepository } from './contact-decisions.repository';
import { ErasedContactsService } from './erased/erased-contacts.service';

/** Decides whether people may be mailed (`docs/contract.md`, Contacts). Everything that chooses people to mail asks here. */
@Injectable()
export class ContactDecisionsService {
  constructor(
    private readonly decisions: ContactDecisionsRepository,
    private readonly erased: ErasedContactsService,
  ) {}

  /** Those who may not be mailed, by mailbox, with the reason. Everybody else may. */
  async refusals(audience: Audience, tx?: Transaction): Promise<Map<string, RefusedMailbox>> {
    if (audience.mailboxes.length === 0) return new Map();
    const refused = await this.decisions.findRefused(audience, tx);
    const erased = await this.erased.findErased(audience.topicId, audience.mailboxes, tx);
    return new Map([
      ...refused.map((row) => [row.mailbox, row] as const),
      ...erased.map((mailbox) => [mailbox, { mailbox, reason: 'opted_out', freeAt: null }] as const),
    ]);
  }

  /**
   * Makes sends of the project's topics take turns while it has contact rules, so that two at one moment never exceed a
   * limit, and makes an erasure of people wait. Call it before {@link refusals}, within the transaction that stores the mails and after the topic's lock.
   */
  async lockRules(tx: Transaction, topicId: string): Promise<void> {
    await this.decisions.lockRules(tx, topicId);
  }

  /** Makes contacts of people who are about to be mailed for the first time. */
  async recordInvited(tx: Transaction, projectId: string, mailboxes: string[]): Promise<void> {
    if (mailboxes.length > 0) await this.decisions.ensure(tx, projectId, mailboxes);
  }
}
