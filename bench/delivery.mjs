// Mails per second from send_invites to the mail server, against nodemailer alone; one worker against two; and how
// long a send_invites call for many takes, against generate_links.
import rendering from '../dist/mail/invite-mail-renderer.js';
import { apiClient, createKey, topicFor } from './support/api.mjs';
import { median, rounded, timed } from './support/figures.mjs';
import { startHelper, startParley } from './support/processes.mjs';
import { freePort, query, startServices } from './support/services.mjs';

const CONNECTIONS = 10;
const MAILS = 5000;
const ROUNDS = 5;
const MANY = 100_000;
const CALLS = 3;

/** @returns {Promise<import('./run.mjs').Figures>} */
export async function run() {
  const services = await startServices();
  const sink = await startHelper('sink.mjs');
  const plain = await startHelper('plain-mailer.mjs');
  const started = [sink, plain];
  /** @param {string} role */
  const start = async (role) => {
    const parley = await startParley({
      ROLE: role,
      PORT: String(await freePort()),
      DATABASE_URL: services.databaseUrl,
      REDIS_URL: services.redisUrl ?? '',
      SMTP_URL: `smtp://127.0.0.1:${sink.ready}`,
      MAIL_CONNECTIONS: String(CONNECTIONS),
    });
    started.push(parley);
    return parley;
  };
  try {
    const web = await start('web');
    const client = apiClient(web.url, await createKey(services.databaseUrl));

    const viaParley = async () => {
      const topic = await client.createTopic(MAILS);
      const startedAt = Date.now();
      const mailed = sink.ask({ mails: MAILS });
      await client.post(`${topic}/send_invites/`);
      const { lastAt, seconds } = await mailed;
      await untilRecorded(services.databaseUrl);
      return { whole: MAILS / ((lastAt - startedAt) / 1000), sending: MAILS / seconds };
    };
    const viaPlain = async () => {
      const mailed = sink.ask({ mails: MAILS });
      const task = { port: sink.ready, connections: CONNECTIONS, mails: MAILS, mail: sampleMail() };
      const { startedAt } = await plain.ask(task);
      return MAILS / (((await mailed).lastAt - startedAt) / 1000);
    };

    const worker = await start('worker');
    // Everybody warms up.
    await viaParley();
    await viaPlain();
    const rounds = [];
    for (let n = 0; n < ROUNDS; n++) rounds.push({ plain: await viaPlain(), one: await viaParley() });
    const second = await start('worker');
    await viaParley();
    const twice = [];
    for (let n = 0; n < ROUNDS; n++) twice.push(await viaParley());
    await Promise.all([worker.stop(), second.stop()]);

    const calls = [];
    for (let n = 0; n < CALLS; n++) {
      const [linked, mailed] = [await client.createTopic(MANY), await client.createTopic(MANY)];
      calls.push({
        links: (await timed(() => client.post(`${linked}/generate_links/`))).ms,
        send: (await timed(() => client.post(`${mailed}/send_invites/`))).ms,
      });
      await query(services.databaseUrl, 'DELETE FROM user_interview_topic');
    }
    return figures(rounds, twice, calls);
  } finally {
    for (const one of started.reverse()) await one.stop();
    await services.stop();
  }
}

/**
 * @param {{ plain: number, one: { whole: number, sending: number } }[]} rounds
 * @param {{ whole: number }[]} twice
 * @param {{ links: number, send: number }[]} calls
 */
function figures(rounds, twice, calls) {
  const plain = median(rounds.map((round) => round.plain));
  const one = median(rounds.map((round) => round.one.whole));
  const sending = median(rounds.map((round) => round.one.sending));
  const two = median(twice.map((round) => round.whole));
  const links = median(calls.map((call) => call.links));
  const send = median(calls.map((call) => call.send));
  return {
    'plain nodemailer, mails/s': rounded(plain),
    'one worker, mails/s from the call to the last mail': rounded(one),
    'one worker against plain nodemailer': rounded(one / plain),
    'one worker, mails/s from the first to the last mail': rounded(sending),
    'one worker while sending, against plain nodemailer': rounded(sending / plain),
    'two workers, mails/s from the call to the last mail': rounded(two),
    'two workers against one': rounded(two / one),
    [`generate_links for ${MANY} people, first call, ms`]: Math.round(links),
    [`send_invites for ${MANY} people, first call, ms`]: Math.round(send),
    'send_invites against generate_links': rounded(send / links),
  };
}

/** The mail that Parley sends, rendered before the clock starts. */
function sampleMail() {
  const renderer = new rendering.InviteMailRenderer();
  return renderer.render(
    { topic: topicFor(0).topic, subject: '', message: '', senderName: 'Ada Lovelace' },
    { userName: 'Person1234', interviewUrl: `https://parley.example.com/interview/${'x'.repeat(30)}` },
  );
}

/** The next round starts with nothing left to do. @param {string} databaseUrl */
async function untilRecorded(databaseUrl) {
  for (;;) {
    const [{ open }] = await query(
      databaseUrl,
      `SELECT count(*)::integer AS open FROM invite_delivery WHERE status <> 'sent'`,
    );
    if (open === 0) return;
  }
}
