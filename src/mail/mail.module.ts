import { MailerModule } from '@nestjs-modules/mailer';
import { Module } from '@nestjs/common';
import { Settings } from '../config/settings';
import { InviteMailRenderer } from './invite-mail-renderer';
import { MailService } from './mail.service';

/** Sends mail through one pool of SMTP connections. */
@Module({
  imports: [
    MailerModule.forRootAsync({
      imports: [],
      inject: [Settings],
      useFactory: (settings: Settings) => ({ transport: transportOf(settings) }),
    }),
  ],
  providers: [MailService, InviteMailRenderer],
  exports: [MailService, InviteMailRenderer],
})
export class MailModule {}

function transportOf(settings: Settings) {
  // The mailer needs a transport; this one is not used, because all senders call assertConfigured first.
  if (settings.smtpUrl === null) return { jsonTransport: true };
  const url = new URL(settings.smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    ...tlsOptions(url.searchParams),
    pool: true,
    maxConnections: settings.mailConnections,
    maxMessages: 10_000,
    ...(settings.mailRatePerSecond > 0 ? { rateDelta: 1000, rateLimit: settings.mailRatePerSecond } : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  };
}

/** `?tls=off` never uses STARTTLS, `?tls=required` refuses servers without it; by default it is used when offered. */
function tlsOptions(query: URLSearchParams) {
  const tls = query.get('tls');
  return { ignoreTLS: tls === 'off', requireTLS: tls === 'required' };
}
