import type { TestInviteResultDto } from '../../src/invites/sending/invite.dto';
import type { Page } from '../../src/pagination/page.dto';
import type { TestLinkDto } from '../../src/sharing/link.dto';
import { useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { tableCounts } from '../support/app/test-database';
import { deliveriesOf, summaryOf } from '../support/builders/deliveries';
import { linksOf, liveLinksIn, outcomes, sendInvites, testLinkOf } from '../support/builders/invites';
import { insertResponse } from '../support/builders/responses';
import { type Answer, type ApiClient, type ErrorBody, topicPath } from '../support/clients/api-client';

const parley = useTestApp();

describe('test_link', () => {
  const ada = useClient(parley);

  const openPage = async (url: string) => fetch(parley.baseUrl + new URL(url).pathname);

  it('is one link per caller and topic, the same on every call', async () => {
    const { id } = await ada.createTopic();
    const other = await ada.createTopic();
    const grace = await ada.another({ email: 'grace@parley.test', name: 'Grace Hopper' });
    const first = await ada.get(topicPath(id, 'test_link/'));
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      interview_url: expect.stringMatching(
        /^https:\/\/parley\.example\.com\/interview\/[\w-]{30}$/,
      ) as string,
      latest_test_interview: null,
    });
    const own = await testLinkOf(ada, id);
    expect(own).toBe(first.body.interview_url);
    const urls = [own, await testLinkOf(grace, id), await testLinkOf(ada, other.id)];
    expect(new Set(urls).size).toBe(3);
  });

  it('stays one link when it is asked for in parallel', async () => {
    const { id } = await ada.createTopic();
    const urls = await Promise.all(Array.from({ length: 10 }, () => testLinkOf(ada, id)));
    expect(new Set(urls).size).toBe(1);
  });

  it('belongs to the user, whichever key asks', async () => {
    const { id } = await ada.createTopic();
    const secondKey = await ada.another();
    expect(await testLinkOf(secondKey, id)).toBe(await testLinkOf(ada, id));
  });

  it('opens the interview, and greets nobody by an internal id', async () => {
    const { id } = await ada.createTopic({ topic: 'Weekly planning' });
    const page = await openPage(await testLinkOf(ada, id));
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('Weekly planning');
    expect(html).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('a test link targets nobody and counts nowhere', async () => {
    const { id, ...before } = await ada.createTopic();
    const url = await testLinkOf(ada, id);
    expect((await ada.get(topicPath(id))).body).toEqual({ id, ...before });
    expect((await linksOf(ada, id)).map((link) => link.interview_url)).not.toContain(url);
    const contexts = await ada.get<Page<{ interviewee_identifier: string }>>(topicPath(id, 'interviewees/'));
    expect(contexts.body.results.map((row) => row.interviewee_identifier)).toEqual([
      'Grace Hopper <grace@example.com>',
    ]);
    const sent = await sendInvites(ada, id);
    expect([sent.body.count, ...outcomes(sent)]).toEqual([1, 'Grace Hopper <grace@example.com>: sent']);
  });

  it('the test link of a caller who is targeted too is not the real link', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['ada@parley.test', 'b@example.com'] });
    const [user] = await parley.database.query<{ id: string }>(`SELECT id FROM "user" WHERE email = $1`, [
      'ada@parley.test',
    ]);
    // The test link is kept under the user's id, so that is the identifier which could collide.
    await ada.post(topicPath(id, 'add_interviewee/'), { identifier: user?.id });
    const test = await testLinkOf(ada, id);
    const real = (await linksOf(ada, id)).map((link) => link.interview_url);
    expect(new Set([test, ...real]).size).toBe(4);
    for (const identifier of ['ada@parley.test', user?.id]) {
      await ada.post(topicPath(id, 'remove_interviewee/'), { identifier });
    }
    expect((await openPage(test)).status).toBe(200);
    expect((await openPage(real[0] ?? '')).status).toBe(404);
    expect(await testLinkOf(ada, id)).toBe(test);
  });

  it('works for a topic that targets nobody yet', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await ada.post(topicPath(id, 'remove_interviewee/'), { identifier: 'a@example.com' });
    expect((await openPage(await testLinkOf(ada, id))).status).toBe(200);
  });

  it.each([
    ['expired', `expires_at = now() - interval '1 second'`],
    ['disabled', 'enabled = false'],
  ])('is made anew when it is %s', async (_what, change) => {
    const { id } = await ada.createTopic();
    const dead = await testLinkOf(ada, id);
    await parley.database.query(`UPDATE sharing_configuration SET ${change} WHERE topic_id = $1`, [id]);
    const answer = await ada.get<{ interview_url: string }>(topicPath(id, 'test_link/'));
    expect(answer.status).toBe(200);
    expect(answer.body.interview_url).not.toBe(dead);
    expect((await openPage(answer.body.interview_url)).status).toBe(200);
  });

  it('needs the write scope, and a topic of the project', async () => {
    const { id } = await ada.createTopic();
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const stranger = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    const refused = await reader.get<ErrorBody>(topicPath(id, 'test_link/'));
    expect([refused.status, refused.body.code]).toEqual([403, 'permission_denied']);
    expect((await stranger.get(topicPath(id, 'test_link/'))).status).toBe(404);
  });

  it('shows the last test that the caller has completed', async () => {
    const { id } = await ada.createTopic();
    const other = await ada.createTopic();
    const latest = async (topicId = id) =>
      (await ada.get<TestLinkDto>(`/user_interview_topics/${topicId}/test_link/`)).body.latest_test_interview;
    const [user] = await parley.database.query<{ id: string }>(`SELECT id FROM "user" WHERE email = $1`, [
      'ada@parley.test',
    ]);
    const identifier = user?.id ?? '';
    expect(await latest()).toBeNull();
    await insertResponse(parley.database, id, { kind: 'test', identifier: 'somebody-else' });
    await insertResponse(parley.database, id, { kind: 'personal', identifier });
    await insertResponse(parley.database, other.id, { kind: 'test', identifier });
    await insertResponse(parley.database, id, { kind: 'test', identifier, status: 'started' });
    expect(await latest()).toBeNull();
    await insertResponse(parley.database, id, { kind: 'test', identifier, hoursAgo: 2, answers: ['Old.'] });
    await insertResponse(parley.database, id, {
      kind: 'test',
      identifier,
      hoursAgo: 1,
      answers: ['New.'],
      summary: 'Works.',
    });
    expect(await latest()).toEqual({
      completed_at: expect.stringMatching(/Z$/) as string,
      transcript: 'Interviewer: Question 1?\n\nInterviewee: New.',
      summary: 'Works.',
    });
  });
});

