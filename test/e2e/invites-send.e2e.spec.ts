import type { InviteResultDto } from '../../src/invites/sending/invite.dto';
import type { Page } from '../../src/pagination/page.dto';
import { useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { tableCounts } from '../support/app/test-database';
import { untilDeliveries } from '../support/builders/deliveries';
import { linksOf, liveLinksIn, outcomes, sendInvites, storedDeliveries } from '../support/builders/invites';
import { type Answer, type ErrorBody, topicPath } from '../support/clients/api-client';

const parley = useTestApp({ sendSyncMaxRecipients: 5, sendAsyncMaxRecipients: 8 });

describe('send_invites', () => {
  const ada = useClient(parley);

  it('mails whoever has an address, each mailbox once, and says why not', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: [
        'Ada <ada@example.com>',
        'grace@example.com',
        'ADA@example.com',
        '"A. L." <Ada@Example.Com>',
      ],
      interviewee_distinct_ids: ['user-42', 'not an <address>'],
    });
    const answer = await sendInvites(ada, id);
    expect(answer.status).toBe(200);
    const links = await linksOf(ada, id);
    expect(answer.body).toEqual({
      count: 6,
      next: null,
      previous: null,
      results: [
        ['Ada <ada@example.com>', 'ada@example.com', true, ''],
        ['grace@example.com', 'grace@example.com', true, ''],
        ['ADA@example.com', 'ADA@example.com', false, 'duplicate_recipient'],
        ['"A. L." <Ada@Example.Com>', 'Ada@Example.Com', false, 'duplicate_recipient'],
        ['user-42', null, false, 'not_an_email'],
        ['not an <address>', null, false, 'not_an_email'],
      ].map(([identifier, email, sent, reason], n) => ({
        interviewee_identifier: identifier,
        email,
        interview_url: links[n]?.interview_url,
        sent,
        reason,
        free_at: null,
      })),
    });
    expect(parley.sink.recipients()).toEqual(['ada@example.com', 'grace@example.com']);
  });

  it('mails each person the link that is theirs', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    const links = (await linksOf(ada, id)).map((link) => [link.interviewee_identifier, link.interview_url]);
    const mails = (await parley.sink.parsed()).map((mail, n) => [
      parley.sink.mails[n]?.recipients[0],
      ...liveLinksIn(mail.text ?? ''),
    ]);
    expect(mails.sort()).toEqual(links);
  });

  it.each([
    ['the message of the send', ' Only for this send.\nYours ', 'Only for this send.'],
    ["the topic's message when it is blank", ' ', 'Stored with the topic.'],
  ])('mails %s', async (_what, message, expected) => {
    const { id } = await ada.createTopic({ invite_message: 'Stored with the topic.' });
    await sendInvites(ada, id, { send_async: false, message });
    const mails = await parley.sink.parsed();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(expected);
    const { body: topic } = await ada.get(topicPath(id));
    expect(topic).toMatchObject({ invite_message: 'Stored with the topic.' });
  });

  it('mails nobody twice: a second call tells already_sent', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['a@example.com', 'A@example.com'],
      interviewee_distinct_ids: ['user-1'],
    });
    await sendInvites(ada, id);
    await ada.post(topicPath(id, 'add_interviewee/'), { identifier: 'new@example.com' });
    const again = { reply_to: 'x@example.com', send_async: false, subject: 'Again' };
    expect(outcomes(await sendInvites(ada, id, again))).toEqual([
      'a@example.com: already_sent',
      'A@example.com: duplicate_recipient',
      'new@example.com: sent',
      'user-1: not_an_email',
    ]);
    expect(parley.sink.recipients()).toEqual(['a@example.com', 'new@example.com']);
  });

  it.each([
    [550, 'error:smtp_550'],
    [451, 'error:smtp_451'],
  ])(
    'sends to the rest when one is refused with %d, and mails that one on a later call',
    async (code, reason) => {
      const { id } = await ada.createTopic({
        interviewee_emails: ['a@example.com', 'no@example.com', 'z@example.com'],
      });
      parley.sink.refuse = (address) => (address === 'no@example.com' ? code : null);
      expect(outcomes(await sendInvites(ada, id))).toEqual([
        'a@example.com: sent',
        `no@example.com: ${reason}`,
        'z@example.com: sent',
      ]);
      parley.sink.refuse = () => null;
      expect(outcomes(await sendInvites(ada, id))).toEqual([
        'a@example.com: already_sent',
        'no@example.com: sent',
        'z@example.com: already_sent',
      ]);
      expect(parley.sink.recipients()).toEqual(['a@example.com', 'no@example.com', 'z@example.com']);
    },
  );

  it('mails a fresh invite with the new link after somebody was removed and added again', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    await ada.post(topicPath(id, 'remove_interviewee/'), { identifier: 'a@example.com' });
    await ada.post(topicPath(id, 'add_interviewee/'), { identifier: 'a@example.com' });
    const again = await sendInvites(ada, id);
    expect(outcomes(again)).toEqual(['b@example.com: already_sent', 'a@example.com: sent']);
    expect(parley.sink.recipients()).toEqual(['a@example.com', 'a@example.com', 'b@example.com']);
    const last = (await parley.sink.parsed()).at(-1);
    expect(liveLinksIn(last?.text ?? '')).toEqual([again.body.results[1]?.interview_url]);
    expect(
      (await fetch(parley.baseUrl + new URL(again.body.results[1]?.interview_url ?? '').pathname)).status,
    ).toBe(200);
  });

  it('mails a fresh invite after a link was rotated, and keeps the old link alive for a while', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    const before = (await sendInvites(ada, id)).body.results[0]?.interview_url ?? '';
    await ada.post(topicPath(id, 'rotate_link/'), { identifier: 'a@example.com' });
    const again = await sendInvites(ada, id);
    expect(outcomes(again)).toEqual(['a@example.com: sent', 'b@example.com: already_sent']);
    const after = again.body.results[0]?.interview_url ?? '';
    expect(after).not.toBe(before);
    expect(liveLinksIn((await parley.sink.parsed()).at(-1)?.text ?? '')).toEqual([after]);
    for (const url of [before, after]) {
      expect((await fetch(parley.baseUrl + new URL(url).pathname)).status).toBe(200);
    }
  });

  it.each([
    ['synchronous', false],
    ['asynchronous', true],
  ])('mails each person once in ten parallel %s calls', async (_what, sendAsync) => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['a@example.com', 'b@example.com', 'c@example.com'],
    });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => sendInvites(ada, id, { send_async: sendAsync })),
    );
    await parley.sink.waitFor(3);
    const sent = answers.flatMap((answer) => answer.body.results.filter((result) => result.sent));
    const others = answers.flatMap((answer) => answer.body.results.filter((result) => !result.sent));
    expect(sent.map((result) => result.email).sort()).toEqual([
      'a@example.com',
      'b@example.com',
      'c@example.com',
    ]);
    expect(new Set(others.map((result) => result.reason))).toEqual(new Set(['already_sent']));
    await linksOf(ada, id);
    expect(parley.sink.recipients()).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
  });

  it('pages its answer, and mails those on other pages all the same', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['a@example.com', 'b@example.com', 'c@example.com'],
    });
    const { body } = await sendInvites(ada, id, { send_async: false }, '?limit=1&offset=1');
    expect(body.count).toBe(3);
    expect(body.results.map((result) => result.email)).toEqual(['b@example.com']);
    expect([new URL(body.next ?? '').search, new URL(body.previous ?? '').search]).toEqual([
      '?limit=1&offset=2',
      '?limit=1',
    ]);
    expect(parley.sink.recipients()).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
  });

  it.each<[string, Record<string, unknown>, Partial<ErrorBody>]>([
    ['a subject of 201 characters', { subject: 'x'.repeat(201) }, { attr: 'subject', code: 'max_length' }],
    ['a subject with a URL', { subject: 'See https://evil.com' }, { attr: 'subject', code: 'invalid_url' }],
    ['a subject with a domain', { subject: 'See evil.com' }, { attr: 'subject', code: 'invalid_domain' }],
    [
      'a subject with a line break',
      { subject: 'a\nBcc: b' },
      { attr: 'subject', code: 'invalid_control_char' },
    ],
    ['a message of 1001 characters', { message: 'x'.repeat(1001) }, { attr: 'message', code: 'max_length' }],
    ['a message with a URL', { message: 'See https://evil.com' }, { attr: 'message', code: 'invalid_url' }],
    ['a null message', { message: null }, { attr: 'message', code: 'null' }],
    ['a null subject', { subject: null }, { attr: 'subject', code: 'null' }],
    ['a reply_to that is none', { reply_to: 'nobody' }, { attr: 'reply_to', code: 'invalid_input' }],
    [
      'two addresses in reply_to',
      { reply_to: 'a@b.co, c@d.co' },
      { attr: 'reply_to', code: 'invalid_input' },
    ],
    [
      'a header in reply_to',
      { reply_to: 'a@b.co\r\nBcc: c@d.co' },
      { attr: 'reply_to', code: 'invalid_input' },
    ],
    ['send_async as text', { send_async: 'no' }, { attr: 'send_async', code: 'invalid_input' }],
    ['send_async as number', { send_async: 0 }, { attr: 'send_async', code: 'invalid_input' }],
    ['send_async as null', { send_async: null }, { attr: 'send_async', code: 'null' }],
  ])('is 400 for %s, and writes and mails nothing', async (_what, body, error) => {
    const { id } = await ada.createTopic();
    const before = await tableCounts(parley.database);
    const answer = await ada.post<ErrorBody>(topicPath(id, 'send_invites/'), body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ type: 'validation_error', ...error });
    expect(await tableCounts(parley.database)).toEqual(before);
    expect(parley.sink.recipients()).toEqual([]);
  });

  it.each([
    ['synchronous', false, 5],
    ['asynchronous', true, 8],
  ])(
    'takes the configured number of people in a %s call, and not one more',
    async (_what, sendAsync, limit) => {
      const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@example.com`);
      const { id } = await ada.createTopic({ interviewee_emails: people(limit + 1) });
      const before = await tableCounts(parley.database);
      const tooMany = await ada.post<ErrorBody>(topicPath(id, 'send_invites/'), { send_async: sendAsync });
      expect(tooMany.status).toBe(400);
      expect(tooMany.body).toMatchObject({ type: 'validation_error', attr: null });
      expect(tooMany.body.detail).toContain(String(limit));
      expect(await tableCounts(parley.database)).toEqual(before);
      await ada.patch(topicPath(id), {
        interviewee_emails: people(limit),
        interviewee_distinct_ids: ['user-1'],
      });
      const answer = await sendInvites(ada, id, { send_async: sendAsync });
      expect(answer.body.results.filter((result) => result.sent)).toHaveLength(limit);
      await parley.sink.waitFor(limit);
    },
  );

  it('is 400 when nobody is targeted, and writes nothing', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await ada.post(topicPath(id, 'remove_interviewee/'), { identifier: 'a@example.com' });
    const before = await tableCounts(parley.database);
    const { status, body } = await ada.post<ErrorBody>(topicPath(id, 'send_invites/'), {});
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'validation_error', code: 'invalid_input', attr: null });
    expect(await tableCounts(parley.database)).toEqual(before);
  });

  it('makes links for people without an address, and no batch when there is nobody to mail', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: [], interviewee_distinct_ids: ['user-1'] });
    const { body } = await sendInvites(ada, id, {});
    expect(body.results.map((row: InviteResultDto) => [row.reason, row.email])).toEqual([
      ['not_an_email', null],
    ]);
    expect((await linksOf(ada, id))[0]?.interview_url).toBe(body.results[0]?.interview_url);
    const rows = await parley.database.query('SELECT FROM invite_batch WHERE topic_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('needs the write scope, and a topic of the project', async () => {
    const { id } = await ada.createTopic();
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const stranger = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    expect((await sendInvites(reader, id)).status).toBe(403);
    expect((await sendInvites(stranger, id)).status).toBe(404);
    expect(parley.sink.recipients()).toEqual([]);
  });
});

describe('send_invites without a mail server', () => {
  const startApp = useTestApps();
  it('is 503 and writes nothing', async () => {
    const parley = await startApp({ smtpUrl: null });
    const ada = await parley.client();
    const { id } = await ada.createTopic();
    const before = await tableCounts(parley.database);
    for (const body of [{}, { send_async: false }]) {
      const answer = await ada.post<ErrorBody & Page<unknown>>(topicPath(id, 'send_invites/'), body);
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject({ type: 'server_error', attr: null });
    }
    expect(await tableCounts(parley.database)).toEqual(before);
    expect(await storedDeliveries(parley.database)).toEqual([]);
  });
});

const DRY = { dry_run: true };
const SYNC = { send_async: false };

describe('send_invites with dry_run', () => {
  const ada = useClient(parley);
  const startApp = useTestApps();

  const withoutLinks = ({ body }: Answer<Page<InviteResultDto>>) =>
    body.results.map(({ interviewee_identifier, email, sent, reason }) => ({
      interviewee_identifier,
      email,
      sent,
      reason,
    }));

  /** All that a send could write. */
  const contents = async () => {
    const tables = ['user_interview_topic', 'interviewee_context', 'sharing_configuration', 'invite_batch'];
    return Promise.all(
      [...tables, 'invite_delivery'].map((table) =>
        parley.database.query(`SELECT * FROM ${table} ORDER BY id`),
      ),
    );
  };

  /** Asks first, sends then, and returns the rows that both agree on. */
  const dryRunThenSend = async (id: string, body: object = SYNC) => {
    const before = [await tableCounts(parley.database), await contents()];
    const dry = await sendInvites(ada, id, { ...body, ...DRY });
    expect(dry.status).toBe(200);
    expect([await tableCounts(parley.database), await contents()]).toEqual(before);
    expect(parley.sink.mails.length).toBe(0);
    const real = await sendInvites(ada, id, { ...body });
    expect(withoutLinks(dry)).toEqual(withoutLinks(real));
    expect(dry.body.results.map((row) => row.interview_url)).toEqual(dry.body.results.map(() => null));
    expect(dry.body.count).toBe(real.body.count);
    return outcomes(dry);
  };

  it.each([
    ['synchronous', SYNC],
    ['queued', {}],
  ])('writes nothing and says what a %s send then does', async (_what, body) => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Ada <ada@example.com>', 'grace@example.com', 'ADA@example.com'],
      interviewee_distinct_ids: ['user-42', 'not an <address>'],
    });
    expect(await dryRunThenSend(id, body)).toEqual([
      'Ada <ada@example.com>: sent',
      'grace@example.com: sent',
      'ADA@example.com: duplicate_recipient',
      'user-42: not_an_email',
      'not an <address>: not_an_email',
    ]);
    await parley.sink.waitFor(2);
  });

  it('people mailed before are already_sent, people added since are not', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    await ada.post(topicPath(id, 'add_interviewee/'), { identifier: 'c@example.com' });
    parley.sink.mails.splice(0);
    expect(await dryRunThenSend(id)).toEqual([
      'a@example.com: already_sent',
      'b@example.com: already_sent',
      'c@example.com: sent',
    ]);
  });

  it('everybody is already_sent after a send', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    parley.sink.mails.splice(0);
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: already_sent', 'b@example.com: already_sent']);
  });

  it('people whose mail is queued are already_sent', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    parley.sink.refuse = () => 451;
    await sendInvites(ada, id, {});
    await untilDeliveries(ada, id, ['queued smtp_451']);
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: already_sent']);
    // Or the next try would mail into another test.
    await ada.post(topicPath(id, 'invites/cancel/'));
  });

  it.each([
    ['failed', `UPDATE invite_delivery SET status = 'failed' WHERE topic_id = $1`],
    ['was cancelled', `UPDATE invite_delivery SET status = 'cancelled' WHERE topic_id = $1`],
    [
      'has a link that expired',
      `UPDATE sharing_configuration SET expires_at = now() - interval '1 second' WHERE topic_id = $1`,
    ],
    ['has a link that was disabled', `UPDATE sharing_configuration SET enabled = false WHERE topic_id = $1`],
  ])('a person is mailed again when the earlier mail %s', async (_what, change) => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await sendInvites(ada, id);
    parley.sink.mails.splice(0);
    await parley.database.query(change, [id]);
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: sent']);
  });

  it('a rotated link gets a fresh mail, for that person only', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    parley.sink.mails.splice(0);
    await ada.post(topicPath(id, 'rotate_link/'), { identifier: 'a@example.com' });
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: sent', 'b@example.com: already_sent']);
  });

  it('works on links that exist without having been mailed', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await linksOf(ada, id);
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: sent']);
  });

  it('takes dry_run from a form body too', async () => {
    const { id } = await ada.createTopic();
    const before = await tableCounts(parley.database);
    const answer = await ada.post(topicPath(id, 'send_invites/'), 'dry_run=true', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer.status).toBe(200);
    expect(await tableCounts(parley.database)).toEqual(before);
  });

  it('dry_run pages like a send', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['a@example.com', 'b@example.com', 'c@example.com'],
    });
    const { body } = await sendInvites(ada, id, DRY, '?limit=1&offset=1');
    expect([body.count, body.results.map((row) => row.email)]).toEqual([3, ['b@example.com']]);
    expect([body.next, body.previous].map((url) => new URL(url ?? '').search)).toEqual([
      '?limit=1&offset=2',
      '?limit=1',
    ]);
  });

  it.each([
    ['nobody is targeted', { interviewee_emails: [] }, {}],
    ['a synchronous send is too large', { interviewee_emails: people(6) }, SYNC],
    ['a send is too large', { interviewee_emails: people(9) }, {}],
    ['the subject has a link', {}, { subject: 'See https://example.com' }],
    ['reply_to is no address', {}, { reply_to: 'nobody' }],
  ])('refuses like the send when %s', async (_what, values, body) => {
    const { id } = await ada.createTopic();
    await parley.database.query(`UPDATE user_interview_topic SET interviewee_emails = $2 WHERE id = $1`, [
      id,
      'interviewee_emails' in values ? values.interviewee_emails : ['a@example.com'],
    ]);
    const before = await tableCounts(parley.database);
    const send = (more: object) => ada.post<ErrorBody>(topicPath(id, 'send_invites/'), { ...body, ...more });
    const [dry, real] = [await send(DRY), await send({})];
    expect([dry.status, dry.body]).toEqual([400, real.body]);
    expect(real.status).toBe(400);
    expect(await tableCounts(parley.database)).toEqual(before);
  });

  it('dry_run has the same limit of recipients as a send', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: people(8) });
    expect((await sendInvites(ada, id, DRY)).status).toBe(200);
    expect((await sendInvites(ada, id, { ...DRY, ...SYNC })).status).toBe(400);
  });

  it('refuses what is no boolean, and callers who may not send', async () => {
    const { id } = await ada.createTopic();
    const odd = await ada.post<ErrorBody>(topicPath(id, 'send_invites/'), { dry_run: 'perhaps' });
    expect([odd.status, odd.body.attr]).toEqual([400, 'dry_run']);
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const stranger = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    const before = await tableCounts(parley.database);
    expect((await reader.post(topicPath(id, 'send_invites/'), DRY)).status).toBe(403);
    expect((await stranger.post(topicPath(id, 'send_invites/'), DRY)).status).toBe(404);
    expect(await tableCounts(parley.database)).toEqual(before);
  });

  it('answers 503 without a mail server, as the send does', async () => {
    const mute = await startApp({ smtpUrl: null });
    const client = await mute.client();
    const { id } = await client.createTopic();
    const before = await tableCounts(mute.database);
    for (const body of [DRY, {}]) {
      const answer = await client.post<ErrorBody>(topicPath(id, 'send_invites/'), body);
      expect([answer.status, answer.body.code]).toEqual([503, 'mail_not_configured']);
    }
    expect(await tableCounts(mute.database)).toEqual(before);
  });
});

function people(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `p${n}@example.com`);
}
