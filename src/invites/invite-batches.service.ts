import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { TransactionRunner } from '../database/transaction-runner';
import { InvalidRequestContent } from '../errors/domain-errors';
import type { LinkRow } from '../sharing/link.dto';
import { SharingService } from '../sharing/sharing.service';
import type { TopicHead } from '../topics/topic.dto';
import { fullName } from '../users/user.dto';
import type { SendInvitesDto } from './invite.dto';
import { InvitesRepository } from './invites.repository';
import { type PlannedRecipient, planRecipients } from './recipient-plan';

/** A send after it was written down and before anything was mailed. */
export interface WrittenBatch {
  batchId: string;
  /** Everybody the topic targets, in target order. */
  planned: PlannedRecipient<LinkRow>[];
  /** Shares that got a delivery; who is due and not in here was mailed or queued before. */
  queued: Set<string>;
}

/** What a send would do for a person: the reason why not to mail them, empty when it would. */
export interface ForeseenRecipient {
  identifier: string;
  address: string | null;
  reason: string;
}

/** Decides who is mailed, and writes batch and deliveries in one transaction. */
@Injectable()
export class InviteBatchesService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly settings: Settings,
    private readonly sharing: SharingService,
    private readonly invites: InvitesRepository,
  ) {}

  /**
   * @param claimSeconds the caller sends by itself and claims the deliveries so long; null leaves them to workers
   * @throws NotFound
   * @throws InvalidRequestContent nobody is targeted, or too many for one call; nothing is written then
   */
  async write(
    caller: Caller,
    topic: TopicHead,
    body: SendInvitesDto,
    claimSeconds: number | null,
  ): Promise<WrittenBatch> {
    return this.transactions.run(async (tx) => {
      const links = await this.sharing.materialise(tx, caller, topic.id);
      const planned = this.plan(links, claimSeconds !== null);
      const recipients = planned.flatMap(({ person, address, reason }) =>
        address !== null && reason === '' ? [{ shareId: person.shareId, address }] : [],
      );
      const batchId = await this.invites.insertBatch(tx, {
        topicId: topic.id,
        createdById: caller.userId,
        topicTitle: topic.topic,
        subject: body.subject || topic.invite_subject,
        message: topic.invite_message,
        senderName: fullName(topic.created_by),
        replyTo: body.reply_to || topic.created_by.email,
      });
      const queued = await this.invites.insertDeliveries(tx, batchId, recipients, claimSeconds);
      if (queued.size === 0) await this.invites.deleteBatch(tx, batchId);
      return { batchId, planned, queued };
    });
  }

  /**
   * What {@link write} would do now: everybody's reason, empty for those who would be mailed. Writes nothing.
   * @throws InvalidRequestContent as {@link write} would
   */
  async foresee(topic: TopicHead, synchronous: boolean): Promise<ForeseenRecipient[]> {
    const [targets, live] = await Promise.all([
      this.sharing.targets(topic.id),
      this.invites.findLiveShares(topic.id),
    ]);
    return this.plan(targets, synchronous).map(({ person, address, reason }) => ({
      identifier: person.identifier,
      address,
      reason: reason || (person.shareId !== null && live.has(person.shareId) ? 'already_sent' : ''),
    }));
  }

  private plan<Person extends { identifier: string }>(
    people: readonly Person[],
    synchronous: boolean,
  ): PlannedRecipient<Person>[] {
    if (people.length === 0) {
      throw new InvalidRequestContent(
        'invalid_input',
        'Topic has no interviewee_emails or interviewee_distinct_ids set. Add them before sending invites.',
      );
    }
    const planned = planRecipients(people);
    this.assertWithinLimit(planned.filter(({ reason }) => reason === '').length, synchronous);
    return planned;
  }

  private assertWithinLimit(recipients: number, synchronous: boolean): void {
    const { sendSyncMaxRecipients, sendAsyncMaxRecipients } = this.settings;
    const limit = synchronous ? sendSyncMaxRecipients : sendAsyncMaxRecipients;
    if (recipients <= limit) return;
    const way = synchronous
      ? 'Leave out send_async: false, or split the targeting across multiple topics.'
      : 'Split the targeting across multiple topics.';
    throw new InvalidRequestContent(
      'invalid_input',
      `Topic has ${recipients} recipients, more than the per-send limit of ${limit}. ${way}`,
    );
  }
}
