import { MailerService } from '@nestjs-modules/mailer';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import { ServiceUnavailable } from '../errors/domain-errors';
import { parseMailbox } from '../identifiers/identifier';
import { headerText, writeMessage } from './fast-path/mime-message';
import { type BeforeData, rawMessagePlugin } from './fast-path/raw-message.plugin';
import { MailFailure } from './mail-failure';

/** One mail to one recipient. */
export interface OutgoingMail {
  /** Becomes the Message-ID, so that a mail that is sent twice can be recognised as the same one. */
  id: string;
  to: { name: string; address: string };
  replyTo: string;
  subject: string;
  html: string;
  text: string;
}

/** Sends mail through the configured server. Only this folder uses the mailer. */
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

  /** @throws ServiceUnavailable no mail server is configured */
  assertConfigured(): void {
    if (this.settings.smtpUrl !== null) return;
    throw new ServiceUnavailable('mail_not_configured', 'No mail server is configured. Set SMTP_URL.');
  }

  /**
   * Sends a mail. Resolves when the mail server has accepted it.
   * @param beforeData called when the server waits for the mail's text; if it rejects, the text is not sent
   * @throws MailFailure also when `beforeData` rejects
   */
  async send(mail: OutgoingMail, beforeData?: BeforeData): Promise<void> {
    const messageId = `<${mail.id}@${this.domain}>`;
    const from = this.sender;
    const to = { name: headerText(mail.to.name), address: mail.to.address };
    const { replyTo, subject, text, html } = mail;
    try {
      const raw = writeMessage({ messageId, from, to, replyTo, subject, text, html });
      const message = { messageId, envelope: { from, to }, raw, beforeData };
      await this.mailer.sendMail(message);
    } catch (error) {
      throw MailFailure.from(error);
    }
  }

  /** Closes all connections at once: mails in flight fail, and no further mail is sent. */
  abortAll(): void {
    const transport: { close(options?: { force: boolean }): void } = this.mailer.getTransporter();
    transport.close({ force: true });
  }
}

function parseSender(mailFrom: string): { name: string | null; address: string } {
  // An operator's name keeps quotes inside of it, which RFC 5322 would read as delimiters.
  const named = /^([^"].*)<([^<>\s]+@[^<>\s]+)>$/u.exec(mailFrom.trim());
  if (named) return { name: named[1]?.trim() ?? null, address: named[2] ?? '' };
  return parseMailbox(mailFrom) ?? { name: null, address: mailFrom.trim() };
}
