import { Injectable } from '@nestjs/common';
import { skipAudit } from '../../audit/skip-audit';
import type { Caller } from '../../auth/caller';
import { Settings } from '../../config/settings';
import type { PageQuery } from '../../pagination/page.dto';
import { PageResult } from '../../pagination/page-result';
import { MailService } from '../../mail/mail.service';
import { interviewUrl, type LinkRow } from '../../sharing/link.dto';
import { TopicsService } from '../../topics/topics.service';
import { DeliveryQueue, jobCountFor } from '../delivery/delivery-queue';
import { CLAIM_SECONDS, DeliveryService } from '../delivery/delivery.service';
import { type DryRunRecipient, InviteBatchesService, type WrittenBatch } from './invite-batches.service';
import type { InviteResultDto, SendInvitesDto } from './invite.dto';
import type { SelectedRecipient } from './recipient-selection';

/** Sends invites. */
@Injectable()
export class InvitesService {
  constructor(
    private readonly settings: Settings,
    private readonly topics: TopicsService,
    private readonly mail: MailService,
    private readonly batches: InviteBatchesService,
    private readonly queue: DeliveryQueue,
    private readonly deliveries: DeliveryService,
  ) {}

  /**
   * Mails everybody who is due an invite, or queues the mails; tells everybody's fate in target order.
   * @throws ServiceUnavailable no mail server is configured; nothing is written then
   * @throws NotFound, InvalidRequestContent
   */
  async send(
    caller: Caller,
    topicId: string,
    body: SendInvitesDto,
    query: PageQuery,
  ): Promise<PageResult<InviteResultDto>> {
    this.mail.assertConfigured();
    const topic = await this.topics.getSummary(caller, topicId);
    await this.batches.assertTopicIsOpen(topicId);
    const synchronous = body.send_async === false;
    if (body.dry_run) {
      const recipients = await this.batches.previewSend(topic, synchronous);
      return skipAudit(PageResult.fromList(recipients, query, toDryRunResult));
    }
    const begun = performance.now();
    const batch = await this.batches.write(caller, topic, body, synchronous ? CLAIM_SECONDS : null);
    const failures = await this.dispatch(batch, synchronous ? begun : null);
    return PageResult.fromList(batch.planned, query, (recipient) =>
      this.toResult(recipient, batch.queued, failures),
    );
  }

  /**
   * After the commit: mails now, or wakes the workers. Returns the failures per share of a synchronous send.
   * @param claimedAt for a synchronous send: a moment before the batch was written
   */
  private async dispatch(
    { batchId, queued }: WrittenBatch,
    claimedAt: number | null,
  ): Promise<Map<string, string>> {
    if (queued.size === 0) return new Map();
    if (claimedAt !== null) return this.deliveries.deliverNow(batchId, claimedAt);
    await this.queue.enqueueJobs(batchId, jobCountFor(queued.size));
    return new Map();
  }

  private toResult(
    { person: link, address, reason }: SelectedRecipient<LinkRow>,
    queued: Set<string>,
    failures: Map<string, string>,
  ): InviteResultDto {
    const failure = failures.get(link.linkId) ?? '';
    const outcome = reason || (queued.has(link.linkId) ? failure && `error:${failure}` : 'already_sent');
    return {
      interviewee_identifier: link.identifier,
      email: address,
      interview_url: interviewUrl(this.settings.publicUrl, link.accessToken),
      sent: outcome === '',
      reason: outcome,
    };
  }
}

function toDryRunResult({ identifier, address, reason }: DryRunRecipient): InviteResultDto {
  return {
    interviewee_identifier: identifier,
    email: address,
    interview_url: null,
    sent: reason === '',
    reason,
  };
}
