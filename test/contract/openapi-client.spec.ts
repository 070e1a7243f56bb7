import { createParleyClient, type ParleyClient } from '../../client/src/index';
import { useTestApp } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';

const TOPICS = '/api/projects/{project_id}/user_interview_topics';
const TOPIC = `${TOPICS}/{id}` as const;

describe('@parley/client', () => {
  const parley = useTestApp();
  let client: ParleyClient;

  beforeAll(async () => {
    const { key } = await parley.client();
    client = createParleyClient({ baseUrl: parley.baseUrl, key });
  });

  it('does the whole job: topic, contexts, links, preview, send, deliveries, progress, responses', async () => {
    const created = await client.POST(TOPICS, {
      params: { path: client.project, header: { 'Idempotency-Key': 'plan-1' } },
      body: {
        topic: 'How teams plan their week',
        interviewee_emails: ['Grace Hopper <grace@example.com>'],
        interviewee_distinct_ids: ['user-42'],
      },
    });
    const id = created.data?.id ?? '';
    const path = { ...client.project, id };
    expect(created.data?.max_responses).toBeNull();

    const bulk = await client.POST(`${TOPICS}/{topic_id}/interviewees/bulk`, {
      params: { path: { ...client.project, topic_id: id } },
      body: { items: [{ interviewee_identifier: 'user-42', agent_context: 'Plans on paper.' }] },
    });
    expect(bulk.data?.inserted_count).toBe(1);

    const links = await client.POST(`${TOPIC}/generate_links`, { params: { path } });
    expect(links.data?.results.map(({ user_name }) => user_name)).toEqual(['Grace Hopper', 'user-42']);

    const preview = await client.POST(`${TOPIC}/preview_invite`, { params: { path } });
    expect(preview.data?.email).toBe('grace@example.com');

    const sent = await client.POST(`${TOPIC}/send_invites`, { params: { path }, body: { send_async: true } });
    expect(sent.data?.results.map((row) => row.reason)).toEqual(['', 'not_an_email']);

    await waitUntil('the mail is out', async () => {
      const { data } = await client.GET(`${TOPIC}/invites/summary`, { params: { path } });
      return data?.sent === 1;
    });
    const deliveries = await client.GET(`${TOPIC}/invites`, { params: { path, query: { status: 'sent' } } });
    expect(deliveries.data?.results.map(({ email }) => email)).toEqual(['grace@example.com']);

    const progress = await client.GET(`${TOPIC}/progress`, { params: { path } });
    expect(progress.data?.results.map(({ state }) => state)).toContain('sent');
    const responses = await client.GET('/api/projects/{project_id}/user_interviews', {
      params: { path: client.project, query: { topic: id } },
    });
    expect(responses.data?.results).toEqual([]);

    const csv = await client.POST(`${TOPIC}/links_csv`, { params: { path }, parseAs: 'text' });
    expect(csv.data).toContain('grace@example.com');
  });

  it('gives errors with type, code, detail and attr', async () => {
    const { data, error } = await client.POST(TOPICS, {
      params: { path: client.project },
      body: { topic: ' ', interviewee_emails: ['grace@example.com'] },
    });
    expect(data).toBeUndefined();
    expect([error?.type, error?.code, error?.attr]).toEqual(['validation_error', 'blank', 'topic']);
  });

  it('takes only bodies that fit, already when it is compiled', async () => {
    const { error } = await client.POST(TOPICS, {
      params: { path: client.project },
      // @ts-expect-error topic is required
      body: { interviewee_emails: ['grace@example.com'] },
    });
    expect(error?.code).toBe('required');
  });

  it('reaches a project by its id as well', async () => {
    const { key, projectId } = await parley.client({ project: 'Second' });
    const other = createParleyClient({ baseUrl: parley.baseUrl, key, projectId });
    const { data } = await other.GET(TOPICS, { params: { path: other.project } });
    expect(data?.count).toBe(0);
  });
});
