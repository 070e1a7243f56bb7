import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailboxStore } from './mailbox-store';

let dataDir: string;
let store: MailboxStore;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mailbox-'));
  store = await MailboxStore.open(dataDir);
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

const envelope = { from: 'a@acme.test', to: ['zoe@example.com'] };
const save = (message: string | Buffer) => store.save(envelope, [Buffer.from(message)]);
const list = async () => (await store.list({ limit: 10, offset: 0 })).messages;

it('gives back what it was given, byte for byte, and its envelope', async () => {
  const raw = Buffer.from([0, 255, 13, 10, 128, 10, 58, 10]);
  const id = await save(raw);
  expect(await store.source(id)).toEqual(raw);
  expect(await store.get(id)).toMatchObject({ envelope, raw });
});

it('lists what is no mail at all', async () => {
  const id = await save(Buffer.from([0, 255, 10, 13, 10, 58, 10]));
  expect(await list()).toMatchObject([
    { id, recipients: ['zoe@example.com'], from: 'a@acme.test', subject: '' },
  ]);
});

it('lists a message whose headers are larger than what a list reads at first', async () => {
  await save(`A-Long: ${'x '.repeat(50_000)}\r\nSubject: Long\r\n\r\n`);
  expect(await list()).toMatchObject([{ subject: 'Long' }]);
});

it('does not believe an envelope inside the message', async () => {
  await save('X-Parley-Envelope: {"from":"forged@x.test","to":["forged@x.test"]}\r\n\r\n');
  expect(await list()).toMatchObject([{ recipients: ['zoe@example.com'] }]);
});

it('falls back to the time of receipt for a date that cannot be read', async () => {
  const id = await save('Date: the day before\r\n\r\n');
  const message = await store.get(id);
  expect(message?.date).toEqual(message?.receivedAt);
  expect(Math.abs(Date.now() - (message?.date.getTime() ?? 0))).toBeLessThan(60_000);
});

it('reads a file that somebody put there, and passes over what is no message', async () => {
  const directory = join(dataDir, 'mailbox');
  const id = '20260102T030405678Z-000000-00000000';
  await writeFile(join(directory, `${id}.eml`), 'To: Zoe <zoe@example.com>\nSubject: By hand\n\nHello');
  await writeFile(join(directory, 'notes.eml'), 'Subject: no\n\n');
  expect(await list()).toMatchObject([
    { id, recipients: ['zoe@example.com'], toNames: 'Zoe', subject: 'By hand' },
  ]);
  expect((await store.get(id))?.receivedAt.toISOString()).toBe('2026-01-02T03:04:05.678Z');
});

it('drops the oldest beyond 10 000 and what a killed process left half written', async () => {
  const directory = join(dataDir, 'mailbox');
  const names = Array.from(
    { length: 10_005 },
    (_, n) => `20200101T000000000Z-${String(n).padStart(6, '0')}-00000000`,
  );
  for (const name of names) writeFileSync(join(directory, `${name}.eml`), '\r\n');
  writeFileSync(join(directory, `${names[9000]}.eml.tmp`), 'Subj');
  await MailboxStore.open(dataDir);
  expect((await readdir(directory)).sort()).toEqual(names.slice(5).map((name) => `${name}.eml`));
}, 30_000);
