import type { AuditEventDto } from '../../src/audit/audit.dto';
import type { ContactImportDto } from '../../src/contacts/import/contact-import.dto';
import type { Page } from '../../src/pagination/page.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { contactOf, contactsPage, setContact } from '../support/builders/contacts';
import type { Answer, ApiClient, ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const CSV = { 'content-type': 'text/csv' };
const MAX_ROWS = 100_000;

const parley = useTestApp();

const importInto = (
  client: ApiClient,
  body: string | Uint8Array,
  headers: Record<string, string> = CSV,
): Promise<Answer<ContactImportDto & ErrorBody>> => client.post('/contacts/import/', body, headers);

describe('an import of contacts', () => {
  const ada = useClient(parley);
  let admin: ApiClient;
  beforeAll(async () => {
    admin = await ada.another({ scopes: ['*'] });
  });
  beforeEach(() => parley.database.query('DELETE FROM contact WHERE project_id = $1', [ada.projectId]));

  const stored = async () =>
    (await contactsPage(ada)).body.results.map(({ email, status, reason }) => [email, status, reason]);
  const expectImport = async (
    file: string | Uint8Array,
    counts: [number, number],
    errors: [number, string][] = [],
  ) => {
    const { status, body } = await importInto(ada, file);
    expect([status, body.imported_count, body.unchanged_count]).toEqual([200, ...counts]);
    expect([body.error_count, body.errors.map(({ line, code }) => [line, code])]).toEqual([
      errors.length,
      errors,
    ]);
    return body;
  };

  it('adds contacts, changes others and leaves the rest', async () => {
    await setContact(ada, 'ann@example.com', 'do_not_contact', 'VIP');
    await setContact(ada, 'bob@example.com', 'free');
    await expectImport(
      [
        'email,status,reason',
        'ann@example.com,,',
        'bob@example.com,bounced,mailbox full',
        'Zoe <ZOE@example.com>,do_not_contact,',
        'new@example.com,,from the fair',
      ].join('\n'),
      [3, 1],
    );
    expect(await stored()).toEqual([
      ['ann@example.com', 'do_not_contact', 'VIP'],
      ['bob@example.com', 'bounced', 'mailbox full'],
      ['new@example.com', 'free', 'from the fair'],
      ['zoe@example.com', 'do_not_contact', ''],
    ]);
  });

  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('reads a file of a spreadsheet with %s', async (_name, separator) => {
    const rows = [
      ['Name', 'Notes', 'REASON', ' Email ', 'Status'],
      [
        'Lovelace, Ada; PhD',
        'first\r\nsecond "line"',
        'says "no", for now',
        '"Lovelace, Ada" <Ada@Example.com>',
        'Bounced',
      ],
      ['Müller', '', '', 'müller@bücher.example', 'FREE'],
    ];
    const quoted = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator));
    await expectImport(`\ufeff${quoted.join('\r\n')}\r\n`, [2, 0]);
    expect(await stored()).toEqual([
      ['ada@example.com', 'bounced', 'says "no", for now'],
      ['müller@xn--bcher-kva.example', 'free', ''],
    ]);
  });

  it('tells of the lines that it cannot use, by their numbers in the file, and takes the others', async () => {
    const body = await expectImport(
      [
        'email,reason,status,other',
        'good@example.com,"two',
        'lines",free,x',
        '',
        'nobody,,,',
        ',no address,,',
        'a@example.com,,gone,',
        'b@example.com,,cooling_down,',
        `c@example.com,${'x'.repeat(201)},,`,
        'd@example.com,reason, with a comma,,free',
        'e@example.com,nul\0,,',
        'short@example.com',
        'wide@example.com,,,,,',
      ].join('\r\n'),
      [3, 0],
      [
        [5, 'invalid_input'],
        [6, 'required'],
        [7, 'invalid_input'],
        [8, 'invalid_input'],
        [9, 'max_length'],
        [10, 'invalid_input'],
        [11, 'invalid_input'],
      ],
    );
    for (const { detail } of body.errors) expect(detail).toMatch(/^[A-Zc].*\.$/);
    expect((await stored()).map(([email]) => email)).toEqual([
      'good@example.com',
      'short@example.com',
      'wide@example.com',
    ]);
  });

  it('never lifts an opt-out, not even for admins', async () => {
    await setContact(ada, 'out@example.com', 'opted_out', 'By letter.');
    for (const client of [ada, admin]) {
      const { body } = await importInto(
        client,
        'email,status,reason\nout@example.com,free,They called.\nok@example.com,free,',
      );
      expect(body).toMatchObject({ error_count: 1, errors: [{ line: 2, code: 'opted_out' }] });
    }
    expect((await contactOf(ada, 'out@example.com')).reason).toBe('By letter.');
    await expectImport('email,status\nout@example.com,opted_out\nout@example.com,', [0, 2]);
    // A blank status changes no status, so it lifts nothing.
    await expectImport('email,status,reason\nout@example.com,,By phone.', [1, 0]);
    expect(await contactOf(ada, 'out@example.com')).toMatchObject({
      status: 'opted_out',
      reason: 'By phone.',
    });
  });

  it('reads lines for one mailbox as if they were imported one after the other', async () => {
    await expectImport(
      [
        'email,status,reason',
        'twice@example.com,bounced,full',
        'TWICE@example.com,do_not_contact,',
        'thrice@example.com,bounced,full',
        'thrice@example.com,,',
        'out@example.com,opted_out,',
        'Out <out@example.com>,free,',
      ].join('\n'),
      [3, 2],
      [[7, 'opted_out']],
    );
    expect(await stored()).toEqual([
      ['out@example.com', 'opted_out', ''],
      ['thrice@example.com', 'bounced', 'full'],
      ['twice@example.com', 'do_not_contact', ''],
    ]);
  });

  it('takes back what the export gave, unchanged', async () => {
    for (const [email, status, reason] of [
      ['+plus@example.com', 'bounced', '=SUM(1)'],
      ['ann@example.com', 'opted_out', 'says "no", for now'],
      ['later@example.com', 'free', ''],
      ['üml@bücher.example', 'do_not_contact', 'one\ntwo'],
    ] as const) {
      await setContact(ada, email, status, reason);
    }
    await parley.database.query(
      `UPDATE contact SET later_until = now() + interval '1 day' WHERE mailbox = 'later@example.com'`,
    );
    const file = (await ada.get('/contacts/csv/')).text;
    expect(file).toContain('cooling_down');
    await expectImport(file, [0, 4]);
    const other = await parley.client({ project: 'Import elsewhere' });
    const { body } = await importInto(other, file);
    // Another project does not know until when the person wants to be left alone, so it does not take that line.
    expect([body.imported_count, body.errors.map(({ line }) => line)]).toEqual([3, [4]]);
    const shown = async (client: ApiClient) =>
      (await contactsPage(client)).body.results.map(({ email, status, reason }) => [email, status, reason]);
    expect(await shown(other)).toEqual((await shown(ada)).filter(([email]) => email !== 'later@example.com'));
  });

  it.each([
    ['without a body', '', 'required', 'email'],
    ['without a header', 'ann@example.com,free\n', 'required', 'email'],
    ['with a header of other columns', 'mail,status\nann@example.com,free\n', 'required', 'email'],
    ['in another encoding', Buffer.from('email\nm\xfcller@example.com', 'latin1'), 'parse_error', null],
    ['with a quotation mark that is not closed', 'email,reason\nann@example.com,"no', 'parse_error', null],
    ['with a cell without end', `email\nann@example.com\n"${'x'.repeat(300_000)}"\n`, 'parse_error', null],
    ['with a row of empty cells', `email\nann@example.com\n${','.repeat(9_000_000)}`, 'parse_error', null],
    [
      'with a row of many lines',
      `email\nann@example.com\n${`"\n"${','.repeat(30_000)}`.repeat(100)}`,
      'parse_error',
      null,
    ],
  ])('refuses a file %s, and stores nothing', async (_title, file, code, attr) => {
    expectError(await importInto(ada, file), 400, { code, attr });
    expect(await stored()).toEqual([]);
  });

  it('takes an empty file with a header, and nothing else', async () => {
    await expectImport('email', [0, 0]);
    await expectImport('\ufeffemail;status\r\n\r\n', [0, 0]);
  });

  it('refuses one row more than 100 000, and more than 20 MB, before it stores anything', async () => {
    const rows = Array.from({ length: MAX_ROWS + 1 }, (_, n) => `p${n}@example.com`);
    const tooLong = await importInto(ada, `email\n${rows.join('\n')}`);
    expectError(tooLong, 400, { code: 'max_length', attr: null });
    expectError(await importInto(ada, 'x'.repeat(20 * 1024 * 1024 + 1)), 413, { code: 'body_too_large' });
    expect(await stored()).toEqual([]);
  });

  it('counts all lines that it cannot use, and lists the first thousand', async () => {
    const { body } = await importInto(ada, `email\n${'nobody\n'.repeat(1500)}good@example.com`);
    expect([body.imported_count, body.error_count, body.errors.length]).toEqual([1, 1500, 1000]);
    expect(body.errors.at(-1)?.line).toBe(1001);
  });

  it.each([
    ['application/json', '{"email":"ann@example.com"}'],
    ['application/x-www-form-urlencoded', 'email=ann@example.com'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/plain', 'email\nann@example.com'],
  ])('takes no %s', async (type, body) => {
    const answer = await importInto(ada, body, { 'content-type': type });
    expectError(answer, 415, { code: 'unsupported_media_type' });
  });

  it('is the only operation that takes CSV', async () => {
    const answer = await ada.post('/contacts/', 'email,status\nann@example.com,free', CSV);
    expectError(answer, 415, { code: 'unsupported_media_type' });
  });

  it('takes the type with parameters', async () => {
    const answer = await importInto(ada, 'email\nann@example.com', {
      'content-type': 'Text/CSV; charset=utf-8',
    });
    expect([answer.status, answer.body.imported_count]).toEqual([200, 1]);
    expect(answer.headers.get('x-ignored-fields')).toBeNull();
  });

  it('is done once under one Idempotency-Key', async () => {
    const headers = { ...CSV, 'idempotency-key': 'import-1' };
    const first = await importInto(ada, 'email\nann@example.com', headers);
    const again = await importInto(ada, 'email\nann@example.com', headers);
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([first.body, 'true']);
    const other = await importInto(ada, 'email\nbob@example.com', headers);
    expectError(other, 409, { code: 'idempotency_key_reused' });
  });

  it('is in the audit trail if it changed something, without addresses', async () => {
    const events = async () => (await ada.get<Page<AuditEventDto>>('/audit_events/')).body;
    const before = (await events()).count;
    await importInto(ada, 'email\nann@example.com');
    await importInto(ada, 'email\nann@example.com');
    const { count, results } = await events();
    expect([count - before, results[0]?.operation, results[0]?.target]).toEqual([
      1,
      'contacts_import_create',
      {},
    ]);
  });

  it('needs the write scope', async () => {
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    expectError(await importInto(reader, 'email\nann@example.com'), 403, { code: 'permission_denied' });
  });

  it('takes turns with others of the same contacts in another order', async () => {
    const people = Array.from({ length: 2000 }, (_, n) => `p${n}@example.com`);
    const files = Array.from({ length: 6 }, (_, n) => {
      const rows = people.map((email, at) => `${email},${(at + n) % 3 === 0 ? '' : 'bounced'}`);
      return `email,status\n${(n % 2 === 0 ? rows : rows.reverse()).join('\n')}`;
    });
    const work = files.map((file) => importInto(ada, file));
    const single = people.slice(0, 40).map((email) => setContact(ada, email, 'bounced'));
    const answers = await Promise.all([...work, ...single]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await contactsPage(ada)).body.count).toBe(2000);
    const [counted] = await parley.database.query<{ count: number }>(
      `SELECT sum(number)::integer AS count FROM contact_count WHERE project_id = $1 AND status = 'bounced'`,
      [ada.projectId],
    );
    expect(counted?.count).toBe(
      (await contactsPage(ada, '?status=bounced')).body.results.length === 100 ? 2000 : -1,
    );
  });
});
