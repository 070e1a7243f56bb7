import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContactDto } from '../../src/contacts/contact.dto';
import { UpstreamFailed } from '../../src/errors/domain-errors';
import { MailIds } from '../../src/mail/mail-ids';
import { SubscriptionConfirmer } from '../../src/mail-reports/providers/subscription-confirmer';
import { MailReportsSweeper } from '../../src/mail-reports/mailbox/mail-reports-sweeper';
import type { Page } from '../../src/pagination/page.dto';
import { type TestApp, type TestClient, useTestApp, useTestApps } from '../support/app/test-app';
import { statementsOf } from '../support/app/statement-counter';
import { waitUntil } from '../support/app/wait-until';
import { deliveriesOf } from '../support/builders/deliveries';
import { sendInvites } from '../support/builders/invites';
import { expectError } from '../support/clients/expect-error';
import { ImapServer } from '../support/fakes/imap-server';
import { REPORT_FIXTURES } from '../support/mail-reports/delivery-report-fixtures';
import { PROVIDER_FIXTURES, SECRETS, signedRequest } from '../support/mail-reports/provider-fixtures';
import { type ReportedMail, reportMail } from '../support/mail-reports/report-mail';

const COMMAND = join(__dirname, '../../dist/cli/mail-reports.js');
const SETTINGS = {
  mailReturnPathDomain: 'bounces.example.com',
  mailReportSecretSes: SECRETS.ses,
  mailReportSecretPostmark: SECRETS.postmark,
  mailReportSecretMailgun: SECRETS.mailgun,
  mailReportSecretBrevo: SECRETS.brevo,
  mailReportSecretStandard: SECRETS.standard,
};
const DAY_MS = 86_400_000;

/** Sends one invite to each address, and returns what a report about it would name. */
async function invite(parley: TestApp, client: TestClient, addresses: string[]): Promise<ReportedMail[]> {
  const { id } = await client.createTopic({ interviewee_emails: addresses });
  await sendInvites(client, id);
  const ids = parley.app.get(MailIds, { strict: false });
  const rows = await parley.database.query<{ id: string; address: string }>(
    'SELECT id, address FROM invite_delivery WHERE topic_id = $1',
    [id],
  );
  const byAddress = new Map(rows.map((row) => [row.address, row.id]));
  return addresses.map((recipient) => {
    const mail = byAddress.get(recipient) ?? '';
    return { recipient, messageId: ids.messageIdOf(mail), returnPath: ids.returnPathOf(mail) ?? '' };
  });
}

const post = async (parley: TestApp, ...args: Parameters<typeof signedRequest>) => {
  const { path, headers, body } = signedRequest(...args);
  return fetch(parley.baseUrl + path, { method: 'POST', headers, body });
};

const bounced = (
  about: Pick<ReportedMail, 'messageId'>,
  kind: string,
  timestamp = new Date().toISOString(),
) => ({
  type: 'mail.bounced',
  timestamp,
  data: { message_id: about.messageId, kind, code: kind === 'hard' ? '5.1.1' : '4.2.2' },
});

/** Status and reason of a contact. */
async function contactOf(
  client: TestClient,
  mailbox: string,
): Promise<Pick<ContactDto, 'status' | 'reason'>> {
  const { body } = await client.get<Page<ContactDto>>(`/contacts/?search=${encodeURIComponent(mailbox)}`);
  const { status, reason } = body.results[0] ?? ({} as ContactDto);
  return { status, reason };
}

interface LedgerRow {
  address: string;
  bounce_kind: string | null;
  bounce_code: string | null;
  contact: string;
}

/** All that reports change. */
const stateOf = ({ database }: TestApp) =>
  database.query<LedgerRow>(
    `SELECT d.address, d.status, d.bounce_kind, d.bounce_code, d.bounced_at, c.status AS contact, c.reason, c.updated_at
     FROM invite_delivery d JOIN contact c ON c.mailbox = d.mailbox ORDER BY d.id`,
  );

