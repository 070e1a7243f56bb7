import type { DryRunExtra, InviteResultDto } from '../../src/invites/sending/invite.dto';
import type { Page } from '../../src/pagination/page.dto';
import { useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { liveLinksIn, outcomes, sendInvites } from '../support/builders/invites';
import {
  chooseLater,
  followUps,
  letDaysPass,
  remind,
  storeContact,
  untilNothingWaits,
} from '../support/builders/reminders';
import { insertResponse } from '../support/builders/responses';
import { type Answer, topicPath } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { McpConnection } from '../support/clients/mcp-client';

const OVERRIDE = { override_contact_rules: true, override_reason: 'They asked for it.' };

describe('remind', () => {
  // The role web looks for no work by itself, so that each test says when time passes.
  const parley = useTestApp({ role: 'web' });
  const ada = useClient(parley);
  const startApp = useTestApps();

  beforeEach(() => parley.database.query('DELETE FROM contact'));

  const pass = (id: string, days: number) => letDaysPass(parley.database, id, days);
  const reasonOf = (answer: Answer<Page<InviteResultDto>>) => answer.body.results[0]?.reason;

  /** A topic whose people were invited so many days ago. */
  async function invited(values: Record<string, unknown> = {}, days = 4): Promise<string> {
    const { id } = await ada.createTopic({ interviewee_emails: ['ada@example.com'], ...values });
    await sendInvites(ada, id);
    await pass(id, days);
    parley.sink.reset();
    return id;
  }

  /** The rows of a dry run and of the call after it, which must agree but for the links. */
  async function both(
    id: string,
    body: Record<string, unknown> = {},
  ): Promise<Answer<Page<InviteResultDto>>> {
    const before = await followUps(parley.database, id);
    const dryRun = await remind(ada, id, { ...body, dry_run: true });
    expect(await followUps(parley.database, id)).toEqual(before);
    const answer = await remind(ada, id, body);
    expect([dryRun.status, answer.status]).toEqual([200, 200]);
    const withoutLinks = answer.body.results.map((row) => ({ ...row, interview_url: null }));
    expect(dryRun.body.results).toEqual(withoutLinks);
    await untilNothingWaits(parley.database);
    return answer;
  }

  it('mails everybody who is due, with the link of the invite, and answers with a row for each', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Grace Hopper <grace@example.com>', 'ada@example.com'],
      interviewee_distinct_ids: ['user-42'],
      reminder_subject: 'Still there?',
    });
    const sent = await sendInvites(ada, id);
    await pass(id, 4);
    parley.sink.reset();
    const { body } = await both(id);
    expect(body).toEqual({
      count: 3,
      next: null,
      previous: null,
      results: sent.body.results.map((row) => ({ ...row, free_at: null })),
    });
    expect(parley.sink.recipients()).toEqual(['ada@example.com', 'grace@example.com']);
    for (const mail of await parley.sink.parsed()) {
      expect(mail.subject).toBe('Still there?');
      const links = sent.body.results.map(({ interview_url }) => interview_url);
      expect(links).toEqual(expect.arrayContaining(liveLinksIn(mail.text ?? '')));
    }
    expect(outcomes(await both(id))).toEqual([
      'Grace Hopper <grace@example.com>: reminded_recently',
      'ada@example.com: reminded_recently',
      'user-42: not_an_email',
    ]);
  });

  it('mails the named people alone, in target order, with the texts of the call', async () => {
    const emails = ['a@example.com', 'b@example.com', 'c@example.com'];
    const id = await invited({ interviewee_emails: emails, reminder_subject: 'Of the topic' });
    const identifiers = ['c@example.com', 'a@example.com', 'c@example.com'];
    const texts = { subject: 'Of the call', message: 'Please answer us.' };
    const answer = await both(id, { identifiers, ...texts });
    expect(outcomes(answer)).toEqual(['a@example.com: sent', 'c@example.com: sent']);
    expect(answer.body.count).toBe(2);
    expect(parley.sink.recipients()).toEqual(['a@example.com', 'c@example.com']);
    const [mail] = await parley.sink.parsed();
    expect([mail?.subject, mail?.text?.includes('Please answer us.')]).toEqual(['Of the call', true]);
    expect(outcomes(await both(id, { identifiers: [] }))).toEqual([]);
  });

  it('refuses a person whom the topic does not target, and mails nobody then', async () => {
    const id = await invited();
    const identifiers = ['ada@example.com', 'eve@example.com'];
    for (const dry_run of [true, false]) {
      expectError(await remind(ada, id, { identifiers, dry_run }), 400, {
        code: 'invalid_input',
        attr: 'identifiers__1',
      });
    }
    expect(await followUps(parley.database, id)).toEqual([]);
  });

  const contact = (values: string) => (id: string) =>
    storeContact(parley.database, id, 'ada@example.com', values);
  const reply = (status: 'completed' | 'declined' | 'started') => (id: string) =>
    insertResponse(parley.database, id, { status, identifier: 'ada@example.com', email: 'ada@example.com' });
  const invite = (values: string) => (id: string) =>
    parley.database.query(`UPDATE invite_delivery SET ${values} WHERE topic_id = $1`, [id]);

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['opted_out', contact(`status = 'opted_out'`)],
    ['bounced', contact(`status = 'bounced'`)],
    ['do_not_contact', contact(`status = 'do_not_contact'`)],
    ['recently_contacted', contact(`later_until = now() + interval '2 days'`)],
    ['completed', reply('completed')],
    ['declined', reply('declined')],
    ['', reply('started')],
    ['not_invited', invite(`status = 'queued', due_at = now() + interval '1 hour'`)],
    ['not_invited', invite(`status = 'failed'`)],
    ['not_invited', invite(`status = 'cancelled'`)],
    ['', invite(`status = 'uncertain', due_at = NULL, sent_at = NULL`)],
    ['reminded_recently', (id) => pass(id, -2)],
  ])('the reason is "%s"', async (reason, happens) => {
    const id = await invited();
    await happens(id);
    const dryRun = await remind(ada, id, { dry_run: true });
    const answer = await remind(ada, id);
    expect([reasonOf(dryRun), reasonOf(answer)]).toEqual([reason, reason]);
    const [row] = answer.body.results;
    const isPassing = ['recently_contacted', 'reminded_recently'].includes(reason);
    expect([row?.sent, row?.free_at !== null]).toEqual([reason === '', isPassing]);
    expect(dryRun.body.results[0]?.free_at).toBe(row?.free_at);
    expect(await followUps(parley.database, id)).toHaveLength(reason === '' ? 1 : 0);
    await parley.database.query('DELETE FROM user_interview_topic');
  });

  it('says when the gap after the last mail ends', async () => {
    const id = await invited({ reminder_gap_days: 10 });
    const [sent] = await parley.database.query<{ end: Date }>(
      `SELECT sent_at + interval '10 days' AS end FROM invite_delivery WHERE topic_id = $1`,
      [id],
    );
    expect((await both(id)).body.results[0]).toMatchObject({
      reason: 'reminded_recently',
      free_at: sent?.end.toISOString(),
    });
  });

  it('reminds three times at most, whatever the number of the topic', async () => {
    const id = await invited({ reminder_count: 0 });
    const reasons: (string | undefined)[] = [];
    for (let round = 0; round < 4; round++) {
      reasons.push(reasonOf(await both(id)));
      await pass(id, 4);
    }
    expect(reasons).toEqual(['', '', '', 'already_sent']);
    expect((await followUps(parley.database, id)).map((mail) => mail.split(' ')[2])).toEqual(['1', '2', '3']);
  });

  it('mails a mailbox once, as the person who was invited', async () => {
    const emails = ['ada@example.com', 'Ada <ADA@example.com>'];
    const id = await invited({ interviewee_emails: [emails[0]] });
    await ada.patch(topicPath(id), { interviewee_emails: [...emails].reverse() });
    expect(outcomes(await both(id))).toEqual([
      'Ada <ADA@example.com>: duplicate_recipient',
      'ada@example.com: sent',
    ]);
    expect(outcomes(await both(id, { identifiers: emails.slice(1) }))).toEqual([
      'Ada <ADA@example.com>: duplicate_recipient',
    ]);
  });

  it('sends no second reminder while one waits', async () => {
    const id = await invited({ reminder_gap_days: 1 });
    await remind(ada, id);
    await untilNothingWaits(parley.database);
    await parley.database.query(
      `UPDATE invite_delivery SET status = 'queued', due_at = now() + interval '1 hour', sent_at = NULL
       WHERE topic_id = $1 AND kind = 'reminder'`,
      [id],
    );
    await pass(id, 2);
    const dryRun = await remind(ada, id, { dry_run: true });
    expect([reasonOf(dryRun), reasonOf(await remind(ada, id))]).toEqual(Array(2).fill('reminded_recently'));
    expect(await followUps(parley.database, id)).toHaveLength(1);
    await parley.database.query('DELETE FROM user_interview_topic');
  });

  it('overrides what may be overridden, with a reason that is audited, and nothing else', async () => {
    const id = await invited();
    for (const override_reason of [undefined, '', ' ']) {
      expectError(await remind(ada, id, { ...OVERRIDE, override_reason }), 400, {
        code: 'required',
        attr: 'override_reason',
      });
    }
    await storeContact(parley.database, id, 'ada@example.com', `status = 'opted_out'`);
    expect(reasonOf(await both(id, OVERRIDE))).toBe('opted_out');
    await storeContact(parley.database, id, 'ada@example.com', `status = 'do_not_contact'`);
    expect(reasonOf(await both(id))).toBe('do_not_contact');
    expect(reasonOf(await both(id, OVERRIDE))).toBe('');
    expect(parley.sink.recipients()).toEqual(['ada@example.com']);
    const [event] = await parley.database.query(
      `SELECT reason FROM audit_event WHERE operation = 'user_interview_topics_remind_create'
       ORDER BY created_at DESC LIMIT 1`,
    );
    expect(event).toEqual({ reason: OVERRIDE.override_reason });
  });

  it('reminds a person who chose "later" before that day only by override', async () => {
    const id = await invited();
    await chooseLater(parley.database, id, 'ada@example.com', 5);
    expect(reasonOf(await both(id))).toBe('recently_contacted');
    expect(reasonOf(await both(id, OVERRIDE))).toBe('');
  });

  it('counts the rows of a dry run by reason, all of them also on a small page', async () => {
    const emails = ['a@example.com', 'b@example.com', 'c@example.com'];
    const id = await invited({ interviewee_emails: emails, interviewee_distinct_ids: ['user-1'] });
    await storeContact(parley.database, id, 'b@example.com', `status = 'opted_out'`);
    const { body } = await remind(ada, id, { dry_run: true }, '?limit=1');
    expect(body).toMatchObject({
      count: 4,
      totals: { would_send: 2, opted_out: 1, not_an_email: 1 },
      warnings: { contexts_without_target: 0, targets_without_context: 4 },
    } satisfies Partial<Page<unknown>> & DryRunExtra);
    expect(body.results).toHaveLength(1);
  });

  it.each(['closes_at', 'expires_at'])('is refused when %s of the topic has passed', async (field) => {
    const id = await invited();
    await ada.patch(topicPath(id), { [field]: '2020-01-01T00:00:00Z' });
    for (const dry_run of [true, false]) {
      expectError(await remind(ada, id, { dry_run }), 400, { code: 'invalid_input', attr: null });
    }
  });

  it('is refused without a mail server', async () => {
    const app = await startApp({ smtpUrl: null });
    const client = await app.client();
    const { id } = await client.createTopic();
    expectError(await remind(client, id), 503);
  });

  it('shows nothing of the topic of another project', async () => {
    const id = await invited();
    const eve = await parley.client({ email: 'eve@parley.test', project: 'Other' });
    expectError(await remind(eve, id), 404);
    expectError(await remind(eve, id, { identifiers: ['ada@example.com'] }), 404);
  });

  it('calls at the same moment write one reminder', async () => {
    const id = await invited();
    const answers = await Promise.all(Array.from({ length: 6 }, () => remind(ada, id)));
    expect(answers.filter((answer) => reasonOf(answer) === '')).toHaveLength(1);
    expect(answers.filter((answer) => reasonOf(answer) === 'reminded_recently')).toHaveLength(5);
    await untilNothingWaits(parley.database);
    expect(parley.sink.recipients()).toEqual(['ada@example.com']);
  });

  it('an assistant needs a code of the same tool, people and texts', async () => {
    const id = await invited({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    const mcp = await McpConnection.open(parley.baseUrl, ada.key);
    const call = (args: object, tool = 'remind') =>
      mcp.call(`user-interview-topics-${tool}`, { id, ...args });
    const codeFor = async (args: object, tool?: string) =>
      (await call({ dry_run: true, ...args }, tool)).body.confirmation_code;
    expect((await call({})).body).toMatchObject({ code: 'required', attr: 'confirmation_code' });
    const one = { identifiers: ['a@example.com'] };
    for (const [args, given, tool] of [
      [one, {}, 'remind'],
      [{}, one, 'remind'],
      [{}, { subject: 'Other' }, 'remind'],
      [{}, {}, 'send-invites'],
    ] as const) {
      const confirmation_code = await codeFor(given, tool);
      expect((await call({ ...args, confirmation_code })).body.code).toBe('confirmation_code_invalid');
    }
    const dryRun = await call({ ...one, dry_run: true });
    expect(dryRun.body).toMatchObject({ would_be_mailed: 1, totals: { would_send: 1 } });
    expect(await followUps(parley.database, id)).toEqual([]);
    const sent = await call({ ...one, confirmation_code: dryRun.body.confirmation_code });
    expect(sent.body.results).toMatchObject([{ email: 'a@example.com', sent: true }]);
    await mcp.close();
  });
});
