import { createTransport } from 'nodemailer';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeData, rawMessagePlugin } from '../../src/mail/fast-path/raw-message.plugin';
import { type MailSink, startMailSink } from '../support/fakes/mail-sink';

describe('a mail that is written already', () => {
  let sink: MailSink;
  beforeAll(async () => {
    sink = await startMailSink();
  });
  beforeEach(() => {
    sink.mails.length = 0;
  });
  afterAll(() => sink.stop());

  const openPool = () => {
    const pool = createTransport({ host: '127.0.0.1', port: sink.port, pool: true, maxConnections: 1 });
    pool.use('stream', rawMessagePlugin);
    const send = (to: string, beforeData?: BeforeData) => {
      const envelope = { from: 'parley@example.com', to };
      const mail = { envelope, raw: `To: ${to}\r\nSubject: Hello\r\n\r\nHello`, beforeData };
      return pool.sendMail(mail);
    };
    return { pool, send };
  };

  it('goes out when it is cleared, and not before', async () => {
    const { pool, send } = openPool();
    let clear = () => {};
    let asked = 0;
    const sent = send('ada@example.com', () => {
      asked += 1;
      return new Promise<void>((done) => (clear = done));
    });
    while (asked === 0) await sleep(5);
    await sleep(100);
    expect(sink.mails).toEqual([]);
    clear();
    await sent;
    expect(sink.mails.map(({ recipients }) => recipients)).toEqual([['ada@example.com']]);
    expect(asked).toBe(1);
    pool.close();
  });

  it('stays here when it is not cleared, and the next one gets through', async () => {
    const { pool, send } = openPool();
    await expect(send('ada@example.com', () => Promise.reject(new Error('held back')))).rejects.toThrow();
    await send('grace@example.com');
    expect(sink.mails.map(({ recipients }) => recipients)).toEqual([['grace@example.com']]);
    pool.close();
  });
});