describe('reports of providers', () => {
  const parley = useTestApp(SETTINGS);

  it('say the same the second time', async () => {
    const ada = await parley.client();
    const addresses = PROVIDER_FIXTURES.map((_, n) => `p${n}@example.org`);
    const mails = await invite(parley, ada, addresses);
    const sendAll = async () => {
      for (const [n, { provider, body, name, expected }] of PROVIDER_FIXTURES.entries()) {
        const answer = await post(parley, provider, body(mails[n] as ReportedMail));
        expect([name, answer.status, await answer.json()]).toEqual([
          name,
          200,
          { received: expected ? 1 : 0 },
        ]);
      }
    };
    await sendAll();
    const state = await stateOf(parley);
    await sendAll();
    expect(await stateOf(parley)).toEqual(state);
    const found = state.map(({ address, bounce_kind: kind, bounce_code: code, contact }) => [
      address,
      kind,
      code,
      contact,
    ]);
    const contactAfter = { hard: 'bounced', soft: 'free', complaint: 'opted_out' };
    expect(found).toEqual(
      expect.arrayContaining(
        PROVIDER_FIXTURES.map(({ expected }, n) =>
          expected
            ? [addresses[n], expected.kind, expected.code, contactAfter[expected.kind]]
            : [addresses[n], null, null, 'free'],
        ),
      ),
    );
  });

  it('stand in the ledger, in the file, in webhooks and in metrics', async () => {
    const ada = await parley.client({ project: 'Ledger' });
    const [mail] = await invite(parley, ada, ['gone@example.org']);
    await parley.database.query(
      `INSERT INTO webhook (project_id, created_by_id, url, events, secret)
       SELECT project_id, user_id, 'https://hooks.invalid/', '{invite.bounced}', '' FROM project_membership WHERE project_id = $1`,
      [ada.projectId],
    );
    await post(parley, 'standard', bounced(mail as ReportedMail, 'hard', '2026-03-01T10:00:00Z'));
    const [topic] = (await ada.get<Page<{ id: string }>>('/user_interview_topics/')).body.results;
    const [row] = await deliveriesOf(ada, topic?.id ?? '');
    expect(row).toMatchObject({
      status: 'sent',
      contact_status: 'bounced',
      bounce: { kind: 'hard', code: '5.1.1' },
    });
    const { text } = await ada.get(`/user_interview_topics/${topic?.id}/invites/csv/`);
    expect(text.split('\r\n')[0]).toMatch(/,free_at,bounce_kind,bounce_code,bounced_at$/);
    expect(text.split('\r\n')[1]).toMatch(/,hard,5\.1\.1,20[\d-]+T[\d:.]+Z$/);
    const events = await parley.database.query(`SELECT type, data->'bounce' AS bounce FROM webhook_message`);
    expect(events).toEqual([{ type: 'invite.bounced', bounce: { kind: 'hard', code: '5.1.1' } }]);
    const metrics = await (await fetch(`${parley.baseUrl}/metrics`)).text();
    expect(metrics).toMatch(
      /^parley_mail_reports_total\{source="standard",kind="hard",matched="yes"\} [1-9]/m,
    );
    expect(metrics).toMatch(/^parley_mail_reports_unmatched\{of="all"\} 0$/m);
  });

  it('have no effect without a right signature, and none when they match no mail: 1000 forged ones', async () => {
    const ada = await parley.client({ project: 'Forged' });
    const mails = await invite(parley, ada, ['forged@example.org']);
    const state = await stateOf(parley);
    const about = mails[0] as ReportedMail;
    const fixtures = PROVIDER_FIXTURES.filter(({ expected }) => expected !== null);
    const wrong = async (n: number) => {
      const { provider, body } = fixtures[n % fixtures.length] as (typeof fixtures)[number];
      const secret =
        provider === 'standard'
          ? `whsec_${Buffer.alloc(32, n).toString('base64')}`
          : `wrong-${n}-${SECRETS[provider]}`;
      return (await post(parley, provider, body(about), secret)).status;
    };
    const unknown = async (n: number) => {
      const { provider, body } = fixtures[n % fixtures.length] as (typeof fixtures)[number];
      const id = randomUUID();
      const hex = id.replaceAll('-', '');
      const guessed = {
        messageId: `<${id}@localhost>`,
        returnPath: `b-${hex}${hex.slice(16)}@bounces.example.com`,
      };
      return (await post(parley, provider, body({ ...about, ...guessed }))).status;
    };
    const statuses = { wrong: new Set<number>(), unknown: new Set<number>() };
    for (let from = 0; from < 500; from += 20) {
      const numbers = Array.from({ length: 20 }, (_, n) => from + n);
      for (const status of await Promise.all(numbers.map(wrong))) statuses.wrong.add(status);
      for (const status of await Promise.all(numbers.map(unknown))) statuses.unknown.add(status);
    }
    expect([[...statuses.wrong], [...statuses.unknown]]).toEqual([[401], [200]]);
    expect(await stateOf(parley)).toEqual(state);
    const [kept] = await parley.database.query(
      'SELECT count(*)::integer AS kept FROM mail_report WHERE delivery_id IS NULL',
    );
    expect(kept).toEqual({ kept: 500 });
    const env = { PATH: process.env.PATH, NODE_ENV: 'production', DATABASE_URL: parley.database.url };
    const { status, stdout } = spawnSync(process.execPath, [COMMAND], {
      cwd: tmpdir(),
      env,
      encoding: 'utf8',
    });
    const lines = stdout.trim().split('\n');
    expect([status, lines.length]).toEqual([0, 500]);
    const names = ['received_at', 'source', 'kind', 'code', 'occurred_at', 'message_id'];
    expect(Object.keys(JSON.parse(lines[0] ?? '') as object)).toEqual(names);
    expect(stdout).not.toContain('example.org');
  }, 60_000);

  it('confirm a subscription of Amazon SNS, at no host but its own', async () => {
    const asked: string[] = [];
    const confirm = jest.spyOn(SubscriptionConfirmer.prototype, 'confirm');
    confirm.mockImplementation(async (url) => void asked.push(url.href));
    const subscribe = (SubscribeURL: string) =>
      post(parley, 'ses', { Type: 'SubscriptionConfirmation', Token: 'x', SubscribeURL });
    const right = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=x';
    for (const url of [
      right,
      right.replace('https:', 'http:'),
      right.replace('amazonaws.com', 'amazonaws.com.example.org'),
      right.replace('//', '//sns.eu-west-1.amazonaws.com@127.0.0.1/'),
      'https://169.254.169.254/latest/meta-data',
      'nothing',
    ]) {
      expect((await subscribe(url)).status).toBe(200);
    }
    expect(asked).toEqual([right]);
    confirm.mockRejectedValueOnce(new UpstreamFailed('subscription_not_confirmed', 'No.'));
    expect((await subscribe(right)).status).toBe(502);
    confirm.mockRestore();
  });

  it('are refused with a sentence', async () => {
    const ada = await parley.client({ project: 'Refused' });
    const standard = (content: object) => {
      const { path, headers, body } = signedRequest('standard', content);
      return ada.request('POST', path, body, headers);
    };
    expectError(await ada.request('POST', '/api/mail_reports/sendgrid', {}), 404, { code: 'not_found' });
    expectError(
      await ada.request('POST', '/api/mail_reports/mailgun', 'no json', {
        'content-type': 'application/json',
      }),
      401,
    );
    const noAddress = { type: 'mail.bounced', timestamp: 'now', data: { kind: 'hard' } };
    expectError(await standard(noAddress), 400, { code: 'required', attr: 'data__message_id' });
    const noKind = { type: 'mail.bounced', timestamp: 'now', data: { message_id: 'x', kind: 'odd' } };
    expectError(await standard(noKind), 400, { code: 'invalid_input', attr: 'data__kind' });
    const unauthorised = await fetch(`${parley.baseUrl}/api/mail_reports/ses`, {
      method: 'POST',
      body: '{}',
    });
    expect(unauthorised.headers.get('www-authenticate')).toBe('Basic realm="parley"');
  });
});

