import { type MailerService } from '@nestjs-modules/mailer';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { rawHeaders } from '../../test/support/builders/invites';
import { startMailSink } from '../../test/support/fakes/mail-sink';
import { PhasedMailServer } from '../../test/support/phased-mail-server';
import type { Settings } from '../config/settings';
import { MailIds } from './mail-ids';
import { MailGovernor } from './governor/mail-governor';
import { MailService, type OutgoingMail } from './mail.service';
import { SmtpExtensions } from './smtp-extensions';
import { RFC_TIMEOUTS, smtpOptions, type SmtpTimeouts } from './smtp-options';

// Without limits, the governor needs no database.
const unused = {} as never;
const SHORT: SmtpTimeouts = { greetingMs: 300, replyMs: 300 };
const settings = (smtpUrl: string, others: Partial<Settings> = {}) =>
  ({
    smtpUrl,
    mailFrom: 'Parley <parley@example.com>',
    publicUrl: 'https://parley.example.org',
    mailEhloName: null,
    mailConnections: 2,
    secretKey: 'a-secret-key-of-these-tests-with-32-characters',
    secretKeyPrevious: null,
    mailReturnPathDomain: null,
    mailReportSecretPostmark: null,
    mailReportSecretBrevo: null,
    mailRatePerSecond: 0,
    mailRatePerHour: 0,
    mailRatePerDay: 0,
    ...others,
  }) as Settings;

