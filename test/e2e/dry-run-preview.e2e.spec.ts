import type { InvitePreviewDto } from '../../src/invites/sending/invite.dto';
import { topicPath } from '../support/clients/api-client';
import type { Answer, ErrorBody } from '../support/clients/api-client';
import { tableCounts } from '../support/app/test-database';
import { useClient, useTestApp } from '../support/app/test-app';

describe('preview_invite with unsaved copy', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const preview = (id: string, body: object): Promise<Answer<InvitePreviewDto & ErrorBody>> =>
    ada.post(topicPath(id, 'preview_invite/'), body);
  const saved = () =>
    ada.createTopic({
      invite_subject: 'Saved subject',
      invite_message: 'Saved first line\nSaved second line',
    });

  it('shows subject and message instead of the saved ones, and stores neither', async () => {
    const { id, ...before } = await saved();
    const counts = await tableCounts(parley.database);
    const { status, body } = await preview(id, {
      subject: '  A question about planning  ',
      message: 'First new line\nTom & Jerry "ask"',
    });
    expect(status).toBe(200);
    expect(body.subject).toBe('A question about planning');
    expect(body.html).toContain('First new line');
    expect(body.html).toContain('Tom &amp; Jerry &quot;ask&quot;');
    expect(body.html).not.toContain('Saved');
    expect((await ada.get(topicPath(id))).body).toEqual({ id, ...before });
    expect(await tableCounts(parley.database)).toEqual(counts);
    const again = await preview(id, {});
    expect(again.body.subject).toBe('Saved subject');
    expect(again.body.html).toContain('Saved second line');
  });

  it('takes each of the two by itself', async () => {
    const { id } = await saved();
    const subject = await preview(id, { subject: 'New subject' });
    expect(subject.body.subject).toBe('New subject');
    expect(subject.body.html).toContain('Saved first line');
    const message = await preview(id, { message: 'New message' });
    expect(message.body.subject).toBe('Saved subject');
    expect(message.body.html).toContain('New message');
  });

  it('falls back to the saved copy where it is blank', async () => {
    const { id } = await saved();
    const { body } = await preview(id, { subject: '  ', message: ' \n ' });
    expect(body.subject).toBe('Saved subject');
    expect(body.html).toContain('Saved first line');
  });

  it('shows unsaved copy for the person who is asked about', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Grace Hopper <grace@example.com>', 'Ada Lovelace <ada@example.com>'],
    });
    const { body } = await preview(id, {
      interviewee_identifier: 'Ada Lovelace <ada@example.com>',
      message: 'Just for you',
    });
    expect(body.user_name).toBe('Ada Lovelace');
    expect(body.html).toContain('Hello Ada Lovelace');
    expect(body.html).toContain('Just for you');
  });

  it('shows what a later save makes of it', async () => {
    const { id } = await ada.createTopic();
    const copy = { subject: 'Planning – 5 minutes?', message: 'One\n\nTwo\tthree' };
    const unsaved = await preview(id, copy);
    await ada.patch(topicPath(id), { invite_subject: copy.subject, invite_message: copy.message });
    expect((await preview(id, {})).body).toEqual(unsaved.body);
  });

  it.each<[string, object, Partial<ErrorBody>]>([
    ['a URL in the subject', { subject: 'See https://evil.io' }, { code: 'invalid_url', attr: 'subject' }],
    ['a URL in the message', { message: 'ftp://evil' }, { code: 'invalid_url', attr: 'message' }],
    ['a domain', { message: 'Come to evil.com' }, { code: 'invalid_domain', attr: 'message' }],
    ['a full-width domain', { subject: 'ｅｖｉｌ．ｃｏｍ' }, { code: 'invalid_domain', attr: 'subject' }],
    ['an angle bracket', { message: '<b>Hi' }, { code: 'invalid_bracket', attr: 'message' }],
    [
      'a zero-width character',
      { subject: 'Hi\u200bthere' },
      { code: 'invalid_invisible_char', attr: 'subject' },
    ],
    ['a line break in the subject', { subject: 'a\nb' }, { code: 'invalid_control_char', attr: 'subject' }],
    ['a bell in the message', { message: 'a\u0007b' }, { code: 'invalid_control_char', attr: 'message' }],
    ['a NUL', { message: 'a\0b' }, { code: 'invalid_input', attr: 'message' }],
    ['a subject of 256', { subject: 'x'.repeat(256) }, { code: 'max_length', attr: 'subject' }],
    ['a message of 1001', { message: 'x'.repeat(1001) }, { code: 'max_length', attr: 'message' }],
    ['null', { subject: null }, { code: 'null', attr: 'subject' }],
  ])('refuses %s', async (_what, copy, error) => {
    const { id } = await ada.createTopic();
    const { status, body } = await preview(id, copy);
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'validation_error', ...error });
  });

  it('takes a subject of 255 and a message of 1000', async () => {
    const { id } = await ada.createTopic();
    const { status, body } = await preview(id, { subject: 's'.repeat(255), message: 'm'.repeat(1000) });
    expect([status, body.subject]).toEqual([200, 's'.repeat(255)]);
    expect(body.html).toContain('m'.repeat(1000));
  });
});
