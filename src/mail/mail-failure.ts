/**
 * `permanent`: this mail will never be accepted. `temporary`: this mail may be accepted later. `unreachable`: the
 * mail server itself is in trouble, which says nothing about the mail.
 */
export type MailFailureKind = 'permanent' | 'temporary' | 'unreachable';

/** A mail was not accepted. Carries a code only: the server's own text can quote addresses. */
export class MailFailure extends Error {
  constructor(
    readonly kind: MailFailureKind,
    readonly code: string,
  ) {
    super(`mail not accepted: ${code}`);
    this.name = 'MailFailure';
  }

  /** Reads what nodemailer threw. RFC 5321: replies 4yz are transient, 5yz permanent; 421 closes the channel. */
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
