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

/** A batch that is stored but not yet mailed. */
export interface WrittenBatch {
  batchId: string;
  /** All people whom the topic targets, in target order. */
  recipients: SelectedRecipient<LinkRow>[];
  /** Ids of the links that got a delivery. A selected person without one was mailed or queued before. */
  queued: Set<string>;
}

/** The result that a send would have for a person. */
export interface DryRunRecipient {
  identifier: string;
  address: string | null;
  /** Why the person would not be mailed; empty when they would. */
  reason: string;
}

/** Selects the recipients of a send, and stores batch and deliveries in one transaction. */
@Injectable()
export class InviteBatchesService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly settings: Settings,
    private readonly links: LinksService,
    private readonly interviews: InterviewsService,
    private readonly invites: InvitesRepository,
  ) {}

  /** @throws InvalidRequestContent the topic is closed, expired or full, so the invited people could not answer */
  async assertTopicIsOpen(topicId: string): Promise<void> {
    if (await this.interviews.topicIsOpen(topicId)) return;
    throw new InvalidRequestContent(
      'invalid_input',
      'The topic takes no more answers: its closes_at or expires_at has passed, or it has its max_responses. Change that before sending invites.',
    );
  }

  /**
   * Stores a batch, and a delivery for each person to mail. Stores nothing when it throws.
   * @param claimSeconds how long the caller claims the deliveries to send them itself; null leaves them to the workers
   * @throws NotFound
   * @throws InvalidRequestContent the topic targets no people, or too many for one send
   */
  async write(
    caller: Caller,
    topic: TopicSummary,
    body: SendInvitesDto,
    claimSeconds: number | null,
  ): Promise<WrittenBatch> {
    return this.transactions.run(async (tx) => {
      const links = await this.links.ensureLinks(tx, caller, topic.id);
      const recipients = this.selectRecipients(links, claimSeconds !== null);
      const addressees = recipients.flatMap(({ person, address, reason }) =>
        address !== null && reason === '' ? [{ shareId: person.linkId, address }] : [],
      );
      const batchId = await this.invites.insertBatch(tx, {
        topicId: topic.id,
        createdById: caller.userId,
        topicTitle: topic.topic,
        subject: body.subject || topic.invite_subject,
        message: body.message || topic.invite_message,
        senderName: fullName(topic.created_by),
        replyTo: body.reply_to || topic.created_by.email,
      });
      const queued = await this.invites.insertDeliveries(tx, batchId, addressees, claimSeconds);
      if (queued.size === 0) await this.invites.deleteBatch(tx, batchId);
      return { batchId, recipients, queued };
    });
  }

  /**
   * Returns the results that {@link write} would lead to now. Stores nothing.
   * @throws InvalidRequestContent as {@link write}
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
    const recipients = selectRecipients(people);
    this.assertWithinLimit(recipients.filter(({ reason }) => reason === '').length, synchronous);
    return recipients;
  }

  private assertWithinLimit(count: number, synchronous: boolean): void {
    const { sendSyncMaxRecipients, sendAsyncMaxRecipients } = this.settings;
    const limit = synchronous ? sendSyncMaxRecipients : sendAsyncMaxRecipients;
    if (count <= limit) return;
    const advice = synchronous
      ? 'Leave out send_async: false, or split the targeting across multiple topics.'
      : 'Split the targeting across multiple topics.';
    throw new InvalidRequestContent(
      'invalid_input',
      `Topic has ${count} recipients, more than the per-send limit of ${limit}. ${advice}`,
    );
  }
}
