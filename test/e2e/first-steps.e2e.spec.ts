import { request } from 'node:http';
import { linksOf } from '../support/builders/invites';
import { useClient, useTestApp } from '../support/app/test-app';
import { insertDeliveries } from '../support/builders/deliveries';

const NOTHING = '01890000-0000-7000-8000-000000000000';
const TOPICS = '/user_interview_topics/';
/** As Chromium asks for a page. */
const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8' };

const parley = useTestApp();
const ada = useClient(parley);

describe('a 404 says what was not found', () => {
  let topic: string;
  beforeAll(async () => {
    topic = (await ada.createTopic()).id;
    await insertDeliveries(parley.database, topic, { count: 1 });
  });

  const ROUTE = 'No such route. All operations are described at /docs and, for programs, at /api/schema.';
  const TOPIC = 'No topic with this id in this project.';

  it.each([
    ['GET', '/nope', ROUTE],
    ['POST', '/nope', ROUTE],
    ['GET', '/api', ROUTE],
    ['GET', '/api/', ROUTE],
    ['GET', '/api/projects/@current/nope', ROUTE],
    ['GET', '/assets/nope.css', 'Nothing is at this address.'],
    ['GET', '/docs/LICENSE', 'Nothing is at this address.'],
  ])('%s %s', async (method, path, detail) => {
    const { status, body } = await ada.request(method, path, method === 'POST' ? {} : undefined);
    expect([status, body]).toEqual([404, { type: 'invalid_request', code: 'not_found', detail, attr: null }]);
  });

  it.each([
    ['GET', '', TOPIC],
    ['PATCH', '', TOPIC],
    ['DELETE', '', TOPIC],
    ['POST', 'add_interviewee', TOPIC],
    ['POST', 'remove_interviewee', TOPIC],
    ['GET', 'interviewees', TOPIC],
    ['POST', 'interviewees', TOPIC],
    ['POST', 'interviewees/bulk', TOPIC],
    ['POST', 'generate_links', TOPIC],
    ['POST', 'links_csv', TOPIC],
    ['POST', 'rotate_link', TOPIC],
    ['GET', 'test_link', TOPIC],
    ['POST', 'shared_link', TOPIC],
    ['DELETE', 'shared_link', TOPIC],
    ['POST', 'preview_invite', TOPIC],
    ['POST', 'send_invites', TOPIC],
    ['POST', 'send_test', TOPIC],
    ['GET', 'invites', TOPIC],
    ['GET', 'invites/summary', TOPIC],
    ['GET', 'invites/csv', TOPIC],
    ['POST', 'invites/cancel', TOPIC],
    ['POST', `invites/${NOTHING}/retry`, TOPIC],
    ['GET', 'responses/csv', TOPIC],
    ['GET', 'responses/jsonl', TOPIC],
    ['GET', 'responses/markdown', TOPIC],
    ['GET', 'progress', TOPIC],
  ])('%s of an unknown topic: /%s', async (method, path, detail) => {
    const body = {
      identifier: 'x',
      interviewee_identifier: 'x',
      agent_context: 'x',
      items: [{ interviewee_identifier: 'x', agent_context: 'x' }],
    };
    const sent = ['POST', 'PATCH'].includes(method) ? body : undefined;
    const answer = await ada.request(method, `${ada.project}${TOPICS}${NOTHING}/${path}`, sent);
    expect([answer.status, answer.body.detail]).toEqual([404, detail]);
  });

  it.each([
    ['GET', 'interviewees', 'No interviewee context with this id in this topic.'],
    ['PATCH', 'interviewees', 'No interviewee context with this id in this topic.'],
    ['DELETE', 'interviewees', 'No interviewee context with this id in this topic.'],
    ['POST', 'invites', 'No invite with this id in this topic.'],
  ])('%s of something unknown in a topic: %s', async (method, kind, detail) => {
    const path = `${ada.project}${TOPICS}${topic}/${kind}/${NOTHING}${kind === 'invites' ? '/retry' : ''}`;
    const answer = await ada.request(method, path, method === 'GET' ? undefined : {});
    expect([answer.status, answer.body.detail]).toEqual([404, detail]);
  });

  it.each(['GET', 'PATCH', 'DELETE'])('%s of an unknown response', async (method) => {
    const path = `${ada.project}/user_interviews/${NOTHING}`;
    const answer = await ada.request(method, path, method === 'PATCH' ? { summary: 'x' } : undefined);
    expect([answer.status, answer.body.detail]).toEqual([404, 'No response with this id in this project.']);
  });

  it.each([
    ['x', 'id'],
    ['x/interviewees', 'topic_id'],
    [`${NOTHING}/invites/x/retry`, 'invite_id'],
  ])('an id that is no UUID, named but not repeated: %s', async (path, name) => {
    const method = path.endsWith('retry') ? 'POST' : 'GET';
    const answer = await ada.request(method, ada.project + TOPICS + path);
    expect([answer.status, answer.body.detail]).toEqual([404, `Nothing has this ${name}: it is not a UUID.`]);
  });

  it('a project, in the same words whether it exists or not', async () => {
    const other = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    for (const project of [other.projectId, NOTHING, 'x']) {
      const answer = await ada.request('GET', `/api/projects/${project}${TOPICS}`);
      expect([answer.status, answer.body.detail]).toEqual([
        404,
        'No project with this id, or this key cannot access it.',
      ]);
    }
  });

  it('@current for a key that can access two projects', async () => {
    const person = { email: 'mary@parley.test' };
    await parley.client({ ...person, project: 'First' });
    const both = await parley.client({ ...person, project: 'Second', scopes: ['*'] });
    await parley.database.query('UPDATE personal_api_key SET project_ids = NULL');
    const answer = await both.request('GET', `/api/projects/@current${TOPICS}`);
    expect([answer.status, answer.body.detail]).toEqual([
      404,
      '@current stands for the only project of a key, and this key can access several or none. Use the id of a project.',
    ]);
  });
});

