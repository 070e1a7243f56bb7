import type { LinkDto } from '../../src/sharing/link.dto';
import { type TestApp, useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { tableCounts } from '../support/app/test-database';
import { waitUntil } from '../support/app/wait-until';
import { deliverNow, untilDeliveries } from '../support/builders/deliveries';
import { linksOf, liveLinksIn, outcomes, sendInvites, testLinkOf } from '../support/builders/invites';
import { type Answer, type ApiClient, type ErrorBody, topicPath } from '../support/clients/api-client';

const PERSON = 'Grace Hopper <grace@example.com>';

const rotate = (client: ApiClient, id: string, identifier: unknown = PERSON) =>
  client.post<LinkDto & ErrorBody>(topicPath(id, 'rotate_link/'), { identifier });
const linkOf = async (client: ApiClient, id: string, identifier = PERSON) => {
  const link = (await linksOf(client, id)).find((row) => row.interviewee_identifier === identifier);
  return link?.interview_url ?? '';
};
const statusOf = async (app: TestApp, url: string) =>
  (await fetch(app.baseUrl + new URL(url).pathname)).status;

describe('rotate_link', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const activeLinks = async (id: string) => {
    const [row] = await parley.database.query<{ active: number }>(
      `SELECT count(*)::integer AS active FROM sharing_configuration
       WHERE topic_id = $1 AND kind = 'personal' AND enabled AND rotated_at IS NULL`,
      [id],
    );
    return row?.active;
  };

  it('gives the person a new link, which is the one from then on', async () => {
    const { id } = await ada.createTopic({ agent_context: 'All', interviewee_emails: [PERSON] });
    await ada.post(topicPath(id, 'interviewees/'), {
      interviewee_identifier: PERSON,
      agent_context: 'Knows COBOL',
    });
    const old = await linkOf(ada, id);
    const answer = await rotate(ada, id);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        interviewee_identifier: PERSON,
        user_name: 'Grace Hopper',
        interview_url: expect.stringMatching(
          /^https:\/\/parley\.example\.com\/interview\/[\w-]{30}$/,
        ) as string,
        agent_context: 'All\n\nKnows COBOL',
      },
    ]);
    expect(answer.body.interview_url).not.toBe(old);
    expect(await linksOf(ada, id)).toEqual([answer.body]);
    expect(await linksOf(ada, id)).toEqual([answer.body]);
    expect(await statusOf(parley, answer.body.interview_url)).toBe(200);
  });

  it('lets the old link work for 300 seconds unless configured otherwise', async () => {
    const { id } = await ada.createTopic();
    const old = await linkOf(ada, id);
    await rotate(ada, id);
    expect(await statusOf(parley, old)).toBe(200);
    const [row] = await parley.database.query<{ left: number }>(
      `SELECT extract(epoch FROM expires_at - rotated_at)::float AS left FROM sharing_configuration
       WHERE topic_id = $1 AND rotated_at IS NOT NULL`,
      [id],
    );
    expect(row?.left).toBe(300);
  });

  it('does not lengthen the life of a link that ends earlier', async () => {
    const { id } = await ada.createTopic();
    const old = await linkOf(ada, id);
    await parley.database.query(
      `UPDATE sharing_configuration SET expires_at = now() - interval '1 second' WHERE topic_id = $1`,
      [id],
    );
    await rotate(ada, id);
    expect(await statusOf(parley, old)).toBe(404);
  });

  it('leaves everybody else and the test link alone', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: [PERSON, 'b@example.com'] });
    const test = await testLinkOf(ada, id);
    const other = await linkOf(ada, id, 'b@example.com');
    await rotate(ada, id);
    expect([await linkOf(ada, id, 'b@example.com'), await testLinkOf(ada, id)]).toEqual([other, test]);
    expect(await statusOf(parley, test)).toBe(200);
  });

  it('makes the next send mail the new link, to that person only', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: [PERSON, 'b@example.com'] });
    await sendInvites(ada, id);
    const { interview_url: fresh } = (await rotate(ada, id)).body;
    parley.sink.mails.splice(0);
    expect(outcomes(await sendInvites(ada, id))).toEqual([`${PERSON}: sent`, 'b@example.com: already_sent']);
    const [mail, ...more] = await parley.sink.parsed();
    expect(more).toHaveLength(0);
    expect(liveLinksIn(mail?.text ?? '')).toEqual([fresh]);
    expect(outcomes(await sendInvites(ada, id))).toEqual([
      `${PERSON}: already_sent`,
      'b@example.com: already_sent',
    ]);
  });

  it('keeps the old link out of mails that still wait', async () => {
    const { id } = await ada.createTopic();
    parley.sink.refuse = () => 451;
    await sendInvites(ada, id, { send_async: true });
    await untilDeliveries(ada, id, ['queued smtp_451']);
    parley.sink.refuse = () => null;
    const { interview_url: fresh } = (await rotate(ada, id)).body;
    await deliverNow(parley, id);
    await untilDeliveries(ada, id, ['cancelled link_disabled']);
    expect(parley.sink.mails.length).toBe(0);
    await sendInvites(ada, id);
    const [mail] = await parley.sink.parsed();
    expect(liveLinksIn(mail?.text ?? '')).toEqual([fresh]);
    await untilDeliveries(ada, id, ['cancelled link_disabled', 'sent']);
  });

  it('gives a first link to somebody who has none', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-42'] });
    const { status, body } = await rotate(ada, id, 'user-42');
    expect([status, body.user_name]).toEqual([200, 'user-42']);
    expect(await linkOf(ada, id, 'user-42')).toBe(body.interview_url);
  });

  it('leaves one active link after ten rotations at the same time', async () => {
    const { id } = await ada.createTopic();
    const old = await linkOf(ada, id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => rotate(ada, id)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    const urls = answers.map((answer) => answer.body.interview_url);
    expect(new Set([old, ...urls]).size).toBe(11);
    expect(await activeLinks(id)).toBe(1);
    expect(urls).toContain(await linkOf(ada, id));
  });

  it('leaves one active link when links are made at the same time', async () => {
    const { id } = await ada.createTopic();
    const actions = ['rotate_link', 'generate_links', 'rotate_link', 'send_invites', 'generate_links'];
    const answers = await Promise.all(
      actions.map((action) => ada.post(topicPath(id, `${action}/`), { identifier: PERSON })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(actions.map(() => 200));
    expect(await activeLinks(id)).toBe(1);
  });

  it.each([
    ['nobody of the topic', 'eve@example.com', 'invalid_input'],
    ['another spelling', 'grace@example.com', 'invalid_input'],
    ['nothing', undefined, 'required'],
    ['a blank', '  ', 'blank'],
    ['more than 400 characters', 'x'.repeat(401), 'max_length'],
  ])('refuses %s and changes nothing', async (_what, identifier, code) => {
    const { id } = await ada.createTopic();
    const old = await linkOf(ada, id);
    const before = await tableCounts(parley.database);
    const { status, body } = await ada.post<ErrorBody>(topicPath(id, 'rotate_link/'), { identifier });
    expect([status, body]).toMatchObject([400, { type: 'validation_error', code, attr: 'identifier' }]);
    expect(await tableCounts(parley.database)).toEqual(before);
    expect(await linkOf(ada, id)).toBe(old);
  });

  it('does not bring back a link of somebody who was removed', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: [PERSON, 'b@example.com'] });
    const old = await linkOf(ada, id);
    await ada.post(topicPath(id, 'remove_interviewee/'), { identifier: PERSON });
    const refused: Answer<ErrorBody> = await rotate(ada, id);
    expect([refused.status, refused.body.attr]).toEqual([400, 'identifier']);
    expect(await statusOf(parley, old)).toBe(404);
  });

  it.each([
    [
      'remove_interviewee',
      (id: string) => ada.post(topicPath(id, 'remove_interviewee/'), { identifier: PERSON }),
    ],
    ['a PATCH', (id: string) => ada.patch(topicPath(id), { interviewee_emails: ['b@example.com'] })],
    ['the end of the topic', (id: string) => ada.delete(topicPath(id))],
  ])('does not protect the old link from %s, also within its grace', async (_what, drop) => {
    const { id } = await ada.createTopic({ interviewee_emails: [PERSON, 'b@example.com'] });
    const old = await linkOf(ada, id);
    const { interview_url: fresh } = (await rotate(ada, id)).body;
    expect([await statusOf(parley, old), await statusOf(parley, fresh)]).toEqual([200, 200]);
    await drop(id);
    expect([await statusOf(parley, old), await statusOf(parley, fresh)]).toEqual([404, 404]);
  });

  it('needs the write scope, and a topic of the project', async () => {
    const { id } = await ada.createTopic();
    const old = await linkOf(ada, id);
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const stranger = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    expect((await rotate(reader, id)).status).toBe(403);
    expect((await rotate(stranger, id)).status).toBe(404);
    expect(await linkOf(ada, id)).toBe(old);
  });
});

describe('the grace of an old link', () => {
  const startApp = useTestApps();
  const start = async (rotationGraceSeconds: number) => {
    const app = await startApp({ rotationGraceSeconds });
    const ada = await app.client();
    const { id } = await ada.createTopic();
    return { app, ada, id, old: await linkOf(ada, id) };
  };

  it('ends on time', async () => {
    const { app, ada, id, old } = await start(1);
    const begun = performance.now();
    const { interview_url: fresh } = (await rotate(ada, id)).body;
    await waitUntil('the old link is dead', async () => (await statusOf(app, old)) === 404);
    // The rotation came after `begun`, so an end before this would be too early.
    expect(performance.now() - begun).toBeGreaterThan(1000);
    expect(await statusOf(app, fresh)).toBe(200);
  });

  it('may be none', async () => {
    const { app, ada, id, old } = await start(0);
    const answers = await Promise.all(Array.from({ length: 5 }, () => rotate(ada, id)));
    const urls = [old, ...answers.map((answer) => answer.body.interview_url)];
    const opened: string[] = [];
    for (const url of urls) if ((await statusOf(app, url)) === 200) opened.push(url);
    expect(opened).toEqual([await linkOf(ada, id)]);
  });
});
