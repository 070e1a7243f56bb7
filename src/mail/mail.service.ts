import { MailerService } from '@nestjs-modules/mailer';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import { ServiceUnavailable } from '../errors/domain-errors';
import { parseMailbox } from '../identifiers/identifier';
import { type BeforeData, rawMessagePlugin } from './fast-path/raw-message.plugin';
import { headerText } from './fast-path/header-text';
import { MailFailure } from './mail-failure';
import { writeMessage } from './fast-path/mime-message';

/** One mail to one recipient. */
export interface OutgoingMail {
  /** Becomes the Message-ID, so that the same mail sent twice is recognisable as one. */
  id: string;
  to: { name: string; address: string };
  replyTo: string;
  subject: string;
  html: string;
  text: string;
}

/** Hands mail to the configured server. The only place that knows the mailer. */
@Injectable()
export class MailService {
  private readonly sender: { name: string; address: string };
  private readonly domain: string;

  constructor(
    private readonly mailer: MailerService,
    private readonly settings: Settings,
  ) {
    const { name, address } = parseSender(settings.mailFrom);
    this.sender = { name: name ?? '', address };
    this.domain = address.slice(address.lastIndexOf('@') + 1);
    this.mailer.getTransporter().use('stream', rawMessagePlugin);
  }

  /** @throws ServiceUnavailable when no mail server is configured */
  assertConfigured(): void {
    if (this.settings.smtpUrl !== null) return;
    throw new ServiceUnavailable('mail_not_configured', 'No mail server is configured. Set SMTP_URL.');
  }

  /**
   * Resolves once the mail server has accepted the mail.
   * @param clearance asked when the server waits for the mail's text
   * @throws MailFailure
   */
  async send(mail: OutgoingMail, clearance?: BeforeData): Promise<void> {
    const messageId = `<${mail.id}@${this.domain}>`;
    const from = this.sender;
    const to = { name: headerText(mail.to.name), address: mail.to.address };
    const { replyTo, subject, text, html } = mail;
    try {
      const raw = writeMessage({ messageId, from, to, replyTo, subject, text, html });
      const message = { messageId, envelope: { from, to }, raw, clearance };
      await this.mailer.sendMail(message);
    } catch (error) {
      throw MailFailure.from(error);
    }
  }

  /** Cuts the connections to a mail server that does not answer: what is in flight fails, and nothing more is sent. */
  abortAll(): void {
    const transport: { close(options?: { force: boolean }): void } = this.mailer.getTransporter();
    transport.close({ force: true });
  }
}

function parseSender(mailFrom: string): { name: string | null; address: string } {
  const named = /^(.*)<([^<>\s]+@[^<>\s]+)>$/u.exec(mailFrom.trim());
  return (
    parseMailbox(mailFrom) ?? { name: named?.[1]?.trim() ?? null, address: named?.[2] ?? mailFrom.trim() }
  );
}
