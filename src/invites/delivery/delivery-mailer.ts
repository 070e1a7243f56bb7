import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings';
import { UnsubscribeTokens, unsubscribeUrl } from '../../contacts/unsubscribe-tokens';
import { parseMailbox } from '../../identifiers/identifier';
import { greetingName, safeName } from '../../mail/greeting';
import { InviteMailRenderer } from '../../mail/invite-mail-renderer';
import { MailFailure } from '../../mail/mail-failure';
import { MailService } from '../../mail/mail.service';
import { type AttemptResult, Metrics } from '../../metrics/metrics';
import { InterviewLinks } from '../../sharing/interview-links';
import type { BatchToSend, ClaimedDelivery, DeliveryOutcome } from './claims.repository';
import type { FailurePolicy } from './retry-policy';
import type { SendPermit } from './send-permit';
import { SmtpCircuitBreaker } from './smtp-circuit-breaker';

/** Sends one mail of a batch. Null when the permit was denied, so that no text of the mail has gone out. */
export type SendMail = (delivery: ClaimedDelivery, permit: SendPermit) => Promise<DeliveryOutcome | null>;

/** Writes the mail of a delivery, sends it, and tells the outcome. */
@Injectable()
export class DeliveryMailer {
  private readonly circuitBreaker = new SmtpCircuitBreaker();

  constructor(
    private readonly settings: Settings,
    private readonly renderer: InviteMailRenderer,
    private readonly mail: MailService,
    private readonly metrics: Metrics,
    private readonly tokens: UnsubscribeTokens,
    private readonly links: InterviewLinks,
  ) {}

  /** Seconds until the mail server may work again; 0 while it works. */
  get secondsLeft(): number {
    return this.circuitBreaker.secondsLeft;
  }

  /** Closes all connections at once: mails in flight fail or are uncertain. */
  abortAll(): void {
    this.mail.abortAll();
  }

  /** The way to send the mails of this batch. */
  forBatch({ batch, notice }: Omit<BatchToSend, 'hours'>, onFailure: FailurePolicy): SendMail {
    const { kind, language, topicTitle, subject, message, deadline, timeZone, senderName } = batch;
    const { fromName, replyTo } = batch;
    const copy = {
      kind,
      language,
      topic: topicTitle,
      subject,
      message,
      deadline,
      timeZone,
      senderName,
      notice,
    };
    const render = this.renderer.forCopy(copy);
    const { publicUrl } = this.settings;
    return (delivery, permit) => {
      const { id, identifier, address, shareId } = delivery;
      const mailbox = parseMailbox(identifier);
      const unsubscribe = unsubscribeUrl(publicUrl, this.tokens.create(delivery));
      const mail = render({
        userName: greetingName(identifier, mailbox),
        interviewUrl: this.links.urlOf(shareId),
        unsubscribeUrl: unsubscribe,
      });
      const to = { name: safeName(mailbox?.name ?? ''), address };
      const outgoing = { ...mail, id, fromName, to, replyTo, unsubscribeUrl: unsubscribe };
      return this.attempt(delivery, onFailure, permit, () =>
        this.mail.send(outgoing, () => permit.acquire()),
      );
    };
  }

  private async attempt(
    delivery: ClaimedDelivery,
    onFailure: FailurePolicy,
    permit: SendPermit,
    send: () => Promise<void>,
  ): Promise<DeliveryOutcome | null> {
    const started = performance.now();
    try {
      await send();
      this.circuitBreaker.recordSuccess();
      this.metrics.observeDelivery('sent', secondsSince(started));
      return { id: delivery.id, status: 'sent', countsAsAttempt: true, error: '', pauseSeconds: 0 };
    } catch (error) {
      if (permit.wasDenied) return null;
      const failure = MailFailure.from(error);
      this.informCircuitBreaker(failure);
      const outcome = onFailure(delivery, failure);
      this.metrics.observeDelivery(resultOf(outcome, failure), secondsSince(started));
      this.metrics.countMailFailure(failure.code);
      return outcome;
    }
  }

  private informCircuitBreaker({ kind, code }: MailFailure): void {
    // A server that is slow with one mail can be quick with the others, so silence does not hold them back.
    if (code === 'smtp_no_reply') return;
    if (kind === 'unreachable' || kind === 'uncertain') this.circuitBreaker.recordFailure(code);
    else this.circuitBreaker.recordSuccess();
  }
}

function resultOf({ status }: DeliveryOutcome, { kind }: MailFailure): AttemptResult {
  if (kind === 'uncertain') return 'uncertain';
  return status === 'failed' ? 'failed' : 'put_off';
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
