import { MailerModule } from '@nestjs-modules/mailer';
import { Module } from '@nestjs/common';
import { Settings } from '../config/settings';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GovernorMetrics } from './governor/governor-metrics';
import { MailCount } from './governor/mail-count.entity';
import { MailGovernor } from './governor/mail-governor';
import { MailRateRepository } from './governor/mail-rate.repository';
import { MailRateShare } from './governor/mail-rate-share.entity';
import { InviteMailRenderer } from './invite-mail-renderer';
import { MailIds } from './mail-ids';
import { MailService } from './mail.service';
import { NoticeMailRenderer } from './notice-mail-renderer';
import { SignInMailRenderer } from './sign-in-mail-renderer';
import { SmtpExtensions } from './smtp-extensions';
import { smtpOptions } from './smtp-options';

/** Sends mail through one pool of SMTP connections. */
@Module({
  imports: [
    TypeOrmModule.forFeature([MailCount, MailRateShare]),
    MailerModule.forRootAsync({
      imports: [],
      inject: [Settings],
      useFactory: (settings: Settings) => ({ transport: transportOf(settings) }),
    }),
  ],
  providers: [
    MailService,
    MailIds,
    SmtpExtensions,
    InviteMailRenderer,
    SignInMailRenderer,
    NoticeMailRenderer,
    MailRateRepository,
    MailGovernor,
    GovernorMetrics,
  ],
  exports: [MailService, MailIds, MailGovernor, InviteMailRenderer, SignInMailRenderer, NoticeMailRenderer],
})
export class MailModule {}

function transportOf(settings: Settings) {
  // The mailer needs a transport; this one is not used, because all senders call assertConfigured first.
  return settings.smtpUrl === null ? { jsonTransport: true } : smtpOptions(settings, settings.smtpUrl);
}
