import { randomBytes } from 'node:crypto';
import type { IntervieweeDto } from '../../src/interviewees/interviewee.dto';
import type { Page } from '../../src/pagination/page.dto';
import type { LinkDto } from '../../src/sharing/link.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { linksOf, statusOfLink } from '../support/builders/invites';
import { linkIdOf } from '../support/builders/link-tokens';
import { type ErrorBody, topicPath } from '../support/clients/api-client';

const urls = (links: LinkDto[]) => links.map((link) => link.interview_url);
const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

const parley = useTestApp();

describe('generate_links', () => {
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
    await parley.database.query(`UPDATE sharing_configuration SET ${change} WHERE id = $1`, [
      linkIdOf(tokenOf(oldUrl)),
    ]);
    const [newUrl = '', still] = urls(await linksOf(ada, id));
    expect(newUrl).not.toBe(oldUrl);
    expect(still).toBe(kept);
    expect(await Promise.all([oldUrl, newUrl].map(statusOfPage))).toEqual([404, 200]);
    expect(urls(await linksOf(ada, id))[0]).toBe(newUrl);
  });

  it('goes on opening a link with the token that it had before tokens were derived', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-1'] });
    const links = await linksOf(ada, id);
    const [url = '', other = ''] = urls(links);
    const identifier = links[0]?.interviewee_identifier;
    const token = randomBytes(22).toString('base64url');
    const oldUrl = url.replace(tokenOf(url), token);
    expect(await statusOfPage(oldUrl)).toBe(404);
    await parley.database.query(`UPDATE sharing_configuration SET token_hash = sha256($2) WHERE id = $1`, [
      linkIdOf(tokenOf(url)),
      Buffer.from(token),
    ]);
    expect(await Promise.all([oldUrl, url, other].map(statusOfPage))).toEqual([200, 200, 200]);
    await ada.post(topicPath(id, 'remove_interviewee/'), { identifier });
    expect(await Promise.all([oldUrl, url, other].map(statusOfPage))).toEqual([404, 404, 200]);
  });

  it('opens no link with what the database holds', async () => {
    const { id } = await ada.createTopic();
    const [url = ''] = urls(await linksOf(ada, id));
    const [dump] = await parley.database.query<{ text: string }>(
      `SELECT (SELECT json_agg(s) FROM sharing_configuration s)::text
         || (SELECT json_agg(i) FROM idempotency_key i)::text AS text`,
    );
    expect(dump?.text ?? '').not.toContain(tokenOf(url));
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
    for (const query of ['', '?limit=0', '?limit=-1', '?limit=many']) {
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

const HEADER = 'interviewee_identifier,interviewee_email,user_name,interview_url';

describe('links_csv', () => {
  const ada = useClient(parley);

  const csvOf = (id: string) => ada.post(`/user_interview_topics/${id}/links_csv/`);
  /** The file without header and links, which differ each time. */
  const cellsOf = async (id: string) =>
    (await csvOf(id)).text
      .replace(/https:\/\/parley\.example\.com\/interview\/[\w-]{30}/g, 'LINK')
      .slice(`${HEADER}\r\n`.length);

  it('is an attachment with a header, one CRLF line per person, and the links of generate_links', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Grace Hopper <grace@example.com>', 'ada.lovelace@example.com'],
      interviewee_distinct_ids: ['user-42'],
    });
    const answer = await csvOf(id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="how-teams-plan-their-week-links.csv"',
    );
    const [grace, lovelace, user] = (await linksOf(ada, id)).map((link) => link.interview_url);
    expect(answer.text).toBe(
      [
        HEADER,
        `Grace Hopper <grace@example.com>,grace@example.com,Grace Hopper,${grace}`,
        `ada.lovelace@example.com,ada.lovelace@example.com,Ada Lovelace,${lovelace}`,
        `user-42,,user-42,${user}`,
        '',
      ].join('\r\n'),
    );
  });

  it('quotes commas, quotes and line breaks as RFC 4180 says', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['"Hopper, Grace" <grace@example.com>'],
      interviewee_distinct_ids: ['a,b', 'say "hi"', 'two\nlines', 'two\r\nlines', 'plain; text'],
    });
    expect(await cellsOf(id)).toBe(
      [
        '"""Hopper, Grace"" <grace@example.com>",grace@example.com,"Hopper, Grace",LINK',
        '"a,b",,"a,b",LINK',
        '"say ""hi""",,"say ""hi""",LINK',
        '"two\nlines",,"two\nlines",LINK',
        '"two\r\nlines",,"two\r\nlines",LINK',
        'plain; text,,plain; text,LINK',
        '',
      ].join('\r\n'),
    );
  });

  it("puts ' before every cell that a spreadsheet would run as a formula", async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['+tag@example.com'] });
    // Tab and carriage return do not get past the API at the start of a text.
    await parley.database.query(
      'UPDATE user_interview_topic SET interviewee_distinct_ids = $2 WHERE id = $1',
      [id, ['=1+1', '+1', '-1', '@sum', '\tx', '\rx', 'a=b', "'x"]],
    );
    expect(await cellsOf(id)).toBe(
      [
        "'+tag@example.com,'+tag@example.com,'+Tag,LINK",
        "'=1+1,,'=1+1,LINK",
        "'+1,,'+1,LINK",
        "'-1,,'-1,LINK",
        "'@sum,,'@sum,LINK",
        "'\tx,,'\tx,LINK",
        `"'\rx",,"'\rx",LINK`,
        'a=b,,a=b,LINK',
        "'x,,'x,LINK",
        '',
      ].join('\r\n'),
    );
  });

  it('is UTF-8', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['Zoë Łukasz 李 😀 <zoe@example.com>'] });
    expect(await cellsOf(id)).toBe(
      'Zoë Łukasz 李 😀 <zoe@example.com>,zoe@example.com,Zoë Łukasz 李 😀,LINK\r\n',
    );
  });

  it.each([
    ['How we plan & why?', 'how-we-plan-and-why-links.csv'],
    ['Über Cafés', 'ueber-cafes-links.csv'],
    ['日本語の調査', 'user-interview-links.csv'],
    ['!!!', 'user-interview-links.csv'],
    ['a"b; filename=evil.exe\r\nX-Evil: 1', 'a-b-filename-evil-exe-x-evil-1-links.csv'],
    ['../../etc/passwd', 'etc-passwd-links.csv'],
  ])('names the file after the topic %j', async (title, fileName) => {
    const { id } = await ada.createTopic({ topic: title });
    expect((await csvOf(id)).headers.get('content-disposition')).toBe(`attachment; filename="${fileName}"`);
  });

  it('keeps the file name short however long the topic is', async () => {
    const { id } = await ada.createTopic({ topic: 'plan '.repeat(400) });
    const disposition = (await csvOf(id)).headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="plan(-plan)+-links\.csv"$/);
    expect(disposition.length).toBeLessThan(150);
  });

  it('answers errors as JSON, whatever the client accepts', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await ada.post(`/user_interview_topics/${id}/remove_interviewee/`, { identifier: 'a@example.com' });
    const nobody = await ada.post<ErrorBody>(`/user_interview_topics/${id}/links_csv/`, undefined, {
      accept: 'text/csv',
    });
    expect(nobody.status).toBe(400);
    expect(nobody.headers.get('content-type')).toContain('application/json');
    expect(nobody.headers.get('content-disposition')).toBeNull();
    expect(nobody.body).toMatchObject({ type: 'validation_error', code: 'invalid_input', attr: null });
    const unknown = await csvOf('01890000-0000-7000-8000-000000000000');
    expect(unknown.status).toBe(404);
    expect(unknown.body).toMatchObject({ type: 'invalid_request', code: 'not_found' });
  });
});

describe('shared_link', () => {
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

  it('a shared link is in no list of links, and removing people leaves it alone', async () => {
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

  it('a deleted shared link never works again; the next one is new', async () => {
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

  it('a shared link of an unknown topic answers 404', async () => {
    const nowhere = path('01890000-0000-7000-8000-000000000000');
    expect((await ada.post(nowhere, {})).status).toBe(404);
    expect((await ada.delete(nowhere)).status).toBe(404);
  });
});
