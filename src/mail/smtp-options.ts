import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Settings } from '../config/settings';

/** How long an SMTP server may stay silent, in milliseconds. */
export interface SmtpTimeouts {
  /** From the start of connecting to the server's greeting. */
  greetingMs: number;
  /** From any command, or the end of the text, to its reply. */
  replyMs: number;
}

/**
 * The limits of RFC 5321, 4.5.3.2: 5 minutes for the greeting, and 10 for the reply to the final dot. The other replies
 * may take as long as that one, although 2 to 5 minutes would do, because nodemailer has one limit per connection.
 */
export const RFC_TIMEOUTS: SmtpTimeouts = { greetingMs: 300_000, replyMs: 600_000 };

/** Options of nodemailer for the server of SMTP_URL. */
export function smtpOptions(
  settings: Pick<Settings, 'mailFrom' | 'publicUrl' | 'mailEhloName' | 'mailConnections'>,
  smtpUrl: string,
  { greetingMs, replyMs }: SmtpTimeouts = RFC_TIMEOUTS,
) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    ...tlsOptions(url.searchParams),
    name: settings.mailEhloName ?? defaultEhloName(settings),
    pool: true as const,
    maxConnections: settings.mailConnections,
    maxMessages: 10_000,
    // nodemailer cuts the greeting's time short by this one.
    connectionTimeout: greetingMs,
    greetingTimeout: greetingMs,
    socketTimeout: replyMs,
  };
}

/** `?tls=off` never uses STARTTLS, `?tls=required` refuses servers without it; by default it is used when offered. */
function tlsOptions(query: URLSearchParams) {
  const tls = query.get('tls');
  return { ignoreTLS: tls === 'off', requireTLS: tls === 'required' };
}

/**
 * The name that this host gives in EHLO: the domain of MAIL_FROM, or the host of PUBLIC_URL when that domain is a local
 * one. Servers on the internet refuse nodemailer's own default, `[127.0.0.1]`, or count it as a sign of spam.
 */
function defaultEhloName({ mailFrom, publicUrl }: Pick<Settings, 'mailFrom' | 'publicUrl'>): string {
  const domain = asciiDomain(mailFrom.slice(mailFrom.lastIndexOf('@') + 1).replace(/>\s*$/, ''));
  if (domain.includes('.')) return domain;
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
  if (/^127\.|^::1$/.test(host)) return 'localhost';
  const version = isIP(host);
  return version === 0 ? host : version === 6 ? `[IPv6:${host}]` : `[${host}]`;
}

/** A domain in the form that SMTP servers without SMTPUTF8 understand: `bücher.example` as `xn--bcher-kva.example`. */
export function asciiDomain(domain: string): string {
  // domainToASCII returns an empty string for what is no domain, such as an address literal.
  return domainToASCII(domain) || domain;
}
