/**
 * `permanent`: the server will never accept this mail.
 * `temporary`: the server may accept this mail later.
 * `unreachable`: the server takes no mail at all, so the failure does not depend on this one.
 */
export type MailFailureKind = 'permanent' | 'temporary' | 'unreachable';

/** A mail was not accepted. Has a code but not the server's reply, because replies can contain addresses. */
export class MailFailure extends Error {
  constructor(
    readonly kind: MailFailureKind,
    readonly code: string,
  ) {
    super(`mail not accepted: ${code}`);
    this.name = 'MailFailure';
  }

  /** Maps an error of nodemailer. RFC 5321: replies 4yz are temporary, 5yz permanent; 421 closes the connection. */
  static from(error: unknown): MailFailure {
    const { responseCode, command, code } = error as {
      responseCode?: unknown;
      command?: unknown;
      code?: unknown;
    };
    const serverWide = command === 'CONN' || code === 'EAUTH' || responseCode === 421;
    if (typeof responseCode === 'number' && !serverWide) {
      const kind = responseCode >= 500 ? 'permanent' : 'temporary';
      return new MailFailure(kind, `smtp_${responseCode}`);
    }
    if (code === 'EENVELOPE' || code === 'EMESSAGE') return new MailFailure('permanent', 'mail_rejected');
    return new MailFailure('unreachable', code === 'EAUTH' ? 'smtp_login_refused' : 'smtp_unreachable');
  }
}
