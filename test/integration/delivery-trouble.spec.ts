import { DeliverySweeper } from '../../src/invites/delivery/delivery-sweeper';
import { freePort } from '../support/app/ports';
import { outcomes, sendInvites, storedDeliveries } from '../support/builders/invites';
import { type MailSink, startMailSink } from '../support/fakes/mail-sink';
import { type TestApp, useTestApps } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';

const ASYNC = { send_async: true };
const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@example.com`);

describe('delivery in trouble', () => {
  const start = useTestApps();
  const sinks: MailSink[] = [];
  const startSink = async (port: number) => {
    const sink = await startMailSink(port);
    sinks.push(sink);
    return sink;
  };
  afterEach(async () => {
    // A mail server waits for its connections, which the applications have closed by now.
    for (const sink of sinks.splice(0)) await sink.stop();
  });

  const sweep = (app: TestApp) => app.app.get(DeliverySweeper, { strict: false }).sweep();
  const sentIn = async (app: TestApp) =>
    (await storedDeliveries(app.database)).filter((row) => row.status === 'sent').length;

  it('does not count tries against a mail server that cannot be reached, and mails when it is back', async () => {
    const port = await freePort();
    const parley = await start({ smtpUrl: `smtp://127.0.0.1:${port}`, mailConnections: 2 });
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(60) });
    expect((await sendInvites(ada, id, ASYNC)).status).toBe(200);
    await waitUntil('the trouble is noticed', async () =>
      (await storedDeliveries(parley.database)).some((row) => row.last_error === 'smtp_unreachable'),
    );
    const stored = await storedDeliveries(parley.database);
    expect(new Set(stored.map((row) => row.attempts))).toEqual(new Set([0]));
    // A server that refuses every connection is not tried once per person.
    expect(stored.filter((row) => row.last_error !== '').length).toBeLessThan(30);

    const sink = await startSink(port);
    await waitUntil('everybody is mailed', async () => {
      await sweep(parley);
      return (await sentIn(parley)) === 60;
    });
    expect(sink.recipients()).toEqual(people(60).sort());
  });

  it('says error:<code> for everybody in a synchronous send to a dead server, and lets a later call mail them', async () => {
    const port = await freePort();
    const parley = await start({ smtpUrl: `smtp://127.0.0.1:${port}`, mailConnections: 2 });
    const ada = await parley.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(20) });
    const dead = await sendInvites(ada, id);
    expect(dead.status).toBe(200);
    expect(outcomes(dead)).toEqual(people(20).map((address) => `${address}: error:smtp_unreachable`));
    const sink = await startSink(port);
    await waitUntil('a later call mails everybody', async () => {
      await sendInvites(ada, id);
      return sink.mails.length === 20;
    });
    expect(sink.recipients()).toEqual(people(20).sort());
  });

  it('mails what nobody was told to mail: a crash between commit and queue costs no mail', async () => {
    // With the role web nothing looks for work by itself, as if the process had ended.
    const web = await start({ role: 'web' });
    const ada = await web.client();
    const { id } = await ada.createTopic({ interviewee_emails: people(3) });
    web.sink.refuse = () => 451;
    await sendInvites(ada, id, ASYNC);
    await waitUntil('all were tried', async () =>
      (await storedDeliveries(web.database)).every((row) => row.attempts === 1),
    );
    await web.database.query(`UPDATE invite_delivery SET attempts = 0, due_at = now()`);
    web.sink.refuse = () => null;
    const other = await start({ databaseUrl: web.database.url });
    await other.sink.waitFor(3);
    expect(other.sink.recipients()).toEqual(people(3));
    expect(web.sink.recipients()).toEqual([]);
    await other.close();
  });

  it('finishes the mails in flight at a shutdown and leaves the rest to others, each mailed once', async () => {
    const first = await start({ mailConnections: 3 });
    const ada = await first.client();
    first.sink.delay = 200;
    const { id } = await ada.createTopic({ interviewee_emails: people(40) });
    await sendInvites(ada, id, ASYNC);
    await first.sink.waitFor(3);
    const begun = performance.now();
    await first.app.close();
    expect(performance.now() - begun).toBeLessThan(8000);
    const mailed = first.sink.recipients();
    expect(mailed.length).toBeLessThan(40);
    const stored = await storedDeliveries(first.database);
    expect(
      stored
        .filter((row) => row.status === 'sent')
        .map((row) => row.address)
        .sort(),
    ).toEqual(mailed);
    expect(new Set(stored.filter((row) => row.status !== 'sent').map((row) => row.status))).toEqual(
      new Set(['queued']),
    );

    const second = await start({ databaseUrl: first.database.url, smtpUrl: first.sink.url });
    first.sink.delay = 0;
    await first.sink.waitFor(40);
    expect(first.sink.recipients()).toEqual(people(40).sort());
    await second.close();
  });

  it('keeps a mail single when many rounds and processes work on one batch', async () => {
    const first = await start({ mailConnections: 4 });
    const second = await start({
      databaseUrl: first.database.url,
      smtpUrl: first.sink.url,
      mailConnections: 4,
    });
    const ada = await first.client();
    first.sink.delay = 5;
    const { id } = await ada.createTopic({ interviewee_emails: people(150) });
    await sendInvites(ada, id, ASYNC);
    await waitUntil('all are sent', async () => {
      await Promise.all([sweep(first), sweep(second), sweep(second)]);
      return (await sentIn(first)) === 150;
    });
    expect(first.sink.recipients()).toEqual(people(150).sort());
    await second.close();
  });
});
