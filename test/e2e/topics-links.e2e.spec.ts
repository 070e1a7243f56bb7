import { linksOf, statusOfLink } from '../support/builders/invites';
import { useClient, useTestApp } from '../support/app/test-app';

const TOPICS = '/user_interview_topics/';
const GRACE = 'Grace Hopper <grace@example.com>';
const TARGETS = {
  interviewee_emails: ['ada@example.com', GRACE],
  interviewee_distinct_ids: ['user-1', 'user-2'],
};

describe('links of people who stop being targeted', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  /** A topic that targets four people, and the page status of everybody's first link. */
  async function topicWithLinks() {
    const { id } = await ada.createTopic(TARGETS);
    const urls = await urlsOf(id);
    const statuses = async () => {
      const entries = [...urls].map(async ([person, url]) => [
        person,
        await statusOfLink(parley.baseUrl, url),
      ]);
      return Object.fromEntries(await Promise.all(entries)) as Record<string, number>;
    };
    expect(await statuses()).toEqual({ 'ada@example.com': 200, [GRACE]: 200, 'user-1': 200, 'user-2': 200 });
    return { id, urls, statuses };
  }

  async function urlsOf(id: string): Promise<Map<string, string>> {
    const links = await linksOf(ada, id);
    return new Map(links.map((link) => [link.interviewee_identifier, link.interview_url]));
  }

  it('die with the PATCH that drops them; the others live', async () => {
    const { id, urls, statuses } = await topicWithLinks();
    const change = { interviewee_emails: ['new@example.com', GRACE], interviewee_distinct_ids: ['user-2'] };
    expect((await ada.patch(TOPICS + id, change)).status).toBe(200);
    expect(await statuses()).toEqual({ 'ada@example.com': 404, [GRACE]: 200, 'user-1': 404, 'user-2': 200 });
    const after = await urlsOf(id);
    expect([...after.keys()]).toEqual(['new@example.com', GRACE, 'user-2']);
    expect([after.get(GRACE), after.get('user-2')]).toEqual([urls.get(GRACE), urls.get('user-2')]);
  });

  it('live when a PATCH only moves or repeats them', async () => {
    const { id, statuses } = await topicWithLinks();
    await ada.patch(TOPICS + id, {
      interviewee_emails: [GRACE, GRACE],
      interviewee_distinct_ids: ['user-2', 'ada@example.com', 'user-1'],
    });
    expect(Object.values(await statuses())).toEqual([200, 200, 200, 200]);
  });

  it('live when a PATCH is refused', async () => {
    const { id, statuses } = await topicWithLinks();
    const { status } = await ada.patch(TOPICS + id, { interviewee_emails: [], interviewee_distinct_ids: [] });
    expect(status).toBe(400);
    expect(Object.values(await statuses())).toEqual([200, 200, 200, 200]);
  });

  it.each([GRACE, 'user-1'])('die with remove_interviewee of %s', async (identifier) => {
    const { id, statuses } = await topicWithLinks();
    await ada.post(`${TOPICS}${id}/remove_interviewee/`, { identifier });
    expect(await statuses()).toEqual({
      ...{ 'ada@example.com': 200, [GRACE]: 200, 'user-1': 200, 'user-2': 200 },
      [identifier]: 404,
    });
  });

  it('die with remove_interviewee also when the person is not listed any more', async () => {
    const { id, urls, statuses } = await topicWithLinks();
    // As an older version may have left it: off the list, and the link still open.
    await parley.database.query(
      `UPDATE user_interview_topic SET interviewee_distinct_ids = '{user-2}' WHERE id = $1`,
      [id],
    );
    expect(await statusOfLink(parley.baseUrl, urls.get('user-1') ?? '')).toBe(200);
    const { status } = await ada.post(`${TOPICS}${id}/remove_interviewee/`, { identifier: 'user-1' });
    expect(status).toBe(200);
    expect(await statuses()).toMatchObject({ 'user-1': 404, 'user-2': 200 });
  });

  it('stay dead when the person comes back, who gets a new one', async () => {
    const { id, urls } = await topicWithLinks();
    await ada.post(`${TOPICS}${id}/remove_interviewee/`, { identifier: 'user-1' });
    await ada.patch(TOPICS + id, { interviewee_emails: [GRACE] });
    await ada.post(`${TOPICS}${id}/add_interviewee/`, { identifier: 'user-1' });
    await ada.post(`${TOPICS}${id}/add_interviewee/`, { identifier: 'ada@example.com' });
    const after = await urlsOf(id);
    for (const person of ['user-1', 'ada@example.com']) {
      const [before = '', now = ''] = [urls.get(person), after.get(person)];
      expect(now).not.toBe(before);
      expect(await statusOfLink(parley.baseUrl, before)).toBe(404);
      expect(await statusOfLink(parley.baseUrl, now)).toBe(200);
    }
    expect(after.get(GRACE)).toBe(urls.get(GRACE));
  });

  it('of the same person on another topic live', async () => {
    const [one, other] = [await topicWithLinks(), await topicWithLinks()];
    await ada.post(`${TOPICS}${one.id}/remove_interviewee/`, { identifier: 'user-1' });
    await ada.patch(TOPICS + one.id, { interviewee_emails: ['new@example.com'] });
    await ada.delete(TOPICS + one.id);
    expect(Object.values(await other.statuses())).toEqual([200, 200, 200, 200]);
  });

  it('die with the topic', async () => {
    const { id, statuses } = await topicWithLinks();
    await ada.delete(TOPICS + id);
    expect(Object.values(await statuses())).toEqual([404, 404, 404, 404]);
  });

  it('never outlive a removal that races with generate_links', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await ada.createTopic(TARGETS);
      const [made] = await Promise.all([
        linksOf(ada, id),
        ada.post(`${TOPICS}${id}/remove_interviewee/`, { identifier: 'user-1' }),
      ]);
      const link = made.find((row) => row.interviewee_identifier === 'user-1');
      if (link) expect(await statusOfLink(parley.baseUrl, link.interview_url)).toBe(404);
      const open = await parley.database.query(
        `SELECT FROM sharing_configuration WHERE topic_id = $1 AND identifier = 'user-1' AND enabled`,
        [id],
      );
      expect(open).toHaveLength(0);
    }
  });
});
