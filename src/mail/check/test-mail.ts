import { MailerService } from '@nestjs-modules/mailer';
import { randomUUID } from 'node:crypto';
import type { Settings } from '../../config/settings';
import { unsubscribeUrl } from '../../contacts/unsubscribe-tokens';
import { interviewUrl } from '../../sharing/interview-links';
import { InviteMailRenderer } from '../invite-mail-renderer';
import { MailFailure } from '../mail-failure';
import { MailIds } from '../mail-ids';
import { MailService } from '../mail.service';
import { SmtpExtensions } from '../smtp-extensions';
import { smtpOptions, type SmtpTimeouts } from '../smtp-options';
import { type Finding, ok, problem } from './finding';
import { quoted, type ServerContext } from './server-check';
import { connectionWords, refusalWords, type SmtpError } from './smtp-words';

const CHECK = 'test mail';
const SUBJECT = 'Test of the mail settings';
const MESSAGE = [
  'This mail was sent by the command mail:check of Parley. It looks like an invite and has the same headers.',
  '',
  'Look at its source (Show original, View source). Authentication-Results should say spf=pass, dkim=pass and dmarc=pass, and the DKIM-Signature of your domain should name list-unsubscribe and list-unsubscribe-post after h=.',
  '',
  'The links of this mail show previews: they lead to no interview and unsubscribe nobody.',
].join('\n');

/** The mailer makes a factory of its own, and `send` takes no turn of the governor, which would need the database. */
const NOT_NEEDED = undefined as never;

/** A mail that was tried. */
export interface TestMailOutcome {
  findings: Finding[];
  /** Null when the server did not accept the mail. */
  messageId: string | null;
}

/** Keeps what {@link MailService} withholds, because logs must not have it: replies of the server. */
class RecordingMailer extends MailerService {
  messageId = '';
  reply = '';
  error: SmtpError | null = null;

  override async sendMail(
    mail: Parameters<MailerService['sendMail']>[0],
  ): ReturnType<MailerService['sendMail']> {
    this.messageId = String((mail as { messageId?: unknown }).messageId);
    try {
      const info = await super.sendMail(mail);
      this.reply = (info as { response?: string }).response ?? '';
      return info;
    } catch (error) {
      this.error = error as SmtpError;
      throw error;
    }
  }
}

/** Sends one mail with the look and the headers of an invite, through the transport that invites take. */
export async function sendTestMail(
  settings: Settings,
  { smtpUrl, to, timeouts }: { smtpUrl: string; to: string; timeouts: SmtpTimeouts },
  context: ServerContext,
): Promise<TestMailOutcome> {
  const options = smtpOptions(settings, smtpUrl, timeouts);
  const mailer = new RecordingMailer({ transport: options }, NOT_NEEDED);
  const mails = new MailService(
    mailer,
    new SmtpExtensions(settings),
    settings,
    NOT_NEEDED,
    new MailIds(settings),
  );
  const { publicUrl } = settings;
  const unsubscribe = unsubscribeUrl(publicUrl, 'preview');
  const rendered = new InviteMailRenderer().render(
    {
      kind: 'invite',
      language: 'en',
      topic: SUBJECT,
      subject: SUBJECT,
      message: MESSAGE,
      deadline: null,
      timeZone: 'UTC',
      senderName: '',
      isTest: true,
    },
    { userName: '', interviewUrl: interviewUrl(publicUrl, 'preview'), unsubscribeUrl: unsubscribe },
  );
  try {
    await mails.send({
      id: randomUUID(),
      fromName: '',
      to: { name: '', address: to },
      replyTo: null,
      unsubscribeUrl: unsubscribe,
      ...rendered,
    });
    return { findings: [accepted(to, mailer, context)], messageId: mailer.messageId };
  } catch (error) {
    const cause = mailer.error ?? (error as SmtpError);
    const { response = '', command = 'DATA' } = cause;
    const words = response === '' ? connectionWords(cause, context) : refusalWords(command, response);
    const isUncertain = error instanceof MailFailure && error.kind === 'uncertain';
    const text = `${words}${isUncertain ? ' The mail may have arrived.' : ''}${quoted(response, context)}`;
    return { findings: [problem(CHECK, text)], messageId: null };
  } finally {
    mails.abortAll();
  }
}

function accepted(to: string, { messageId, reply }: RecordingMailer, context: ServerContext): Finding {
  return ok(
    CHECK,
    `The server accepted a mail to ${to} as ${messageId}${quoted(reply, context)}. Open it, show its source, and look for spf=pass, dkim=pass and dmarc=pass in Authentication-Results, and for list-unsubscribe and list-unsubscribe-post in h= of the DKIM-Signature. If it is in the spam folder, or does not come, look for the Message-ID in the log of the mail server.`,
    {
      unseen:
        'whether the mail server signs with DKIM and covers both List-Unsubscribe headers; reverse DNS and TLS of the machine that delivers',
    },
  );
}
