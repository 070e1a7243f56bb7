// What Parley is measured against: nodemailer with a pool, and nothing else. Asked for `{ port, mails, mail }` sends
// the mail to so many people and answers when the server has accepted all, with the CPU time it took since it started.
import nodemailer from 'nodemailer';

/** @typedef {{ port: number, connections: number, mails: number, mail: { subject: string, html: string, text: string } }} Task */

process.on('message', async (/** @type {Task} */ { port, connections, mails, mail }) => {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    maxMessages: 10_000,
  });
  const startedAt = Date.now();
  let next = 0;
  // As many at a time as there are connections: handing over all at once is slower.
  const sendOneByOne = async () => {
    while (next < mails) {
      const to = `person${next++}@example.com`;
      await transport.sendMail({
        from: 'Parley <parley@example.com>',
        to,
        replyTo: 'ada@example.com',
        ...mail,
      });
    }
  };
  await Promise.all(Array.from({ length: connections }, sendOneByOne));
  transport.close();
  const { user, system } = process.cpuUsage();
  process.send?.({ startedAt, cpuMs: (user + system) / 1000 });
});
process.send?.('ready');
