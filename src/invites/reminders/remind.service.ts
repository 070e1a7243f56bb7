import { Injectable } from '@nestjs/common';
import { auditReason } from '../../audit/audit-reason';
import { skipAudit } from '../../audit/skip-audit';
import type { Caller } from '../../auth/caller';
import { InvalidRequestContent } from '../../errors/domain-errors';
import { MailService } from '../../mail/mail.service';
import type { PageQuery } from '../../pagination/page.dto';
import { PageResult } from '../../pagination/page-result';
import { InterviewLinks } from '../../sharing/interview-links';
import type { TargetRow } from '../../sharing/link.dto';
import { TopicsService } from '../../topics/topics.service';
import { DeliveryQueue, jobCountFor } from '../delivery/delivery-queue';
import { assertReasonGiven, toDryRunPage } from '../sending/dry-run';
import { sendTime } from '../sending/send-time';
import { InviteBatchesService } from '../sending/invite-batches.service';
import type { DryRunExtra, InviteResultDto } from '../sending/invite.dto';
import type { SelectedRecipient } from '../sending/recipient-selection';
import type { RemindDto } from './remind.dto';
import { ReminderBatchesService } from './reminder-batches.service';

/** Reminds people when a researcher asks for it. */
@Injectable()
export class RemindService {
  constructor(
    private readonly urls: InterviewLinks,
    private readonly topics: TopicsService,
    private readonly mail: MailService,
    private readonly invites: InviteBatchesService,
    private readonly batches: ReminderBatchesService,
    private readonly queue: DeliveryQueue,
  ) {}

  /**
   * Queues a reminder for everybody who was invited and is outside the topic's gap, or for those of the named people.
   * Returns one result per targeted or named person, in target order. With `dry_run`, only returns the results.
   * @throws ServiceUnavailable no mail server is configured; nothing is stored then
   * @throws NotFound
   * @throws InvalidRequestContent the topic takes no answers, does not target a named person, or `send_at` is wrong
   */
  async remind(
    caller: Caller,
    topicId: string,
    body: RemindDto,
    query: PageQuery,
  ): Promise<PageResult<InviteResultDto, Partial<DryRunExtra>>> {
    this.mail.assertConfigured();
    assertReasonGiven(body);
    await this.topics.assertExists(caller, topicId);
    await this.assertTargeted(caller, topicId, body.identifiers ?? []);
    await this.invites.assertTopicIsOpen(topicId);
    const sendAt = sendTime(body);
    if (body.dry_run) return skipAudit(toDryRunPage(await this.batches.preview(topicId, body), query));
    const { batchId, recipients, queued } = await this.batches.write(caller, topicId, body);
    if (batchId !== null && sendAt !== null) await this.queue.schedule(batchId, sendAt);
    else if (batchId !== null) await this.queue.enqueueJobs(batchId, jobCountFor(queued.size));
    const page = PageResult.fromList(recipients, query, (recipient) => this.toResult(recipient, queued));
    return auditReason(page, body.override_contact_rules ? (body.override_reason ?? '') : '');
  }

  private async assertTargeted(caller: Caller, topicId: string, identifiers: string[]): Promise<void> {
    if (identifiers.length === 0) return;
    const untargeted = new Set(await this.topics.findUntargeted(caller, topicId, identifiers));
    const position = identifiers.findIndex((identifier) => untargeted.has(identifier));
    if (position === -1) return;
    throw new InvalidRequestContent(
      'invalid_input',
      'The topic does not target this identifier.',
      `identifiers__${position}`,
    );
  }

  private toResult(
    { person, address, reason, freeAt }: SelectedRecipient<TargetRow>,
    queued: Set<string>,
  ): InviteResultDto {
    const { identifier, linkId } = person;
    // The unique index has left out a reminder that was queued again in this moment.
    const outcome = reason || (linkId !== null && queued.has(linkId) ? '' : 'reminded_recently');
    return {
      interviewee_identifier: identifier,
      email: address,
      interview_url: linkId === null ? null : this.urls.urlOf(linkId),
      sent: outcome === '',
      reason: outcome,
      free_at: freeAt?.toISOString() ?? null,
    };
  }
}