describe('a key that is sent in another way', () => {
  const HOW = 'Send the key in the header `Authorization: Bearer <key>`.';

  it.each([
    ['Authorization', '', `The word Bearer is missing. ${HOW}`],
    ['Authorization', 'Token ', `The word Bearer is missing. ${HOW}`],
    ['Authorization', 'Basic ', `The word Bearer is missing. ${HOW}`],
    ['X-API-Key', '', `X-API-Key is not read. ${HOW}`],
  ])('%s: %s<key> is told how', async (name, before, detail) => {
    const answer = await fetch(`${parley.baseUrl}${ada.project}${TOPICS}`, {
      headers: { [name]: before + ada.key },
    });
    const text = await answer.text();
    expect([answer.status, JSON.parse(text)]).toEqual([
      401,
      { type: 'authentication_error', code: 'not_authenticated', detail, attr: null },
    ]);
    expect(text).not.toContain(ada.key);
  });

  it('no key at all is told that it is missing', async () => {
    const answer = await fetch(`${parley.baseUrl}${ada.project}${TOPICS}`);
    expect(await answer.json()).toMatchObject({ detail: 'Authentication credentials were not provided.' });
  });
});

describe('a browser', () => {
  const open = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(parley.baseUrl + path, { headers: BROWSER, ...init });
    return { answer, type: answer.headers.get('content-type'), text: await answer.text() };
  };

  it.each([
    [404, '/secret-token-in-a-path', 'There is nothing here'],
    [404, '/api', 'There is nothing here'],
    [404, '/assets/nope.css', 'There is nothing here'],
    [
      401,
      '/api/projects/@current/user_interview_topics/?search=secret-token',
      'This address needs an API key',
    ],
    [405, '/api/user_interviews/vapi_webhook', 'This address cannot be opened like that'],
    [400, '/%zz', 'This did not work'],
  ])('gets a page for the %d of %s', async (status, path, heading) => {
    const { answer, type, text } = await open(path);
    expect([answer.status, type]).toEqual([status, 'text/html; charset=utf-8']);
    expect(text).toContain(`<h1>${heading}</h1>`);
    expect(text).toContain('href="/docs"');
    expect(text).not.toContain('secret-token');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('gets the pages of interviews as before', async () => {
    const { answer, text } = await open(`/interview/${'A'.repeat(30)}`);
    expect([answer.status, text]).toEqual([
      404,
      expect.stringContaining('This link does not open an interview'),
    ]);
  });

  it.each<Record<string, string>>([{}, { accept: '*/*' }, { accept: 'application/json' }])(
    'is told from a program, which gets JSON: %j',
    async (headers) => {
      const { answer, type } = await open('/nope', { headers });
      expect([answer.status, type]).toEqual([404, 'application/json; charset=utf-8']);
    },
  );

  it('gets JSON for what a script of a page sends', async () => {
    const { answer, type } = await open('/nope', { method: 'POST', headers: BROWSER });
    expect([answer.status, type]).toEqual([404, 'application/json; charset=utf-8']);
  });
});

describe('the addresses that are tried first', () => {
  it('GET / says where to go on, for programs that do not follow', async () => {
    const answer = await fetch(parley.baseUrl, { redirect: 'manual' });
    expect(await answer.json()).toEqual({
      console: '/console',
      docs: '/docs',
      schema: '/api/schema',
      health: '/health',
    });
  });

  it.each(['/health', '/health/'])('GET %s answers as /health/ready', async (path) => {
    const [answer, ready] = await Promise.all(
      [path, '/health/ready'].map(async (each) => (await fetch(parley.baseUrl + each)).json()),
    );
    expect(answer).toEqual(ready);
    expect(answer).toMatchObject({ status: 'ok' });
  });
});

describe('the files of Swagger UI', () => {
  const WEIGHT_BEFORE = 2_260_000;
  const PAGE = [
    '/docs',
    '/docs/swagger-ui.css',
    '/docs/parley.css',
    '/docs/swagger-ui-bundle.js',
    '/docs/swagger-ui-standalone-preset.js',
    '/docs/swagger-ui-init.js',
    '/api/schema',
  ];

  /** Without the decompression of `fetch`. */
  const load = (path: string, headers: Record<string, string>) =>
    new Promise<{ status?: number; headers: Record<string, unknown>; size: number }>((resolve, reject) => {
      request(parley.baseUrl + path, { headers }, (response) => {
        let size = 0;
        response.on('data', (chunk: Buffer) => (size += chunk.length));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, size }));
      })
        .on('error', reject)
        .end();
    });

  it('weigh less than half of what they did', async () => {
    const answers = await Promise.all(PAGE.map((path) => load(path, { 'accept-encoding': 'gzip, br' })));
    expect(answers.map(({ status }) => status)).toEqual(PAGE.map(() => 200));
    expect(answers.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(WEIGHT_BEFORE / 4);
  });

  it.each(['/docs/swagger-ui-bundle.js', '/api/schema'])(
    '%s is the same without compression',
    async (path) => {
      const plain = await load(path, { 'accept-encoding': 'identity' });
      expect(plain.headers).not.toHaveProperty('content-encoding');
      expect(plain.headers).toMatchObject({ vary: 'Accept-Encoding', 'x-content-type-options': 'nosniff' });
      expect((await (await fetch(parley.baseUrl + path)).arrayBuffer()).byteLength).toBe(plain.size);
    },
  );

  it.each(['/docs/swagger-ui-bundle.js', '/api/schema'])('%s is loaded once', async (path) => {
    const { headers } = await load(path, { 'accept-encoding': 'gzip' });
    const again = await load(path, { 'if-none-match': String(headers.etag) });
    expect([again.status, again.size]).toEqual([304, 0]);
    expect((await load(path, { 'if-none-match': 'W/"another"' })).status).toBe(200);
  });
});

describe('an interview link', () => {
  it('is in no error of a route that is not there', async () => {
    const { id } = await ada.createTopic();
    const [link] = await linksOf(ada, id);
    const token = link?.interview_url.split('/').pop() ?? '';
    const answer = await fetch(`${parley.baseUrl}/interviews/${token}`, { headers: BROWSER });
    expect([answer.status, (await answer.text()).includes(token)]).toEqual([404, false]);
  });
});
