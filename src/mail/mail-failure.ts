/**
 * `permanent`: the server will never accept this mail.
 * `temporary`: the server may accept this mail later.
 * `unreachable`: the server takes no mail at all, so the failure does not depend on this one.
 * `uncertain`: the text went out, and no reply came. The server may have accepted the mail.
 */
export type MailFailureKind = 'permanent' | 'temporary' | 'unreachable' | 'uncertain';

/** The parts of nodemailer's errors that are used here. */
interface SmtpError {
  code?: unknown;
  /** The code of the error below, such as that of a TLS handshake. */
  originalCode?: unknown;
  command?: unknown;
  response?: unknown;
  responseCode?: unknown;
}

/**
 * Enhanced status codes (RFC 3463) that are about the sender although they come in reply to RCPT or the text: bad sender
 * address (x.1.7, x.1.8), limits (x.4.5, x.5.3), missing login or rights (x.7.3 to x.7.14 in part, x.7.57, x.7.60,
 * x.7.64), SPF, DKIM and reverse DNS (x.7.20 to x.7.29), and blocked networks or accounts (x.7.5xx, x.7.7xx).
 */
const SENDER_STATUS = /^[45]\.(?:1\.[78]|4\.5|5\.3|7\.(?:3|8|9|1[0134]|2\d|57|60|64|[57]\d\d))$/;
/** OpenSSL and Node have a code per reason to distrust a certificate. */
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH/;

/** A mail was not accepted. Has a code but not the server's reply, because replies can contain addresses. */
export class MailFailure extends Error {
  constructor(
    readonly kind: MailFailureKind,
    readonly code: string,
  ) {
    super(`mail not accepted: ${code}`);
    this.name = 'MailFailure';
  }

  /**
   * Maps an error of nodemailer. RFC 5321: replies 4yz are temporary, 5yz permanent; 421 closes the connection.
   * @param textIsOut whether the text had been sent, so that silence is no proof that the mail was not accepted
   */
  static from(error: unknown, textIsOut = false): MailFailure {
    if (error instanceof MailFailure) return error;
    const { responseCode, code, originalCode } = error as SmtpError;
    if (typeof responseCode === 'number' && responseCode >= 400) {
      return fromReply(responseCode, error as SmtpError);
    }
    if (textIsOut) {
      return new MailFailure('uncertain', code === 'ETIMEDOUT' ? 'smtp_no_reply' : 'smtp_connection_lost');
    }
    if (code === 'EAUTH') return new MailFailure('unreachable', 'smtp_login_refused');
    if (code === 'EENVELOPE' || code === 'EMESSAGE') return new MailFailure('permanent', 'mail_rejected');
    const isCertificate = CERTIFICATE.test(String(originalCode ?? code));
    return new MailFailure('unreachable', isCertificate ? 'smtp_certificate' : 'smtp_unreachable');
  }
}

function fromReply(reply: number, { code, command, response }: SmtpError): MailFailure {
  if (code === 'EAUTH') return new MailFailure('unreachable', 'smtp_login_refused');
  if (reply === 421 || command === 'CONN') return new MailFailure('unreachable', 'smtp_unreachable');
  if (isAboutSender(reply, command, response)) return new MailFailure('unreachable', 'sender_refused');
  return new MailFailure(reply >= 500 ? 'permanent' : 'temporary', `smtp_${reply}`);
}

/** Whether a refusal would be the same for every recipient. */
function isAboutSender(reply: number, command: unknown, response: unknown): boolean {
  // 552 in reply to MAIL is about the size of this mail (RFC 1870).
  if (command === 'MAIL FROM') return reply !== 552;
  if (command !== 'RCPT TO' && command !== 'DATA') return true;
  // 530: the server wants a login (RFC 4954), whatever command it says so to.
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(String(response))?.[1] ?? '';
  return reply === 530 || SENDER_STATUS.test(status);
}
