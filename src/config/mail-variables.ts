import type { ValidatorSpec } from 'envalid';
import {
  flag,
  hostName,
  imapUrl,
  sender,
  sharedSecret,
  url,
  webhookSecret,
  wholeNumber,
} from './environment-values';

const smtpUrl = url(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.com:587');

/** The environment variables of mails, reports on them, and webhooks; part of `variables.ts`. */
export const mailSections = {
  Mail: {
    SMTP_URL: smtpUrl({
      default: undefined,
      example: 'smtp://user:secret@mail.example.com:587',
      desc: 'Mail server. Unset: a local mailbox at /mailbox; in production sending is off and send_invites answers 503.',
    }),
    MAIL_FROM: sender({
      default: 'Parley <parley@localhost>',
      example: 'Parley <parley@example.com>',
      desc: 'Sender of the invites, an address or Name <address>. Required in production with SMTP_URL.',
    }),
    MAIL_EHLO_NAME: hostName({
      default: undefined,
      example: 'parley.example.com',
      desc: 'Name that this host gives to the mail server in EHLO. Unset: the domain of MAIL_FROM, or the host of PUBLIC_URL when that domain has no dot.',
    }),
    MAIL_CONNECTIONS: wholeNumber([1, 100], {
      default: 10,
      desc: 'SMTP connections of one process, and maximum number of mails that it sends at the same time.',
    }),
    MAIL_RATE_PER_SECOND: wholeNumber([0, 10_000], {
      default: 0,
      desc: 'Maximum number of mails per second, over all processes together. 0: no limit.',
    }),
    MAIL_RATE_PER_HOUR: wholeNumber([0, 10_000_000], {
      default: 0,
      desc: 'Maximum number of mails in any hour, over all processes together. 0: no limit.',
    }),
    MAIL_RATE_PER_DAY: wholeNumber([0, 100_000_000], {
      default: 0,
      desc: 'Maximum number of mails in any 24 hours, over all processes together. 0: no limit.',
    }),
  },
  'Mail reports': {
    MAIL_RETURN_PATH_DOMAIN: hostName({
      default: undefined,
      example: 'bounces.example.com',
      desc: 'Domain of the return paths of mails, which are one per mail and signed. All of its mail must arrive in the mailbox of MAIL_REPORTS_IMAP_URL. Unset: mails return to the address of MAIL_FROM.',
    }),
    MAIL_REPORTS_IMAP_URL: imapUrl({
      default: undefined,
      example: 'imaps://bounces:password@mail.example.com/INBOX',
      desc: 'Mailbox that gets delivery reports and complaints: imaps:// or imap://, with folder; ?tls=off never uses STARTTLS. Read by every worker each minute, so nobody else should read it. Unset: none is read.',
    }),
    MAIL_REPORT_SECRET_SES: sharedSecret({
      default: undefined,
      example: 'output-of-openssl-rand-hex-24',
      desc: 'Password in the URL that Amazon SNS posts reports of SES to. Unset: no reports of SES are taken.',
    }),
    MAIL_REPORT_SECRET_POSTMARK: sharedSecret({
      default: undefined,
      example: 'output-of-openssl-rand-hex-24',
      desc: 'Password in the URL that Postmark posts reports to. Unset: no reports of Postmark are taken.',
    }),
    MAIL_REPORT_SECRET_MAILGUN: sharedSecret({
      default: undefined,
      example: 'webhook-signing-key-of-your-account',
      desc: 'Webhook signing key of the account at Mailgun. Unset: no reports of Mailgun are taken.',
    }),
    MAIL_REPORT_SECRET_BREVO: sharedSecret({
      default: undefined,
      example: 'output-of-openssl-rand-hex-24',
      desc: 'Password in the URL that Brevo posts reports to, or the token that it sends. Unset: no reports of Brevo are taken.',
    }),
    MAIL_REPORT_SECRET_STANDARD: webhookSecret({
      default: undefined,
      example: 'whsec_dGhpcy1leGFtcGxlLWlzLWtub3duLXRvLWFueWJvZHk=',
      desc: 'Secret with which others sign reports as Standard Webhooks says: whsec_ and the output of openssl rand -base64 32. Unset: none are taken.',
    }),
  },
  Webhooks: {
    WEBHOOK_ALLOW_PRIVATE: flag({
      default: false,
      desc: 'Whether webhooks may go to private and local addresses, and without https. true only where everybody who can make webhooks may reach the network of this host.',
    }),
  },
} as const satisfies Record<string, Record<string, ValidatorSpec<unknown>>>;
