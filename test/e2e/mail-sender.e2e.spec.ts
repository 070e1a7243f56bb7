import type { InvitePreviewDto } from '../../src/invites/sending/invite.dto';
import { waitUntil } from '../support/app/wait-until';
import { useClient, useTestApp } from '../support/app/test-app';
import { rawHeaders, sendInvites } from '../support/builders/invites';
import { topicPath } from '../support/clients/api-client';

/** A reminder that is due as soon as the invite is this old. */
const INVITED_LONG_AGO = `UPDATE invite_delivery SET sent_at = now() - interval '10 days',
  created_at = now() - interval '10 days'`;

describe('the sender name and time zone of a project, in its mails', () => {
  const parley = useTestApp({ mailFrom: 'Parley <parley@example.com>' });
  const ada = useClient(parley, { scopes: ['*'] });
  const change = (settings: object) => ada.patch('/settings/', settings);
  const newTopic = () =>
    ada.createTopic({
      invite_subject: 'By {{deadline}}',
      reminder_subject: 'By {{deadline}}',
      closes_at: '2031-03-01T23:30:00Z',
      thank_you: true,
    });
  const senders = async () =>
    (await parley.sink.parsed()).map(({ from, subject }) => [
      from?.value[0]?.name,
      from?.value[0]?.address,
      subject,
    ]);
  beforeEach(() => change({ sender_name: '', time_zone: 'UTC' }));

  it('are those of the server and UTC at first', async () => {
    const { id } = await newTopic();
    await sendInvites(ada, id);
    expect(await senders()).toEqual([['Parley', 'parley@example.com', 'By March 1, 2031']]);
  });

  it('stand in invites, reminders, tests and previews', async () => {
    await change({ sender_name: 'Ada & Söhne, "Research"', time_zone: 'Europe/Berlin' });
    const { id } = await newTopic();
    await sendInvites(ada, id);
    await ada.post(topicPath(id, 'send_test/'));
    await parley.database.query(INVITED_LONG_AGO);
    await ada.post(topicPath(id, 'remind/'));
    await parley.sink.waitFor(3);
    const from = ['Ada & Söhne, "Research"', 'parley@example.com'];
    expect(await senders()).toEqual([
      [...from, 'By March 2, 2031'],
      [...from, '[Test] By March 2, 2031'],
      [...from, 'By March 2, 2031'],
    ]);
    const preview = await ada.post<InvitePreviewDto>(topicPath(id, 'preview_invite/'));
    expect(preview.body.subject).toBe('By March 2, 2031');
    expect(rawHeaders(parley.sink.mails[0]?.raw ?? Buffer.of()).get('from')).toHaveLength(1);
  });

  it('are those of the moment of the send, also when the mail goes out later', async () => {
    await change({ sender_name: 'Acme Research', time_zone: 'Pacific/Auckland' });
    const { id } = await newTopic();
    parley.sink.refuse = () => 451;
    await sendInvites(ada, id, { send_async: true });
    await waitUntil('the mail server has put the mail off', async () => {
      const [row] = await parley.database.query<{ attempts: number }>(
        'SELECT attempts FROM invite_delivery WHERE topic_id = $1',
        [id],
      );
      return (row?.attempts ?? 0) > 0;
    });
    parley.sink.refuse = () => null;
    await change({ sender_name: 'Somebody Else', time_zone: 'UTC' });
    await parley.database.query('UPDATE invite_delivery SET due_at = now() WHERE topic_id = $1', [id]);
    await parley.sink.waitFor(1, 60_000);
    expect(await senders()).toEqual([['Acme Research', 'parley@example.com', 'By March 2, 2031']]);
  });

  it.each([
    ['a line break', 'Acme\r\nBcc: eve@example.com', 'Parley'],
    ['an address', 'Acme <ceo@bank.com>', 'Parley'],
    ['a direction override', 'Acme\u202e', 'Parley'],
    ['an encoded word', '=?utf-8?q?Bank?=', '= ?utf-8?q?Bank?='],
  ])('cannot hide %s, however it came to be stored', async (_what, stored, shown) => {
    const { id } = await newTopic();
    await parley.database.query('UPDATE project SET sender_name = $1 WHERE id = $2', [stored, ada.projectId]);
    await sendInvites(ada, id);
    const [mail] = parley.sink.mails;
    expect((await senders())[0]).toEqual([shown, 'parley@example.com', 'By March 1, 2031']);
    expect(mail?.recipients).toEqual(['grace@example.com']);
    expect(rawHeaders(mail?.raw ?? Buffer.of()).has('bcc')).toBe(false);
  });
});
