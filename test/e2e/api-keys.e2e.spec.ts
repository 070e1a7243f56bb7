import { useTestApp } from '../support/app/test-app';
import { type Answer, ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import type { SessionClient } from '../support/clients/session-client';

interface Key {
  id: string;
  key: string;
  label: string;
  project_ids: string[] | null;
}

const KEYS = '/api/personal_api_keys';
const TOPICS = '/user_interview_topics/';
const parley = useTestApp();
let people = 0;

const signIn = (
  options: { project?: string; role?: 'viewer' | 'researcher' | 'admin'; email?: string } = {},
) => parley.signIn({ email: `person${++people}@parley.test`, project: `Project ${people}`, ...options });
const create = (client: SessionClient, body: object = {}): Promise<Answer<Key>> =>
  client.request<Key>('POST', KEYS, { label: 'Export', scopes: ['user_interview:read'], ...body });
const listed = async (client: SessionClient) =>
  (await client.request<{ results: Key[] }>('GET', KEYS)).body.results;
const withKey = (client: SessionClient, key: string) => new ApiClient(parley.baseUrl, client.projectId, key);

describe("one's keys", () => {
  it('are made, shown once, used, listed and revoked', async () => {
    const ada = await signIn();
    const before = (await listed(ada)).length;
    const { status, body } = await create(ada, { expires_at: '2100-01-01T00:00:00Z' });
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        label: 'Export',
        mask: `ply_…${body.key.slice(-4)}`,
        scopes: ['user_interview:read'],
        project_ids: null,
        created_at: expect.any(String),
        last_used_at: null,
        expires_at: '2100-01-01T00:00:00.000Z',
        key: expect.stringMatching(/^ply_[\w-]{43}$/),
      },
    ]);
    const client = withKey(ada, body.key);
    expect((await client.get(TOPICS)).status).toBe(200);
    expect((await client.post(TOPICS, { topic: 'x' })).status).toBe(403);
    const keys = await listed(ada);
    expect([keys.length, keys[0]?.id]).toEqual([before + 1, body.id]);
    expect(JSON.stringify(keys)).not.toContain(body.key.slice(4, 12));
    expect((await ada.request('DELETE', `${KEYS}/${body.id}`)).status).toBe(204);
    expectError(await client.get(TOPICS), 401, { code: 'authentication_failed' });
    expect(await listed(ada)).toHaveLength(before);
    expectError(await ada.request('DELETE', `${KEYS}/${body.id}`), 404, { code: 'not_found' });
  });

  it.each([
    [{ label: '' }, 'label'],
    [{ label: 'x'.repeat(101) }, 'label'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['everything'] }, 'scopes__0'],
    [{ project_ids: ['nonsense'] }, 'project_ids__0'],
    [{ project_ids: [7] }, 'project_ids__0'],
    [{ project_ids: Array<string>(101).fill('01890000-0000-7000-8000-000000000000') }, 'project_ids'],
    [{ project_ids: ['01890000-0000-7000-8000-000000000000'] }, 'project_ids'],
    [{ expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
    [{ expires_at: 'soon' }, 'expires_at'],
  ])('are refused with %j', async (body, attr) => {
    const ada = await signIn();
    const before = await listed(ada);
    expectError(await create(ada, body), 400, { attr });
    expect(await listed(ada)).toEqual(before);
  });

  it('are never allowed more than the role, in any of their projects', async () => {
    const email = 'many@parley.test';
    const admin = await signIn({ email, project: 'Mine', role: 'admin' });
    const viewer = await signIn({ email, project: 'Theirs', role: 'viewer' });
    const scopes = ['*'];
    const refused = await create(admin, { scopes, project_ids: [admin.projectId, viewer.projectId] });
    expectError(refused, 403, { code: 'permission_denied' });
    expect(refused.body).toMatchObject({
      detail: "Your role 'viewer' in Theirs does not allow keys with the scope '*'.",
    });
    expect((await create(admin, { scopes, project_ids: [admin.projectId] })).status).toBe(201);
    // Without a limit the role limits the key in each project when it is used.
    const { body } = await create(admin, { scopes });
    expect((await withKey(admin, body.key).post(TOPICS, { topic: 'x' })).status).toBe(201);
    expectError(await withKey(viewer, body.key).post(TOPICS, { topic: 'x' }), 403, {
      code: 'permission_denied',
    });
    const only = await signIn({ role: 'viewer' });
    expectError(await create(only, { scopes: ['user_interview:write'] }), 403, { code: 'permission_denied' });
    expect((await create(only)).status).toBe(201);
  });

  it('in a project of others are refused as in none', async () => {
    const [ada, eve] = [await signIn(), await signIn()];
    const foreign = await create(eve, { project_ids: [ada.projectId] });
    const none = await create(eve, { project_ids: ['01890000-0000-7000-8000-000000000000'] });
    expect([foreign.status, foreign.body]).toEqual([none.status, none.body]);
  });

  it('belong to their owner', async () => {
    const [ada, eve] = [await signIn(), await signIn()];
    const { body } = await create(ada);
    expectError(await eve.request('DELETE', `${KEYS}/${body.id}`), 404, { code: 'not_found' });
    expect((await withKey(ada, body.key).get(TOPICS)).status).toBe(200);
  });

  it('are 100 at most, also when many are made at the same moment', async () => {
    const ada = await signIn();
    const { id } = (await ada.request<{ user: { id: string } }>('GET', '/api/session')).body.user;
    await parley.database.query(
      `INSERT INTO personal_api_key (user_id, label, mask, key_hash, scopes)
       SELECT $1::uuid, 'key', 'ply_…', decode(md5($1::text || n), 'hex'), '{*}' FROM generate_series(1, 96) AS n`,
      [id],
    );
    const answers = await Promise.all(Array.from({ length: 6 }, () => create(ada)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409]);
    const [first] = await listed(ada);
    await ada.request('DELETE', `${KEYS}/${first?.id}`);
    expect((await create(ada)).status).toBe(201);
    expectError(await create(ada), 409, { code: 'too_many_keys' });
  });
});

