import { randomBytes } from 'node:crypto';
import { useTestApp } from '../support/app/test-app';
import { byId, call, newSubject, OPERATIONS, type Subject } from '../support/builders/operations';
import { ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { type SessionClient } from '../support/clients/session-client';

const TOPICS = '/user_interview_topics/';

interface Session {
  id: string;
  is_current: boolean;
  user_agent: string;
}

const parley = useTestApp();
const sessionsOf = async (client: SessionClient) =>
  (await client.request<{ results: Session[] }>('GET', '/api/sessions')).body.results;

describe('a session', () => {
  it('shows the user, their projects with the role in each, and the CSRF token', async () => {
    const bob = await parley.signIn({ email: 'bob@parley.test', name: 'Bob Ross', role: 'researcher' });
    const { projectId } = await parley.client({ email: 'bob@parley.test', project: 'Zebra', scopes: ['*'] });
    const { status, body, headers } = await bob.request('GET', '/api/session');
    expect([status, body]).toEqual([
      200,
      {
        user: { id: expect.any(String), email: 'bob@parley.test', first_name: 'Bob', last_name: 'Ross' },
        projects: [
          { id: bob.projectId, name: 'Acme', role: 'researcher' },
          { id: projectId, name: 'Zebra', role: 'admin' },
        ],
        csrf_token: expect.stringMatching(/^[\w-]{43}$/),
      },
    ]);
    expect(headers.get('set-cookie')).toMatch(
      /^parley_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it.each([
    ['no cookie', null, 'not_authenticated'],
    ['an empty one', '', 'authentication_failed'],
    ['a malformed one', "x' OR 1=1", 'authentication_failed'],
    ['one that nobody made', randomBytes(32).toString('base64url'), 'authentication_failed'],
  ])('is refused with %s', async (_what, token, code) => {
    const client = new ApiClient(parley.baseUrl, '@current', '');
    const headers: Record<string, string> =
      token === null ? {} : { cookie: `parley_session=${encodeURIComponent(token)}` };
    for (const path of ['/api/session', '/api/sessions', client.project + TOPICS]) {
      expectError(await client.request('GET', path, undefined, headers), 401, { code });
    }
  });

  it('ends after 14 days without use, and is used by every request', async () => {
    const ada = await parley.signIn();
    const unusedFor = (time: string) =>
      parley.database.query(`UPDATE session SET last_used_at = now() - $1::interval`, [time]);
    await unusedFor('13 days 23 hours');
    expect((await ada.request('GET', '/api/session')).status).toBe(200);
    const [{ age } = { age: NaN }] = await parley.database.query<{ age: number }>(
      `SELECT extract(epoch FROM now() - max(last_used_at))::float AS age FROM session`,
    );
    expect(age).toBeLessThan(3600);
    await unusedFor('14 days 1 minute');
    expectError(await ada.request('GET', '/api/session'), 401, { code: 'authentication_failed' });
    expectError(await ada.get(TOPICS), 401, { code: 'authentication_failed' });
  });

  it('is no credential for MCP, which takes keys', async () => {
    const ada = await parley.signIn();
    const answer = await fetch(`${parley.baseUrl}/mcp`, {
      method: 'POST',
      headers: { cookie: `parley_session=${ada.token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(401);
  });

  it('gives way to a key, also to one that is wrong', async () => {
    const ada = await parley.signIn();
    const reader = await parley.client({ scopes: ['user_interview:read'] });
    const withKey = (key: string) =>
      ada.post(TOPICS, { topic: 'By key' }, { authorization: `Bearer ${key}` });
    expectError(await withKey(reader.key), 403, { code: 'permission_denied' });
    expectError(await withKey(`ply_${'x'.repeat(43)}`), 401, { code: 'authentication_failed' });
  });

  it('is what operations about the user take: a key is not enough', async () => {
    const { key } = await parley.client({ scopes: ['*'] });
    const client = new ApiClient(parley.baseUrl, '@current', key);
    expectError(await client.request('GET', '/api/session'), 401, { code: 'not_authenticated' });
  });

  it('is stored as a hash', async () => {
    const { token } = await parley.signIn();
    const rows = await parley.database.query<{ text: string }>('SELECT s::text AS text FROM session s');
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) {
      expect(text).not.toContain(token.slice(0, 8));
      expect(text).not.toContain(Buffer.from(token).toString('hex'));
    }
  });
});

describe('a request in a session that changes something', () => {
  it.each([
    ['without a CSRF token', undefined],
    ['with the token of another session', 'other'],
    ['with an empty token', ''],
  ])('is refused %s, and changes nothing', async (_what, value) => {
    const ada = await parley.signIn();
    const other = await parley.signIn({ email: 'eve@parley.test' });
    const csrf = (await other.request<{ csrf_token: string }>('GET', '/api/session')).body.csrf_token;
    const token = value === 'other' ? csrf : value;
    const client = new ApiClient(parley.baseUrl, ada.projectId, '');
    const headers = {
      cookie: `parley_session=${ada.token}`,
      ...(token === undefined ? {} : { 'x-csrf-token': token }),
    };
    const before = (await ada.get(TOPICS)).body;
    for (const [method, path] of [
      ['POST', client.project + TOPICS],
      ['POST', '/api/session/sign_out'],
      ['DELETE', `/api/sessions/${(await sessionsOf(ada))[0]?.id}`],
    ] as const) {
      expectError(await client.request(method, path, method === 'POST' ? {} : undefined, headers), 403, {
        code: 'permission_denied',
      });
    }
    expect((await ada.get(TOPICS)).body).toEqual(before);
  });
});

describe('sessions', () => {
  it('are listed and ended by their owner alone', async () => {
    const carol = { email: 'carol@parley.test' };
    const [first, second] = [await parley.signIn(carol), await parley.signIn(carol)];
    const eve = await parley.signIn({ email: 'eve@parley.test' });
    const listed = await sessionsOf(second);
    expect(listed.map(({ user_agent }) => user_agent)).toEqual(['Test browser', 'Test browser']);
    const another = listed.find(({ is_current }) => !is_current)?.id ?? '';
    const end = (client: SessionClient, id: string) => client.request('DELETE', `/api/sessions/${id}`);
    expectError(await end(eve, another), 404, { code: 'not_found' });
    expect((await end(second, another)).status).toBe(204);
    expectError(await end(second, another), 404, { code: 'not_found' });
    expectError(await end(second, 'nonsense'), 404, { code: 'not_found' });
    expect((await first.get(TOPICS)).status).toBe(401);
    expect((await second.get(TOPICS)).status).toBe(200);
  });

  it('sign out alone, and make the browser forget the cookie', async () => {
    const [first, second] = [await parley.signIn(), await parley.signIn()];
    const { status, headers } = await first.request('POST', '/api/session/sign_out');
    expect([status, headers.get('set-cookie')]).toEqual([
      204,
      expect.stringMatching(/^parley_session=; (Max-Age=0; )?Path=\/; (Expires=[^;]+; )?HttpOnly/),
    ]);
    expectError(await first.request('GET', '/api/session'), 401, { code: 'authentication_failed' });
    expect((await second.request('GET', '/api/session')).status).toBe(200);
  });
});

describe('roles', () => {
  let subject: Subject;
  let sessions: Record<string, SessionClient>;
  const ROLES = ['viewer', 'researcher', 'admin'] as const;
  const NEEDS: Record<string, number> = { read: 0, write: 1, '*': 2 };

  beforeAll(async () => {
    subject = await newSubject(await parley.client());
    sessions = Object.fromEntries(
      await Promise.all(
        ROLES.map(async (role) => [role, await parley.signIn({ email: `${role}@parley.test`, role })]),
      ),
    ) as Record<string, SessionClient>;
  });

  it.each(byId(OPERATIONS))('allow %s to those that it is for', async (_id, operation) => {
    const statuses: unknown[] = [];
    for (const role of ROLES) {
      const client = sessions[role];
      if (!client) throw new Error(`There is no session of a ${role}.`);
      const isAllowed = ROLES.indexOf(role) >= (NEEDS[operation.scope] ?? 2);
      const answer = await call(
        client,
        operation,
        isAllowed ? await newSubject(sessions.admin ?? client) : subject,
      );
      if (!isAllowed) expect(answer.body).toMatchObject({ code: 'permission_denied' });
      statuses.push([role, answer.status, isAllowed]);
    }
    expect(statuses).toEqual(
      ROLES.map((role, at) => {
        const isAllowed = at >= (NEEDS[operation.scope] ?? 2);
        return [role, isAllowed ? operation.status : 403, isAllowed];
      }),
    );
  });

  it('limit keys too, from the next request on', async () => {
    const dave = { email: 'dave@parley.test', scopes: ['*' as const] };
    const key = await parley.client(dave);
    expect((await key.post(TOPICS, { topic: 'As admin' })).status).toBe(201);
    await parley.signIn({ ...dave, role: 'viewer' });
    const refused = await key.post(TOPICS, { topic: 'As viewer' });
    expectError(refused, 403, { code: 'permission_denied' });
    expect(refused.body.detail).toBe(
      "The role 'viewer' does not allow this; it takes the role 'researcher'.",
    );
    expect((await key.get(TOPICS)).status).toBe(200);
  });

  it('show no project to others: another tenant is not found', async () => {
    const zoe = await parley.signIn({ email: 'zoe@parley.test', project: 'Elsewhere' });
    const acme = await parley.client();
    expectError(await zoe.request('GET', acme.project + TOPICS), 404, { code: 'not_found' });
    expect((await zoe.request('GET', `/api/projects/@current${TOPICS}`)).status).toBe(200);
  });

  it('are recorded in the audit trail without a key', async () => {
    const ada = await parley.signIn();
    await ada.post(TOPICS, { topic: 'In the console' });
    const { body } = await ada.get<{ results: { operation: string; key: unknown }[] }>('/audit_events');
    expect(body.results[0]).toMatchObject({ operation: 'user_interview_topics_create', key: null });
  });
});

describe('a key that ends', () => {
  it('works until its time', async () => {
    const ada = await parley.client({ email: 'ends@parley.test' });
    const endsIn = (time: string) =>
      parley.database.query(
        `UPDATE personal_api_key k SET expires_at = now() + $1::interval FROM "user" u
         WHERE u.id = k.user_id AND u.email = 'ends@parley.test'`,
        [time],
      );
    await endsIn('1 hour');
    expect((await ada.get(TOPICS)).status).toBe(200);
    await endsIn('-1 second');
    expectError(await ada.get(TOPICS), 401, { code: 'authentication_failed' });
  });
});
