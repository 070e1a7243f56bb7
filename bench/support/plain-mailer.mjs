// The sender that Parley is compared with: nodemailer with a pool. A message `{ port, connections, mails, mail }` makes
// it send the mail to `mails` people. When the server has accepted all, it answers with the start time and its CPU
// time.
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
  // One mail per connection at a time is faster than passing all to nodemailer at once.
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
