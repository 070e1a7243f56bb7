import type { AuditEventDto } from '../../src/audit/audit.dto';
import type { ContactDto } from '../../src/contacts/contact.dto';
import type { Page } from '../../src/pagination/page.dto';
import { lockRows } from '../support/app/row-lock';
import { useClient, useTestApp } from '../support/app/test-app';
import { contactOf, contactsPage, setContact } from '../support/builders/contacts';
import { insertDeliveries } from '../support/builders/deliveries';
import { insertResponse } from '../support/builders/responses';
import type { Answer, ApiClient, ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { walkPages } from '../support/clients/walk-pages';

const NOBODY = '01890000-0000-7000-8000-000000000000';
const HOUR = 3_600_000;

const parley = useTestApp();
let addresses = 0;
const newAddress = () => `person${++addresses}@example.com`;

const update = (client: ApiClient, id: string, body: object): Promise<Answer<ContactDto & ErrorBody>> =>
  client.patch(`/contacts/${id}/`, body);
const eventsOf = async (client: ApiClient) =>
  (await client.get<Page<AuditEventDto>>('/audit_events/?limit=1000')).body.results;
/** Lets the person ask not to be written to before this time. */
const askLater = (id: string, until: Date) =>
  parley.database.query(`UPDATE contact SET later_until = $2 WHERE id = $1`, [id, until]);

describe('one contact', () => {
  const ada = useClient(parley);
  let admin: ApiClient;
  beforeAll(async () => {
    admin = await ada.another({ scopes: ['*'] });
  });

  it('is made by its address, and shown by its id', async () => {
    const { status, body } = await setContact(
      ada,
      '  Grace Hopper <Grace@Bücher.Example> ',
      'bounced',
      ' full ',
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      email: 'grace@xn--bcher-kva.example',
      created_at: expect.any(String) as string,
      updated_at: expect.any(String) as string,
      status: 'bounced',
      free_at: null,
      reason: 'full',
      last_invited_at: null,
      last_participated_at: null,
    });
    expect((await ada.get(`/contacts/${body.id}/`)).body).toEqual(body);
  });

  it('is one for all spellings of its mailbox, also when they race', async () => {
    const spellings = Array.from({ length: 20 }, (_, n) =>
      n % 2 === 0 ? `Racer ${n} <racer@example.com>` : `RACER@Example.COM`,
    );
    const answers = await Promise.all(
      spellings.map((email, n) => setContact(ada, email, n % 3 === 0 ? 'free' : 'do_not_contact')),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await contactsPage(ada, '?search=racer')).body.count).toBe(1);
  });

  it('keeps its reason while its status stays, and loses it with the status', async () => {
    const email = newAddress();
    const { body } = await setContact(ada, email, 'bounced', 'mailbox full');
    expect((await setContact(ada, email, 'bounced')).body.reason).toBe('mailbox full');
    expect((await update(ada, body.id, { reason: 'gone' })).body).toMatchObject({
      status: 'bounced',
      reason: 'gone',
    });
    expect((await update(ada, body.id, { status: 'free' })).body).toMatchObject({
      status: 'free',
      reason: '',
    });
    expect((await setContact(ada, email, 'do_not_contact', 'VIP')).body.reason).toBe('VIP');
    expect((await update(ada, body.id, { reason: '' })).body).toMatchObject({
      status: 'do_not_contact',
      reason: '',
    });
  });

  it('changes its time of change with status and reason only', async () => {
    const { body } = await setContact(ada, newAddress(), 'free');
    const same = await update(ada, body.id, { status: 'free' });
    expect(same.body.updated_at).toBe(body.updated_at);
    const other = await update(ada, body.id, { status: 'bounced' });
    expect(Date.parse(other.body.updated_at)).toBeGreaterThan(Date.parse(body.updated_at));
    expect(other.body.created_at).toBe(body.created_at);
  });

  it.each([
    [{ status: 'free' }, 'required', 'email'],
    [{ email: null, status: 'free' }, 'null', 'email'],
    [{ email: ' ', status: 'free' }, 'blank', 'email'],
    [{ email: 'Grace Hopper', status: 'free' }, 'invalid_input', 'email'],
    [{ email: 'grace@', status: 'free' }, 'invalid_input', 'email'],
    [{ email: `${'x'.repeat(401)}@example.com`, status: 'free' }, 'max_length', 'email'],
    [{ email: 'a@example.com' }, 'required', 'status'],
    [{ email: 'a@example.com', status: null }, 'null', 'status'],
    [{ email: 'a@example.com', status: 'gone' }, 'invalid_input', 'status'],
    [{ email: 'a@example.com', status: 'cooling_down' }, 'invalid_input', 'status'],
    [{ email: 'a@example.com', status: 'free', reason: 'x'.repeat(201) }, 'max_length', 'reason'],
    [{ email: 'a@example.com', status: 'free', reason: 'x\0' }, 'invalid_input', 'reason'],
    [{ email: 'a@example.com', status: 'free', reason: null }, 'null', 'reason'],
  ] as [object, string, string][])('refuses %j with %s on %s', async (body, code, attr) => {
    expectError(await ada.post('/contacts/', body), 400, { code, attr });
    expect((await contactsPage(ada, '?search=a@example.com')).body.count).toBe(0);
  });

  it.each([
    [{ status: 'cooling_down' }, 'invalid_input', 'status'],
    [{ status: null }, 'null', 'status'],
    [{ reason: 'x'.repeat(201) }, 'max_length', 'reason'],
  ] as [object, string, string][])('refuses a change to %j with %s on %s', async (body, code, attr) => {
    const contact = (await setContact(ada, newAddress(), 'free')).body;
    const answer = await update(ada, contact.id, body);
    expectError(answer, 400, { code, attr });
    if (attr === 'status' && code === 'invalid_input') expect(answer.body.detail).toMatch(/cannot be set/);
    expect((await ada.get(`/contacts/${contact.id}/`)).body).toEqual(contact);
  });

  it('takes a reason of 200 characters', async () => {
    const reason = '🙂'.repeat(200);
    expect((await setContact(ada, newAddress(), 'free', reason)).body.reason).toBe(reason);
  });

  it("stays quiet until the person's own day, whoever sets it free", async () => {
    const { body } = await setContact(ada, newAddress(), 'free');
    const until = new Date(Date.now() + 48 * HOUR);
    await askLater(body.id, until);
    await update(admin, body.id, { status: 'do_not_contact' });
    expect((await ada.get(`/contacts/${body.id}/`)).body).toMatchObject({
      status: 'do_not_contact',
      free_at: null,
    });
    const freed = await update(admin, body.id, { status: 'free', reason: 'They called.' });
    expect(freed.body).toMatchObject({ status: 'cooling_down', free_at: until.toISOString() });
    await askLater(body.id, new Date(Date.now() - HOUR));
    expect((await ada.get(`/contacts/${body.id}/`)).body).toMatchObject({ status: 'free', free_at: null });
  });

  describe('that has opted out', () => {
    let contact: ContactDto;
    beforeEach(async () => {
      ({ body: contact } = await setContact(ada, newAddress(), 'opted_out', 'Wrote to us.'));
    });
    const stored = async () => (await ada.get<ContactDto>(`/contacts/${contact.id}/`)).body;
    const ways: [string, (client: ApiClient, body: object) => Promise<Answer<ContactDto & ErrorBody>>][] = [
      ['PATCH', (client, body) => update(client, contact.id, body)],
      ['POST', (client, body) => client.post('/contacts/', { email: contact.email, ...body })],
    ];

    it.each(ways)('is not lifted by a researcher with %s', async (_way, change) => {
      for (const status of ['free', 'do_not_contact', 'bounced']) {
        const answer = await change(ada, { status, reason: 'They called.' });
        expectError(answer, 403, { code: 'permission_denied' });
        expect(answer.body.detail).toContain("'*'");
      }
      expect(await stored()).toEqual(contact);
    });

    it.each(ways)('is not lifted by an admin without a reason with %s', async (_way, change) => {
      for (const body of [{ status: 'free' }, { status: 'free', reason: '  ' }]) {
        expectError(await change(admin, body), 400, { code: 'required', attr: 'reason' });
      }
      expect(await stored()).toEqual(contact);
    });

    it.each(ways)(
      'is lifted by an admin with a reason, which the trail has, with %s',
      async (_way, change) => {
        const { status, body, headers } = await change(admin, { status: 'free', reason: 'They called.' });
        expect([status, body.status, body.reason]).toEqual([200, 'free', 'They called.']);
        const [event] = await eventsOf(ada);
        expect(event).toMatchObject({
          reason: 'They called.',
          request_id: headers.get('x-request-id'),
          target: { result: contact.id },
        });
      },
    );

    it('can get another reason from a researcher', async () => {
      const { body } = await update(ada, contact.id, { status: 'opted_out', reason: 'By letter.' });
      expect([body.status, body.reason]).toEqual(['opted_out', 'By letter.']);
    });

    it('stays so when the person opts out while an admin sets it free', async () => {
      const free = (await setContact(ada, newAddress(), 'do_not_contact')).body;
      const lock = await lockRows(parley.database, 'SELECT FROM contact WHERE id = $1', [free.id]);
      const optOut = setContact(ada, free.email, 'opted_out');
      await lock.untilBlocked(1);
      const changes = [
        update(admin, free.id, { status: 'free', reason: 'They called.' }),
        update(ada, free.id, { status: 'free' }),
      ];
      await lock.untilBlocked(3);
      await lock.release();
      expect((await optOut).status).toBe(200);
      const [byAdmin, byResearcher] = await Promise.all(changes);
      // Either may come first; the opt-out is the last word.
      expect([200, 409]).toContain(byAdmin?.status);
      expect([200, 403]).toContain(byResearcher?.status);
      expect((await contactOf(ada, free.email)).status).toBe('opted_out');
    });
  });

  it('is in the audit trail when it changes, without address and reason', async () => {
    const before = (await eventsOf(ada)).length;
    const { body } = await setContact(ada, 'audited@example.com', 'bounced', 'secret words');
    await setContact(ada, 'audited@example.com', 'bounced');
    await update(ada, body.id, {});
    await update(ada, body.id, { status: 'free' });
    const events = (await eventsOf(ada)).slice(0, -before || undefined);
    expect(events.map(({ operation, reason }) => [operation, reason])).toEqual([
      ['contacts_partial_update', ''],
      ['contacts_create', ''],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/audited|secret words/);
  });

  it('is a 404 when it is in another project or nowhere', async () => {
    const { body } = await setContact(ada, newAddress(), 'free');
    const eve = await parley.client({ project: 'Eve', email: 'eve@parley.test', scopes: ['*'] });
    for (const id of [body.id, NOBODY, 'no-uuid']) {
      expectError(await eve.get(`/contacts/${id}/`), 404, { code: 'not_found' });
      expectError(await update(eve, id, { status: 'bounced' }), 404, { code: 'not_found' });
    }
    expect((await setContact(eve, body.email, 'bounced')).body.id).not.toBe(body.id);
    expect((await contactOf(ada, body.email)).status).toBe('free');
  });

  it('can be read, not written, with the read scope', async () => {
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const { body } = await setContact(ada, newAddress(), 'free');
    expect((await reader.get(`/contacts/${body.id}/`)).status).toBe(200);
    expect((await contactsPage(reader)).status).toBe(200);
    expectError(await setContact(reader, body.email, 'bounced'), 403, { code: 'permission_denied' });
    expectError(await update(reader, body.id, { status: 'bounced' }), 403, { code: 'permission_denied' });
  });
});

