import { simpleParser } from 'mailparser';
import type { ErrorBody } from '../support/clients/api-client';
import {
  asPreview,
  linksOf,
  liveLinksIn,
  previewInvite,
  sendInvites,
  testLinkOf,
  unixLines,
} from '../support/builders/invites';
import { tableCounts } from '../support/app/test-database';
import { useClient, useTestApp } from '../support/app/test-app';

const PLACEHOLDER = 'https://parley.example.com/interview/preview';

describe('preview_invite', () => {
  const parley = useTestApp();
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
    expect(body.html).toContain('Hello &lt;b&gt;user-42&lt;/b&gt;,');
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
