import type { IntervieweeDto } from '../../src/interviewees/interviewee.dto';
import type { InviteResultDto } from '../../src/invites/sending/invite.dto';
import type { TopicDto } from '../../src/topics/topic.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { linksOf } from '../support/builders/invites';
import {
  byId,
  call,
  newSubject,
  type Operation,
  OPERATIONS,
  pathOf,
  type Subject,
} from '../support/builders/operations';
import { expectError } from '../support/clients/expect-error';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Operations that answer with a file. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  user_interview_topics_links_csv_create: 'text/csv',
  user_interview_topics_responses_csv_retrieve: 'text/csv',
  user_interview_topics_responses_jsonl_retrieve: 'application/x-ndjson',
  user_interview_topics_responses_markdown_retrieve: 'application/zip',
};

/** A row that has an id and a time. */
interface Row {
  id: string;
  created_at: string;
}

const parley = useTestApp();

describe('conventions', () => {
  const ada = useClient(parley);

  describe('paths', () => {
    it.each(byId(OPERATIONS))(
      '%s answers below both prefixes, with and without slash',
      async (_id, operation) => {
        for (const prefix of [ada.project, `/api/environments/${ada.projectId}`]) {
          for (const slash of ['', '/']) {
            const subject = await newSubject(ada);
            const path = `${prefix}${pathOf(operation, subject)}${slash}`;
            const { status } = await ada.request(operation.method, path, operation.body);
            expect({ path, status }).toEqual({ path, status: operation.status });
          }
        }
      },
    );

    it.each(byId(OPERATIONS))(
      '%s answers with the media type of its row in the table',
      async (id, operation) => {
        const { headers, text } = await call(ada, operation, await newSubject(ada));
        const type = headers.get('content-type');
        if (operation.status === 204) expect([type, text]).toEqual([null, '']);
        else expect(type?.split(';')[0]).toBe(FILE_TYPES[id] ?? 'application/json');
      },
    );
  });

  describe('bodies that are not needed', () => {
    const bodiless: Operation[] = OPERATIONS.filter(
      ({ method, body }) => method === 'POST' && body === undefined,
    );

    it.each(byId(bodiless))('%s may have an empty body of any kind', async (_id, operation) => {
      const subject: Subject = await newSubject(ada);
      for (const [body, type] of [
        ['', 'application/json'],
        ['', 'application/json; charset=utf-8'],
        ['  \n', 'application/json'],
        ['{}', 'application/json'],
        ['', 'application/x-www-form-urlencoded'],
      ] as const) {
        const path = ada.project + pathOf(operation, subject);
        const { status } = await ada.request('POST', path, body, { 'content-type': type });
        expect({ body, type, status }).toEqual({ body, type, status: 200 });
      }
    });

    it('a GET or DELETE may carry a content type without a body', async () => {
      const { topic } = await newSubject(ada);
      const path = `${ada.project}/user_interview_topics/${topic}/`;
      const type = { 'content-type': 'application/json' };
      expect((await ada.request('GET', path, undefined, type)).status).toBe(200);
      expect((await ada.request('DELETE', path, undefined, type)).status).toBe(204);
    });
  });

  describe('ids and times', () => {
    async function topics(count: number): Promise<Row[]> {
      const made: Row[] = [];
      for (let n = 0; n < count; n++) made.push((await ada.createTopic()) as unknown as Row);
      return made;
    }

    it('ids are UUIDs of version 7, in the order of making', async () => {
      const ids = (await topics(30)).map(({ id }) => id);
      expect(ids.filter((id) => !UUID_V7.test(id))).toEqual([]);
      expect([...ids].sort()).toEqual(ids);
    });

    it('ids hold the time of making', async () => {
      const before = Date.now();
      const rows = await topics(3);
      for (const { id, created_at } of rows) {
        const milliseconds = parseInt(id.replace('-', '').slice(0, 12), 16);
        expect(Math.abs(milliseconds - Date.parse(created_at))).toBeLessThan(10_000);
        expect(milliseconds).toBeGreaterThan(before - 10_000);
      }
    });

    it('users and contexts have such ids too', async () => {
      const { topic } = await newSubject(ada);
      const path = `/user_interview_topics/${topic}/interviewees/`;
      const items = Array.from({ length: 50 }, (_, n) => ({
        interviewee_identifier: `u${n}`,
        agent_context: 'x',
      }));
      await ada.post(`${path}bulk/`, { items });
      const { body } = await ada.get<{ results: (Row & { created_by: { uuid: string } })[] }>(path);
      expect(body.results).toHaveLength(51);
      expect(body.results.filter(({ id }) => !UUID_V7.test(id))).toEqual([]);
      expect(new Set(body.results.map(({ id }) => id)).size).toBe(51);
      expect(body.results[0]?.created_by.uuid).toMatch(UUID_V7);
    });

    it('times are ISO 8601 in UTC with Z, wherever they stand', async () => {
      const { topic, interviewee } = await newSubject(ada);
      const path = `/user_interview_topics/${topic}`;
      const answers = [
        await ada.get('/user_interview_topics/?limit=3'),
        await ada.get(path),
        await ada.patch(path, { topic: 'x' }),
        await ada.post(`${path}/add_interviewee/`, { identifier: 'u' }),
        await ada.get(`${path}/interviewees/`),
        await ada.get(`${path}/interviewees/${interviewee}`),
      ];
      for (const { text } of answers) {
        const times = [...text.matchAll(/"\w+_at":"([^"]*)"/g)].map(([, time]) => time ?? '');
        expect(times.length).toBeGreaterThan(0);
        for (const time of times) {
          expect(time).toMatch(UTC);
          expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(600_000);
        }
      }
    });
  });

  describe('pages of links and invites', () => {
    it.each(['generate_links', 'send_invites'])(
      '%s gives every row without limit, and pages with one',
      async (action) => {
        const emails = Array.from({ length: 120 }, (_, n) => `p${n}@example.com`);
        const { id } = await ada.createTopic({ interviewee_emails: emails });
        const path = `/user_interview_topics/${id}/${action}/`;
        const whole = await ada.post<{ results: { interviewee_identifier: string }[] }>(path);
        expect(whole.body).toMatchObject({ count: 120, next: null, previous: null });
        expect(whole.body.results.map((row) => row.interviewee_identifier)).toEqual(emails);
        const part = await ada.post<typeof whole.body>(`${path}?limit=50&offset=50`);
        expect(part.body).toMatchObject({
          count: 120,
          next: `${ada.baseUrl}${ada.project}${path}?limit=50&offset=100`,
          previous: `${ada.baseUrl}${ada.project}${path}?limit=50`,
        });
        expect(part.body.results.map((row) => row.interviewee_identifier)).toEqual(emails.slice(50, 100));
        expect(await linksOf(ada, id)).toHaveLength(120);
      },
    );
  });
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const TOPICS = '/user_interview_topics/';
type Person = Pick<IntervieweeDto, 'interviewee_identifier'>;

describe('form bodies', () => {
  const ada = useClient(parley);

  const send = <T>(method: string, path: string, form: string, headers = FORM) =>
    ada.request<T>(method, ada.project + path, form, headers);
  const create = (form: string) => send<TopicDto>('POST', TOPICS, form);

  it('a form creates a topic; repeated keys make a list', async () => {
    const { status, body } = await create(
      'topic=How+teams+plan%3F&interviewee_emails=a%40b.co&interviewee_emails=Grace+%3Cg%40b.co%3E' +
        '&interviewee_distinct_ids=u%261&questions=Why%3F&questions=How%3F&questions=Why%3F&color=red&id=x',
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({
      topic: 'How teams plan?',
      interviewee_emails: ['a@b.co', 'Grace <g@b.co>'],
      interviewee_distinct_ids: ['u&1'],
      questions: ['Why?', 'How?', 'Why?'],
    });
  });

  it('a form keeps 300 repeated keys in order', async () => {
    const people = Array.from({ length: 300 }, (_, n) => `person-${n}`);
    const form = people.map((person) => `interviewee_distinct_ids=${person}`).join('&');
    expect((await create(`topic=x&${form}`)).body.interviewee_distinct_ids).toEqual(people);
  });

  it('a form with one value gives a list of one', async () => {
    const { body } = await create('topic=x&interviewee_emails=a%40b.co');
    expect(body.interviewee_emails).toEqual(['a@b.co']);
  });

  it('a form may hold Unicode and name its charset', async () => {
    const form = new URLSearchParams({ topic: 'Zoë 😀 & co=1', interviewee_distinct_ids: 'ü' });
    const type = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
    const { status, body } = await send<TopicDto>('POST', TOPICS, form.toString(), type);
    expect(status).toBe(201);
    expect(body).toMatchObject({ topic: 'Zoë 😀 & co=1', interviewee_distinct_ids: ['ü'] });
  });

  it('a PATCH with the form example of the API page changes nothing', async () => {
    const { id } = await ada.createTopic();
    const { body: topic } = await ada.get(TOPICS + id);
    const patched = await send('PATCH', `${TOPICS}${id}/`, 'created_by=undefined');
    expect([patched.status, patched.body]).toEqual([200, topic]);

    const item = { interviewee_identifier: 'u', agent_context: 'x' };
    const { body: made } = await ada.post<IntervieweeDto>(`${TOPICS}${id}/interviewees/`, item);
    const { body: row } = await ada.get<IntervieweeDto>(`${TOPICS}${id}/interviewees/${made.id}/`);
    const same = await send('PATCH', `${TOPICS}${id}/interviewees/${row.id}/`, 'created_by=undefined');
    expect([same.status, same.body]).toEqual([200, row]);
  });

  it('a form patches a topic, blank values included', async () => {
    const { id } = await ada.createTopic({ agent_context: 'x', questions: ['Why?'] });
    const { status, body } = await send<TopicDto>('PATCH', TOPICS + id, 'agent_context=&questions=+New%3F+');
    expect(status).toBe(200);
    expect(body).toMatchObject({ agent_context: '', questions: ['New?'] });
  });

  it('a form adds and removes an interviewee', async () => {
    const { id } = await ada.createTopic();
    const identifier = new URLSearchParams({ identifier: 'Ada + co <ada@b.co>' }).toString();
    const added = await send<TopicDto>('POST', `${TOPICS}${id}/add_interviewee/`, identifier);
    expect(added.body.interviewee_emails.at(-1)).toBe('Ada + co <ada@b.co>');
    const removed = await send<TopicDto>('POST', `${TOPICS}${id}/remove_interviewee/`, identifier);
    expect(removed.body.interviewee_emails).toHaveLength(1);
  });

  it('a form previews an invite', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-1'] });
    const path = `${TOPICS}${id}/preview_invite/`;
    const { status, body } = await send<Person>('POST', path, 'interviewee_identifier=user-1');
    expect({ status, who: body.interviewee_identifier }).toEqual({ status: 200, who: 'user-1' });
  });

  it.each(['false', 'False', 'FALSE'])('a form may write %s for a boolean', async (text) => {
    const { id } = await ada.createTopic({ interviewee_emails: [`${text}@refused.example.com`] });
    parley.sink.refuse = (address) => (address.endsWith('@refused.example.com') ? 550 : null);
    const path = `${TOPICS}${id}/send_invites/`;
    const { status, body } = await send<{ results: InviteResultDto[] }>('POST', path, `send_async=${text}`);
    // Only a synchronous send can know that the mail was refused.
    expect(status).toBe(200);
    expect(body.results[0]?.reason).toMatch(/^error:/);
  });

  it.each(['true', 'True', 'TRUE'])('a form may write %s for a boolean', async (text) => {
    const { id } = await ada.createTopic({ interviewee_emails: [`async-${text}@refused.example.com`] });
    const path = `${TOPICS}${id}/send_invites/`;
    const { status, body } = await send<{ results: InviteResultDto[] }>('POST', path, `send_async=${text}`);
    expect({ status, sent: body.results[0]?.sent }).toEqual({ status: 200, sent: true });
  });

  it('a form value that is no boolean answers 400', async () => {
    const { id } = await ada.createTopic();
    const answer = await send('POST', `${TOPICS}${id}/send_invites/`, 'send_async=perhaps');
    expectError(answer, 400, { code: 'invalid_input', attr: 'send_async' });
  });

  it('a form adds contexts, one or many', async () => {
    const { id } = await ada.createTopic();
    const people = `${TOPICS}${id}/interviewees/`;
    const one = await send('POST', people, 'interviewee_identifier=user-1&agent_context=Plans+on+paper.');
    expect(one.status).toBe(201);
    expect(one.body).toMatchObject({ interviewee_identifier: 'user-1', agent_context: 'Plans on paper.' });
    const many = await send(
      'POST',
      `${people}bulk/`,
      'items[0][interviewee_identifier]=user-2&items[0][agent_context]=x' +
        '&items[1][interviewee_identifier]=user-1&items[1][agent_context]=y&on_conflict=update',
    );
    expect(many.body).toMatchObject({ inserted_count: 1, updated_count: 1, skipped_count: 0 });
  });

  it.each([
    ['topic=&interviewee_emails=a%40b.co', { code: 'blank', attr: 'topic' }],
    ['interviewee_emails=a%40b.co', { code: 'required', attr: 'topic' }],
    ['topic=x&interviewee_emails=a%40b.co&interviewee_emails=no', { attr: 'interviewee_emails__1' }],
    ['topic=x&interviewee_emails=', { attr: 'interviewee_emails__0' }],
    ['topic=a%00b&interviewee_emails=a%40b.co', { attr: 'topic' }],
    ['', { code: 'required', attr: 'topic' }],
    ['&&&===&', { code: 'required', attr: 'topic' }],
    [`topic=x&invite_subject=${'%F0%9F%98%80'.repeat(256)}`, { code: 'max_length', attr: 'invite_subject' }],
  ])('a form is held to the rules of JSON bodies: %.60s', async (form, error) => {
    expectError(await create(form), 400, error);
  });

  it.each([
    'topic=%zz',
    'topic=%ff%fe',
    'topic=%',
    '%=%',
    'topic[[[=x',
    'topic]=x',
    'topic[a][b][c][d][e][f]=x',
  ])('a malformed form never answers 5xx: %s', async (form) => {
    const answer = await create(`${form}&interviewee_distinct_ids=u`);
    if (answer.status !== 201) expectError(answer, 400);
  });
});

describe('security headers', () => {
  const ada = useClient(parley);
  let interviewPage: string;
  let topic: string;

  beforeAll(async () => {
    const { id } = await ada.createTopic();
    const [link] = await linksOf(ada, id);
    interviewPage = new URL(link?.interview_url ?? '').pathname;
    topic = `${ada.project}/user_interview_topics/${id}`;
  });

  const NEVER_STORED: Record<string, string> = {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };

  interface Case {
    what: string;
    status: number;
    method: string;
    path: () => string;
    body?: unknown;
  }

  it.each<Case>([
    { what: 'a list', status: 200, method: 'GET', path: () => `${ada.project}/user_interview_topics/` },
    { what: 'a topic', status: 200, method: 'GET', path: () => topic },
    { what: 'links', status: 200, method: 'POST', path: () => `${topic}/generate_links` },
    { what: 'a CSV file', status: 200, method: 'POST', path: () => `${topic}/links_csv` },
    { what: 'a validation error', status: 400, method: 'PATCH', path: () => topic, body: { topic: '' } },
    { what: 'malformed JSON', status: 400, method: 'PATCH', path: () => topic, body: '{' },
    { what: 'an unknown id', status: 404, method: 'GET', path: () => `${topic}x` },
    { what: 'an unknown path', status: 404, method: 'GET', path: () => '/nope' },
    { what: 'a wrong method', status: 405, method: 'PUT', path: () => topic },
    { what: 'a badly encoded path', status: 400, method: 'GET', path: () => '/api/projects/%zz' },
    { what: 'an open interview', status: 200, method: 'GET', path: () => interviewPage },
    { what: 'a closed interview', status: 404, method: 'GET', path: () => '/interview/unknown' },
    { what: 'the preview page', status: 200, method: 'GET', path: () => '/interview/preview' },
  ])('security headers are on $what ($status)', async ({ status, method, path, body }) => {
    const type = { 'content-type': 'application/json' };
    const answer = await ada.request(method, path(), body, body === undefined ? {} : type);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(NEVER_STORED);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)|\*/);
  });

  it('security headers are on a 401', async () => {
    const { status, headers } = await fetch(`${parley.baseUrl}${topic}`);
    expect(status).toBe(401);
    expect(Object.fromEntries(headers)).toMatchObject(NEVER_STORED);
  });

  it('security headers are on Swagger UI, which may run its own scripts only', async () => {
    const { status, headers } = await fetch(`${parley.baseUrl}/docs`);
    expect(status).toBe(200);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    const scripts = /script-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1];
    expect(scripts).toBe("'self'");
  });

  it('interview pages stay out of search engines', async () => {
    const { headers } = await fetch(parley.baseUrl + interviewPage);
    expect(headers.get('x-robots-tag')).toContain('noindex');
  });

  it('no answer names the software or allows other origins', async () => {
    for (const path of [topic, interviewPage, '/nope', '/docs']) {
      const headers = { origin: 'https://evil.example.com' };
      const answer = await ada.request('GET', path, undefined, headers);
      const names = [...answer.headers.keys()];
      expect(names).not.toContain('x-powered-by');
      expect(names).not.toContain('server');
      expect(names).not.toContain('set-cookie');
      expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('an answer names its request, by the id that the client gave or by a new one', async () => {
    const path = '/nope';
    const given = await ada.request('GET', path, undefined, { 'x-request-id': 'my-request.1' });
    expect(given.headers.get('x-request-id')).toBe('my-request.1');
    for (const bad of ['x'.repeat(65), 'a b', '<script>', 'a"b']) {
      const answer = await ada.request('GET', path, undefined, { 'x-request-id': bad });
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    }
  });
});

describe('the root path and the favicons', () => {
  it('GET / redirects to the console', async () => {
    const answer = await fetch(parley.baseUrl, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/console']);
    const page = await fetch(parley.baseUrl);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('/console/assets/')]);
  });

  it.each([
    ['/favicon.ico', /^image\/(x-icon|vnd\.microsoft\.icon)/, [0, 0, 1, 0]],
    ['/favicon.svg', /^image\/svg\+xml/, [...Buffer.from('<svg')]],
  ])('%s is a picture', async (path, type, start) => {
    const answer = await fetch(parley.baseUrl + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(type);
    expect(answer.headers.get('cache-control')).toMatch(/max-age=[1-9]/);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 4)]).toEqual(start);
  });
});
