import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErasedPersonDto } from '../../src/people/person.dto';
import { TEST_SECRET_KEY } from '../support/app/secret-key';
import { type TestApp, type TestClient, useTestApps } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';
import { contactsPage, setContact } from '../support/builders/contacts';
import { lockRows } from '../support/app/row-lock';
import { inviteForOptOut } from '../support/builders/opt-out';
import { outcomes, sendInvites } from '../support/builders/invites';
import { type Answer, topicPath } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const MAILBOX = 'grace@example.com';
const SPELLINGS = [MAILBOX, 'Grace Hopper <GRACE@example.com>'] as const;

const contactsOf = async (client: TestClient) => (await contactsPage(client)).body.results;
const importContacts = (client: TestClient, csv: string): Promise<Answer<Record<string, unknown>>> =>
  client.post('/contacts/import/', csv, { 'content-type': 'text/csv' });
const erase = (client: TestClient): Promise<Answer<ErasedPersonDto>> =>
  client.post('/people/erase/', { identifier: SPELLINGS[1], confirm: true });

describe('an opt-out outlives the erasure of the person', () => {
  const start = useTestApps();
  let app: TestApp;
  let ada: TestClient;

  beforeEach(async () => {
    app = await start({});
    ada = await app.client({ scopes: ['*'] });
  });

  const optOut = () => setContact(ada, MAILBOX, 'opted_out');
  const target = async (identifier: string = MAILBOX) =>
    (await ada.createTopic({ interviewee_emails: [identifier] })).id;
  const mailsToGrace = () =>
    app.sink.mails.filter(({ recipients }) => recipients.some((one) => one.toLowerCase() === MAILBOX)).length;

  it('keeps a keyed hash, which no list shows, and refuses the person when they are added again', async () => {
    await optOut();
    expect((await erase(ada)).body).toMatchObject({ contacts: 1, opt_out_kept: true });
    expect(await contactsOf(ada)).toEqual([]);
    const topic = await target(SPELLINGS[1]);
    expect(outcomes(await sendInvites(ada, topic, { dry_run: true }))).toEqual([
      `${SPELLINGS[1]}: opted_out`,
    ]);
    expect(outcomes(await sendInvites(ada, topic))).toEqual([`${SPELLINGS[1]}: opted_out`]);
    const overridden = { override_contact_rules: true, override_reason: 'urgent', send_async: false };
    expect(outcomes(await sendInvites(ada, topic, overridden))).toEqual([`${SPELLINGS[1]}: opted_out`]);
    expect((await ada.post(topicPath(topic, 'preview_invite/'), {})).body.emailable).toBe(false);
    const { body } = await ada.get<{ results: { reason: string }[] }>(topicPath(topic, 'progress/'));
    expect(body.results[0]?.reason).toBe('opted_out');
    expect(mailsToGrace()).toBe(0);
  });

  it('is a contact again, opted out, once somebody imports the address', async () => {
    await optOut();
    await erase(ada);
    const imported = await importContacts(ada, `email,status\n${MAILBOX},free\nnew@example.com,free\n`);
    expect(imported.body).toMatchObject({
      imported_count: 1,
      unchanged_count: 0,
      errors: [{ line: 2, code: expect.any(String) as string }],
    });
    expect((await contactsOf(ada)).map(({ email, status }) => `${email} ${status}`)).toEqual([
      `${MAILBOX} opted_out`,
      'new@example.com free',
    ]);
    expect((await erase(ada)).body).toMatchObject({ contacts: 1, opt_out_kept: true });
  });

  it('is lifted by an admin with a reason, and by nobody else', async () => {
    await optOut();
    await erase(ada);
    const writer = await app.client({ scopes: ['user_interview:write'] });
    expectError(await setContact(writer, MAILBOX, 'free'), 403);
    expectError(await setContact(ada, MAILBOX, 'free'), 400, { attr: 'reason' });
    const lifted = await setContact(ada, MAILBOX, 'free', 'Asked for it by phone.');
    expect(lifted.body).toMatchObject({ status: 'free' });
    expect(outcomes(await sendInvites(ada, await target()))).toEqual([`${MAILBOX}: sent`]);
    expect((await erase(ada)).body).toMatchObject({ contacts: 1, opt_out_kept: false });
  });

  it('survives a new SECRET_KEY', async () => {
    await optOut();
    await erase(ada);
    const [before] = await app.database.query<{ sealed: string }>(
      `SELECT encode(sealed, 'hex') AS sealed FROM erasure_key`,
    );
    const databaseUrl = app.database.url;
    for (const keys of [
      { secretKey: 'the-next-secret-key-0123456789-0123', secretKeyPrevious: TEST_SECRET_KEY },
      { secretKey: 'the-next-secret-key-0123456789-0123', secretKeyPrevious: null },
    ]) {
      const other = await start({ databaseUrl, smtpUrl: app.sink.url, ...keys });
      const client = await other.client({ scopes: ['*'] });
      const { id } = await client.createTopic({ interviewee_emails: [MAILBOX] });
      expect(outcomes(await sendInvites(client, id))).toEqual([`${MAILBOX}: opted_out`]);
    }
    const [after] = await app.database.query<{ sealed: string }>(
      `SELECT encode(sealed, 'hex') AS sealed FROM erasure_key`,
    );
    expect(after?.sealed).not.toBe(before?.sealed);
  });

  it('is recognised by every process that has the key, also when SECRET_KEY was replaced without the one before', async () => {
    const project = 'Acme';
    const OTHER = 'alan@example.com';
    const databaseUrl = app.database.url;
    const withKeys = async (secretKey: string, secretKeyPrevious: string | null = null) => {
      const other = await start({ databaseUrl, smtpUrl: app.sink.url, secretKey, secretKeyPrevious });
      return other.client({ project, scopes: ['*'] });
    };
    const sendTo = async (client: TestClient) => {
      const { id } = await client.createTopic({ interviewee_emails: [MAILBOX, OTHER] });
      return outcomes(await sendInvites(client, id, { dry_run: true }));
    };
    const NEXT = 'the-next-secret-key-0123456789-0123';
    await optOut();
    await erase(ada);

    // Both start at once, and must agree on one key for what is erased from now on.
    const [first, second] = await Promise.all([withKeys(NEXT), withKeys(NEXT)]);
    await setContact(first, OTHER, 'opted_out');
    await first.post('/people/erase/', { identifier: OTHER, confirm: true });
    expect(await sendTo(second)).toEqual([`${MAILBOX}: sent`, `${OTHER}: opted_out`]);

    const both = await withKeys(NEXT, TEST_SECRET_KEY);
    expect(await sendTo(both)).toEqual([`${MAILBOX}: opted_out`, `${OTHER}: opted_out`]);
    // The key before is not needed again.
    const after = await withKeys(NEXT);
    expect(await sendTo(after)).toEqual([`${MAILBOX}: opted_out`, `${OTHER}: opted_out`]);

    // A change of mind counts, also of somebody whose opt-out is there under both keys.
    await setContact(second, MAILBOX, 'opted_out');
    await second.post('/people/erase/', { identifier: MAILBOX, confirm: true });
    await importContacts(after, `email\n${MAILBOX}\n`);
    expect(await sendTo(after)).toEqual([`${MAILBOX}: opted_out`, `${OTHER}: opted_out`]);
    await app.database.query(`UPDATE contact SET status = 'free' WHERE mailbox = $1`, [MAILBOX]);
    expect(await sendTo(after)).toEqual([`${MAILBOX}: sent`, `${OTHER}: opted_out`]);
  });

  it('holds whatever is done, and in whatever order', async () => {
    type Act = 'optOut' | 'erase' | 'import' | 'add' | 'bounce' | 'send' | 'remind';
    const act = fc.constantFrom<Act>('optOut', 'erase', 'erase', 'import', 'add', 'bounce', 'send', 'remind');
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 9 }), async (acts) => {
        await app.database.query('TRUNCATE contact, erased_contact, user_interview_topic CASCADE');
        app.sink.reset();
        let topic = await target();
        let isOptedOut = false;
        let allowed = 0;
        const send = async () => {
          await sendInvites(ada, topic);
          if (!isOptedOut) allowed = mailsToGrace();
        };
        const doing: Record<Act, () => Promise<unknown>> = {
          optOut: async () => {
            await optOut();
            isOptedOut = true;
          },
          erase: () => erase(ada),
          import: () => importContacts(ada, `email,status\n${MAILBOX},free\n`),
          add: async () => {
            topic = await target(SPELLINGS[1]);
          },
          bounce: () => setContact(ada, MAILBOX, 'do_not_contact'),
          send,
          remind: async () => {
            await ada.post(topicPath(topic, 'remind/'), {});
            if (!isOptedOut) allowed = mailsToGrace();
          },
        };
        for (const one of acts) await doing[one]();
        topic = await target();
        await send();
        expect(mailsToGrace()).toBe(isOptedOut ? allowed : mailsToGrace());
      }),
      { numRuns: 25 },
    );
  });
});

