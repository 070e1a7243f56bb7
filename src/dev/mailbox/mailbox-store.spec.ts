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
const list = async () => (await store.list(10, 0)).messages;

it('returns a message byte for byte, and its envelope', async () => {
  const raw = Buffer.from([0, 255, 13, 10, 128, 10, 58, 10]);
  const id = await save(raw);
  expect(await store.get(id)).toMatchObject({ envelope, raw });
});

it('lists a message that is not valid MIME', async () => {
  const id = await save(Buffer.from([0, 255, 10, 13, 10, 58, 10]));
  expect(await list()).toMatchObject([
    { id, addresses: 'zoe@example.com', names: '', envelope: { from: 'a@acme.test' } },
  ]);
});

it('lists a message with long headers', async () => {
  await save(`A-Long: ${'x '.repeat(50_000)}\r\nSubject: Long\r\n\r\n`);
  expect(await list()).toMatchObject([{ mail: { subject: 'Long' } }]);
});

it('ignores an envelope header inside the message', async () => {
  await save('X-Parley-Envelope: {"from":"forged@x.test","to":["forged@x.test"]}\r\n\r\n');
  expect(await list()).toMatchObject([{ addresses: 'zoe@example.com' }]);
});

it('dates a message by its receipt, whatever its header says', async () => {
  const id = await save('Date: the day before\r\n\r\n');
  const receivedAt = (await store.get(id))?.receivedAt.getTime() ?? 0;
  expect(Math.abs(Date.now() - receivedAt)).toBeLessThan(60_000);
});

it('reads a file that was put there by hand, and ignores files with other names', async () => {
  const directory = join(dataDir, 'mailbox');
  const id = '20260102T030405678Z-000000-00000000';
  await writeFile(join(directory, `${id}.eml`), 'To: Zoe <zoe@example.com>\nSubject: By hand\n\nHello');
  await writeFile(join(directory, 'notes.eml'), 'Subject: no\n\n');
  expect(await list()).toMatchObject([
    { id, addresses: 'zoe@example.com', names: 'Zoe', mail: { subject: 'By hand' } },
  ]);
  expect((await store.get(id))?.receivedAt.toISOString()).toBe('2026-01-02T03:04:05.678Z');
});

it('deletes the oldest beyond 10 000, and files that a killed process left unfinished', async () => {
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

it('deletes the messages to one recipient, and no others', async () => {
  await save('Subject: To Zoe\r\n\r\n');
  const other = await store.save({ from: 'a@acme.test', to: ['bob@example.com'] }, [
    Buffer.from('Subject: x\r\n\r\n'),
  ]);
  await store.deleteTo((address) => address === 'zoe@example.com');
  expect((await list()).map(({ id }) => id)).toEqual([other]);
});
