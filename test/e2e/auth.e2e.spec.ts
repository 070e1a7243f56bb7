import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { useClient, useTestApp } from '../support/app/test-app';
import {
  byId,
  call,
  newSubject,
  type Operation,
  OPERATIONS,
  OPERATIONS_ON_A_RESPONSE,
  OPERATIONS_ON_A_TOPIC,
  type Subject,
} from '../support/builders/operations';
import { type Answer, ApiClient, ApiClient as Client, type ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const READ = OPERATIONS.filter(({ scope }) => scope === 'read');
const WRITE = OPERATIONS.filter(({ scope }) => scope === 'write');

const parley = useTestApp();

describe('API keys', () => {
  const ada = useClient(parley);
  let subject: Subject;

  beforeAll(async () => {
    subject = await newSubject(ada);
  });

  const withKey = (key: string) => new ApiClient(parley.baseUrl, ada.projectId, key);
  const withHeader = (authorization: string) =>
    withKey('').request('GET', `${ada.project}/user_interview_topics/`, undefined, { authorization });

  describe.each(byId(OPERATIONS))('%s', (_id, operation) => {
    it('asks for a key', async () => {
      const answer = await call(withKey(''), operation, subject);
      expectError(answer, 401, { code: 'not_authenticated', attr: null });
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    });

    it('refuses an unknown key', async () => {
      const answer = await call(withKey(`ply_${'x'.repeat(43)}`), operation, subject);
      expectError(answer, 401, { code: 'authentication_failed', attr: null });
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    });
  });

  it.each([
    'Bearer',
    'Bearer garbage',
    'Bearer null',
    'Bearer ply_',
    `Bearer ply_${'x'.repeat(10_000)}`,
    `Bearer ply_${"'".repeat(43)}`,
    'Bearer a b c',
  ])('a malformed Authorization header answers 401: %.40s', async (header) => {
    const answer = await withHeader(header);
    expectError(answer, 401, { code: 'authentication_failed' });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('a changed, cut or padded copy of a key answers 401', async () => {
    const { key } = ada;
    for (const text of [key.slice(0, -1), `${key}x`, key.toUpperCase(), key.slice(4), `ply_${key}`]) {
      expectError(await withHeader(`Bearer ${text}`), 401, { code: 'authentication_failed' });
    }
    expect((await withHeader(`Bearer ${key}`)).status).toBe(200);
    expect((await withHeader(`bearer ${key}`)).status).toBe(200);
  });

  it.each(['Basic', 'Token', 'Digest'])(
    'a key under the scheme %s counts as no credentials',
    async (scheme) => {
      expectError(await withHeader(`${scheme} ${ada.key}`), 401, { code: 'not_authenticated' });
    },
  );

  it('a key in the query or the body counts as no credentials', async () => {
    const path = `${ada.project}/user_interview_topics/?personal_api_key=${ada.key}&token=${ada.key}`;
    expectError(await withKey('').request('GET', path), 401, { code: 'not_authenticated' });
    const body = { personal_api_key: ada.key };
    expectError(await withKey('').request('POST', path, body), 401, { code: 'not_authenticated' });
  });

  it('a revoked key answers 401 at once, other keys of its user go on working', async () => {
    const [revoked, other] = [await ada.another(), await ada.another()];
    expect((await revoked.get('/user_interview_topics/')).status).toBe(200);
    await parley.database.query(`UPDATE personal_api_key SET revoked_at = now() WHERE key_hash = $1`, [
      createHash('sha256').update(revoked.key).digest(),
    ]);
    expectError(await revoked.get('/user_interview_topics/'), 401, { code: 'authentication_failed' });
    expect((await other.get('/user_interview_topics/')).status).toBe(200);
  });

  it('the database holds the hash of a key and no part of the key', async () => {
    const { key } = await ada.another();
    const rows = await parley.database.query<{ text: string; hash: string }>(
      `SELECT k::text AS text, encode(key_hash, 'hex') AS hash FROM personal_api_key k`,
    );
    expect(rows.map(({ hash }) => hash)).toContain(createHash('sha256').update(key).digest('hex'));
    const secret = key.slice('ply_'.length);
    for (const { text } of rows) {
      expect(text).not.toContain(secret.slice(0, 8));
      expect(text).not.toContain(secret.slice(8, 16));
      expect(text).not.toContain(secret.slice(-8));
      expect(text).not.toContain(Buffer.from(key).toString('hex'));
    }
  });

  describe('scopes', () => {
    let reader: ApiClient;
    let all: ApiClient;
    let nothing: ApiClient;

    beforeAll(async () => {
      reader = await ada.another({ scopes: ['user_interview:read'] });
      all = await ada.another({ scopes: ['*'] });
      nothing = await ada.another({ scopes: [] });
    });

    const refuses = async (client: ApiClient, operation: Operation) => {
      const answer = await call(client, operation, subject);
      expectError(answer, 403, { code: 'permission_denied', attr: null });
      expect(answer.body.detail).toContain(`user_interview:${operation.scope}`);
      expect(answer.headers.get('www-authenticate')).toBeNull();
    };

    it.each(byId(READ))('the read scope is enough for %s', async (_id, operation) => {
      expect((await call(reader, operation, subject)).status).toBe(operation.status);
    });

    it.each(byId(WRITE))('the read scope is not enough for %s', async (_id, operation) => {
      await refuses(reader, operation);
    });

    it('a refused write has written nothing', async () => {
      const state = async () => [
        (await ada.get('/user_interview_topics/')).body,
        (await ada.get(`/user_interview_topics/${subject.topic}/interviewees/`)).body,
        await parley.database.query('SELECT FROM sharing_configuration'),
      ];
      const before = await state();
      for (const operation of WRITE) await call(reader, operation, subject);
      expect(await state()).toEqual(before);
    });

    it.each(byId(OPERATIONS))('the write scope and * are each enough for %s', async (_id, operation) => {
      for (const client of [ada, all]) {
        expect((await call(client, operation, await newSubject(ada))).status).toBe(operation.status);
      }
    });

    it.each(byId(OPERATIONS))('a key without scopes may not %s', async (_id, operation) => {
      await refuses(nothing, operation);
    });
  });
});

const TOPICS = '/user_interview_topics/';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('requests with a body and without a valid key', () => {
  const ada = useClient(parley);

  const strangers: [string, string][] = [
    ['without a key', ''],
    ['with a malformed key', 'garbage'],
    ['with an unknown key', `ply_${'x'.repeat(43)}`],
  ];
  const post = (key: string, body: string, headers: Record<string, string> = JSON_TYPE) =>
    new Client(parley.baseUrl, ada.projectId, key).post<ErrorBody>(TOPICS, body, headers);

  it.each(strangers)('a request %s gets its 401 before its body is parsed', async (_who, key) => {
    expectError(await post(key, '{'), 401, { attr: null });
    expectError(await post(key, 'topic', { 'content-type': 'text/plain' }), 401, { attr: null });
    expectError(await post(ada.key, '{'), 400, { code: 'parse_error' });
  });

  it.each(strangers)('a request %s gets its 401 before its body arrives', async (_who, key) => {
    const { hostname, port } = new URL(parley.baseUrl);
    const socket = connect(Number(port), hostname);
    const lines = [
      `POST ${ada.project}${TOPICS} HTTP/1.1`,
      'Host: localhost',
      'Content-Type: application/json',
      'Content-Length: 20000000',
      ...(key === '' ? [] : [`Authorization: Bearer ${key}`]),
    ];
    // Not a byte of the body ever comes.
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('a body sent to an unknown path is not parsed: 404', async () => {
    for (const path of ['/nowhere', `${ada.project}/nowhere/`, '/api/environments/nowhere/x']) {
      expectError(await ada.request('POST', path, '{', JSON_TYPE), 404, { code: 'not_found' });
    }
  });

  it('a body sent with a valid key for another project answers 404', async () => {
    const elsewhere = new Client(parley.baseUrl, '01890000-0000-7000-8000-000000000000', ada.key);
    expectError(await elsewhere.post(TOPICS, { topic: 'x' }), 404, { code: 'not_found' });
  });
});

const NOBODY = '01890000-0000-7000-8000-000000000000';

const NOT_IDS = [
  '1',
  'x',
  'null',
  `${NOBODY}0`,
  NOBODY.slice(1),
  NOBODY.replaceAll('-', ''),
  '%27%3B--',
  '%00',
];

describe('tenancy', () => {
  const ada = useClient(parley);
  let eve: ApiClient;
  let adas: Subject;
  let eves: Subject;

  beforeAll(async () => {
    eve = await parley.client({ email: 'eve@parley.test', project: 'Eve Inc' });
    [adas, eves] = [await newSubject(ada), await newSubject(eve)];
  });

  /** All that a caller can tell two answers apart by. */
  const visible = ({ status, headers, text }: Answer<unknown>) => {
    const kept = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
    return { status, text, headers: kept };
  };

  describe.each(byId(OPERATIONS))('%s', (_id, operation) => {
    it('another project answers the same 404 as an unknown one', async () => {
      const foreign = await call(eve, operation, adas, ada.project);
      const missing = await call(eve, operation, adas, `/api/projects/${NOBODY}`);
      const wellHidden = await call(eve, operation, eves, ada.project);
      expectError(foreign, 404, { code: 'not_found', attr: null });
      expect(visible(foreign)).toEqual(visible(missing));
      expect(visible(foreign)).toEqual(visible(wellHidden));
    });

    it('another project answers the same 404 below /api/environments/', async () => {
      const foreign = await call(eve, operation, adas, `/api/environments/${ada.projectId}`);
      expect(visible(foreign)).toEqual(
        visible(await call(eve, operation, adas, `/api/environments/${NOBODY}`)),
      );
      expectError(foreign, 404, { code: 'not_found' });
    });

    it('gives a key without the scope no hint about projects', async () => {
      const weak = await parley.client({ email: 'eve@parley.test', project: 'Eve Inc', scopes: [] });
      const foreign = await call(weak, operation, adas, ada.project);
      expect(visible(foreign)).toEqual(visible(await call(weak, operation, adas, `/api/projects/${NOBODY}`)));
      expect(visible(foreign)).toEqual(visible(await call(weak, operation, eves)));
    });

    it.each(['1', 'x', '%00'])('answers 404 for the project %s', async (project) => {
      const answer = await call(eve, operation, eves, `/api/projects/${project}`);
      expectError(answer, 404, { code: 'not_found' });
    });
  });

  describe.each(byId(OPERATIONS_ON_A_TOPIC))('%s', (_id, operation) => {
    it('a topic of another project answers the same 404 as an unknown one', async () => {
      const foreign = await call(eve, operation, adas);
      const missing = await call(eve, operation, { topic: NOBODY, interviewee: NOBODY });
      expectError(foreign, 404, { code: 'not_found', attr: null });
      expect(visible(foreign)).toEqual(visible(missing));
    });

    it.each(NOT_IDS)('answers 404 for the topic %s', async (topic) => {
      const answer = await call(eve, operation, { ...eves, topic });
      expectError(answer, 404, { code: 'not_found', attr: null });
    });
  });

  describe.each(byId(OPERATIONS_ON_A_RESPONSE))('%s', (_id, operation) => {
    it('a response of another project answers the same 404 as an unknown one', async () => {
      const foreign = await call(eve, operation, { ...eves, response: adas.response });
      const missing = await call(eve, operation, { ...eves, response: NOBODY });
      expectError(foreign, 404, { code: 'not_found', attr: null });
      expect(visible(foreign)).toEqual(visible(missing));
    });

    it.each(NOT_IDS)('answers 404 for the response %s', async (response) => {
      const answer = await call(eve, operation, { ...eves, response });
      expectError(answer, 404, { code: 'not_found', attr: null });
    });
  });

  const ON_A_PERSON = OPERATIONS_ON_A_TOPIC.filter(({ path }) => path.includes(':interviewee'));
  describe.each(byId(ON_A_PERSON))('%s', (_id, operation) => {
    it.each(NOT_IDS)('answers 404 for the context %s', async (interviewee) => {
      const answer = await call(eve, operation, { ...eves, interviewee });
      expectError(answer, 404, { code: 'not_found', attr: null });
    });

    it('answers 404 for a context of another topic', async () => {
      const other = await newSubject(eve);
      for (const interviewee of [adas.interviewee, other.interviewee, NOBODY]) {
        expectError(await call(eve, operation, { ...eves, interviewee }), 404, { code: 'not_found' });
      }
    });
  });

  it('an id that is no UUID answers 404 at any length', async () => {
    for (const length of [99, 999, 2000, 6000]) {
      const id = 'a'.repeat(length);
      expectError(await eve.get(`/user_interview_topics/${id}`), 404, { code: 'not_found' });
      const path = `/api/projects/${id}/user_interview_topics/`;
      expectError(await eve.request('GET', path), 404, { code: 'not_found' });
    }
  });

  it('takes an id in capitals', async () => {
    const { status, body } = await eve.get(`/user_interview_topics/${eves.topic.toUpperCase()}`);
    expect({ status, id: body.id }).toEqual({ status: 200, id: eves.topic });
  });

  it('the refused requests above have changed no topic', async () => {
    for (const [client, { topic, interviewee }] of [
      [ada, adas],
      [eve, eves],
    ] as const) {
      const path = `/user_interview_topics/${topic}`;
      expect((await client.get(path)).body).toMatchObject({
        topic: 'How teams plan their week',
        interviewee_emails: ['Grace Hopper <grace@example.com>'],
        interviewee_distinct_ids: [],
      });
      const people = (await client.get<{ results: { id: string }[] }>(`${path}/interviewees`)).body;
      expect(people.results.map(({ id }) => id)).toEqual([interviewee]);
    }
  });

  it('a list shows topics of its own project only', async () => {
    for (const client of [ada, eve]) {
      const made = await client.createTopic({ topic: `only ${client.projectId}` });
      const { body } = await client.get<{ results: { id: string }[] }>('/user_interview_topics/?search=only');
      expect(body.results.map(({ id }) => id)).toEqual([made.id]);
    }
  });

  describe('a key', () => {
    const status = async (client: ApiClient, projectId: string) =>
      (await new ApiClient(parley.baseUrl, projectId, client.key).get('/user_interview_topics/')).status;
    const limitTo = (client: ApiClient, projects: string[] | null) =>
      parley.database.query(`UPDATE personal_api_key SET project_ids = $1 WHERE key_hash = $2`, [
        projects,
        createHash('sha256').update(client.key).digest(),
      ]);

    it('limited to a project reaches no other of its user', async () => {
      const email = 'two@parley.test';
      const one = await parley.client({ email, project: 'One' });
      const two = await parley.client({ email, project: 'Two' });
      expect(await status(one, one.projectId)).toBe(200);
      expect(await status(one, two.projectId)).toBe(404);
      await limitTo(one, [two.projectId]);
      expect([await status(one, one.projectId), await status(one, two.projectId)]).toEqual([404, 200]);
      await limitTo(one, []);
      expect([await status(one, one.projectId), await status(one, two.projectId)]).toEqual([404, 404]);
    });

    it('without limit reaches the projects of its user, and those only', async () => {
      const email = 'all@parley.test';
      const one = await parley.client({ email, project: 'Three' });
      const two = await parley.client({ email, project: 'Four' });
      await limitTo(one, null);
      expect([await status(one, one.projectId), await status(one, two.projectId)]).toEqual([200, 200]);
      expect([await status(one, ada.projectId), await status(one, randomUUID())]).toEqual([404, 404]);
    });

    it('reaches a project no longer when its user has left it', async () => {
      const leaver = await parley.client({ email: 'leaver@parley.test', project: 'Five' });
      expect(await status(leaver, leaver.projectId)).toBe(200);
      await limitTo(leaver, [leaver.projectId, ada.projectId]);
      expect(await status(leaver, ada.projectId)).toBe(404);
      await parley.database.query('DELETE FROM project_membership WHERE project_id = $1', [leaver.projectId]);
      expect(await status(leaver, leaver.projectId)).toBe(404);
    });
  });
});