describe('erasing a person who is being mailed', () => {
  const start = useTestApps();

  it('stops mails that wait', async () => {
    const app = await start({});
    const ada = await app.client({ scopes: ['*'] });
    const { id } = await ada.createTopic({ interviewee_emails: [MAILBOX, 'ada@example.com'] });
    await sendInvites(ada, id, { send_at: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await erase(ada)).body).toMatchObject({ mails: 1, topics: 1 });
    await app.database.query(`UPDATE invite_delivery SET due_at = now()`);
    await app.database.query(`UPDATE invite_batch SET send_at = now()`);
    await waitUntil(
      'the other person is mailed',
      async () => Promise.resolve(app.sink.mails.length > 0),
      20_000,
    );
    expect(app.sink.mails.flatMap(({ recipients }) => recipients)).toEqual(['ada@example.com']);
  });

  it('lets those go on who hold the locks, and waits for them', async () => {
    const app = await start({});
    const ada = await app.client({ scopes: ['*'] });
    const { id } = await ada.createTopic({ interviewee_emails: [MAILBOX] });
    const lock = await lockRows(app.database, `SELECT FROM user_interview_topic WHERE id = $1`, [id]);
    const erased = erase(ada);
    await lock.untilBlocked(1);
    await sleep(1200);
    await lock.release();
    expect((await erased).body).toMatchObject({ topics: 1 });
  });

  it('loses no opt-out that is made at the same moment', async () => {
    const app = await start({});
    const ada = await app.client({ scopes: ['*'] });
    for (let round = 0; round < 15; round++) {
      const { path } = await inviteForOptOut(app, ada, { interviewee_emails: [MAILBOX] });
      const optOut = fetch(app.baseUrl + path, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      });
      const [{ status }, erased] = await Promise.all([optOut, erase(ada)]);
      expect(erased.status).toBe(200);
      expect(status).toBe(erased.body.opt_out_kept ? 200 : 404);
      await app.database.query(`TRUNCATE erased_contact`);
    }
  });

  it('leaves no mail, no link and no contact, whichever comes first', async () => {
    const app = await start({});
    const ada = await app.client({ scopes: ['*'] });
    for (let round = 0; round < 15; round++) {
      const people = [MAILBOX, ...Array.from({ length: 30 }, (_, n) => `p${round}-${n}@example.com`)];
      const { id } = await ada.createTopic({ interviewee_emails: people });
      const [sent, erased] = await Promise.all([sendInvites(ada, id, { send_async: true }), erase(ada)]);
      expect([sent.status, erased.status]).toEqual([200, 200]);
      const [left] = await app.database.query<{ count: number }>(
        `SELECT ((SELECT count(*) FROM invite_delivery WHERE mailbox = $1) + (SELECT count(*) FROM contact WHERE mailbox = $1)
           + (SELECT count(*) FROM sharing_configuration WHERE identifier = $1))::integer AS count`,
        [MAILBOX],
      );
      expect(left?.count).toBe(0);
    }
  });
});
