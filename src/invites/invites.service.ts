import { Injectable } from '@nestjs/common';
import { wroteNothing } from '../audit/wrote-nothing';
import type { Caller } from '../auth/caller';
import { Settings } from '../config/settings';
import { InvalidRequestContent } from '../errors/domain-errors';
import type { WrittenJson } from '../http/json-text';
import { type Page, paged, type PageQuery, type RequestUrl } from '../http/page.dto';
import { MailService } from '../mail/mail.service';
import { interviewUrl, type LinkRow } from '../sharing/link.dto';
import { TopicsService } from '../topics/topics.service';
import { DeliveryClock, jobsFor } from './delivery-clock';
import { CLAIM_SECONDS, DeliveryService } from './delivery.service';
import { type ForeseenRecipient, InviteBatchesService, type WrittenBatch } from './invite-batches.service';
import type { InviteResultDto, SendInvitesDto } from './invite.dto';
import type { PlannedRecipient } from './recipient-plan';

/** Sends invites. */
@Injectable()
export class InvitesService {
  constructor(
    private readonly settings: Settings,
    private readonly topics: TopicsService,
    private readonly mail: MailService,
    private readonly batches: InviteBatchesService,
    private readonly clock: DeliveryClock,
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
    url: RequestUrl,
  ): Promise<WrittenJson<Page<InviteResultDto>>> {
    this.mail.assertConfigured();
    const topic = await this.topics.head(caller, topicId);
    if (topic.has_ended) {
      throw new InvalidRequestContent(
        'invalid_input',
        'The topic takes no more answers: its closes_at or expires_at has passed, or it has its max_responses. Change that before sending invites.',
      );
    }
    const synchronous = body.send_async === false;
    if (body.dry_run) {
      const foreseen = await this.batches.foresee(topic, synchronous);
      return wroteNothing(paged(foreseen, query, url, toForeseenResult));
    }
    const begun = performance.now();
    const batch = await this.batches.write(caller, topic, body, synchronous ? CLAIM_SECONDS : null);
    const failures = await this.handOver(batch, synchronous ? begun : null);
    return paged(batch.planned, query, url, (recipient) => this.toResult(recipient, batch.queued, failures));
  }

  /**
   * After the commit: mails now, or wakes the workers. Returns the failures per share of a synchronous send.
   * @param claimedAt for a synchronous send: a moment before the batch was written
   */
  private async handOver(
    { batchId, queued }: WrittenBatch,
    claimedAt: number | null,
  ): Promise<Map<string, string>> {
    if (queued.size === 0) return new Map();
    if (claimedAt !== null) return this.deliveries.deliverNow(batchId, claimedAt);
    await this.clock.enqueue(batchId, jobsFor(queued.size));
    return new Map();
  }

  private toResult(
    { person: link, address, reason }: PlannedRecipient<LinkRow>,
    queued: Set<string>,
    failures: Map<string, string>,
  ): InviteResultDto {
    const failure = failures.get(link.shareId) ?? '';
    const outcome = reason || (queued.has(link.shareId) ? failure && `error:${failure}` : 'already_sent');
    return {
      interviewee_identifier: link.identifier,
      email: address,
      interview_url: interviewUrl(this.settings.publicUrl, link.accessToken),
      sent: outcome === '',
      reason: outcome,
    };
  }
}

function toForeseenResult({ identifier, address, reason }: ForeseenRecipient): InviteResultDto {
  return {
    interviewee_identifier: identifier,
    email: address,
    interview_url: null,
    sent: reason === '',
    reason,
  };
}
