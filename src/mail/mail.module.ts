import { MailerModule } from '@nestjs-modules/mailer';
import { Module } from '@nestjs/common';
import { Settings } from '../config/settings';
import { InviteMailRenderer } from './invite-mail-renderer';
import { MailService } from './mail.service';
import { SmtpExtensions } from './smtp-extensions';
import { smtpOptions } from './smtp-options';

/** Sends mail through one pool of SMTP connections. */
@Module({
  imports: [
    MailerModule.forRootAsync({
      imports: [],
      inject: [Settings],
      useFactory: (settings: Settings) => ({ transport: transportOf(settings) }),
    }),
  ],
  providers: [MailService, SmtpExtensions, InviteMailRenderer],
  exports: [MailService, InviteMailRenderer],
})
export class MailModule {}

function transportOf(settings: Settings) {
  // The mailer needs a transport; this one is not used, because all senders call assertConfigured first.
  return settings.smtpUrl === null ? { jsonTransport: true } : smtpOptions(settings, settings.smtpUrl);
}
