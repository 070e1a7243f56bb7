import { followUps, letDaysPass, sendDueMails, storeContact } from '../support/builders/reminders';
import { linksOf, liveLinksIn, sendInvites } from '../support/builders/invites';
import { insertResponse } from '../support/builders/responses';
import { useClient, useTestApp } from '../support/app/test-app';
import { InterviewVisitor } from '../support/clients/interview-visitor';
import { topicPath } from '../support/clients/api-client';

const GRACE = 'Grace Hopper <grace@example.com>';

describe('thanks', () => {
  // The role web looks for no work by itself, so that each test says when that happens.
  const parley = useTestApp({ role: 'web' });
  const ada = useClient(parley);

  beforeEach(() => parley.database.query('DELETE FROM user_interview_topic'));
  beforeEach(() => parley.database.query('DELETE FROM contact'));

  /** A topic with people who have links, and no mail yet. */
  async function withLinks(values: Record<string, unknown> = {}): Promise<string> {
    const { id } = await ada.createTopic({ thank_you: true, ...values });
    await linksOf(ada, id);
    return id;
  }
  const answered = (id: string, values: Parameters<typeof insertResponse>[2] = {}) =>
    insertResponse(parley.database, id, { status: 'completed', ...values });
  const sweep = () => sendDueMails(parley);
  const mailed = () => parley.sink.recipients();

  it('go once to a person who has completed the interview, with the link, also without an invite', async () => {
    const id = await withLinks();
    const [link] = await linksOf(ada, id);
    await sweep();
    expect(mailed()).toEqual([]);
    const visitor = new InterviewVisitor(parley.baseUrl, new URL(link?.interview_url ?? '').pathname);
    await visitor.start();
    await visitor.press('skip', { position: 0 });
    await sweep();
    expect(mailed()).toEqual([]);
    await parley.database.query(
      `UPDATE user_interview SET status = 'completed', completed_at = now() WHERE topic_id = $1`,
      [id],
    );
    await sweep();
    await sweep();
    await letDaysPass(parley.database, id, 3);
    await sweep();
    expect(await followUps(parley.database, id)).toEqual(['grace@example.com thank_you 0 sent']);
    const [mail, more] = await parley.sink.parsed();
    expect([mail?.headers.get('from'), more]).toEqual([expect.anything(), undefined]);
    expect(liveLinksIn(mail?.text ?? '').every((shown) => shown === link?.interview_url)).toBe(true);
    const [contact] = await parley.database.query('SELECT mailbox FROM contact');
    expect(contact).toEqual({ mailbox: 'grace@example.com' });
  });

  it('come from the sender of the invites, and end reminders', async () => {
    const { id } = await ada.createTopic({ thank_you: true, reminder_count: 3 });
    await sendInvites(ada, id, { send_async: false, reply_to: 'research@example.com' });
    parley.sink.reset();
    await answered(id);
    await letDaysPass(parley.database, id, 30);
    await sweep();
    expect(await followUps(parley.database, id)).toEqual(['grace@example.com thank_you 0 sent']);
    const [mail] = await parley.sink.parsed();
    expect(mail?.replyTo?.text).toBe('research@example.com');
  });

  it('go out when the topic has ended with this answer', async () => {
    const id = await withLinks({ max_responses: 1 });
    await answered(id);
    await sweep();
    expect(mailed()).toEqual(['grace@example.com']);
  });

  const contact = (values: string) => (id: string) =>
    storeContact(parley.database, id, 'grace@example.com', values);
  it.each<[string, (id: string) => Promise<unknown>]>([
    ['has opted out', contact(`status = 'opted_out'`)],
    ['has bounced', contact(`status = 'bounced'`)],
    ['must not be contacted', contact(`status = 'do_not_contact'`)],
    ['was removed', (id) => ada.post(topicPath(id, 'remove_interviewee/'), { identifier: GRACE })],
    ['answers a topic without thanks', (id) => ada.patch(topicPath(id), { thank_you: false })],
  ])('reach nobody who %s', async (_who, happens) => {
    const id = await withLinks();
    await answered(id);
    await happens(id);
    await sweep();
    expect([mailed(), await followUps(parley.database, id)]).toEqual([[], []]);
  });

  it.each<[string, Parameters<typeof insertResponse>[2]]>([
    ['opened', { status: 'opened' }],
    ['started', { status: 'started' }],
    ['declined', { status: 'declined' }],
    ['completed eight days ago', { hoursAgo: 8 * 24 }],
    ['a test', { kind: 'test' }],
    ['of the shared link', { kind: 'shared' }],
  ])('do not follow an interview that is %s', async (_what, values) => {
    const id = await withLinks();
    await answered(id, values);
    await sweep();
    expect([mailed(), await followUps(parley.database, id)]).toEqual([[], []]);
  });

  it('are bound by no contact rule, and by no wish for later mail', async () => {
    const id = await withLinks();
    await parley.database.query(
      `UPDATE project SET max_participations = 1, max_participations_days = 30
       WHERE id = (SELECT project_id FROM user_interview_topic WHERE id = $1)`,
      [id],
    );
    await storeContact(parley.database, id, 'grace@example.com', `later_until = now() + interval '1 day'`);
    await answered(id);
    await sweep();
    expect(mailed()).toEqual(['grace@example.com']);
    await parley.database.query(
      `UPDATE project SET max_participations = NULL, max_participations_days = NULL`,
    );
  });

  it('are not written again when they failed or were cancelled', async () => {
    const id = await withLinks();
    await answered(id);
    parley.sink.refuse = () => 550;
    await sweep();
    parley.sink.refuse = () => null;
    await sweep();
    expect(await followUps(parley.database, id)).toEqual(['grace@example.com thank_you 0 failed']);
    await parley.database.query(`UPDATE invite_delivery SET status = 'cancelled'`);
    await sweep();
    expect(mailed()).toEqual([]);
  });

  it('go once to a person with several interviews', async () => {
    const id = await withLinks();
    await answered(id);
    await answered(id, { callId: 'call-1' });
    await sweep();
    expect(mailed()).toEqual(['grace@example.com']);
  });
});

describe('a process that mails', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  it('looks for due mails by itself', async () => {
    const { id } = await ada.createTopic({ thank_you: true, reminder_count: 1, interviewee_emails: [] });
    for (const identifier of [GRACE, 'ada@example.com']) {
      await ada.post(topicPath(id, 'add_interviewee/'), { identifier });
    }
    await sendInvites(ada, id);
    parley.sink.reset();
    await letDaysPass(parley.database, id, 3);
    await insertResponse(parley.database, id, { status: 'completed' });
    await parley.sink.waitFor(2, 30_000);
    expect(parley.sink.recipients()).toEqual(['ada@example.com', 'grace@example.com']);
  });
});
