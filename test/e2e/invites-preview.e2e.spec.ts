import { simpleParser } from 'mailparser';
import type { InvitePreviewDto } from '../../src/invites/sending/invite.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { tableCounts } from '../support/app/test-database';
import {
  asPreview,
  linksOf,
  liveLinksIn,
  previewInvite,
  sendInvites,
  testLinkOf,
  unixLines,
} from '../support/builders/invites';
import { type Answer, type ErrorBody, topicPath } from '../support/clients/api-client';

const PLACEHOLDER = 'https://parley.example.com/interview/preview';

const parley = useTestApp();

describe('preview_invite', () => {
  const ada = useClient(parley);

  it('shows the first targeted person unless one is named', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Grace Hopper <grace@example.com>', 'ada.lovelace@example.com'],
    });
    for (const identifier of [undefined, '', '  ']) {
      const { status, body } = await previewInvite(ada, id, identifier);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        interviewee_identifier: 'Grace Hopper <grace@example.com>',
        user_name: 'Grace Hopper',
        email: 'grace@example.com',
        subject: 'Got 5 minutes to talk about How teams plan their week?',
        interview_url: PLACEHOLDER,
        emailable: true,
        is_preview_link: true,
      });
      expect(body.html).toContain('Hello Grace Hopper,');
    }
    const { body } = await previewInvite(ada, id, 'ada.lovelace@example.com');
    expect(body).toMatchObject({ user_name: 'Ada Lovelace', email: 'ada.lovelace@example.com' });
    expect(body.html).toContain('Hello Ada Lovelace,');
  });

  it('says that somebody known by an id cannot be mailed', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: [],
      interviewee_distinct_ids: ['<b>user-42</b>'],
    });
    const { body } = await previewInvite(ada, id);
    expect(body).toMatchObject({ user_name: '<b>user-42</b>', email: null, emailable: false });
    expect(body.html).toContain('Hello,');
    expect(body.fallbacks).toEqual(['user_name']);
  });

  it('is 400 for somebody who is not targeted, also with a context row or an old link', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com', 'gone@example.com'] });
    await linksOf(ada, id);
    await ada.post(`/user_interview_topics/${id}/remove_interviewee/`, { identifier: 'gone@example.com' });
    for (const identifier of ['gone@example.com', 'nobody@example.com', 'A@EXAMPLE.COM', 'x'.repeat(401)]) {
      const { status, body } = await ada.post<ErrorBody>(`/user_interview_topics/${id}/preview_invite/`, {
        interviewee_identifier: identifier,
      });
      expect(status).toBe(400);
      expect(body).toMatchObject({ type: 'validation_error', attr: 'interviewee_identifier' });
    }
  });

  it('is 400 when the topic targets nobody', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: ['a@example.com'] });
    await ada.post(`/user_interview_topics/${id}/remove_interviewee/`, { identifier: 'a@example.com' });
    const { status, body } = await ada.post<ErrorBody>(`/user_interview_topics/${id}/preview_invite/`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'validation_error', code: 'invalid_input', attr: null });
  });

  it('needs the read scope alone, and a topic of the project', async () => {
    const { id } = await ada.createTopic();
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const stranger = await parley.client({ email: 'eve@parley.test', project: 'Elsewhere' });
    expect((await previewInvite(reader, id)).status).toBe(200);
    expect((await previewInvite(stranger, id)).status).toBe(404);
  });

  it('writes nothing and mails nothing', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-1'] });
    const before = await tableCounts(parley.database);
    await previewInvite(ada, id);
    await previewInvite(ada, id, 'user-1');
    expect(await tableCounts(parley.database)).toEqual(before);
    expect(parley.sink.mails).toEqual([]);
  });

  it('never shows a working link', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-1'] });
    const live = [...(await linksOf(ada, id)).map((link) => link.interview_url), await testLinkOf(ada, id)];
    for (const identifier of ['Grace Hopper <grace@example.com>', 'user-1']) {
      const preview = await previewInvite(ada, id, identifier);
      expect(live.filter((url) => preview.text.includes(url.slice(url.lastIndexOf('/') + 1)))).toEqual([]);
      expect(liveLinksIn(preview.body.html)).toEqual([]);
      expect(preview.body.html).toContain(`href="${PLACEHOLDER}"`);
    }
  });

  it.each<[string, Record<string, unknown>]>([
    ['the default copy', {}],
    [
      'a subject and a message of its own',
      { invite_subject: 'Fünf Minuten? ☕', invite_message: 'One\n\n  two' },
    ],
    ['a long topic', { topic: `Planning ${'and more planning '.repeat(40)}` }],
    ['a topic that must not be shown', { topic: '<script>alert(1)</script> evil.com' }],
    ['a hostile name', { interviewee_emails: ['"<script>alert(1)</script> & \\"Co\\"" <a@example.com>'] }],
    ['a message that fills its limit', { invite_message: 'äé '.repeat(333) }],
  ])('shows what send_invites mails, link aside: %s', async (_what, values) => {
    const { id } = await ada.createTopic(values);
    const { body: preview } = await previewInvite(ada, id);
    await sendInvites(ada, id);
    const [mail] = await parley.sink.parsed();
    if (!mail) throw new Error('No mail came.');
    const [link] = await linksOf(ada, id);
    expect(mail.subject).toBe(preview.subject);
    expect(asPreview(mail)).toBe(unixLines(preview.html));
    expect(liveLinksIn(mail.html || '')).toEqual([link?.interview_url]);
    expect(liveLinksIn(mail.text ?? '')).toEqual([link?.interview_url]);
  });

  it('is readable without style sheets and images, in HTML and in plain text', async () => {
    const { id } = await ada.createTopic({ invite_message: 'First & foremost\nsecond' });
    const { body } = await previewInvite(ada, id);
    expect(body.html).not.toMatch(/<img|<link|<script|url\(/i);
    expect(body.html).toMatch(/<a [^>]*style="[^"]*"[^>]*>Go to the interview<\/a>/);
    expect(body.html).toContain('First &amp; foremost');
    await sendInvites(ada, id);
    const mail = await simpleParser(parley.sink.mails[0]?.raw ?? '');
    expect(unixLines(mail.text ?? '')).toContain('Hello Grace Hopper,\n\nFirst & foremost\nsecond\n');
  });
});

describe('preview_invite with unsaved copy', () => {
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
