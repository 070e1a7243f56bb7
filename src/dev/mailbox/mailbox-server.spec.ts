import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type MailboxServer, startMailboxServer } from './mailbox-server';

let dataDir: string;
let server: MailboxServer;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mailbox-'));
  server = await startMailboxServer({ dataDir });
});

afterEach(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const files = () => readdir(join(dataDir, 'mailbox'));
const dial = (): Socket => connect(Number(new URL(server.smtpUrl).port), '127.0.0.1');

it('answers 250 when the message is in its file', async () => {
  const transport = createTransport(server.smtpUrl);
  const sent = await transport.sendMail({ from: 'a@acme.test', to: 'zoe@example.com', text: 'x' });
  expect(sent.response).toMatch(/^250 /);
  expect(await files()).toEqual([expect.stringMatching(/\.eml$/)]);
});

it('refuses a mail above the size limit and keeps nothing of it', async () => {
  const attachments = [{ content: Buffer.alloc(1024 * 1024) }];
  const transport = createTransport(server.smtpUrl);
  const sent = transport.sendMail({ from: 'a@acme.test', to: 'zoe@example.com', attachments });
  await expect(sent).rejects.toMatchObject({ responseCode: 552 });
  expect(await files()).toEqual([]);
});

it('keeps nothing of a mail whose sender disconnects before its end', async () => {
  const socket = dial();
  const answers = socket[Symbol.asyncIterator]();
  for (const line of [
    'EHLO x',
    'MAIL FROM:<a@acme.test>',
    'RCPT TO:<b@example.com>',
    'DATA',
    'Subject: half',
  ]) {
    await answers.next();
    socket.write(`${line}\r\n`);
  }
  socket.destroy();
  await server.stop();
  expect(await files()).toEqual([]);
});

it('stops within a moment though a client keeps its connection open', async () => {
  const socket = dial();
  await new Promise((resolve) => socket.once('data', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const begun = Date.now();
  await server.stop();
  await closed;
  // Without an end of its own the connection would stay for the minute of the server's timeout.
  expect(Date.now() - begun).toBeLessThan(15_000);
});
