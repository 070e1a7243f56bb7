// Measures mails per second from the send_invites call to the mail server: one worker compared with nodemailer alone,
// and two workers compared with one. Also compares the duration of a large send_invites call with that of
// generate_links. What is compared takes turns in each round, because the load of the machine varies.
import rendering from '../dist/mail/invite-mail-renderer.js';
import { apiClient, createKey, topicFor } from './support/api.mjs';
import { median, rounded, share, timed } from './support/figures.mjs';
import { withServices } from './support/fixture.mjs';
import { startHelper, startParley } from './support/processes.mjs';
import { clearTopics, freePort, untilAllSent } from './support/services.mjs';

const CONNECTIONS = 10;
const MAILS = 5000;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const WARM_UP = 3;
const MANY = 100_000;
const CALLS = Math.min(ROUNDS, 3);
/** Limits that are never reached. */
const WIDE_LIMITS = {
  MAIL_RATE_PER_SECOND: '10000',
  MAIL_RATE_PER_HOUR: '10000000',
  MAIL_RATE_PER_DAY: '100000000',
};

/**
 * @typedef {object} Sending
 * @property {number} perSecond mails per second
 * @property {number} cpu CPU time of the sending processes, in milliseconds per mail
 * @property {number} sinkCpu the mail server's share of one CPU
 */
/** @typedef {{ plain: Sending, one: Sending, linked: Sending, two: Sending }} Round `linked`: one worker, existing links */

/** @returns {Promise<import('./run.mjs').Figures>} */
export async function run() {
  return withServices(async ({ services, stopLater }) => {
    const { databaseUrl } = services;
    const sink = stopLater(await startHelper('sink.mjs'));
    const plainMailer = stopLater(await startHelper('plain-mailer.mjs'));
    /** @param {string} role @param {Record<string, string>} [variables] */
    const start = async (role, variables = {}) =>
      stopLater(
        await startParley({
          ROLE: role,
          PORT: String(await freePort()),
          DATABASE_URL: databaseUrl,
          REDIS_URL: services.redisUrl ?? '',
          SMTP_URL: `smtp://127.0.0.1:${sink.ready}`,
          MAIL_CONNECTIONS: String(CONNECTIONS),
          ...variables,
        }),
      );
    const web = await start('web');
    const client = apiClient(web.url, await createKey(databaseUrl));

    /**
     * @param {() => Promise<number>} send returns its start time, as Date.now()
     * @param {() => Promise<number>} cpuMs CPU time of the senders since they started
     * @returns {Promise<Sending>}
     */
    const measure = async (send, cpuMs) => {
      const cpuBefore = await cpuMs();
      const mailed = sink.ask({ mails: MAILS });
      const startedAt = await send();
      const { lastAt, cpuMs: sinkMs } = await mailed;
      return {
        perSecond: (MAILS * 1000) / (lastAt - startedAt),
        cpu: ((await cpuMs()) - cpuBefore) / MAILS,
        sinkCpu: sinkMs / (lastAt - startedAt),
      };
    };
    /** @param {{ url: string }[]} workers @param {{ linked?: boolean }} [options] linked: the links exist already */
    const viaParley = async (workers, { linked = false } = {}) => {
      const topic = await client.createTopic(MAILS);
      if (linked) await client.post(`${topic}/generate_links/`);
      const call = async () => {
        const startedAt = Date.now();
        await client.post(`${topic}/send_invites/`);
        return startedAt;
      };
      const sending = await measure(call, () => cpuOf(workers));
      await untilAllSent(databaseUrl);
      await clearTopics(databaseUrl);
      return sending;
    };
    const task = { port: sink.ready, connections: CONNECTIONS, mails: MAILS, mail: sampleMail() };
    const viaPlain = () =>
      measure(
        async () => (await plainMailer.ask(task)).startedAt,
        async () => (await plainMailer.ask({ mails: 0 })).cpuMs,
      );

    const worker = await start('worker');
    for (let n = 0; n < WARM_UP; n++) {
      await viaParley([worker]);
      await viaPlain();
    }
    /** @type {Round[]} */
    const rounds = [];
    for (let n = 0; n < ROUNDS; n++) {
      const plain = await viaPlain();
      const one = await viaParley([worker]);
      const linked = await viaParley([worker], { linked: true });
      const second = await start('worker');
      await viaParley([worker, second]); // Warms up the new process.
      rounds.push({ plain, one, linked, two: await viaParley([worker, second]) });
      await second.stop();
    }
    await worker.stop();

    /** @type {{ free: Sending, governed: Sending }[]} */
    const governing = [];
    for (let n = 0; n < ROUNDS; n++) {
      const viaNewWorker = async (variables = {}) => {
        const fresh = await start('worker', variables);
        await viaParley([fresh]); // Warms up the new process.
        const sending = await viaParley([fresh], { linked: true });
        await fresh.stop();
        return sending;
      };
      governing.push({ free: await viaNewWorker(), governed: await viaNewWorker(WIDE_LIMITS) });
    }

    const calls = [];
    for (let n = 0; n <= CALLS; n++) {
      const links = await timeCall(client, 'generate_links');
      await clearTopics(databaseUrl);
      const send = await timeCall(client, 'send_invites');
      await clearTopics(databaseUrl);
      if (n > 0) calls.push({ links, send });
    }
    return figures(rounds, governing, calls);
  });
}

