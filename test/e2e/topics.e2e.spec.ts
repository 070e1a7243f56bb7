import type { ApiClient, ErrorBody } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/test-app';

describe('topics', () => {
  let parley: TestApp;
  let ada: ApiClient;

  beforeAll(async () => {
    parley = await startTestApp();
    ada = await parley.client();
  });
  afterAll(() => parley.close());

  it('creates a topic and reads it back', async () => {
    const created = await ada.post('/user_interview_topics/', {
      topic: '  Planning  ',
      interviewee_emails: ['ada@example.com', 'Grace Hopper <grace@example.com>'],
      interviewee_distinct_ids: ['user-42'],
      questions: ['How?', 'Why?'],
      unknown: 'ignored',
      id: 'ignored',
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      topic: 'Planning',
      interviewee_emails: ['ada@example.com', 'Grace Hopper <grace@example.com>'],
      interviewee_distinct_ids: ['user-42'],
      questions: ['How?', 'Why?'],
      agent_context: '',
      invite_subject: '',
      invite_message: '',
      created_by: { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@parley.test' },
    });
    const read = await ada.get(`/user_interview_topics/${created.body.id as string}`);
    expect(read.body).toEqual(created.body);
  });

  it('keeps 50 parallel adds of 50 people', async () => {
    const { id } = await ada.createTopic();
    const people = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? `p${n}@example.com` : `person-${n}`));
    const answers = await Promise.all(
      people.map((identifier) => ada.post(`/user_interview_topics/${id}/add_interviewee/`, { identifier })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(people.map(() => 200));
    const { body } = await ada.get<{ interviewee_emails: string[]; interviewee_distinct_ids: string[] }>(
      `/user_interview_topics/${id}`,
    );
    expect([...body.interviewee_emails.slice(1), ...body.interviewee_distinct_ids].sort()).toEqual(
      people.sort(),
    );
  });

  it.each<[string, unknown, Partial<ErrorBody>]>([
    ['no topic', { interviewee_emails: ['a@b.co'] }, { code: 'required', attr: 'topic' }],
    ['nobody targeted', { topic: 'x' }, { code: 'invalid_input', attr: null }],
    [
      'a bad third address',
      { topic: 'x', interviewee_emails: ['a@b.co', 'b@b.co', 'no'] },
      { code: 'invalid_input', attr: 'interviewee_emails__2' },
    ],
  ])('refuses %s', async (_what, body, error) => {
    const answer = await ada.post<ErrorBody>('/user_interview_topics/', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ type: 'validation_error', ...error });
  });
});
