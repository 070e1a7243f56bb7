import type { Page } from '../../src/pagination/page.dto';
import { topicPath } from '../support/clients/api-client';
import type { InviteResultDto } from '../../src/invites/sending/invite.dto';
import type { Answer, ErrorBody } from '../support/clients/api-client';
import { linksOf, outcomes, sendInvites } from '../support/builders/invites';
import { untilDeliveries } from '../support/builders/deliveries';
import { tableCounts } from '../support/app/test-database';
import { useClient, useTestApp, useTestApps } from '../support/app/test-app';

const DRY = { dry_run: true };
const SYNC = { send_async: false };

describe('send_invites with dry_run', () => {
  const parley = useTestApp({ sendSyncMaxRecipients: 5, sendAsyncMaxRecipients: 8 });
  const ada = useClient(parley);
  const startApp = useTestApps();

  const withoutLinks = ({ body }: Answer<Page<InviteResultDto>>) =>
    body.results.map(({ interviewee_identifier, email, sent, reason }) => ({
      interviewee_identifier,
      email,
      sent,
      reason,
    }));

  /** All that a send could write. */
  const contents = async () => {
    const tables = ['user_interview_topic', 'interviewee_context', 'sharing_configuration', 'invite_batch'];
    return Promise.all(
      [...tables, 'invite_delivery'].map((table) =>
        parley.database.query(`SELECT * FROM ${table} ORDER BY id`),
      ),
    );
  };

  /** Asks first, sends then, and returns the rows that both agree on. */
  const dryRunThenSend = async (id: string, body: object = SYNC) => {
    const before = [await tableCounts(parley.database), await contents()];
    const dry = await sendInvites(ada, id, { ...body, ...DRY });
    expect(dry.status).toBe(200);
    expect([await tableCounts(parley.database), await contents()]).toEqual(before);
    expect(parley.sink.mails.length).toBe(0);
    const real = await sendInvites(ada, id, { ...body });
    expect(withoutLinks(dry)).toEqual(withoutLinks(real));
    expect(dry.body.results.map((row) => row.interview_url)).toEqual(dry.body.results.map(() => null));
    expect(dry.body.count).toBe(real.body.count);
    return outcomes(dry);
  };

  it.each([
    ['synchronous', SYNC],
    ['queued', {}],
  ])('writes nothing and says what a %s send then does', async (_what, body) => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Ada <ada@example.com>', 'grace@example.com', 'ADA@example.com'],
      interviewee_distinct_ids: ['user-42', 'not an <address>'],
    });
    expect(await dryRunThenSend(id, body)).toEqual([
      'Ada <ada@example.com>: sent',
      'grace@example.com: sent',
      'ADA@example.com: duplicate_recipient',
      'user-42: not_an_email',
      'not an <address>: not_an_email',
    ]);
    await parley.sink.waitFor(2);
  });

  it('knows who was mailed before, and who was added since', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    await ada.post(topicPath(id, 'add_interviewee/'), { identifier: 'c@example.com' });
    parley.sink.mails.splice(0);
    expect(await dryRunThenSend(id)).toEqual([
      'a@example.com: already_sent',
      'b@example.com: already_sent',
      'c@example.com: sent',
    ]);
  });

  it('finds everybody mailed after a send', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    parley.sink.mails.splice(0);
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: already_sent', 'b@example.com: already_sent']);
  });

  it('knows who waits to be mailed', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    parley.sink.refuse = () => 451;
    await sendInvites(ada, id, {});
    await untilDeliveries(ada, id, ['queued smtp_451']);
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: already_sent']);
    // Or the next try would mail into another test.
    await ada.post(topicPath(id, 'invites/cancel/'));
  });

  it.each([
    ['failed', `UPDATE invite_delivery SET status = 'failed' WHERE topic_id = $1`],
    ['was cancelled', `UPDATE invite_delivery SET status = 'cancelled' WHERE topic_id = $1`],
    [
      'has a link that expired',
      `UPDATE sharing_configuration SET expires_at = now() - interval '1 second' WHERE topic_id = $1`,
    ],
    ['has a link that was disabled', `UPDATE sharing_configuration SET enabled = false WHERE topic_id = $1`],
  ])('counts on a mail to somebody whose earlier one %s', async (_what, change) => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await sendInvites(ada, id);
    parley.sink.mails.splice(0);
    await parley.database.query(change, [id]);
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: sent']);
  });

  it('counts on a fresh mail after a rotation, for that person only', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'b@example.com'] });
    await sendInvites(ada, id);
    parley.sink.mails.splice(0);
    await ada.post(topicPath(id, 'rotate_link/'), { identifier: 'a@example.com' });
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: sent', 'b@example.com: already_sent']);
  });

  it('works on links that exist without having been mailed', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await linksOf(ada, id);
    expect(await dryRunThenSend(id)).toEqual(['a@example.com: sent']);
  });

  it('takes dry_run from a form body too', async () => {
    const { id } = await ada.createTopic();
    const before = await tableCounts(parley.database);
    const answer = await ada.post(topicPath(id, 'send_invites/'), 'dry_run=true', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer.status).toBe(200);
    expect(await tableCounts(parley.database)).toEqual(before);
  });

  it('pages like the send', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['a@example.com', 'b@example.com', 'c@example.com'],
    });
    const { body } = await sendInvites(ada, id, DRY, '?limit=1&offset=1');
    expect([body.count, body.results.map((row) => row.email)]).toEqual([3, ['b@example.com']]);
    expect([body.next, body.previous].map((url) => new URL(url ?? '').search)).toEqual([
      '?limit=1&offset=2',
      '?limit=1',
    ]);
  });

  it.each([
    ['nobody is targeted', { interviewee_emails: [] }, {}],
    ['a synchronous send is too large', { interviewee_emails: people(6) }, SYNC],
    ['a send is too large', { interviewee_emails: people(9) }, {}],
    ['the subject has a link', {}, { subject: 'See https://example.com' }],
    ['reply_to is no address', {}, { reply_to: 'nobody' }],
  ])('refuses like the send when %s', async (_what, values, body) => {
    const { id } = await ada.createTopic();
    await parley.database.query(`UPDATE user_interview_topic SET interviewee_emails = $2 WHERE id = $1`, [
      id,
      'interviewee_emails' in values ? values.interviewee_emails : ['a@example.com'],
    ]);
    const before = await tableCounts(parley.database);
    const send = (more: object) => ada.post<ErrorBody>(topicPath(id, 'send_invites/'), { ...body, ...more });
    const [dry, real] = [await send(DRY), await send({})];
    expect([dry.status, dry.body]).toEqual([400, real.body]);
    expect(real.status).toBe(400);
    expect(await tableCounts(parley.database)).toEqual(before);
  });

  it('lets exactly as many through as the send', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: people(8) });
    expect((await sendInvites(ada, id, DRY)).status).toBe(200);
    expect((await sendInvites(ada, id, { ...DRY, ...SYNC })).status).toBe(400);
  });

  it('refuses what is no boolean, and callers who may not send', async () => {
    const { id } = await ada.createTopic();
    const odd = await ada.post<ErrorBody>(topicPath(id, 'send_invites/'), { dry_run: 'perhaps' });
    expect([odd.status, odd.body.attr]).toEqual([400, 'dry_run']);
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const stranger = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    const before = await tableCounts(parley.database);
    expect((await reader.post(topicPath(id, 'send_invites/'), DRY)).status).toBe(403);
    expect((await stranger.post(topicPath(id, 'send_invites/'), DRY)).status).toBe(404);
    expect(await tableCounts(parley.database)).toEqual(before);
  });

  it('answers 503 without a mail server, as the send does', async () => {
    const mute = await startApp({ smtpUrl: null });
    const client = await mute.client();
    const { id } = await client.createTopic();
    const before = await tableCounts(mute.database);
    for (const body of [DRY, {}]) {
      const answer = await client.post<ErrorBody>(topicPath(id, 'send_invites/'), body);
      expect([answer.status, answer.body.code]).toEqual([503, 'mail_not_configured']);
    }
    expect(await tableCounts(mute.database)).toEqual(before);
  });
});

function people(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `p${n}@example.com`);
}
