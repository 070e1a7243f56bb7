import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { toLogFields } from '../../errors/to-log-fields';
import { MailService } from '../../mail/mail.service';
import { NoticeMailRenderer } from '../../mail/notice-mail-renderer';
import { safeTopic } from '../../mail/safe-text';
import { WEBHOOK_DISABLED } from '../../texts/notices/notice-texts';
import { WebhookMessagesRepository } from './webhook-messages.repository';

/** Tells the admins of a project that a webhook was disabled because it failed for days. */
@Injectable()
export class DisabledWebhookMailer {
  private readonly logger = new Logger(DisabledWebhookMailer.name);

  constructor(
    private readonly messages: WebhookMessagesRepository,
    private readonly renderer: NoticeMailRenderer,
    private readonly mail: MailService,
  ) {}

  /** Mails the admins of all such webhooks whom nobody has told yet, each of them once at most. */
  async tellAdmins(): Promise<void> {
    if (!this.mail.isConfigured()) return;
    for (let taken = await this.messages.takeUntold(); taken; taken = await this.messages.takeUntold()) {
      const { webhook, admins } = taken;
      const language = webhook.project.mailLanguage ?? 'en';
      const texts = WEBHOOK_DISABLED[language](new URL(webhook.url).host, safeTopic(webhook.project.name));
      for (const to of admins) {
        const mail = this.renderer.render(texts, { name: to.name, language });
        await this.mail
          .sendSoon({ ...mail, id: randomUUID(), fromName: '', to, replyTo: null, unsubscribeUrl: null })
          .catch((error: unknown) => {
            const fields = { webhookId: webhook.id, ...toLogFields(error) };
            this.logger.warn({ msg: 'an admin was not told that a webhook is disabled', ...fields });
          });
      }
    }
  }
}
