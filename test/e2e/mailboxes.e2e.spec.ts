import type { ApiClient } from '../support/clients/api-client';
import { outcomes, previewInvite, sendInvites } from '../support/builders/invites';
import { startTestApp, type TestApp } from '../support/app/test-app';

describe('mailboxes', () => {
  let parley: TestApp;
  let ada: ApiClient;

  beforeAll(async () => {
    parley = await startTestApp();
    ada = await parley.client();
  });
  beforeEach(() => parley.sink.mails.splice(0));
  afterAll(() => parley.close());

  const create = (interviewee_emails: string[]) =>
    ada.post<{ id: string; interviewee_emails: string[] }>('/user_interview_topics/', {
      topic: 'Planning',
      interviewee_emails,
    });
  const addresses = () => parley.sink.mails.flatMap(({ recipients }) => recipients);

  it.each(['ada@example.com\u200b', '\u202aada@example.com\u202c', '\ufeffada@example.com'])(
    'the address %j loses the hidden characters around it',
    async (value) => {
      const { status, body } = await create([value]);
      expect([status, body.interviewee_emails]).toEqual([201, ['ada@example.com']]);
      expect(outcomes(await sendInvites(ada, body.id))).toEqual(['ada@example.com: sent']);
      expect(addresses()).toEqual(['ada@example.com']);
    },
  );

  it.each(['ada@exam\u2060ple.com', 'ada\ufeff@example.com', 'Ada <a\u200bda@example.com>'])(
    'the address %j is refused for the hidden character inside',
    async (value) => {
      const listed = await create(['grace@example.com', value]);
      expect([listed.status, listed.body]).toMatchObject([
        400,
        { code: 'invalid_input', attr: 'interviewee_emails__1' },
      ]);
      const { id } = await ada.createTopic();
      const added = await ada.post(`/user_interview_topics/${id}/add_interviewee/`, { identifier: value });
      expect([added.status, added.body]).toMatchObject([400, { code: 'invalid_input', attr: 'identifier' }]);
      expect(added.body.detail).toContain('invisible character');
    },
  );

  it.each([
    ['Ada Lovelace (Acme) <ada@example.com>', 'ada@example.com'],
    ['Robert "Bob" Smith <bob@example.com>', 'bob@example.com'],
    ['ada@example.com (Ada Lovelace)', 'ada@example.com'],
  ])('%j is a mailbox, in a list and added alone', async (value, address) => {
    const { body } = await create([value]);
    expect(outcomes(await sendInvites(ada, body.id))).toEqual([`${value}: sent`]);
    const { id } = await ada.createTopic({ interviewee_emails: ['grace@example.com'] });
    const added = await ada.post(`/user_interview_topics/${id}/add_interviewee/`, { identifier: value });
    expect(added.body).toMatchObject({ interviewee_emails: ['grace@example.com', value] });
    expect(addresses()).toEqual([address]);
  });

  it.each([
    'Ada <ada@example.com>;',
    'ada@localhost',
    'Ada <ada@example.com',
    'ada@example.com, bob@example.com',
  ])('%j cannot be read, and is not stored as another kind of id', async (identifier) => {
    const { id } = await ada.createTopic();
    const { status, body } = await ada.post(`/user_interview_topics/${id}/add_interviewee/`, { identifier });
    expect([status, body]).toMatchObject([400, { code: 'invalid_input', attr: 'identifier' }]);
    const topic = await ada.get(`/user_interview_topics/${id}/`);
    expect(topic.body.interviewee_distinct_ids).toEqual([]);
  });

  it('an id that only begins with an @ is an id', async () => {
    const { id } = await ada.createTopic();
    const { body } = await ada.post(`/user_interview_topics/${id}/add_interviewee/`, { identifier: '@ada' });
    expect(body).toMatchObject({ interviewee_distinct_ids: ['@ada'] });
  });

  it('all spellings of one mailbox get one mail', async () => {
    const spellings = ['Ada@Example.com', 'ada@example.COM', 'Ada Lovelace <ADA@EXAMPLE.COM>'];
    const { body } = await create(spellings);
    const results = outcomes(await sendInvites(ada, body.id, { dry_run: true }));
    expect(results.map((result) => result.split(': ').pop())).toEqual([
      'sent',
      'duplicate_recipient',
      'duplicate_recipient',
    ]);
  });

  it('a display name carries no link into greeting and To header', async () => {
    const value = 'Your account is blocked, verify at www.evil.example <ada@example.com>';
    const { body } = await create([value]);
    const preview = await previewInvite(ada, body.id);
    expect(preview.body).toMatchObject({ fallbacks: ['user_name'] });
    expect(preview.body.html).not.toContain('evil');
    await sendInvites(ada, body.id);
    const [mail] = await parley.sink.parsed();
    expect(mail?.text).toContain('Hello Ada,');
    expect(parley.sink.mails[0]?.raw.toString()).not.toContain('evil');
  });

  it('a preview tells which parts of the copy have fallen back', async () => {
    const { id } = await ada.createTopic({ topic: 'How people use evil.com' });
    expect((await previewInvite(ada, id)).body.fallbacks).toEqual(['topic']);
    const { id: fine } = await ada.createTopic({ topic: 'Families 👨‍👩‍👧 and می‌خواهم' });
    const preview = await previewInvite(ada, fine);
    expect(preview.body.fallbacks).toEqual([]);
    expect(preview.body.subject).toContain('👨‍👩‍👧');
  });
});