describe('what follows from reports', () => {
  const parley = useTestApp(SETTINGS);

  it('is a bounced contact after the second soft one in seven days, also when both come at one moment', async () => {
    const ada = await parley.client({ project: 'Soft' });
    const addresses = ['slow@example.org', 'full@example.org', 'twice@example.org'];
    const first = await invite(parley, ada, addresses);
    const second = await invite(parley, ada, addresses);
    const at = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY_MS).toISOString();
    const send = (mail: ReportedMail | undefined, daysAgo: number) =>
      post(parley, 'standard', bounced(mail as ReportedMail, 'soft', at(daysAgo)));
    // Eight days apart, and the same mail twice: not enough.
    await send(first[0], 8.1);
    await send(second[0], 0.1);
    await send(first[2], 2);
    await send(first[2], 1);
    expect([await contactOf(ada, 'slow@example.org'), await contactOf(ada, 'twice@example.org')]).toEqual([
      { status: 'free', reason: '' },
      { status: 'free', reason: '' },
    ]);
    await Promise.all([send(first[1], 3), send(second[1], 0)]);
    expect(await contactOf(ada, 'full@example.org')).toEqual({
      status: 'bounced',
      reason: 'Two mails bounced within 7 days: 4.2.2.',
    });
  });

  it('is only ever stricter, and what an admin decides afterwards stays', async () => {
    const ada = await parley.client({ project: 'Strict', scopes: ['*'] });
    const [mail] = await invite(parley, ada, ['strict@example.org']);
    const about = mail as ReportedMail;
    const complaint = {
      type: 'mail.complained',
      timestamp: new Date().toISOString(),
      data: { message_id: about.messageId },
    };
    await post(parley, 'standard', bounced(about, 'hard'));
    expect(await contactOf(ada, about.recipient)).toEqual({
      status: 'bounced',
      reason: 'A mail bounced for good: 5.1.1.',
    });
    await post(parley, 'standard', complaint);
    const optedOut = { status: 'opted_out', reason: 'Reported a mail as unwanted.' };
    expect(await contactOf(ada, about.recipient)).toEqual(optedOut);
    await post(parley, 'standard', bounced(about, 'hard'));
    expect(await contactOf(ada, about.recipient)).toEqual(optedOut);
    const { body } = await ada.get<Page<ContactDto>>('/contacts/?search=strict');
    await ada.patch(`/contacts/${body.results[0]?.id}/`, { status: 'free', reason: 'It was a mistake.' });
    await post(parley, 'standard', complaint);
    await post(
      parley,
      'ses',
      PROVIDER_FIXTURES.find(({ name }) => name === 'ses: complaint')?.body(about) ?? {},
    );
    expect((await contactOf(ada, about.recipient)).status).toBe('free');
  });

  it('stays in the project of the mail', async () => {
    const ada = await parley.client({ project: 'Here' });
    const eve = await parley.client({ project: 'There', email: 'eve@parley.test' });
    const [mail] = await invite(parley, ada, ['both@example.org']);
    await invite(parley, eve, ['both@example.org']);
    await post(parley, 'standard', bounced(mail as ReportedMail, 'hard'));
    expect((await contactOf(ada, 'both@example.org')).status).toBe('bounced');
    expect((await contactOf(eve, 'both@example.org')).status).toBe('free');
  });

  it('takes the same number of statements for one report and for a thousand', async () => {
    const ada = await parley.client({ project: 'Many' });
    const [mail] = await invite(parley, ada, ['one@example.org']);
    const list = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        event: 'hard_bounce',
        email: `x${n}@example.org`,
        'X-Mailin-custom': n === 0 ? mail?.messageId.slice(1, 37) : randomUUID(),
        ts_event: 1_772_359_200 + count,
        reason: '550 5.1.1',
      }));
    const statementsFor = async (count: number) => {
      const statements = await statementsOf(async () => {
        expect(await (await post(parley, 'brevo', list(count))).json()).toEqual({ received: count });
      });
      return statements.filter((text) => /mail_report|contact|invite_delivery/.test(text)).length;
    };
    const one = await statementsFor(1);
    expect(one).toBeGreaterThan(3);
    expect(await statementsFor(1000)).toBe(one);
  });
});