describe('keys that reach a project', () => {
  it('are seen and revoked by its admins alone', async () => {
    const ada = await signIn({ project: 'Shared' });
    const bob = await signIn({ project: 'Shared', role: 'researcher', email: 'bob@parley.test' });
    const elsewhere = await signIn({ email: 'bob@parley.test', project: 'Only Bob' });
    const { body: everywhere } = await create(bob, { label: 'Everywhere' });
    const { body: here } = await create(bob, { label: 'Here', project_ids: [bob.projectId.toUpperCase()] });
    const { body: there } = await create(bob, { label: 'There', project_ids: [elsewhere.projectId] });
    const { body } = await ada.get<{ results: (Key & { user: { email: string } })[] }>('/keys/');
    const ofBob = body.results.filter(
      ({ user, label }) => user.email === 'bob@parley.test' && label !== 'test',
    );
    expect(ofBob.map(({ label }) => label)).toEqual(['Here', 'Everywhere']);
    // Which other projects a key reaches is not theirs to know.
    expect(JSON.stringify(body)).not.toContain('project_ids');
    expectError(await bob.get('/keys/'), 403, { code: 'permission_denied' });
    expectError(await bob.delete(`/keys/${here.id}`), 403, { code: 'permission_denied' });
    expectError(await ada.delete(`/keys/${there.id}`), 404, { code: 'not_found' });
    expect((await ada.delete(`/keys/${everywhere.id}`)).status).toBe(204);
    expect((await withKey(bob, everywhere.key).get(TOPICS)).status).toBe(401);
    expect((await withKey(bob, here.key).get(TOPICS)).status).toBe(200);
    const audit = await ada.get<{ results: { operation: string; target: object }[] }>('/audit_events/');
    expect(audit.body.results[0]).toMatchObject({
      operation: 'project_keys_destroy',
      target: { id: everywhere.id },
    });
  });
});
