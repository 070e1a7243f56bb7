import type { Page } from '../../src/pagination/page.dto';
import { topicPath } from '../support/clients/api-client';
import type { IntervieweeDto } from '../../src/interviewees/interviewee.dto';
import type { LinkDto } from '../../src/sharing/link.dto';
import type { ErrorBody } from '../support/clients/api-client';
import { linksOf } from '../support/builders/invites';
import { useClient, useTestApp } from '../support/app/test-app';

const urls = (links: LinkDto[]) => links.map((link) => link.interview_url);
const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

describe('generate_links', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const statusOfPage = async (url: string) =>
    (await fetch(parley.baseUrl + new URL(url).pathname, { method: 'GET' })).status;

  it('lists e-mails first, then ids, in list order, each once', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['zoe@example.com', 'Ada <ada@example.com>', 'ada@example.com', 'zoe@example.com'],
      interviewee_distinct_ids: ['user-9', 'user-1', 'ada@example.com', 'user-9'],
    });
    const links = await linksOf(ada, id);
    expect(links.map((link) => link.interviewee_identifier)).toEqual([
      'zoe@example.com',
      'Ada <ada@example.com>',
      'ada@example.com',
      'user-9',
      'user-1',
    ]);
    expect(new Set(urls(links)).size).toBe(5);
  });

  it('answers with the same URLs on every call, and they open the interview', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-1'] });
    const first = await linksOf(ada, id);
    expect(await linksOf(ada, id)).toEqual(first);
    expect(await Promise.all(urls(first).map(statusOfPage))).toEqual([200, 200]);
  });

  it('keeps the links of those who were there when somebody joins', async () => {
    const { id } = await ada.createTopic();
    const before = urls(await linksOf(ada, id));
    await ada.post(topicPath(id, 'add_interviewee/'), { identifier: 'new@example.com' });
    const after = urls(await linksOf(ada, id));
    expect(after).toHaveLength(2);
    expect(after[0]).toBe(before[0]);
  });

  it('leaves one active link per person, whatever runs in parallel', async () => {
    const people = Array.from({ length: 30 }, (_, n) => `p${n}@example.com`);
    const { id } = await ada.createTopic({ interviewee_emails: people });
    const answers = await Promise.all(Array.from({ length: 20 }, () => linksOf(ada, id)));
    expect(new Set(answers.map((links) => JSON.stringify(links))).size).toBe(1);
    const shares = await parley.database.query(
      'SELECT identifier FROM sharing_configuration WHERE topic_id = $1',
      [id],
    );
    const contexts = await parley.database.query('SELECT FROM interviewee_context WHERE topic_id = $1', [id]);
    expect([shares.length, contexts.length]).toEqual([people.length, people.length]);
  });

  it('makes a blank context row where there is none, and never overwrites one', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await ada.post(topicPath(id, 'interviewees/'), {
      interviewee_identifier: 'b@example.com',
      agent_context: 'Leads a team.',
    });
    await linksOf(ada, id);
    await linksOf(ada, id);
    const { body } = await ada.get<Page<IntervieweeDto>>(topicPath(id, 'interviewees/'));
    expect(body.results.map((row) => [row.interviewee_identifier, row.agent_context]).sort()).toEqual([
      ['a@example.com', ''],
      ['b@example.com', 'Leads a team.'],
    ]);
  });

  it.each([
    ['both, trimmed, with an empty line between', ' \nfor all\n\n', '\tfor one ', 'for all\n\nfor one'],
    ["the topic's alone", 'for all', '', 'for all'],
    ["the person's alone", ' ', 'for one', 'for one'],
    ['neither', '', '', ''],
  ])('joins the contexts: %s', async (_what, ofTopic, ofPerson, joined) => {
    const { id } = await ada.createTopic();
    await linksOf(ada, id);
    // Through the API both would be trimmed already.
    await parley.database.query('UPDATE user_interview_topic SET agent_context = $2 WHERE id = $1', [
      id,
      ofTopic,
    ]);
    await parley.database.query('UPDATE interviewee_context SET agent_context = $2 WHERE topic_id = $1', [
      id,
      ofPerson,
    ]);
    expect((await linksOf(ada, id))[0]?.agent_context).toBe(joined);
  });

  it('greets by display name, else by the local part made readable, else by the identifier', async () => {
    const names: Record<string, string> = {
      'Grace Hopper <grace@example.com>': 'Grace Hopper',
      '"Hopper, Grace" <g.h@example.com>': 'Hopper, Grace',
      'mary.ann_smith@example.com': 'Mary Ann Smith',
      'JEAN@EXAMPLE.COM': 'Jean',
      'user-42': 'user-42',
      'Not_an.address': 'Not_an.address',
    };
    const identifiers = Object.keys(names);
    const { id } = await ada.createTopic({
      interviewee_emails: identifiers.slice(0, 4),
      interviewee_distinct_ids: identifiers.slice(4),
    });
    const links = await linksOf(ada, id);
    expect(Object.fromEntries(links.map((link) => [link.interviewee_identifier, link.user_name]))).toEqual(
      names,
    );
  });

  it('makes each token from 22 random bytes, written as base64url', async () => {
    const people = Array.from({ length: 200 }, (_, n) => `user-${n}`);
    const { id } = await ada.createTopic({ interviewee_distinct_ids: people });
    const links = await linksOf(ada, id);
    const tokens = links.map((link) => tokenOf(link.interview_url));
    expect(links[0]?.interview_url).toBe(`https://parley.example.com/interview/${tokens[0]}`);
    const bytes = tokens.map((token) => Buffer.from(token, 'base64url'));
    expect(new Set(bytes.map((buffer) => buffer.length))).toEqual(new Set([22]));
    expect(bytes.map((buffer) => buffer.toString('base64url'))).toEqual(tokens);
    expect(new Set(tokens).size).toBe(201);
    // No bit is fixed: each one is set in some tokens and clear in others.
    const stuck = Array.from({ length: 176 }, (_, bit) => bit).filter((bit) => {
      const ones = bytes.filter((buffer) => ((buffer[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
      return ones === 0 || ones === bytes.length;
    });
    expect(stuck).toEqual([]);
  });

  it.each([
    ['expired', `expires_at = now() - interval '1 second'`],
    ['disabled', 'enabled = false'],
  ])('replaces a link that is %s; the old one stays dead', async (_what, change) => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-1'] });
    const [oldUrl = '', kept] = urls(await linksOf(ada, id));
    await parley.database.query(`UPDATE sharing_configuration SET ${change} WHERE access_token = $1`, [
      tokenOf(oldUrl),
    ]);
    const [newUrl = '', still] = urls(await linksOf(ada, id));
    expect(newUrl).not.toBe(oldUrl);
    expect(still).toBe(kept);
    expect(await Promise.all([oldUrl, newUrl].map(statusOfPage))).toEqual([404, 200]);
    expect(urls(await linksOf(ada, id))[0]).toBe(newUrl);
  });

  it('keeps a link that expires later', async () => {
    const { id } = await ada.createTopic();
    const before = await linksOf(ada, id);
    await parley.database.query(
      `UPDATE sharing_configuration SET expires_at = now() + interval '1 hour' WHERE topic_id = $1`,
      [id],
    );
    expect(await linksOf(ada, id)).toEqual(before);
  });

  it('gives somebody who was removed and added again a new link', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    const [oldUrl = ''] = urls(await linksOf(ada, id));
    await ada.post(topicPath(id, 'remove_interviewee/'), { identifier: 'a@example.com' });
    expect(await statusOfPage(oldUrl)).toBe(404);
    await ada.post(topicPath(id, 'add_interviewee/'), { identifier: 'a@example.com' });
    const [, newUrl = ''] = urls(await linksOf(ada, id));
    expect(newUrl).not.toBe(oldUrl);
    expect(await Promise.all([oldUrl, newUrl].map(statusOfPage))).toEqual([404, 200]);
  });

  it('puts everybody on one page unless a usable limit is given', async () => {
    const people = Array.from({ length: 150 }, (_, n) => `user-${n}`);
    const { id } = await ada.createTopic({ interviewee_emails: [], interviewee_distinct_ids: people });
    for (const query of ['', '?limit=0', '?limit=1001', '?limit=many']) {
      const { body } = await ada.post<Page<LinkDto>>(topicPath(id, `generate_links/${query}`));
      expect(body).toMatchObject({ count: 150, next: null, previous: null });
      expect(body.results.map((link) => link.interviewee_identifier)).toEqual(people);
    }
  });

  it('pages with limit and offset, and leads from page to page', async () => {
    const people = ['a', 'b', 'c', 'd', 'e'].map((name) => `user-${name}`);
    const { id } = await ada.createTopic({ interviewee_emails: [], interviewee_distinct_ids: people });
    const path = ada.project + topicPath(id, 'generate_links/');
    const seen: string[] = [];
    const previous: (string | null)[] = [];
    for (let url: string | null = `${path}?limit=2&tag=x`; url !== null;) {
      const { body }: { body: Page<LinkDto> } = await ada.request<Page<LinkDto>>('POST', url);
      expect(body.count).toBe(5);
      seen.push(...body.results.map((link) => link.interviewee_identifier));
      previous.push(body.previous);
      expect(body.next === null || body.next.startsWith(parley.baseUrl)).toBe(true);
      url = body.next === null ? null : body.next.slice(parley.baseUrl.length);
    }
    expect(seen).toEqual(people);
    expect(previous[0]).toBeNull();
    expect([...new URL(previous[2] ?? '').searchParams].sort()).toEqual([
      ['limit', '2'],
      ['offset', '2'],
      ['tag', 'x'],
    ]);
  });

  it('is 400 when the topic targets nobody', async () => {
    const { id } = await ada.createTopic();
    await ada.post(topicPath(id, 'remove_interviewee/'), { identifier: 'Grace Hopper <grace@example.com>' });
    const { status, body } = await ada.post<ErrorBody>(topicPath(id, 'generate_links/'));
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'validation_error', code: 'invalid_input', attr: null });
  });

  it('is 404 for a topic of another project and 403 for a key that only reads', async () => {
    const { id } = await ada.createTopic();
    const stranger = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    expect((await stranger.post(topicPath(id, 'generate_links/'))).status).toBe(404);
    expect((await reader.post<ErrorBody>(topicPath(id, 'generate_links/'))).body).toMatchObject({
      code: 'permission_denied',
      detail: expect.stringContaining('user_interview:write') as string,
    });
  });
});
