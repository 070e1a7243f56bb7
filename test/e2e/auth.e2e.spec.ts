import { createHash } from 'node:crypto';
import { ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import {
  byId,
  call,
  newSubject,
  type Operation,
  OPERATIONS,
  type Subject,
} from '../support/builders/operations';
import { useClient, useTestApp } from '../support/app/test-app';

const READ = OPERATIONS.filter(({ scope }) => scope === 'read');
const WRITE = OPERATIONS.filter(({ scope }) => scope === 'write');

describe('API keys', () => {
  const parley = useTestApp();
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
  ])('fail when malformed: %.40s', async (header) => {
    const answer = await withHeader(header);
    expectError(answer, 401, { code: 'authentication_failed' });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('are not taken from a changed, cut or padded copy', async () => {
    const { key } = ada;
    for (const text of [key.slice(0, -1), `${key}x`, key.toUpperCase(), key.slice(4), `ply_${key}`]) {
      expectError(await withHeader(`Bearer ${text}`), 401, { code: 'authentication_failed' });
    }
    expect((await withHeader(`Bearer ${key}`)).status).toBe(200);
    expect((await withHeader(`bearer ${key}`)).status).toBe(200);
  });

  it.each(['Basic', 'Token', 'Digest'])('are no credentials under the scheme %s', async (scheme) => {
    expectError(await withHeader(`${scheme} ${ada.key}`), 401, { code: 'not_authenticated' });
  });

  it('are not taken from query or body', async () => {
    const path = `${ada.project}/user_interview_topics/?personal_api_key=${ada.key}&token=${ada.key}`;
    expectError(await withKey('').request('GET', path), 401, { code: 'not_authenticated' });
    const body = { personal_api_key: ada.key };
    expectError(await withKey('').request('POST', path, body), 401, { code: 'not_authenticated' });
  });

  it('fail from the moment they are revoked, and others of the user go on', async () => {
    const [revoked, other] = [await ada.another(), await ada.another()];
    expect((await revoked.get('/user_interview_topics/')).status).toBe(200);
    await parley.database.query(`UPDATE personal_api_key SET revoked_at = now() WHERE key_hash = $1`, [
      createHash('sha256').update(revoked.key).digest(),
    ]);
    expectError(await revoked.get('/user_interview_topics/'), 401, { code: 'authentication_failed' });
    expect((await other.get('/user_interview_topics/')).status).toBe(200);
  });

  it('are nowhere in the database; only their hash is', async () => {
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