describe('send_test', () => {
  const ada = useClient(parley);
  const startApp = useTestApps();

  const sendTest = (
    client: ApiClient,
    id: string,
    body: object = {},
  ): Promise<Answer<TestInviteResultDto & ErrorBody>> => client.post(topicPath(id, 'send_test/'), body);
  const onlyMail = async () => {
    const [mail, ...more] = await parley.sink.parsed();
    if (!mail || more.length > 0) throw new Error(`${more.length + (mail ? 1 : 0)} mails came, not one.`);
    return { subject: mail.subject, text: mail.text ?? '', html: mail.html || '', mail };
  };

  it('mails the caller, marked as a test, with the test link', async () => {
    const { id } = await ada.createTopic({
      invite_subject: 'Five minutes?',
      invite_message: 'Tell us how you plan.',
    });
    const answer = await sendTest(ada, id);
    const url = await testLinkOf(ada, id);
    expect([answer.status, answer.body]).toEqual([
      200,
      { email: 'ada@parley.test', interview_url: url, sent: true, reason: '' },
    ]);
    expect(parley.sink.mails.map((mail) => mail.recipients)).toEqual([['ada@parley.test']]);
    const { subject, text, html } = await onlyMail();
    expect(subject).toBe('[Test] Five minutes?');
    for (const body of [text, html]) {
      expect(body).toContain('This is a test.');
      expect(body).toContain('Tell us how you plan.');
      expect(body).toContain('Ada Lovelace');
      expect(liveLinksIn(body)).toEqual([url]);
    }
    expect((await fetch(parley.baseUrl + new URL(url).pathname)).status).toBe(200);
  });

  it('marks nothing else as a test', async () => {
    const { id } = await ada.createTopic();
    await sendTest(ada, id);
    parley.sink.mails.splice(0);
    await sendInvites(ada, id);
    const { subject, text, html } = await onlyMail();
    expect(`${subject} ${text} ${html}`).not.toMatch(/\[test\]|this is a test/i);
  });

  it('has the default subject and message where nothing is saved', async () => {
    const { id } = await ada.createTopic({ topic: 'Weekly planning' });
    await sendTest(ada, id);
    const { subject, text } = await onlyMail();
    expect(subject).toBe('[Test] Got 5 minutes to talk about Weekly planning?');
    expect(text).toContain('Weekly planning');
  });

  it('goes to whoever calls, with a link of their own', async () => {
    const { id } = await ada.createTopic();
    const grace = await ada.another({ email: 'grace@parley.test', name: 'Grace Hopper' });
    const [first, second] = [await sendTest(ada, id), await sendTest(grace, id)];
    expect([first.body.email, second.body.email]).toEqual(['ada@parley.test', 'grace@parley.test']);
    expect(parley.sink.mails.map((mail) => mail.recipients)).toEqual([
      ['ada@parley.test'],
      ['grace@parley.test'],
    ]);
    expect(second.body.interview_url).toBe(await testLinkOf(grace, id));
    expect(second.body.interview_url).not.toBe(first.body.interview_url);
    const mails = await parley.sink.parsed();
    expect(mails[1]?.text).toContain('Hello Grace Hopper');
  });

  it('a test mail is no invite: it is in no delivery, context, link or count', async () => {
    const { id } = await ada.createTopic();
    const before = await ada.get(topicPath(id));
    const counts = await tableCounts(parley.database);
    const { interview_url: url } = (await sendTest(ada, id)).body;
    await sendTest(ada, id);
    expect(parley.sink.mails.length).toBe(2);
    // The test link, and two entries of the audit trail.
    expect(await tableCounts(parley.database)).toEqual({
      ...counts,
      sharing_configuration: (counts.sharing_configuration ?? 0) + 1,
      audit_event: (counts.audit_event ?? 0) + 2,
    });
    expect(await deliveriesOf(ada, id)).toEqual([]);
    expect((await summaryOf(ada, id)).total).toBe(0);
    const contexts = await ada.get<Page<object>>(topicPath(id, 'interviewees/'));
    expect(contexts.body.count).toBe(0);
    expect((await ada.get(topicPath(id))).body).toEqual(before.body);
    expect((await linksOf(ada, id)).map((link) => link.interview_url)).not.toContain(url);
  });

  it('keeps nobody from the real invite, not even a caller who is targeted too', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['ada@parley.test'] });
    const { interview_url: testUrl } = (await sendTest(ada, id)).body;
    parley.sink.mails.splice(0);
    const { body } = await sendInvites(ada, id);
    expect(body.results).toMatchObject([{ sent: true, reason: '' }]);
    expect(body.results[0]?.interview_url).not.toBe(testUrl);
    expect(parley.sink.mails.length).toBe(1);
  });

  it('works before anybody is targeted', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await ada.post(topicPath(id, 'remove_interviewee/'), { identifier: 'a@example.com' });
    expect((await sendTest(ada, id)).body.sent).toBe(true);
  });

  it('takes copy that is not saved, and does not save it', async () => {
    const { id } = await ada.createTopic({ invite_subject: 'Saved', invite_message: 'Saved message' });
    await sendTest(ada, id, { subject: 'Trying this', message: 'A & B\nsecond line' });
    const { subject, text, html } = await onlyMail();
    expect(subject).toBe('[Test] Trying this');
    expect(text).toContain('A & B');
    expect(html).toContain('A &amp; B');
    expect(text + html).not.toContain('Saved');
    expect((await ada.get(topicPath(id))).body).toMatchObject({
      invite_subject: 'Saved',
      invite_message: 'Saved message',
    });
  });

  it.each<[string, object, Partial<ErrorBody>]>([
    ['a link in the subject', { subject: 'www.evil.io' }, { code: 'invalid_url', attr: 'subject' }],
    ['a domain in the message', { message: 'evil.com' }, { code: 'invalid_domain', attr: 'message' }],
    ['a message of 1001', { message: 'x'.repeat(1001) }, { code: 'max_length', attr: 'message' }],
  ])('refuses %s and mails nothing', async (_what, copy, error) => {
    const { id } = await ada.createTopic();
    const { status, body } = await sendTest(ada, id, copy);
    expect(status).toBe(400);
    expect(body).toMatchObject(error);
    expect(parley.sink.mails.length).toBe(0);
  });

  it.each([550, 451])('answers with the code when the server refuses with %d', async (code) => {
    const { id } = await ada.createTopic();
    parley.sink.refuse = () => code;
    const { status, body, text } = await sendTest(ada, id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ email: 'ada@parley.test', sent: false, reason: `error:smtp_${code}` });
    expect(text).not.toContain('refused by the test');
    expect(await deliveriesOf(ada, id)).toEqual([]);
  });

  it('needs the write scope, and a topic of the project', async () => {
    const { id } = await ada.createTopic();
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const stranger = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    expect((await sendTest(reader, id)).status).toBe(403);
    expect((await sendTest(stranger, id)).status).toBe(404);
    expect((await sendTest(ada, 'no-uuid')).status).toBe(404);
    expect(parley.sink.mails.length).toBe(0);
  });

  it('answers 503 without a mail server, and writes nothing', async () => {
    const mute = await startApp({ smtpUrl: null });
    const client = await mute.client();
    const { id } = await client.createTopic();
    const before = await tableCounts(mute.database);
    const { status, body } = await sendTest(client, id);
    expect([status, body.type, body.code]).toEqual([503, 'server_error', 'mail_not_configured']);
    expect(await tableCounts(mute.database)).toEqual(before);
  });

  it('says that the mail server cannot be reached', async () => {
    const lonely = await startApp();
    const client = await lonely.client();
    const { id } = await client.createTopic();
    await lonely.sink.stop();
    const { status, body } = await sendTest(client, id);
    expect([status, body.sent, body.reason]).toEqual([200, false, 'error:smtp_unreachable']);
  });
});
