import { useClient, useTestApp } from '../support/app/test-app';
import { byId, newSubject, OPERATIONS, pathOf, type Subject } from '../support/builders/operations';
import { expectError } from '../support/clients/expect-error';
import { sendRaw } from '../support/clients/raw-request';

const LIMIT = 20 * 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };
const WITH_BODY = OPERATIONS.filter(({ body }) => body !== undefined);

const parley = useTestApp();

describe('errors', () => {
  const ada = useClient(parley);
  let subject: Subject;

  beforeAll(async () => {
    subject = await newSubject(ada);
  });

  describe.each(byId(WITH_BODY))('%s', (_id, operation) => {
    const send = (body: string, headers: Record<string, string> = JSON_TYPE) =>
      ada.request(operation.method, ada.project + pathOf(operation, subject), body, headers);

    it.each([
      '{"topic":',
      'topic="string"',
      '{"a":1}}',
      "{'a':1}",
      '{"a":NaN}',
      '[1,]',
      'undefined',
      '\u0000',
    ])('refuses %j, which is no JSON', async (body) => {
      expectError(await send(body), 400, { code: 'parse_error', attr: null });
    });

    it.each(['[]', '[{"topic":"x"}]', '"text"', '5', 'true'])(
      'refuses %s, which is no object',
      async (body) => {
        expectError(await send(body), 400, { attr: null });
      },
    );

    it('refuses null, which is no object either', async () => {
      const answer = await send('null');
      expectError(answer, 400);
    });

    const multipart = operation.method === 'PATCH' ? [] : ['multipart/form-data; boundary=x'];
    it.each(['text/plain', 'application/xml', ...multipart, 'application/jsonx', 'x'])(
      'refuses the content type %s',
      async (type) => {
        const answer = await send('{"topic":"x"}', { 'content-type': type });
        expectError(answer, 415, { code: 'unsupported_media_type', attr: null });
      },
    );
  });

  it('refuses bytes that are no UTF-8 instead of storing something else', async () => {
    const latin1 = Buffer.from('{"topic":"f\xfcr Z\xfcrich","interviewee_distinct_ids":["u"]}', 'latin1');
    const answer = await ada.post('/user_interview_topics/', latin1, JSON_TYPE);
    expectError(answer, 400, { attr: null });
  });

  it.each(['/nope', '/api', '/api/', '/api/nope', '/api/projects', '/API/schema', '/interviews/x'])(
    'answers 404 for the unknown path %s, with and without a key',
    async (path) => {
      for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS']) {
        const answer = await ada.request(method, path, method === 'POST' ? {} : undefined);
        expectError(answer, 404, { code: 'not_found', attr: null });
      }
      const response = await fetch(parley.baseUrl + path);
      expect({ status: response.status, body: await response.json() }).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    },
  );

  it('answers 404 for unknown paths below a project and a topic', async () => {
    for (const path of [
      '/',
      '/nope',
      `/user_interview_topics/${subject.topic}/nope`,
      '/user_interview_topic',
    ]) {
      expectError(await ada.get(path), 404, { code: 'not_found', attr: null });
      expectError(await ada.post(path, {}), 404, { code: 'not_found', attr: null });
    }
  });

  describe('a known path with another method', () => {
    const paths = [...new Set(OPERATIONS.map(({ path }) => path))];
    const methodsOf = (path: string) =>
      OPERATIONS.filter((operation) => operation.path === path).map(({ method }) => method as string);
    // GET, PATCH and DELETE of `interviewees/bulk` are those of a context whose id is "bulk"; likewise for "search" and for
    // the progress of several topics.
    const cases = paths
      .filter((path) => !/\/(bulk|search)$|_topics\/progress$/.test(path))
      .flatMap((path) => ['', '/'].map((slash): [string, string[]] => [path + slash, methodsOf(path)]));

    it.each(cases)('%s allows %j', async (path, allowed) => {
      const operation = OPERATIONS.find((candidate) => path.startsWith(candidate.path));
      if (!operation) throw new Error('There is no such operation.');
      const where = pathOf({ ...operation, path }, subject);
      const refused = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
        (m) => !allowed.includes(m),
      );
      for (const prefix of [ada.project, `/api/environments/${ada.projectId}`]) {
        for (const method of refused) {
          const answer = await ada.request(method, prefix + where);
          expectError(answer, 405, { code: 'method_not_allowed', attr: null });
          expect(answer.headers.get('allow')?.split(', ').sort()).toEqual([...allowed].sort());
        }
      }
    });

    it('bulk is no context', async () => {
      const path = `/user_interview_topics/${subject.topic}/interviewees/bulk/`;
      expectError(await ada.request('PUT', ada.project + path, {}), 405, { code: 'method_not_allowed' });
      for (const answer of [await ada.get(path), await ada.patch(path, {}), await ada.delete(path)]) {
        expect([404, 405]).toContain(answer.status);
        expectError(answer, answer.status);
      }
    });
  });

  describe('a body over 20 MB', () => {
    const head = (length: string) =>
      `POST ${ada.project}/user_interview_topics/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n` +
      `Authorization: Bearer ${ada.key}\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;

    it('is refused by its announced length', async () => {
      const answer = await sendRaw(parley.baseUrl, [head(`Content-Length: ${LIMIT + 1}`), '{"topic":"']);
      expectError(answer, 413, { attr: null });
    });

    it('is refused while it comes in chunks', async () => {
      const megabyte = Buffer.alloc(1024 * 1024, ' ');
      const chunks = Array.from({ length: 21 }, () => [`100000\r\n`, megabyte, '\r\n']).flat();
      const answer = await sendRaw(parley.baseUrl, [
        head('Transfer-Encoding: chunked'),
        ...chunks,
        '0\r\n\r\n',
      ]);
      expectError(answer, 413, { attr: null });
    });

    it('is the limit: one of exactly 20 MB is read', async () => {
      const body = '{"topic":""'.padEnd(LIMIT - 1) + '}';
      const answer = await ada.post('/user_interview_topics/', body, JSON_TYPE);
      expectError(answer, 400, { code: 'blank', attr: 'topic' });
    });
  });

  describe('malformed HTTP', () => {
    it.each(['/%', '/%zz', '/interview/%', '/api/projects/%zz/user_interview_topics/'])(
      'the badly encoded path %s answers with the usual error body',
      async (path) => {
        const answer = await ada.request('GET', path);
        expectError(answer, answer.status);
        expect([400, 404]).toContain(answer.status);
      },
    );

    it('a badly encoded id answers with the usual error body', async () => {
      for (const id of ['%', '%zz', '%ff', '%c3%28', '%ed%a0%80', '%e0%80%af']) {
        const answer = await ada.get(`/user_interview_topics/${id}`);
        expectError(answer, answer.status);
        expect([400, 404]).toContain(answer.status);
      }
    });

    it.each([
      ['an unknown method', 'BREW / HTTP/1.1\r\nHost: x\r\n\r\n'],
      ['a broken header', 'GET / HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n'],
      ['no HTTP at all', 'Hello?\r\n\r\n'],
      ['a bad length', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n'],
    ])('%s answers with the usual error body', async (_what, request) => {
      expectError(await sendRaw(parley.baseUrl, [request]), 400, { attr: null });
    });
  });

  it('an internal error is 500 and tells nothing', async () => {
    await parley.database.query('ALTER TABLE user_interview_topic RENAME TO elsewhere');
    try {
      for (const answer of [
        await ada.get('/user_interview_topics/'),
        await ada.post('/user_interview_topics/', { topic: 'x', interviewee_distinct_ids: ['u'] }),
      ]) {
        expectError(answer, 500, { code: 'error', detail: 'A server error occurred.', attr: null });
        expect(answer.text).not.toMatch(/select|insert|user_interview|\bat\b|\.ts|\.js/i);
      }
    } finally {
      await parley.database.query('ALTER TABLE elsewhere RENAME TO user_interview_topic');
    }
    expect((await ada.get('/user_interview_topics/')).status).toBe(200);
  });
});

const TOPICS = '/user_interview_topics/';

/** Method, path below the topic, body around the text, and where the text is in it. */
type Place = [string, string, (text: string) => object, string];

const ITEM = { interviewee_identifier: 'u', agent_context: 'x' };

const PLACES: Place[] = [
  ['PATCH', '', (topic) => ({ topic }), 'topic'],
  ['PATCH', '', (text) => ({ agent_context: text }), 'agent_context'],
  ['PATCH', '', (text) => ({ questions: ['Why?', text] }), 'questions__1'],
  ['PATCH', '', (text) => ({ invite_subject: text }), 'invite_subject'],
  ['PATCH', '', (text) => ({ invite_message: text }), 'invite_message'],
  ['PATCH', '', (text) => ({ interviewee_emails: [`${text} <a@b.co>`] }), 'interviewee_emails__0'],
  ['PATCH', '', (text) => ({ interviewee_distinct_ids: ['u', 'v', text] }), 'interviewee_distinct_ids__2'],
  ['POST', '/add_interviewee/', (identifier) => ({ identifier }), 'identifier'],
  ['POST', '/remove_interviewee/', (identifier) => ({ identifier }), 'identifier'],
  ['POST', '/preview_invite/', (text) => ({ interviewee_identifier: text }), 'interviewee_identifier'],
  ['POST', '/send_invites/', (subject) => ({ subject, send_async: false }), 'subject'],
  ['POST', '/send_invites/', (text) => ({ reply_to: `${text}@b.co`, send_async: false }), 'reply_to'],
  ['POST', '/interviewees/', (text) => ({ ...ITEM, interviewee_identifier: text }), 'interviewee_identifier'],
  ['POST', '/interviewees/', (text) => ({ ...ITEM, agent_context: text }), 'agent_context'],
  [
    'POST',
    '/interviewees/bulk/',
    (text) => ({ items: [{ ...ITEM, agent_context: text }] }),
    'items__0__agent_context',
  ],
  ['POST', '/interviewees/bulk/', (on_conflict) => ({ items: [ITEM], on_conflict }), 'on_conflict'],
];

describe('text in any field', () => {
  const ada = useClient(parley);
  let topic: string;

  beforeAll(async () => {
    topic = TOPICS + (await ada.createTopic()).id;
  });

  describe.each(PLACES)('%s topic%s', (method, path, bodyWith, attr) => {
    const send = (text: string) => ada.request(method, ada.project + topic + path, bodyWith(text));

    it.each(['\0', 'a\0b', 'ab\0', '\0'.repeat(10)])(`refuses NUL in ${attr}: %j`, async (text) => {
      expectError(await send(text), 400, { attr });
    });

    it.each(['\ud800', 'a\udc00b', '\udc00\ud800', 'ab\ud83d'])(
      `refuses half a surrogate pair in ${attr}: %j`,
      async (text) => {
        expectError(await send(text), 400, { attr });
      },
    );
  });

  it.each([
    '😀 👩‍👩‍👧 🏳️‍🌈',
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!',
    'Ω≈ç√∫˜µ≤≥÷ ﷽ ﷺ',
    '\u{10ffff} \u{fffe} \ufdd0',
    '‮txet sdrawkcab‬',
    `'"\\\`; DROP TABLE "user"; --`,
    '{{constructor.constructor("x")()}} ${x} %s %n',
    'a\u0001\u0008\u001b\u007f\u0085\u2028b',
  ])('unusual text is stored and returned unchanged: %j', async (text) => {
    const values = {
      topic: text,
      agent_context: text,
      questions: [text],
      interviewee_distinct_ids: [text],
    };
    const { id } = await ada.createTopic(values);
    expect((await ada.get(TOPICS + id)).body).toMatchObject(values);
    const found = await ada.get(`${TOPICS}?search=${encodeURIComponent(text)}`);
    expect(found.body).toMatchObject({ count: 1, results: [{ id }] });
    const item = { interviewee_identifier: text, agent_context: text };
    const person = await ada.post(`${TOPICS}${id}/interviewees/`, item);
    expect(person.body).toMatchObject(item);
  });
});
