import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { TOOLS } from '../../src/mcp/tools/tools';
import { McpConnection } from '../support/clients/mcp-client';
import { useClient, useTestApp } from '../support/app/test-app';
import { argumentsFor } from '../support/builders/operations';

/** What clients may rely on by name, below the prefix. */
const FIXED_NAMES: [string, string[]][] = [
  [
    'user-interview-topics',
    [
      'list',
      'create',
      'retrieve',
      'partial-update',
      'add-interviewee',
      'remove-interviewee',
      'generate-links',
      'links-csv',
      'preview-invite',
      'send-invites',
    ],
  ],
  ['user-interview-topics-interviewees', ['list', 'create', 'partial-update', 'destroy', 'bulk-create']],
  ['user-interviews', ['list', 'retrieve', 'search', 'partial-update']],
];

describe('every MCP tool', () => {
  const parley = useTestApp();
  const ada = useClient(parley);
  let mcp: McpConnection;

  beforeAll(async () => {
    mcp = await McpConnection.open(parley.baseUrl, ada.key);
  });
  afterAll(async () => {
    await mcp.close();
  });

  it.each(TOOLS.map(({ name, operationId }) => [name, operationId]))(
    '%s works, and answers as its output schema says',
    async (name, operationId) => {
      // The client throws when the answer does not fit the schema that the tool has announced.
      const answer = await mcp.call(name, await argumentsFor(operationId, ada, parley));
      expect([answer.isError, answer.text.slice(0, 200)]).toEqual([false, expect.any(String)]);
    },
  );

  it.each(
    TOOLS.filter(({ hints }) => hints.readOnlyHint).map(({ name, operationId }) => [name, operationId]),
  )('%s is for readers, as its hint says', async (name, operationId) => {
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const connection = await McpConnection.open(parley.baseUrl, reader.key);
    expect((await connection.call(name, await argumentsFor(operationId, ada, parley))).isError).toBe(false);
    await connection.close();
  });

  it.each(
    TOOLS.filter(({ hints }) => !hints.readOnlyHint).map(({ name, operationId }) => [name, operationId]),
  )('%s is refused to readers', async (name, operationId) => {
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const connection = await McpConnection.open(parley.baseUrl, reader.key);
    const { body } = await connection.call(name, await argumentsFor(operationId, ada, parley));
    expect(body.code).toBe('permission_denied');
    await connection.close();
  });

  it('all have schemas of the dialect that the protocol names', async () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, keywords: ['x-lenient'] });
    addFormats(ajv);
    const { tools } = await mcp.client.listTools();
    for (const { name, inputSchema, outputSchema } of tools) {
      for (const schema of [inputSchema, outputSchema ?? {}]) {
        expect([name, ajv.validateSchema(schema), ajv.errors]).toEqual([name, true, null]);
        expect(() => ajv.compile(schema)).not.toThrow();
      }
    }
  });

  it.each(FIXED_NAMES)('%s has the tools that it is known for', (prefix, names) => {
    const known = TOOLS.map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining(names.map((name) => `${prefix}-${name}`)));
    expect(new Set(known).size).toBe(known.length);
  });

  it('announce what they answer, unless that is text or nothing', async () => {
    const { tools } = await mcp.client.listTools();
    const silent = tools.filter(({ outputSchema }) => !outputSchema).map(({ name }) => name);
    expect(silent.filter((name) => !/-(csv|jsonl|destroy)$/.test(name))).toEqual([]);
    const found = await mcp.call('user-interviews-search', { query: 'paper' });
    expect(found.body).toEqual({ results: expect.any(Array) as unknown[] });
    expect(JSON.parse(found.text)).toEqual(found.body);
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
