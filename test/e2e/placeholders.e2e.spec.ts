import type { TopicDto } from '../../src/topics/topic.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { previewInvite, sendInvites } from '../support/builders/invites';
import { expectError } from '../support/clients/expect-error';

const WRONG = ['{{foo}}', 'Hello {{ name', '{{Name}}', '{{{name}}}', '{{', '{{#if name}}', '｛｛name｝｝'];
const DEFAULT_SUBJECT = 'Got 5 minutes to talk about How teams plan their week?';

describe('placeholders', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  it.each(WRONG)('%j is refused wherever copy is taken', async (copy) => {
    const { id } = await ada.createTopic();
    const topic = `/user_interview_topics/${id}/`;
    for (const field of ['invite_subject', 'invite_message', 'reminder_subject', 'reminder_message']) {
      const created = await ada.post('/user_interview_topics/', { topic: 'x', [field]: copy });
      expectError(created, 400, { code: 'invalid_placeholder', attr: field });
      const changed = await ada.patch(topic, { [field]: copy });
      expectError(changed, 400, { code: 'invalid_placeholder', attr: field });
    }
    for (const operation of ['preview_invite', 'send_test', 'send_invites']) {
      for (const field of ['subject', 'message']) {
        const answer = await ada.post(`${topic}${operation}/`, { [field]: copy });
        expectError(answer, 400, { code: 'invalid_placeholder', attr: field });
      }
    }
    expect(parley.sink.mails).toEqual([]);
  });

  it('are stored as they were written; other texts of a topic may have any braces', async () => {
    const values = {
      topic: '{{x}}',
      agent_context: '{{y',
      questions: ['{{z}}?'],
      invite_subject: '{{topic}} for {{ name }}',
      invite_message: 'Hello {{name}},\n\nuntil {{deadline}}.',
    };
    const { status, body } = await ada.post<TopicDto>('/user_interview_topics/', values);
    expect(status).toBe(201);
    expect(body).toMatchObject(values);
  });

  it('are filled for each person in the mail, the preview and the test', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Grace Hopper <grace@example.com>', '123456@example.com'],
      invite_subject: '{{name}}, on {{topic}}',
      invite_message: 'Dear {{name}},\n\nplease answer by {{deadline}}.',
      closes_at: '2031-03-02T00:00:00+02:00',
      expires_at: '2031-05-01T00:00:00Z',
    });
    const preview = await previewInvite(ada, id, 'Grace Hopper <grace@example.com>');
    expect(preview.body).toMatchObject({
      subject: 'Grace Hopper, on How teams plan their week',
      fallbacks: [],
    });
    await sendInvites(ada, id);
    await ada.post(`/user_interview_topics/${id}/send_test/`);
    const mails = await parley.sink.parsed();
    const seen = mails.map(({ subject, text }) => [subject, /Dear[^]*?\./.exec(text ?? '')?.[0]]).sort();
    expect(seen).toEqual([
      ['Grace Hopper, on How teams plan their week', 'Dear Grace Hopper,\n\nplease answer by March 1, 2031.'],
      ['On How teams plan their week', 'Dear,\n\nplease answer by March 1, 2031.'],
      [
        '[Test] Ada Lovelace, on How teams plan their week',
        'Dear Ada Lovelace,\n\nplease answer by March 1, 2031.',
      ],
    ]);
  });

  it('make way for the default text where a name makes a link, which the preview tells', async () => {
    const { id } = await ada.createTopic({
      interviewee_emails: ['Grace <grace@example.com>'],
      invite_subject: 'Visit {{name}}.com',
    });
    const { body: preview } = await previewInvite(ada, id);
    expect(preview).toMatchObject({ subject: DEFAULT_SUBJECT, fallbacks: ['subject'] });
    await sendInvites(ada, id);
    expect((await parley.sink.parsed())[0]?.subject).toBe(DEFAULT_SUBJECT);
  });

  it('and all words around them are in the language of the topic, else of the project', async () => {
    const { id } = await ada.createTopic({ invite_subject: 'Bis {{deadline}}' });
    await parley.database.query("UPDATE project SET mail_language = 'es'");
    expect((await previewInvite(ada, id)).body.html).toContain('Ir a la entrevista');
    await parley.database.query("UPDATE user_interview_topic SET mail_language = 'de' WHERE id = $1", [id]);
    const { body: preview } = await previewInvite(ada, id);
    expect(preview.subject).toBe('Bis Ende der Studie');
    expect(preview.html).toContain('<html lang="de">');
    await sendInvites(ada, id);
    const [mail] = await parley.sink.parsed();
    expect(mail?.subject).toBe('Bis Ende der Studie');
    expect(mail?.html).toContain('Zum Interview');
    await parley.database.query('UPDATE project SET mail_language = NULL');
  });
});
