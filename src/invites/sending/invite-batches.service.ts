import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller';
import { ContactDecisionsService } from '../../contacts/contact-decisions.service';
import { Settings } from '../../config/settings';
import { type Transaction, TransactionRunner } from '../../database/transaction-runner';
import { InvalidRequestContent } from '../../errors/domain-errors';
import { InterviewsService } from '../../interviews/interviews.service';
import type { LinkRow } from '../../sharing/link.dto';
import { LinksService } from '../../sharing/links.service';
import type { TopicSummary } from '../../topics/topic.dto';
import { fullName } from '../../users/user.dto';
import { type DryRun, warningsOf } from './dry-run';
import { sendTime } from './send-time';
import type { SendInvitesDto } from './invite.dto';
import { InvitesRepository } from './invites.repository';
import { applyDecision, type SelectedRecipient, selectRecipients } from './recipient-selection';

/** A batch that is stored but not yet mailed. */
export interface WrittenBatch {
  /** Null when there is nobody to mail, so that nothing was stored. */
  batchId: string | null;
  /** All people whom the topic targets, in target order. */
  recipients: SelectedRecipient<LinkRow>[];
  /** Ids of the links that got a delivery. */
  queued: Set<string>;
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
    private readonly decisions: ContactDecisionsService,
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
      await this.decisions.lockRules(tx, topic.id);
      const selected = this.selectRecipients(links, claimSeconds !== null);
      const decided = await this.decide(topic.id, selected, body, tx);
      const addressees = decided.flatMap(({ person, address, mailbox, reason }) =>
        address !== null && reason === '' ? [{ shareId: person.linkId, address, mailbox }] : [],
      );
      if (addressees.length === 0) return { batchId: null, recipients: decided, queued: new Set() };
      const mailboxes = addressees.map(({ mailbox }) => mailbox);
      await this.decisions.recordInvited(tx, caller.projectId, mailboxes);
      const batchId = await this.invites.insertBatch(tx, {
        topicId: topic.id,
        createdById: caller.userId,
        topicTitle: topic.topic,
        subject: body.subject || topic.invite_subject,
        message: body.message || topic.invite_message,
        senderName: fullName(topic.created_by),
        replyTo: body.reply_to || topic.created_by.email,
        language: topic.mail_language,
        deadline: topic.deadline,
        timeZone: topic.time_zone,
        fromName: topic.from_name,
        overrideContactRules: body.override_contact_rules ?? false,
        overrideReason: body.override_reason ?? '',
        sendAt: sendTime(body),
      });
      const queued = await this.invites.insertDeliveries(tx, batchId, addressees, claimSeconds);
      if (queued.size === 0) await this.invites.deleteBatch(tx, batchId);
      return { batchId, recipients: decided, queued };
    });
  }

  /**
   * Returns the results that {@link write} would lead to now. Stores nothing.
   * @throws InvalidRequestContent as {@link write}
   */
  async previewSend(topic: TopicSummary, body: SendInvitesDto): Promise<DryRun> {
    const [targets, untargetedContexts] = await Promise.all([
      this.links.targets(topic.id),
      this.links.countUntargetedContexts(topic.id),
    ]);
    const selected = this.selectRecipients(targets, body.send_async === false);
    const recipients = await this.decide(topic.id, selected, body);
    return { recipients, warnings: warningsOf(targets, untargetedContexts) };
  }

  /** Asks who of the selected people may be mailed and has not been mailed yet: the same for a send and its dry run. */
  private async decide<Person extends { linkId: string | null }>(
    topicId: string,
    selected: SelectedRecipient<Person>[],
    { override_contact_rules: overridden = false }: SendInvitesDto,
    tx?: Transaction,
  ): Promise<SelectedRecipient<Person>[]> {
    const mailboxes = selected.filter(({ reason }) => reason === '').map(({ mailbox }) => mailbox);
    const refusals = await this.decisions.refusals({ topicId, kind: 'invite', mailboxes, overridden }, tx);
    const live = await this.invites.findLiveShares(topicId, tx);
    return applyDecision(selected, refusals, ({ linkId }) => linkId !== null && live.has(linkId));
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
