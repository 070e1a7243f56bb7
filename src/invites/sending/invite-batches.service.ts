import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller';
import { Settings } from '../../config/settings';
import { TransactionRunner } from '../../database/transaction-runner';
import { InvalidRequestContent } from '../../errors/domain-errors';
import { InterviewsService } from '../../interviews/interviews.service';
import type { LinkRow } from '../../sharing/link.dto';
import { LinksService } from '../../sharing/links.service';
import type { TopicSummary } from '../../topics/topic.dto';
import { fullName } from '../../users/user.dto';
import type { SendInvitesDto } from './invite.dto';
import { InvitesRepository } from './invites.repository';
import { type SelectedRecipient, selectRecipients } from './recipient-selection';

/** A send after it was written down and before anything was mailed. */
export interface WrittenBatch {
  batchId: string;
  /** Everybody the topic targets, in target order. */
  planned: SelectedRecipient<LinkRow>[];
  /** Shares that got a delivery; who is due and not in here was mailed or queued before. */
  queued: Set<string>;
}

/** What a send would do for a person: the reason why not to mail them, empty when it would. */
export interface DryRunRecipient {
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
    private readonly links: LinksService,
    private readonly interviews: InterviewsService,
    private readonly invites: InvitesRepository,
  ) {}

  /** @throws InvalidRequestContent the topic is closed, expired or full, so an invite would lead to a dead end */
  async assertTopicIsOpen(topicId: string): Promise<void> {
    if (await this.interviews.topicIsOpen(topicId)) return;
    throw new InvalidRequestContent(
      'invalid_input',
      'The topic takes no more answers: its closes_at or expires_at has passed, or it has its max_responses. Change that before sending invites.',
    );
  }

  /**
   * @param claimSeconds the caller sends by itself and claims the deliveries so long; null leaves them to workers
   * @throws NotFound
   * @throws InvalidRequestContent nobody is targeted, or too many for one call; nothing is written then
   */
  async write(
    caller: Caller,
    topic: TopicSummary,
    body: SendInvitesDto,
    claimSeconds: number | null,
  ): Promise<WrittenBatch> {
    return this.transactions.run(async (tx) => {
      const links = await this.links.ensureLinks(tx, caller, topic.id);
      const planned = this.selectRecipients(links, claimSeconds !== null);
      const recipients = planned.flatMap(({ person, address, reason }) =>
        address !== null && reason === '' ? [{ shareId: person.linkId, address }] : [],
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
  async previewSend(topic: TopicSummary, synchronous: boolean): Promise<DryRunRecipient[]> {
    const [targets, live] = await Promise.all([
      this.links.targets(topic.id),
      this.invites.findLiveShares(topic.id),
    ]);
    return this.selectRecipients(targets, synchronous).map(({ person, address, reason }) => ({
      identifier: person.identifier,
      address,
      reason: reason || (person.linkId !== null && live.has(person.linkId) ? 'already_sent' : ''),
    }));
  }

  private selectRecipients<Person extends { identifier: string }>(
    people: readonly Person[],
    synchronous: boolean,
  ): SelectedRecipient<Person>[] {
    if (people.length === 0) {
      throw new InvalidRequestContent(
        'invalid_input',
        'Topic has no interviewee_emails or interviewee_distinct_ids set. Add them before sending invites.',
      );
    }
    const planned = selectRecipients(people);
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
