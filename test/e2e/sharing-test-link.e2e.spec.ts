import type { Page } from '../../src/pagination/page.dto';
import { topicPath } from '../support/clients/api-client';
import type { ErrorBody } from '../support/clients/api-client';
import { linksOf, outcomes, sendInvites, testLinkOf } from '../support/builders/invites';
import { useClient, useTestApp } from '../support/app/test-app';

describe('test_link', () => {
  const parley = useTestApp();
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

  it('targets nobody and counts nowhere', async () => {
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

  it('is apart from the real link of a caller who is targeted too', async () => {
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
});
