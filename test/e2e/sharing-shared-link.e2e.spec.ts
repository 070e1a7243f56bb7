import { linksOf, statusOfLink } from '../support/builders/invites';
import { useClient, useTestApp } from '../support/app/test-app';

describe('shared_link', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const path = (id: string) => `/user_interview_topics/${id}/shared_link/`;
  const sharedLinkOf = async (id: string) => {
    const { status, body } = await ada.post<{ interview_url: string }>(path(id), {});
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['interview_url']);
    return body.interview_url;
  };

  it('is one link per topic, the same on every call and for every caller', async () => {
    const { id } = await ada.createTopic();
    const other = await ada.createTopic();
    const urls = await Promise.all(Array.from({ length: 10 }, () => sharedLinkOf(id)));
    expect(new Set(urls).size).toBe(1);
    expect(urls[0]).toMatch(/^https:\/\/parley\.example\.com\/interview\/[\w-]{30}$/);
    expect(await sharedLinkOf(other.id)).not.toBe(urls[0]);
    expect(await statusOfLink(parley.baseUrl, urls[0] ?? '')).toBe(200);
  });

  it('is nobody in particular: it is in no list of links, and removing people leaves it alone', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-1'] });
    const url = await sharedLinkOf(id);
    expect((await linksOf(ada, id)).map((link) => link.interview_url)).not.toContain(url);
    await ada.post(`/user_interview_topics/${id}/remove_interviewee/`, { identifier: 'user-1' });
    expect(await statusOfLink(parley.baseUrl, url)).toBe(200);
  });

  it('needs nobody to be targeted', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: [], interviewee_distinct_ids: ['user-1'] });
    await ada.post(`/user_interview_topics/${id}/remove_interviewee/`, { identifier: 'user-1' });
    expect(await statusOfLink(parley.baseUrl, await sharedLinkOf(id))).toBe(200);
  });

  it('ends for good: the next one is new', async () => {
    const { id } = await ada.createTopic();
    const first = await sharedLinkOf(id);
    expect((await ada.delete(path(id))).status).toBe(204);
    expect((await ada.delete(path(id))).status).toBe(204);
    expect(await statusOfLink(parley.baseUrl, first)).toBe(404);
    const second = await sharedLinkOf(id);
    expect(second).not.toBe(first);
    expect(await statusOfLink(parley.baseUrl, first)).toBe(404);
    expect(await statusOfLink(parley.baseUrl, second)).toBe(200);
  });

  it('of a topic that is not there is not found', async () => {
    const nowhere = path('01890000-0000-7000-8000-000000000000');
    expect((await ada.post(nowhere, {})).status).toBe(404);
    expect((await ada.delete(nowhere)).status).toBe(404);
  });
});
