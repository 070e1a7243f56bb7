import { newTopicJson } from './topics.repository';

describe('newTopicJson', () => {
  const parse = (body: Parameters<typeof newTopicJson>[2]) =>
    JSON.parse(newTopicJson('project', 'user', body)) as unknown;

  it('fills in what the request leaves out', () => {
    expect(parse({ topic: 'Planning' })).toEqual({
      project_id: 'project',
      created_by_id: 'user',
      topic: 'Planning',
      interviewee_emails: [],
      interviewee_distinct_ids: [],
      agent_context: '',
      questions: [],
      invite_subject: '',
      invite_message: '',
      closes_at: null,
      max_responses: null,
      expires_at: null,
      reminder_count: 0,
      reminder_gap_days: 3,
      reminder_subject: '',
      reminder_message: '',
      thank_you: false,
      mail_language: null,
    });
  });

  it('stores times in UTC to the millisecond', () => {
    expect(parse({ topic: 'Planning', closes_at: '2030-01-31T19:00:00.123456+01:00' })).toMatchObject({
      closes_at: '2030-01-31T18:00:00.123Z',
    });
  });

  it('ignores properties that are no fields of a topic', () => {
    const body = { topic: 'Planning', project_id: 'other', id: 'mine' };
    expect(parse(body)).toMatchObject({ project_id: 'project' });
    expect(parse(body)).not.toHaveProperty('id');
  });
});
