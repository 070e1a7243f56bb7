import { MailerService } from '@nestjs-modules/mailer';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import { ServiceUnavailable } from '../errors/domain-errors';
import { inviteCopyViolation } from '../validation/invite-copy';
import { headerText, writeMessage } from './fast-path/mime-message';
import { type BeforeData, rawMessagePlugin } from './fast-path/raw-message.plugin';
import { MailGovernor } from './governor/mail-governor';
import { MailFailure } from './mail-failure';
import { MailIds } from './mail-ids';
import { reportHeaders } from './report-headers';
import { parseSender, withAsciiDomain } from './sender';
import { SmtpExtensions } from './smtp-extensions';

/** One mail to one recipient. */
export interface OutgoingMail {
  /** Becomes the Message-ID, so that a mail that is sent twice can be recognised as the same one. */
  id: string;
  /** Name in front of the address of MAIL_FROM; empty for the name there. */
  fromName: string;
  to: { name: string; address: string };
  /** Null for none: replies go to MAIL_FROM. */
  replyTo: string | null;
  /** Address for `List-Unsubscribe` with one click (RFC 8058); null for a mail that cannot be unsubscribed from. */
  unsubscribeUrl: string | null;
  subject: string;
  html: string;
  text: string;
}

/** How long somebody waits for a turn. */
const PATIENCE_MS = 5000;

const ASCII = /^[\x20-\x7e]*$/;

/** Sends mail through the configured server. Only this folder uses the mailer. */
@Injectable()
export class MailService {
  private readonly sender: { name: string; address: string };

  constructor(
    private readonly mailer: MailerService,
    private readonly extensions: SmtpExtensions,
    private readonly settings: Settings,
    private readonly governor: MailGovernor,
    private readonly ids: MailIds,
  ) {
    const { name, address } = parseSender(settings.mailFrom);
    this.sender = { name: name ?? '', address: withAsciiDomain(address) };
    this.mailer.getTransporter().use('stream', rawMessagePlugin);
  }

  /** Whether a mail server is configured. */
  isConfigured(): boolean {
    return this.settings.smtpUrl !== null;
  }

  /** @throws ServiceUnavailable no mail server is configured */
  assertConfigured(): void {
    if (this.isConfigured()) return;
    throw new ServiceUnavailable('mail_not_configured', 'No mail server is configured. Set SMTP_URL.');
  }

  /**
   * Sends a mail. Resolves when the mail server has accepted it, which can take as long as {@link RFC_TIMEOUTS} say.
   * @param beforeData called when the server waits for the mail's text; if it rejects, the text is not sent
   * @throws MailFailure of kind `uncertain` when the text went out and no reply came; also when `beforeData` rejects
   */
  async send(mail: OutgoingMail, beforeData?: BeforeData): Promise<void> {
    const messageId = this.ids.messageIdOf(mail.id);
    const headers = reportHeaders(this.settings, mail.id);
    const from = { ...this.sender, name: safeSenderName(mail.fromName) || this.sender.name };
    const to = { name: headerText(mail.to.name), address: withAsciiDomain(mail.to.address) };
    const { replyTo, unsubscribeUrl, subject, text, html } = mail;
    let textIsOut = false;
    const beforeText = async (): Promise<void> => {
      await beforeData?.();
      textIsOut = true;
    };
    try {
      await this.assertDeliverable(from.address, to.address);
      const raw = writeMessage({
        messageId,
        from,
        to,
        replyTo,
        unsubscribeUrl,
        headers,
        subject,
        text,
        html,
      });
      await this.mailer.sendMail({
        messageId,
        envelope: { from: this.ids.returnPathOf(mail.id) ?? from, to },
        raw,
        beforeData: beforeText,
      } as object);
    } catch (error) {
      throw MailFailure.from(error, textIsOut);
    }
  }

  /**
   * nodemailer would send an address of other characters to a server without SMTPUTF8 all the same, which can then
   * deliver it to another mailbox.
   * @throws MailFailure
   */
  private async assertDeliverable(...addresses: string[]): Promise<void> {
    if (addresses.every((address) => ASCII.test(address)) || (await this.extensions.supportsUtf8())) return;
    throw new MailFailure('permanent', 'smtp_utf8_unsupported');
  }

  /**
   * Sends a mail that somebody waits for, as {@link send}, within the limits of the deployment's mail.
   * @throws ServiceUnavailable no mail may be sent for some seconds or longer
   * @throws MailFailure
   */
  async sendSoon(mail: OutgoingMail): Promise<void> {
    const turn = await this.governor.acquire(AbortSignal.timeout(PATIENCE_MS));
    if (!turn) throw this.rateReached();
    let isOut = false;
    try {
      await this.send(mail, async () => {
        if (!turn.isValid()) throw this.rateReached();
        isOut = true;
      });
    } finally {
      turn.end(isOut);
    }
  }

  private rateReached(): ServiceUnavailable {
    const seconds = Math.max(this.governor.secondsLeft, 10);
    return new ServiceUnavailable(
      'mail_rate_reached',
      `The server sends no more mails for now, by its own limits. Try again in ${seconds} seconds.`,
    );
  }

  /** Closes all connections at once: mails in flight fail or are uncertain, and no further mail is sent. */
  abortAll(): void {
    const transport: { close(options?: { force: boolean }): void } = this.mailer.getTransporter();
    transport.close({ force: true });
  }
}

/** A name that could carry a link or hide other words is left out, however it came to be stored. */
function safeSenderName(name: string): string {
  return inviteCopyViolation(name, { lineBreaks: false }) ? '' : headerText(name);
}