describe('the mailbox of reports', () => {
  const start = useTestApps();

  it('is read, each report once, and the same report a second time says the same', async () => {
    const imap = await ImapServer.start();
    const parley = await start({ ...SETTINGS, mailReportsImapUrl: imap.url });
    const sweep = () => parley.app.get(MailReportsSweeper, { strict: false }).sweep();
    const ada = await parley.client();
    const addresses = REPORT_FIXTURES.map((_, n) => `p${n}@example.org`);
    const mails = await invite(parley, ada, addresses);
    const deliver = () =>
      REPORT_FIXTURES.forEach(({ mail }, n) => imap.deliver(mail(mails[n] as ReportedMail)));
    deliver();
    await sweep();
    expect(imap.unread).toBe(0);
    const state = await stateOf(parley);
    const found = state.map(({ address, bounce_kind: kind, bounce_code: code }) => [address, kind, code]);
    expect(found).toEqual(
      REPORT_FIXTURES.map(({ expected }, n) => [
        addresses[n],
        expected?.kind ?? null,
        expected?.code ?? null,
      ]),
    );
    deliver();
    await sweep();
    expect(await stateOf(parley)).toEqual(state);
    await imap.stop();
  }, 60_000);

  it('knows a mail by its signed return path alone', async () => {
    const imap = await ImapServer.start();
    const parley = await start({ ...SETTINGS, mailReportsImapUrl: imap.url });
    const ada = await parley.client();
    const [mail] = await invite(parley, ada, ['path@example.org']);
    expect(parley.sink.mails[0]?.returnPath).toBe(mail?.returnPath);
    const about = { ...(mail as ReportedMail), messageId: '<changed.by.a.gateway@example.net>' };
    const report = (returnPath: string) =>
      reportMail(
        { ...about, returnPath },
        {
          from: 'MAILER-DAEMON@mx.example.net',
          subject: 'Undelivered Mail Returned to Sender',
          words: 'Sorry.',
          status: [['Final-Recipient: rfc822; path@example.org', 'Action: failed', 'Status: 5.1.1']],
          original: 'none',
        },
      );
    // A letter of the signature is changed, and no other mail must be found by it.
    imap.deliver(report(about.returnPath.replace(/.@/, (last) => (last === '0@' ? '1@' : '0@'))));
    await parley.app.get(MailReportsSweeper, { strict: false }).sweep();
    expect((await contactOf(ada, 'path@example.org')).status).toBe('free');
    await parley.database.query('DELETE FROM mail_report');
    imap.deliver(report(about.returnPath.toUpperCase()));
    await parley.app.get(MailReportsSweeper, { strict: false }).sweep();
    expect((await contactOf(ada, 'path@example.org')).status).toBe('bounced');
    await imap.stop();
  });

  it('that cannot be read shows in the metrics', async () => {
    const imap = await ImapServer.start();
    const parley = await start({ ...SETTINGS, mailReportsImapUrl: imap.url.replace(imap.password, 'wrong') });
    const sweeper = parley.app.get(MailReportsSweeper, { strict: false });
    await sweeper.sweep();
    await sweeper.sweep();
    const metrics = await (await fetch(`${parley.baseUrl}/metrics`)).text();
    expect(metrics).toMatch(/^parley_mail_report_mailbox_up\{of="process"\} 0$/m);
    expect(imap.logins).toBeGreaterThanOrEqual(2);
    await imap.stop();
  });

  it('does not hold up a process that stops, also when the server hangs', async () => {
    const imap = await ImapServer.start();
    const parley = await start({ ...SETTINGS, mailReportsImapUrl: imap.url });
    imap.hangs = true;
    const logins = imap.logins;
    void parley.app.get(MailReportsSweeper, { strict: false }).sweep();
    await waitUntil('it has connected', () => imap.logins > logins);
    const started = performance.now();
    await parley.app.get(MailReportsSweeper, { strict: false }).onModuleDestroy();
    await parley.close();
    expect(performance.now() - started).toBeLessThan(5000);
    await imap.stop();
  });

  it('keeps mails unread that could not be recorded', async () => {
    const imap = await ImapServer.start();
    const parley = await start({ ...SETTINGS, mailReportsImapUrl: imap.url });
    const ada = await parley.client();
    const [mail] = await invite(parley, ada, ['later@example.org']);
    imap.deliver(REPORT_FIXTURES[0]?.mail(mail as ReportedMail) ?? Buffer.alloc(0));
    const sweep = () => parley.app.get(MailReportsSweeper, { strict: false }).sweep();
    await parley.database.query('ALTER TABLE mail_report RENAME TO mail_report_away');
    await sweep();
    expect(imap.unread).toBe(1);
    await parley.database.query('ALTER TABLE mail_report_away RENAME TO mail_report');
    await sweep();
    expect(imap.unread).toBe(0);
    expect((await contactOf(ada, 'later@example.org')).status).toBe('bounced');
    await imap.stop();
  });
});
