import { TOOLS } from '../../src/mcp/tools';
import type { ApiClient } from '../support/api-client';
import { insertDeliveries, ledgerOf } from '../support/ledger';
import { McpConnection } from '../support/mcp-client';
import { newSubject, OPERATIONS } from '../support/operations';
import { startTestApp, type TestApp } from '../support/test-app';

type Arguments = Record<string, unknown>;

describe('every MCP tool', () => {
  let parley: TestApp;
  let ada: ApiClient;
  let mcp: McpConnection;

  beforeAll(async () => {
    parley = await startTestApp();
    ada = await parley.client();
    mcp = await McpConnection.open(parley.baseUrl, ada.key);
  });
  afterAll(async () => {
    await mcp.close();
    await parley.close();
  });

  /** Arguments that work, on rows of their own. */
  const argumentsFor = async (operationId: string): Promise<Arguments> => {
    const subject = await newSubject(ada);
    const operation = OPERATIONS.find(({ id }) => id === operationId);
    const { body = {}, path = ':topic' } = operation ?? {};
    if (path.includes(':response')) return { ...body, id: subject.response };
    if (path.includes(':interviewee')) return { ...body, topic_id: subject.topic, id: subject.interviewee };
    if (path.includes('/interviewees')) return { ...body, topic_id: subject.topic };
    if (operationId.endsWith('rotate_link_create')) {
      const { body: topic } = await ada.get<{ interviewee_emails: string[] }>(
        `/user_interview_topics/${subject.topic}/`,
      );
      return { id: subject.topic, identifier: topic.interviewee_emails[0] };
    }
    if (operationId.endsWith('invites_retry_create')) {
      await insertDeliveries(parley.database, subject.topic, { count: 1, status: 'failed' });
      const [failed] = await ledgerOf(ada, subject.topic);
      return { id: subject.topic, invite_id: failed?.id };
    }
    if (operationId.endsWith('send_invites_create')) return { id: subject.topic, dry_run: true };
    return path.includes(':topic') && operationId !== 'audit_events_list'
      ? { ...body, id: subject.topic }
      : { ...body };
  };

  it.each(TOOLS.map(({ name, operationId }) => [name, operationId]))(
    '%s works, and answers as its output schema says',
    async (name, operationId) => {
      // The client throws when the answer does not fit the schema that the tool has announced.
      const answer = await mcp.call(name, await argumentsFor(operationId));
      expect([answer.isError, answer.text.slice(0, 200)]).toEqual([false, expect.any(String)]);
    },
  );

  it.each(
    TOOLS.filter(({ hints }) => hints.readOnlyHint).map(({ name, operationId }) => [name, operationId]),
  )('%s is for readers, as its hint says', async (name, operationId) => {
    const reader = await parley.client({ scopes: ['user_interview:read'] });
    const connection = await McpConnection.open(parley.baseUrl, reader.key);
    expect((await connection.call(name, await argumentsFor(operationId))).isError).toBe(false);
    await connection.close();
  });

  it.each(
    TOOLS.filter(({ hints }) => !hints.readOnlyHint).map(({ name, operationId }) => [name, operationId]),
  )('%s is refused to readers', async (name, operationId) => {
    const reader = await parley.client({ scopes: ['user_interview:read'] });
    const connection = await McpConnection.open(parley.baseUrl, reader.key);
    const { body } = await connection.call(name, await argumentsFor(operationId));
    expect(body.code).toBe('permission_denied');
    await connection.close();
  });

  it('covers every operation of the API but the one whose answer is a file of bytes', async () => {
    const { body } = await ada.request<{ paths: Record<string, Record<string, { operationId: string }>> }>(
      'GET',
      '/api/schema',
    );
    const operations = Object.entries(body.paths)
      .filter(([path]) => path.startsWith('/api/projects/'))
      .flatMap(([, methods]) => Object.values(methods).map(({ operationId }) => operationId));
    expect(TOOLS.map(({ operationId }) => operationId).sort()).toEqual(
      operations.filter((id) => id !== 'user_interview_topics_responses_markdown_retrieve').sort(),
    );
  });
});