/**
 * Milliseconds of the first such call for a new topic.
 * @param {ReturnType<typeof apiClient>} client
 * @param {string} operation
 */
async function timeCall(client, operation) {
  const topic = await client.createTopic(MANY);
  return (await timed(() => client.post(`${topic}/${operation}/`))).ms;
}

/**
 * @param {Round[]} rounds
 * @param {{ free: Sending, governed: Sending }[]} governing
 * @param {{ links: number, send: number }[]} calls
 */
function figures(rounds, governing, calls) {
  return {
    'plain nodemailer, mails/s': rounded(median(rounds.map(({ plain }) => plain.perSecond))),
    'one worker, mails/s': rounded(median(rounds.map(({ one }) => one.perSecond))),
    'one worker, links made before, mails/s': rounded(median(rounds.map(({ linked }) => linked.perSecond))),
    'two workers, mails/s': rounded(median(rounds.map(({ two }) => two.perSecond))),
    'one worker / plain nodemailer': share(rounds, ({ plain, one }) => one.perSecond / plain.perSecond),
    'one worker, links made before / plain nodemailer': share(
      rounds,
      ({ plain, linked }) => linked.perSecond / plain.perSecond,
    ),
    'two workers / one worker': share(rounds, ({ one, two }) => two.perSecond / one.perSecond),
    'with limits and room to spare / without limits': share(
      governing,
      ({ free, governed }) => governed.perSecond / free.perSecond,
    ),
    'with limits, CPU ms/mail / without': share(governing, ({ free, governed }) => governed.cpu / free.cpu),
    'plain nodemailer, CPU ms/mail': rounded(median(rounds.map(({ plain }) => plain.cpu))),
    'one worker, CPU ms/mail': rounded(median(rounds.map(({ one }) => one.cpu))),
    'sink, share of a CPU, plain nodemailer': share(rounds, ({ plain }) => plain.sinkCpu),
    'sink, share of a CPU, two workers': share(rounds, ({ two }) => two.sinkCpu),
    [`generate_links, ${MANY} people, ms`]: Math.round(median(calls.map(({ links }) => links))),
    [`send_invites, ${MANY} people, ms`]: Math.round(median(calls.map(({ send }) => send))),
    'send_invites / generate_links': share(calls, ({ links, send }) => send / links),
  };
}

/** @param {{ url: string }[]} processes @returns {Promise<number>} their CPU time since they started, in milliseconds */
async function cpuOf(processes) {
  const metrics = await Promise.all(processes.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const seconds = metrics.map((text) => Number(/^parley_process_cpu_seconds_total (.+)$/m.exec(text)?.[1]));
  return seconds.reduce((sum, value) => sum + value * 1000, 0);
}

/** A mail as Parley sends it, rendered before the measurement. */
function sampleMail() {
  const renderer = new rendering.InviteMailRenderer();
  return renderer.render(
    {
      kind: 'invite',
      language: 'en',
      topic: topicFor(0).topic,
      subject: '',
      message: '',
      deadline: null,
      timeZone: 'UTC',
      senderName: 'Ada Lovelace',
    },
    {
      userName: 'Person1234',
      interviewUrl: `https://parley.example.com/interview/${'x'.repeat(30)}`,
      unsubscribeUrl: `https://parley.example.com/unsubscribe/${'x'.repeat(43)}`,
    },
  );
}
