import { Injectable } from '@nestjs/common';
import { auditReason } from '../../audit/audit-reason';
import { skipAudit } from '../../audit/skip-audit';
import type { Caller } from '../../auth/caller';
import { isRefusal } from '../../contacts/contact-decision';
import type { PageQuery } from '../../pagination/page.dto';
import { PageResult } from '../../pagination/page-result';
import { MailService } from '../../mail/mail.service';
import { isOpenAt, nextOpening } from '../../project-settings/sending-hours';
import type { TopicSummary } from '../../topics/topic.dto';
import { Conflict, InvalidRequestContent } from '../../errors/domain-errors';
import { sendTime } from './send-time';
import { InterviewLinks } from '../../sharing/interview-links';
import type { LinkRow } from '../../sharing/link.dto';
import { TopicsService } from '../../topics/topics.service';
import { DeliveryQueue, jobCountFor } from '../delivery/delivery-queue';
import { CLAIM_SECONDS, DeliveryService } from '../delivery/delivery.service';
import { InviteBatchesService, type WrittenBatch } from './invite-batches.service';
import type { DryRunExtra, InviteResultDto, SendInvitesDto } from './invite.dto';
import { assertReasonGiven, toDryRunPage } from './dry-run';
import type { SelectedRecipient } from './recipient-selection';

/** Sends the invites of a topic. */
@Injectable()
export class InvitesService {
  constructor(
    private readonly urls: InterviewLinks,
    private readonly topics: TopicsService,
    private readonly mail: MailService,
    private readonly batches: InviteBatchesService,
    private readonly queue: DeliveryQueue,
    private readonly deliveries: DeliveryService,
  ) {}

  /**
   * Queues the invites or, with `send_async: false`, sends them before it returns. Returns one result per targeted
   * person, in target order. With `dry_run`, only returns the results that a send would have.
   * @throws ServiceUnavailable no mail server is configured; nothing is stored then
   * @throws NotFound
   * @throws InvalidRequestContent the topic takes no answers, or targets no people or too many, or `send_at` is wrong
   * @throws Conflict a synchronous send outside of the sending windows
   */
  async send(
    caller: Caller,
    topicId: string,
    body: SendInvitesDto,
    query: PageQuery,
  ): Promise<PageResult<InviteResultDto, Partial<DryRunExtra>>> {
    this.mail.assertConfigured();
    assertReasonGiven(body);
    const topic = await this.topics.getSummary(caller, topicId);
    await this.batches.assertTopicIsOpen(topicId);
    const sendAt = sendTime(body);
    const synchronous = body.send_async === false;
    if (synchronous) assertCanLeaveNow(topic, sendAt);
    if (body.dry_run) return skipAudit(toDryRunPage(await this.batches.previewSend(topic, body), query));
    const claimedAt = performance.now();
    const batch = await this.batches.write(caller, topic, body, synchronous ? CLAIM_SECONDS : null);
    const failures = await this.dispatch(batch, synchronous ? claimedAt : null, sendAt);
    const page = PageResult.fromList(batch.recipients, query, (recipient) =>
      this.toResult(recipient, batch.queued, failures),
    );
    return auditReason(page, body.override_contact_rules ? (body.override_reason ?? '') : '');
  }

  /**
   * Sends or enqueues the mails of a committed batch. Returns the failure codes of a synchronous send by link.
   * @param claimedAt for a synchronous send: `performance.now()` before the batch was stored; null enqueues
   * @param sendAt when the mails go out; null for at once
   */
  private async dispatch(
    { batchId, queued }: WrittenBatch,
    claimedAt: number | null,
    sendAt: Date | null,
  ): Promise<Map<string, string>> {
    if (batchId === null || queued.size === 0) return new Map();
    if (claimedAt !== null) return this.deliveries.deliverNow(batchId, claimedAt);
    if (sendAt !== null) await this.queue.schedule(batchId, sendAt);
    else await this.queue.enqueueJobs(batchId, jobCountFor(queued.size));
    return new Map();
  }

  private toResult(
    { person: link, address, reason, freeAt }: SelectedRecipient<LinkRow>,
    queued: Set<string>,
    failures: Map<string, string>,
  ): InviteResultDto {
    const failure = failures.get(link.linkId) ?? '';
    const outcome = reason || (queued.has(link.linkId) ? reasonOf(failure) : 'already_sent');
    return {
      interviewee_identifier: link.identifier,
      email: address,
      interview_url: this.urls.urlOf(link.linkId),
      sent: outcome === '',
      reason: outcome,
      free_at: freeAt?.toISOString() ?? null,
    };
  }
}

/** @throws InvalidRequestContent, Conflict the mails of a synchronous send may not leave at once */
function assertCanLeaveNow(topic: TopicSummary, sendAt: Date | null): void {
  if (sendAt !== null) {
    throw new InvalidRequestContent(
      'invalid_input',
      'A send at a later time cannot be waited for. Leave out send_async: false.',
      'send_at',
    );
  }
  const hours = { windows: topic.sending_windows, timeZone: topic.time_zone };
  const now = new Date();
  if (isOpenAt(hours, now)) return;
  throw new Conflict(
    'outside_sending_windows',
    `Mails of this project may leave again from ${nextOpening(hours, now).toISOString()} on. Leave out send_async: false to have them sent then.`,
  );
}

/** The reason of a mail that was not accepted. A person who may not be mailed any more has the reason itself. */
function reasonOf(failure: string): string {
  return failure === '' || isRefusal(failure) ? failure : `error:${failure}`;
}
