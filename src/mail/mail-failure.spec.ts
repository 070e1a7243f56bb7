import { MailFailure, type MailFailureKind } from './mail-failure';

describe('MailFailure.from', () => {
  it.each<[string, object, MailFailureKind, string]>([
    ['a permanent reply', { responseCode: 550, command: 'RCPT TO' }, 'permanent', 'smtp_550'],
    ['a temporary reply', { responseCode: 451, command: 'DATA' }, 'temporary', 'smtp_451'],
    ['a server that closes the connection', { responseCode: 421 }, 'unreachable', 'smtp_unreachable'],
    ['a refused connection', { code: 'ECONNECTION', command: 'CONN' }, 'unreachable', 'smtp_unreachable'],
    ['a refusal in the greeting', { responseCode: 554, command: 'CONN' }, 'unreachable', 'smtp_unreachable'],
    ['a refused login', { responseCode: 535, code: 'EAUTH' }, 'unreachable', 'smtp_login_refused'],
    ['an envelope that cannot be sent', { code: 'EENVELOPE' }, 'permanent', 'mail_rejected'],
    ['a message that cannot be sent', { code: 'EMESSAGE' }, 'permanent', 'mail_rejected'],
    ['any other error', new Error('socket closed'), 'unreachable', 'smtp_unreachable'],
  ])('maps %s', (_name, error, kind, code) => {
    expect(MailFailure.from(error)).toMatchObject({ kind, code });
  });

  it("does not carry the server's text, which can contain addresses", () => {
    const failure = MailFailure.from(
      Object.assign(new Error('550 <ada@example.com> unknown'), { responseCode: 550 }),
    );
    expect(`${failure.message} ${failure.stack} ${JSON.stringify(failure)}`).not.toContain('ada@example.com');
  });
});