describe('the list of contacts', () => {
  const ada = useClient(parley, { scopes: ['*'] });
  const emails = async (query = '') =>
    (await contactsPage(ada, query)).body.results.map(({ email }) => email);
  const expectFound = async (query: string, expected: string[]) => {
    const { body } = await contactsPage(ada, query);
    expect([body.count, body.results.map(({ email }) => email)]).toEqual([expected.length, expected]);
  };
  let topic: string;

  beforeAll(async () => {
    for (const [email, status] of [
      ['zoe@example.com', 'free'],
      ['bea_x@example.com', 'bounced'],
      ['ann@example.org', 'opted_out'],
      ['bob@example.org', 'do_not_contact'],
      ['later@example.com', 'free'],
      ['grace@example.com', 'free'],
      ['über@bücher.example', 'free'],
      ['p1@example.com', 'free'],
    ] as const) {
      expect((await setContact(ada, email, status)).status).toBe(200);
    }
    await askLater((await contactOf(ada, 'later@example.com')).id, new Date(Date.now() + 24 * HOUR));
    topic = (await ada.createTopic()).id;
    await insertDeliveries(parley.database, topic, { count: 1, status: 'sent', sentSecondsAgo: 7200 });
    await insertResponse(parley.database, topic, { hoursAgo: 5 });
  });
  const rules = (body: object) => ada.patch('/settings/', body);
  afterEach(() =>
    rules({
      max_invites: null,
      max_invites_days: null,
      max_participations: null,
      max_participations_days: null,
    }),
  );

  it('is ordered by address, and its pages show each once', async () => {
    const all = await emails();
    expect(all).toEqual([...all].sort());
    expect(all).toHaveLength(8);
    const pages = await walkPages<ContactDto>(ada, `${parley.baseUrl}${ada.project}/contacts/?limit=3`);
    expect(pages.map(({ count, results }) => [count, results.length])).toEqual([
      [8, 3],
      [8, 3],
      [8, 2],
    ]);
    expect(pages.flatMap(({ results }) => results).map(({ email }) => email)).toEqual(all);
    await expectFound('?search=nobody&offset=5', []);
  });

  it.each([
    ['bounced', ['bea_x@example.com']],
    ['opted_out', ['ann@example.org']],
    ['do_not_contact', ['bob@example.org']],
    ['cooling_down', ['later@example.com']],
    ['free', ['grace@example.com', 'p1@example.com', 'zoe@example.com', 'über@xn--bcher-kva.example']],
  ])('shows the %s ones', async (status, expected) => {
    await expectFound(`?status=${status}`, expected);
    const { body } = await contactsPage(ada, `?status=${status}`);
    expect(new Set(body.results.map((contact) => contact.status))).toEqual(new Set([status]));
  });

  it.each([
    ['ANN@', ['ann@example.org']],
    ['a_x', ['bea_x@example.com']],
    ['%', []],
    ['\\', []],
    ['example.org b', ['bob@example.org']],
    ['ÜBER@BÜCHER.EXAMPLE', ['über@xn--bcher-kva.example']],
    ['e@ org', []],
  ])('finds what contains all parts of "%s"', async (search, expected) => {
    await expectFound(`?search=${encodeURIComponent(search)}`, expected);
  });

  it('searches within a status', async () => {
    await expectFound('?search=example.com&status=free', [
      'grace@example.com',
      'p1@example.com',
      'zoe@example.com',
    ]);
    await expectFound('?search=example&status=cooling_down', ['later@example.com']);
    await expectFound('?search=example.org&status=bounced', []);
  });

  it('refuses a status that there is not', async () => {
    expectError(await contactsPage(ada, '?status=gone'), 400, { code: 'invalid_input', attr: 'status' });
  });

  it('tells when people were last invited and last took part, and since when they are free again', async () => {
    const invited = await contactOf(ada, 'p1@example.com');
    expect(Math.abs(Date.parse(invited.last_invited_at ?? '') - (Date.now() - 2 * HOUR))).toBeLessThan(
      60_000,
    );
    expect(invited).toMatchObject({ status: 'free', free_at: null, last_participated_at: null });
    const answered = await contactOf(ada, 'grace@example.com');
    expect(Math.abs(Date.parse(answered.last_participated_at ?? '') - (Date.now() - 5 * HOUR))).toBeLessThan(
      60_000,
    );
    expect(answered.last_invited_at).toBeNull();

    await rules({ max_invites: 1, max_invites_days: 3 });
    const limited = await contactOf(ada, 'p1@example.com');
    expect(limited.status).toBe('cooling_down');
    expect(Date.parse(limited.free_at ?? '') - Date.parse(limited.last_invited_at ?? '')).toBe(72 * HOUR);
    await expectFound('?status=cooling_down', ['later@example.com', 'p1@example.com']);
    await expectFound('?status=free', ['grace@example.com', 'zoe@example.com', 'über@xn--bcher-kva.example']);

    await rules({ max_participations: 1, max_participations_days: 1 });
    expect((await contactOf(ada, 'grace@example.com')).status).toBe('cooling_down');
    await rules({ max_invites: 2, max_participations: 2 });
    await expectFound('?status=cooling_down', ['later@example.com']);
  });

  it('leaves out mails that did not go out, and other projects', async () => {
    const eve = await parley.client({ project: 'Eve list', email: 'eve@parley.test' });
    const { id } = await eve.createTopic();
    await insertDeliveries(parley.database, id, { count: 1, status: 'sent', sentSecondsAgo: 60 });
    await insertDeliveries(parley.database, topic, { count: 1, prefix: 'zoe-', status: 'failed' });
    await setContact(ada, 'zoe-1@example.com', 'bounced');
    expect((await contactOf(ada, 'zoe-1@example.com')).last_invited_at).toBeNull();
    const { last_invited_at } = await contactOf(ada, 'p1@example.com');
    expect(Date.now() - Date.parse(last_invited_at ?? '')).toBeGreaterThan(HOUR);
    expect((await contactsPage(eve)).body.count).toBe(0);
    await parley.database.query(`DELETE FROM contact WHERE mailbox = 'zoe-1@example.com'`);
  });

  it('can be had as a file', async () => {
    await setContact(ada, '+ann@example.org', 'bounced', '=SUM(1, 2)');
    const { text, headers } = await ada.get('/contacts/csv/');
    expect(headers.get('content-disposition')).toBe('attachment; filename="contacts.csv"');
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'email,status,reason,free_at,last_invited_at,last_participated_at,created_at,updated_at,id',
    );
    expect(lines[1]).toMatch(/^'\+ann@example\.org,bounced,"'=SUM\(1, 2\)",,,,/);
    const later = await contactOf(ada, 'later@example.com');
    expect(text).toContain(`later@example.com,cooling_down,,${later.free_at},,,`);
    expect(lines).toHaveLength(1 + (await contactsPage(ada)).body.count);
  });
});