describe('MailService', () => {
  const server = new PhasedMailServer();
  const services: MailService[] = [];
  const serviceFor = (values: Settings, timeouts?: SmtpTimeouts) => {
    const transport = createTransport(smtpOptions(values, values.smtpUrl ?? '', timeouts));
    // MailService uses no more of the mailer than this.
    const mailer = {
      getTransporter: () => transport,
      sendMail: (mail: object) => transport.sendMail(mail),
    } as unknown as MailerService;
    const service = new MailService(
      mailer,
      new SmtpExtensions(values),
      values,
      new MailGovernor(values, unused, unused),
      new MailIds(values),
    );
    services.push(service);
    return service;
  };
  const start = (others: Partial<Settings> = {}, timeouts?: SmtpTimeouts) =>
    serviceFor(settings(server.url, others), timeouts);
  const mailTo = (address: string): OutgoingMail => ({
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    fromName: '',
    to: { name: 'Grace', address },
    replyTo: 'ada@example.com',
    unsubscribeUrl: null,
    subject: 'Hello',
    text: 'Hello',
    html: '<p>Hello</p>',
  });
  const mail = mailTo('grace@example.com');

  beforeEach(async () => {
    server.commands.length = 0;
    server.phases = {};
    await server.start();
  });
  afterEach(async () => {
    for (const service of services.splice(0)) service.abortAll();
    await server.stop();
  });

  it('waits as long as RFC 5321 says', () => {
    expect(RFC_TIMEOUTS).toEqual({ greetingMs: 5 * 60_000, replyMs: 10 * 60_000 });
    expect(smtpOptions(settings(server.url), server.url)).toMatchObject({
      connectionTimeout: 300_000,
      greetingTimeout: 300_000,
      socketTimeout: 600_000,
    });
  });

  it('sends to a server that is slow in every phase', async () => {
    const slow = { delay: 100 };
    server.phases = { greeting: slow, ehlo: slow, mail: slow, rcpt: slow, data: slow, dot: slow };
    await start({}, SHORT).send(mail);
    expect(server.texts).toHaveLength(1);
  });

  it.each(['greeting', 'ehlo', 'mail', 'rcpt', 'data'] as const)(
    'takes silence at %s as an unreachable server, since no text went out',
    async (phase) => {
      server.phases = { [phase]: { silent: true } };
      await expect(start({}, SHORT).send(mail)).rejects.toMatchObject({
        kind: 'unreachable',
        code: 'smtp_unreachable',
      });
      expect(server.texts).toEqual([]);
    },
  );

  it('is uncertain when the final dot gets no reply in time', async () => {
    server.phases = { dot: { silent: true } };
    await expect(start({}, SHORT).send(mail)).rejects.toMatchObject({
      kind: 'uncertain',
      code: 'smtp_no_reply',
    });
    expect(server.texts).toHaveLength(1);
  });

  it('is uncertain when the connection closes instead of a reply to the final dot', async () => {
    server.phases = { dot: { close: true } };
    const lost = { kind: 'uncertain', code: 'smtp_connection_lost' };
    await expect(start().send(mail)).rejects.toMatchObject(lost);
    expect(server.texts).toHaveLength(1);
  });

  it('is uncertain when a shutdown ends the wait for the reply to the final dot', async () => {
    server.phases = { dot: { silent: true } };
    const service = start();
    const sending = service.send(mail, async () => void setTimeout(() => service.abortAll(), 100));
    await expect(sending).rejects.toMatchObject({ kind: 'uncertain' });
  });

  it.each(['greeting', 'ehlo', 'mail', 'rcpt', 'data', 'dot'] as const)(
    'takes 421 at %s as trouble of the server',
    async (phase) => {
      server.phases = { [phase]: { reply: '421 4.3.0 closing', close: true } };
      await expect(start().send(mail)).rejects.toMatchObject({
        kind: 'unreachable',
        code: 'smtp_unreachable',
      });
    },
  );

  it.each([
    ['mail', '530 5.7.0 login first', 'unreachable', 'sender_refused'],
    ['mail', '550 5.4.5 daily limit', 'unreachable', 'sender_refused'],
    ['rcpt', '550 5.4.5 daily limit', 'unreachable', 'sender_refused'],
    ['rcpt', '550 5.1.1 unknown', 'permanent', 'smtp_550'],
    ['data', '451 4.3.2 later', 'temporary', 'smtp_451'],
    ['dot', '554 5.7.1 spam', 'permanent', 'smtp_554'],
  ] as const)('sorts a refusal at %s: %s', async (phase, reply, kind, code) => {
    server.phases = { [phase]: { reply } };
    await expect(start().send(mail)).rejects.toMatchObject({ kind, code });
  });

  it('sorts refusals of a server with PIPELINING alike', async () => {
    server.phases = { ehlo: { reply: '250-mail\r\n250 PIPELINING' }, mail: { reply: '553 5.7.1 not yours' } };
    server.phases.rcpt = server.phases.data = { reply: '503 MAIL first' };
    await expect(start().send(mail)).rejects.toMatchObject({ kind: 'unreachable', code: 'sender_refused' });
  });

  it.each<[Partial<Settings>, string]>([
    [{}, 'example.com'],
    [{ mailEhloName: 'mx.example.net' }, 'mx.example.net'],
    [{ mailFrom: 'Parley <a@bücher.example>' }, 'xn--bcher-kva.example'],
    [{ mailFrom: 'Parley <parley@localhost>' }, 'parley.example.org'],
    [{ mailFrom: 'parley@localhost', publicUrl: 'http://192.0.2.7:3000' }, '[192.0.2.7]'],
    [{ mailFrom: 'parley@localhost', publicUrl: 'http://[2001:db8::1]' }, '[IPv6:2001:db8::1]'],
    [{ mailFrom: 'parley@localhost', publicUrl: 'http://127.0.0.1:3000' }, 'localhost'],
  ])('with %o says EHLO %s', async (others, name) => {
    await start(others).send(mail);
    expect(server.commands[0]).toBe(`EHLO ${name}`);
  });

  it('writes domains and the Message-ID in ASCII', async () => {
    await start({ mailFrom: 'Parley <parley@bücher.example>' }).send(mailTo('grace@münchen.example'));
    expect(server.commands).toEqual(
      expect.arrayContaining([
        'MAIL FROM:<parley@xn--bcher-kva.example>',
        'RCPT TO:<grace@xn--mnchen-3ya.example>',
        `TEXT <${mail.id}@xn--bcher-kva.example>`,
      ]),
    );
  });

  it('sends the headers for unsubscribing with one click, if there is an address for it', async () => {
    const sink = await startMailSink();
    try {
      const service = serviceFor(settings(sink.url));
      const unsubscribeUrl = 'https://parley.example.org/unsubscribe/abc';
      await service.send({ ...mail, unsubscribeUrl });
      await service.send(mail);
      const [withAddress, without] = sink.mails.map(({ raw }) => rawHeaders(raw));
      expect(withAddress?.get('list-unsubscribe')).toEqual([`<${unsubscribeUrl}>`]);
      expect(withAddress?.get('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
      expect([...(without?.keys() ?? [])].filter((name) => name.startsWith('list-'))).toEqual([]);
    } finally {
      for (const service of services.splice(0)) service.abortAll();
      await sink.stop();
    }
  });

  it('does not send an address that needs SMTPUTF8 to a server without it', async () => {
    const service = start();
    await expect(service.send(mailTo('jürgen@example.com'))).rejects.toMatchObject({
      kind: 'permanent',
      code: 'smtp_utf8_unsupported',
    });
    expect(server.commands.filter((command) => command.startsWith('RCPT'))).toEqual([]);
    await service.send(mail);
  });

  it('sends an address that needs SMTPUTF8 to a server with it', async () => {
    server.phases = { ehlo: { reply: '250-mail.example.com\r\n250 SMTPUTF8' } };
    await start().send(mailTo('jürgen@example.com'));
    expect(server.commands).toContain('MAIL FROM:<parley@example.com> SMTPUTF8');
    expect(server.commands).toContain('RCPT TO:<jürgen@example.com>');
  });

  it('is unreachable when the server cannot be asked for its extensions', async () => {
    server.phases = { greeting: { reply: '554 go away' } };
    await expect(start().send(mailTo('jürgen@example.com'))).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it.each([
    ['STARTTLS', false],
    ['implicit TLS', true],
  ])('names a certificate that is not trusted, with %s', async (_name, secure) => {
    // smtp-server brings a self-signed certificate, and warns of it.
    jest.spyOn(console, 'error').mockReturnValueOnce();
    const tls = new SMTPServer({ secure, authOptional: true });
    tls.on('error', () => undefined);
    tls.listen(0, '127.0.0.1');
    await once(tls.server, 'listening');
    const { port } = tls.server.address() as AddressInfo;
    const service = serviceFor(settings(`${secure ? 'smtps' : 'smtp'}://127.0.0.1:${port}`));
    await expect(service.send(mail)).rejects.toMatchObject({ kind: 'unreachable', code: 'smtp_certificate' });
    service.abortAll();
    await new Promise<void>((done) => tls.close(() => done()));
  });
});
