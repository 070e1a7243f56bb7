import type { AuditEventDto } from '../../src/audit/audit.dto';
import type { Page } from '../../src/pagination/page.dto';
import type { ProjectSettingsDto } from '../../src/project-settings/project-settings.dto';
import { lockRows } from '../support/app/row-lock';
import { useClient, useTestApp } from '../support/app/test-app';
import type { ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const SETTINGS = '/settings/';
const OFF = {
  mail_language: null,
  sender_name: '',
  time_zone: 'UTC',
  sending_windows: [],
  max_invites: null,
  max_invites_days: null,
  max_participations: null,
  max_participations_days: null,
  count_reminders: false,
  controller_name: '',
  controller_contact: '',
  privacy_url: '',
  consent_text: { en: '', de: '', es: '' },
  audit_reads: 'exports',
  retention: { responses: null, recordings: null, ledger: null, voice_reports: null, audit: null },
};

const WINDOW = { days: ['mon', 'fri'], from: '09:00', to: '17:00' };
const refusedWindow = (fields: object, code: string, attr: string): [object, string, string] => [
  { sending_windows: [WINDOW, { ...WINDOW, ...fields }] },
  code,
  `sending_windows__1${attr}`,
];

const parley = useTestApp();

describe('the settings of a project', () => {
  const ada = useClient(parley, { scopes: ['*'] });
  const change = (body: object) => ada.patch<ProjectSettingsDto & ErrorBody>(SETTINGS, body);
  const settings = async () => (await ada.get<ProjectSettingsDto>(SETTINGS)).body;
  beforeEach(() => change(OFF));

  it('are off at first', async () => {
    const fresh = await parley.client({ project: 'Fresh' });
    expect(await fresh.get(SETTINGS)).toMatchObject({ status: 200, body: { name: 'Fresh', ...OFF } });
  });

  it('can be changed and read back', async () => {
    const body = {
      name: '  Acme Research ',
      mail_language: 'de',
      sender_name: 'Ada & Söhne, "Research"',
      time_zone: 'Europe/Berlin',
      sending_windows: [WINDOW, { days: ['sat'], from: '00:00', to: '24:00' }],
      max_invites: 2,
      max_invites_days: 30,
      max_participations: 1000,
      max_participations_days: 3650,
      count_reminders: true,
      controller_name: 'Acme GmbH',
      controller_contact: 'privacy@acme.example',
      privacy_url: 'https://acme.example/privacy',
      consent_text: { en: 'One.', de: '', es: 'Uno.' },
      audit_reads: 'all',
      retention: { responses: 365, recordings: 30, ledger: null, voice_reports: 90, audit: 730 },
    };
    const shown = { ...body, name: 'Acme Research' };
    expect(await change(body)).toMatchObject({ status: 200, body: shown });
    expect(await settings()).toEqual(shown);
    expect(await change({ count_reminders: false })).toMatchObject({
      status: 200,
      body: { ...shown, count_reminders: false },
    });
  });

  it.each([
    [{ name: '' }, 'blank', 'name'],
    [{ name: null }, 'null', 'name'],
    [{ name: 'x'.repeat(201) }, 'max_length', 'name'],
    [{ mail_language: 'fr' }, 'invalid_input', 'mail_language'],
    [{ sender_name: null }, 'null', 'sender_name'],
    [{ sender_name: 'x'.repeat(101) }, 'max_length', 'sender_name'],
    [{ sender_name: 'Acme\r\nBcc: eve@example.com' }, 'invalid_control_char', 'sender_name'],
    [{ sender_name: 'Acme\u0007' }, 'invalid_control_char', 'sender_name'],
    [{ sender_name: 'Ac\u2028me' }, 'invalid_control_char', 'sender_name'],
    [{ sender_name: 'Acme\u202e' }, 'invalid_invisible_char', 'sender_name'],
    [{ sender_name: 'Acme <ceo@bank.com>' }, 'invalid_bracket', 'sender_name'],
    [{ sender_name: 'ceo@bank.com' }, 'invalid_domain', 'sender_name'],
    [{ sender_name: 'https://bank' }, 'invalid_url', 'sender_name'],
    [{ time_zone: '' }, 'blank', 'time_zone'],
    [{ time_zone: null }, 'null', 'time_zone'],
    [{ time_zone: '+02:00' }, 'invalid_input', 'time_zone'],
    [{ time_zone: 'Mars/Olympus_Mons' }, 'invalid_input', 'time_zone'],
    [{ time_zone: 'x'.repeat(1_000_000) }, 'invalid_input', 'time_zone'],
    [{ sending_windows: null }, 'null', 'sending_windows'],
    [{ sending_windows: 'always' }, 'not_a_list', 'sending_windows'],
    [{ sending_windows: ['always'] }, 'invalid_input', 'sending_windows__0'],
    [{ sending_windows: Array.from({ length: 51 }, () => WINDOW) }, 'max_length', 'sending_windows'],
    refusedWindow({ days: undefined }, 'required', '__days'),
    refusedWindow({ days: 'mon' }, 'not_a_list', '__days'),
    refusedWindow({ days: [] }, 'empty', '__days'),
    refusedWindow({ days: ['mon', 'mon'] }, 'invalid_input', '__days'),
    refusedWindow({ days: ['mon', 'Montag'] }, 'invalid_input', '__days__1'),
    refusedWindow({ from: null }, 'null', '__from'),
    refusedWindow({ from: '9:00' }, 'invalid_input', '__from'),
    refusedWindow({ from: '24:00', to: '24:00' }, 'invalid_input', '__from'),
    refusedWindow({ from: 9 }, 'invalid_input', '__from'),
    refusedWindow({ to: undefined }, 'required', '__to'),
    refusedWindow({ to: '24:01' }, 'invalid_input', '__to'),
    refusedWindow({ to: '09:00' }, 'invalid_input', '__to'),
    refusedWindow({ from: '22:00', to: '06:00' }, 'invalid_input', '__to'),
    [{ count_reminders: null }, 'null', 'count_reminders'],
    [{ count_reminders: 'often' }, 'invalid_input', 'count_reminders'],
    ...['max_invites', 'max_participations'].flatMap((field): [object, string, string][] => [
      [{ [field]: 0, [`${field}_days`]: 1 }, 'invalid_input', field],
      [{ [field]: 1001, [`${field}_days`]: 1 }, 'invalid_input', field],
      [{ [field]: 1.5, [`${field}_days`]: 1 }, 'invalid_input', field],
      [{ [field]: 1, [`${field}_days`]: 0 }, 'invalid_input', `${field}_days`],
      [{ [field]: 1, [`${field}_days`]: 3651 }, 'invalid_input', `${field}_days`],
      [{ [field]: 1 }, 'required', `${field}_days`],
      [{ [`${field}_days`]: 1 }, 'required', field],
    ]),
  ] as [object, string, string][])('refuse %j with %s on %s', async (body, code, attr) => {
    const before = await settings();
    expectError(await change(body), 400, { code, attr });
    expect(await settings()).toEqual(before);
  });

  it('refuse to lose one half of a rule, and take both halves away together', async () => {
    await change({ max_invites: 2, max_invites_days: 30 });
    expectError(await change({ max_invites: null }), 400, { code: 'required', attr: 'max_invites' });
    expectError(await change({ max_invites_days: null }), 400, {
      code: 'required',
      attr: 'max_invites_days',
    });
    expect((await change({ max_invites: 3 })).body).toMatchObject({ max_invites: 3, max_invites_days: 30 });
    expect((await change({ max_invites: null, max_invites_days: null })).body.max_invites).toBeNull();
  });

  it('never hold half a rule, whatever is sent at the same time', async () => {
    await change({ max_invites: 2, max_invites_days: 30 });
    const lock = await lockRows(parley.database, 'SELECT FROM project WHERE id = $1', [ada.projectId]);
    const requests = [change({ max_invites: 5 }), change({ max_invites: null, max_invites_days: null })];
    await lock.untilBlocked(2);
    await lock.release();
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    const { max_invites, max_invites_days } = await settings();
    expect([max_invites, max_invites_days]).toEqual([null, null]);
    // The second one may come after the rule has gone, and is refused then.
    expect(statuses[1]).toBe(200);
    expect([200, 400]).toContain(statuses[0]);
  });

  it('refuse the name of another project', async () => {
    await parley.client({ project: 'Taken' });
    expectError(await change({ name: 'Taken' }), 400, { code: 'unique', attr: 'name' });
  });

  it('can be read by readers and changed by admins only', async () => {
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const writer = await ada.another({ scopes: ['user_interview:write'] });
    expect((await reader.get(SETTINGS)).status).toBe(200);
    const answer = await writer.patch<ErrorBody>(SETTINGS, { count_reminders: true });
    expectError(answer, 403, { code: 'permission_denied' });
    expect(answer.body.detail).toContain("'*'");
    expect((await settings()).count_reminders).toBe(false);
  });

  it('are a 404 in a project that the key does not reach', async () => {
    const other = await parley.client({ project: 'Elsewhere', email: 'eve@parley.test', scopes: ['*'] });
    const path = `${other.project}${SETTINGS}`;
    expectError(await ada.request('PATCH', path, { name: 'Mine' }), 404, { code: 'not_found' });
  });

  it('are in the audit trail when they change', async () => {
    const events = async () => (await ada.get<Page<AuditEventDto>>('/audit_events/')).body;
    const { count } = await events();
    await change({ count_reminders: true });
    await change({ count_reminders: true });
    await change({});
    const after = await events();
    expect([after.count - count, after.results[0]?.operation]).toEqual([
      1,
      'project_settings_partial_update',
    ]);
  });
});
