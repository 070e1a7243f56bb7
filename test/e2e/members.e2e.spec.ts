import { useTestApp } from '../support/app/test-app';
import { lockRows } from '../support/app/row-lock';
import { type ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

interface Member {
  id: string;
  email: string;
  role: string;
}

const NOBODY = '01890000-0000-7000-8000-000000000000';
const parley = useTestApp();
let projects = 0;

/** A project with one admin, in a session. */
const newAdmin = async () => {
  const project = `Team ${++projects}`;
  return { ada: await parley.signIn({ email: `ada${projects}@parley.test`, project }), project };
};
const membersOf = async (client: ApiClient) =>
  (await client.get<{ results: Member[] }>('/members/')).body.results;
const add = (client: ApiClient, email: string, role = 'researcher') =>
  client.post<Member & { invitation_sent: boolean }>('/members/', { email, role });

describe('members', () => {
  it('are added with a mail that signs them in, and listed', async () => {
    const { ada, project } = await newAdmin();
    const { status, body } = await add(ada, 'Grace Hopper <Grace@Parley.test>');
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        email: 'grace@parley.test',
        first_name: 'Grace Hopper',
        last_name: '',
        role: 'researcher',
        created_at: expect.any(String),
        invitation_sent: true,
      },
    ]);
    const [mail] = await parley.sink.parsed();
    expect([mail?.to].flat()[0]?.text).toContain('grace@parley.test');
    expect(mail?.text).toContain(project);
    const [link] = /https:\/\/parley\.example\.com\/sign-in\/[\w-]{43}/.exec(mail?.text ?? '') ?? [];
    const signedIn = await fetch((link ?? '').replace('https://parley.example.com', parley.baseUrl), {
      method: 'POST',
      redirect: 'manual',
    });
    expect([signedIn.status, signedIn.headers.get('location'), signedIn.headers.get('set-cookie')]).toEqual([
      303,
      `/console/p/${ada.projectId}/topics`,
      expect.stringContaining('parley_session='),
    ]);
    expect((await membersOf(ada)).map(({ email, role }) => [email, role])).toEqual([
      [`ada${projects}@parley.test`, 'admin'],
      ['grace@parley.test', 'researcher'],
    ]);
  });

  it('are added once', async () => {
    const { ada } = await newAdmin();
    await add(ada, 'grace@parley.test', 'viewer');
    expectError(await add(ada, 'GRACE@parley.test', 'admin'), 409, { code: 'already_member' });
    const answers = await Promise.all(Array.from({ length: 8 }, () => add(ada, 'hedy@parley.test')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect((await membersOf(ada)).map(({ role }) => role)).toEqual(['admin', 'viewer', 'researcher']);
  });

  it.each([
    [{ role: 'viewer' }, 'email'],
    [{ email: 'nobody', role: 'viewer' }, 'email'],
    [{ email: 'x@example.com' }, 'role'],
    [{ email: 'x@example.com', role: 'owner' }, 'role'],
    [{ email: 'x@example.com', role: 'viewer', first_name: 'x'.repeat(151) }, 'first_name'],
    [{ email: 'x@example.com', role: 'viewer', first_name: 'Visit evil.com' }, 'first_name'],
    [{ email: 'x@example.com', role: 'viewer', last_name: 'a\nb' }, 'last_name'],
    [{ email: 'a@b.co, c@d.co', role: 'viewer' }, 'email'],
    [{ email: 'a@b.co\r\nBcc: eve@example.com', role: 'viewer' }, 'email'],
  ])('are refused with %j', async (body, attr) => {
    const { ada } = await newAdmin();
    expectError(await ada.post('/members/', body), 400, { attr });
    expect(await membersOf(ada)).toHaveLength(1);
  });

  it('are listed for all, and changed by admins alone', async () => {
    const { ada, project } = await newAdmin();
    const { body: grace } = await add(ada, 'grace@parley.test');
    for (const role of ['viewer', 'researcher'] as const) {
      const member = await parley.signIn({ email: `${role}${projects}@parley.test`, project, role });
      expect(await membersOf(member)).toEqual(await membersOf(ada));
      for (const answer of [
        await add(member, 'x@example.com'),
        await member.patch(`/members/${grace.id}`, { role: 'admin' }),
        await member.delete(`/members/${grace.id}`),
      ]) {
        expectError(answer, 403, { code: 'permission_denied' });
      }
    }
  });

  it('get another role, or leave, from their next request on', async () => {
    const { ada, project } = await newAdmin();
    const bob = await parley.signIn({ email: `bob${projects}@parley.test`, project, role: 'researcher' });
    const key = await parley.client({ email: `bob${projects}@parley.test`, project });
    const id = (await membersOf(ada)).find(({ email }) => email.startsWith('bob'))?.id ?? '';
    const create = (client: ApiClient) => client.post('/user_interview_topics/', { topic: 'Planning' });
    expect((await create(bob)).status).toBe(201);
    expect((await ada.patch<Member>(`/members/${id}`, { role: 'viewer' })).body.role).toBe('viewer');
    for (const client of [bob, key]) {
      expect([(await create(client)).status, (await client.get('/members/')).status]).toEqual([403, 200]);
    }
    expect((await ada.delete(`/members/${id}`)).status).toBe(204);
    for (const client of [bob, key]) expect((await client.get('/members/')).status).toBe(404);
    expectError(await ada.delete(`/members/${id}`), 404, { code: 'not_found' });
    expectError(await ada.patch(`/members/${NOBODY}`, { role: 'viewer' }), 404, { code: 'not_found' });
  });

  it('keep one admin, also when two leave at the same moment', async () => {
    const { ada } = await newAdmin();
    const [{ id = '' } = {}] = await membersOf(ada);
    expectError(await ada.patch(`/members/${id}`, { role: 'viewer' }), 409, { code: 'last_admin' });
    expectError(await ada.delete(`/members/${id}`), 409, { code: 'last_admin' });
    for (let round = 0; round < 20; round++) {
      const { ada: first, project } = await newAdmin();
      const second = await parley.signIn({ email: `second${projects}@parley.test`, project });
      const ids = (await membersOf(first)).map((member) => member.id);
      const lock = await lockRows(parley.database, 'SELECT FROM project WHERE id = $1', [first.projectId]);
      const requests = [
        first.delete(`/members/${ids[1]}`),
        round % 2 === 0
          ? second.delete(`/members/${ids[0]}`)
          : second.patch(`/members/${ids[0]}`, { role: 'viewer' }),
      ];
      await lock.untilBlocked(2);
      await lock.release();
      const statuses = (await Promise.all(requests)).map(({ status }) => status);
      const admins = await parley.database.query(
        `SELECT FROM project_membership WHERE project_id = $1 AND role = 'admin'`,
        [first.projectId],
      );
      expect([statuses.filter((status) => status < 300).length, admins.length]).toEqual([1, 1]);
    }
  });

  it('keep what they have, and their name, when they are added or the mail is refused', async () => {
    const { ada } = await newAdmin();
    const bob = await parley.client({ email: 'known@parley.test', name: 'Bob Ross', project: 'Elsewhere' });
    parley.sink.refuse = () => 550;
    const { status, body } = await ada.post('/members/', {
      email: 'KNOWN@parley.test',
      role: 'viewer',
      first_name: 'Robert',
    });
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ first_name: 'Bob', last_name: 'Ross', invitation_sent: false }),
    ]);
    expect((await bob.get('/user_interview_topics/')).status).toBe(200);
    expect((await membersOf(ada)).map(({ email }) => email)).toContain('known@parley.test');
  });

  it('are in the audit trail by id', async () => {
    const { ada } = await newAdmin();
    const { body: grace } = await add(ada, 'grace@parley.test');
    await ada.patch(`/members/${grace.id}`, { role: 'viewer' });
    await ada.patch(`/members/${grace.id}`, { role: 'viewer' });
    await ada.delete(`/members/${grace.id}`);
    const { body } = await ada.get<{ results: { operation: string; target: object }[] }>('/audit_events/');
    expect(body.results.map(({ operation, target }) => [operation, target])).toEqual([
      ['members_destroy', { id: grace.id }],
      ['members_partial_update', { id: grace.id, result: grace.id }],
      ['members_create', { result: grace.id }],
    ]);
  });
});

describe('members without a mail server', () => {
  const silent = useTestApp({ smtpUrl: null });

  it('are not added', async () => {
    const ada = await silent.signIn();
    expectError(await add(ada, 'grace@parley.test'), 503, { code: 'mail_not_configured' });
    expect(await membersOf(ada)).toHaveLength(1);
  });
});
