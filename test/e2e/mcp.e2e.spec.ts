import addFormats from 'ajv-formats';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { TOOLS } from '../../src/mcp/tools/tools';
import { useClient, useTestApp } from '../support/app/test-app';
import { argumentsFor } from '../support/builders/operations';
import { McpConnection } from '../support/clients/mcp-client';

const TOPIC = { topic: 'Planning', interviewee_emails: ['Grace Hopper <grace@example.com>'] };

const parley = useTestApp();

/** The reads that take the scope `*`. */
const FOR_ADMINS = /^(people|project_keys|webhooks)_/;

describe('MCP', () => {
  const ada = useClient(parley);
  let mcp: McpConnection;

  beforeAll(async () => {
    mcp = await McpConnection.open(parley.baseUrl, ada.key);
  });
  afterAll(async () => {
    await mcp.close();
  });

  const createTopic = async (connection = mcp) => {
    const { body } = await connection.call('user-interview-topics-create', TOPIC);
    return body.id as string;
  };

  it('lists every tool with schemas, a description and hints', async () => {
    const { tools } = await mcp.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    for (const tool of tools) {
      expect(tool.title).toBeTruthy();
      expect((tool.description ?? '').length).toBeGreaterThan(30);
      expect(tool.inputSchema.type).toBe('object');
      expect(Object.keys(tool.annotations ?? {})).toEqual(
        expect.arrayContaining(['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint']),
      );
    }
    expect(JSON.stringify(tools)).not.toContain('$ref');
  });

  it('does a whole job: plan, add context, link, preview, send, watch', async () => {
    const id = await createTopic();
    const added = await mcp.call('user-interview-topics-add-interviewee', { id, identifier: 'user-42' });
    expect(added.body.interviewee_distinct_ids).toEqual(['user-42']);
    const bulk = await mcp.call('user-interview-topics-interviewees-bulk-create', {
      topic_id: id,
      items: [{ interviewee_identifier: 'user-42', agent_context: 'Plans on paper.' }],
    });
    expect(bulk.body.inserted_count).toBe(1);
    const links = await mcp.call('user-interview-topics-generate-links', { id });
    expect(links.body.count).toBe(2);
    const preview = await mcp.call('user-interview-topics-preview-invite', { id });
    expect(preview.body).toMatchObject({ user_name: 'Grace Hopper', is_preview_link: true });
    const csv = await mcp.call('user-interview-topics-links-csv', { id });
    expect(csv.text).toContain('interviewee_identifier,interviewee_email');
    const dryRun = await mcp.call('user-interview-topics-send-invites', { id, dry_run: true });
    expect(dryRun.body).toMatchObject({ count: 2, would_be_mailed: 1 });
    const sent = await mcp.call('user-interview-topics-send-invites', {
      id,
      send_async: true,
      confirmation_code: dryRun.body.confirmation_code,
    });
    expect(sent.body.count).toBe(2);
    const deliveries = await mcp.call('user-interview-topics-invites-list', { id });
    expect(deliveries.body.count).toBe(1);
  });

  it('keeps pages small unless asked for more, and never gives more than a hundred', async () => {
    const emails = Array.from({ length: 150 }, (_, n) => `p${n}@example.com`);
    const { body } = await mcp.call('user-interview-topics-create', { ...TOPIC, interviewee_emails: emails });
    const rows = async (args: object) =>
      (await mcp.call('user-interview-topics-generate-links', { id: body.id, ...args })).body.results;
    expect(await rows({})).toHaveLength(20);
    expect(await rows({ limit: 30, offset: 140 })).toHaveLength(10);
    expect(await rows({ limit: 1000 })).toHaveLength(100);
    const { text } = await mcp.call('user-interview-topics-links-csv', { id: body.id });
    expect(text.split('\n').length).toBeLessThan(110);
    expect(text).toContain('more lines');
  });

  it('gives errors back as tool errors in the API’s shape', async () => {
    expect(await mcp.call('user-interview-topics-create', { ...TOPIC, topic: ' ' })).toMatchObject({
      isError: true,
      body: { type: 'validation_error', code: 'blank', attr: 'topic' },
    });
    const nowhere = { id: '01890000-0000-7000-8000-000000000000' };
    expect((await mcp.call('user-interview-topics-retrieve', nowhere)).body).toMatchObject({
      code: 'not_found',
    });
    expect((await mcp.call('user-interview-topics-retrieve', {})).body).toMatchObject({
      code: 'required',
      attr: 'id',
    });
    for (const id of ['..', '../..', 'a/b', '%2e%2e', '?x=1', 7, null, ['x']]) {
      const { isError, body } = await mcp.call('user-interview-topics-retrieve', { id });
      expect([isError, body.attr === 'id' || body.code === 'not_found']).toEqual([true, true]);
    }
  });

  it('refuses what the key may not do', async () => {
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const connection = await McpConnection.open(parley.baseUrl, reader.key);
    expect((await connection.call('user-interview-topics-list')).isError).toBe(false);
    expect((await connection.call('user-interview-topics-create', TOPIC)).body).toMatchObject({
      type: 'authentication_error',
      code: 'permission_denied',
    });
    await connection.close();
  });

  it('shows nothing of another project', async () => {
    const id = await createTopic();
    const other = await parley.client({ email: 'eve@parley.test', project: 'Other' });
    const connection = await McpConnection.open(parley.baseUrl, other.key);
    expect((await connection.call('user-interview-topics-retrieve', { id })).body.code).toBe('not_found');
    const project = ada.project.split('/').pop();
    expect((await connection.call('user-interview-topics-list', { project_id: project })).body.code).toBe(
      'not_found',
    );
    expect((await connection.call('user-interview-topics-list')).body.count).toBe(0);
    await connection.close();
  });

  it.each(['', 'Bearer nonsense', 'Basic abc'])('asks for a key: %j', async (authorization) => {
    const answer = await fetch(`${parley.baseUrl}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
      body: '{}',
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  describe('the confirmation of a send', () => {
    const send = (id: string, args: object = {}, connection = mcp) =>
      connection.call('user-interview-topics-send-invites', { id, ...args });
    const codeFor = async (id: string, args: object = {}) =>
      (await send(id, { dry_run: true, ...args })).body.confirmation_code as string;
    const deliveries = async (id: string) => {
      const [row] = await parley.database.query<{ count: number }>(
        'SELECT count(*)::integer FROM invite_delivery WHERE topic_id = $1',
        [id],
      );
      return row?.count;
    };

    it('is needed, and a dry run mails nobody', async () => {
      const id = await createTopic();
      expect((await send(id)).body).toMatchObject({ code: 'required', attr: 'confirmation_code' });
      expect((await send(id, { dry_run: false })).isError).toBe(true);
      expect((await send(id, { confirmation_code: 'guess' })).body.code).toBe('confirmation_code_invalid');
      await codeFor(id);
      expect(await deliveries(id)).toBe(0);
    });

    it('is good for one send', async () => {
      const id = await createTopic();
      const confirmation_code = await codeFor(id);
      const both = await Promise.all([send(id, { confirmation_code }), send(id, { confirmation_code })]);
      expect(both.filter(({ isError }) => isError)).toHaveLength(1);
      expect(await deliveries(id)).toBe(1);
    });

    it('ends when the audience or the mail changes, and for another topic or key', async () => {
      const id = await createTopic();
      const confirmation_code = await codeFor(id);
      expect((await send(id, { confirmation_code, subject: 'Other' })).isError).toBe(true);
      expect((await send(id, { confirmation_code, message: 'Other' })).isError).toBe(true);
      expect((await send(await createTopic(), { confirmation_code })).isError).toBe(true);
      const second = await McpConnection.open(parley.baseUrl, (await ada.another()).key);
      expect((await send(id, { confirmation_code }, second)).isError).toBe(true);
      await second.close();
      await mcp.call('user-interview-topics-add-interviewee', { id, identifier: 'new@example.com' });
      expect((await send(id, { confirmation_code })).body.code).toBe('confirmation_code_invalid');
      expect(await deliveries(id)).toBe(0);
      expect((await send(id, { confirmation_code: await codeFor(id) })).isError).toBe(false);
      expect(await deliveries(id)).toBe(2);
    });

    it('ends after ten minutes', async () => {
      const id = await createTopic();
      const confirmation_code = await codeFor(id);
      const [row] = await parley.database.query<{ seconds: number }>(
        'SELECT extract(epoch FROM expires_at - now())::integer AS seconds FROM send_confirmation WHERE topic_id = $1',
        [id],
      );
      expect(row?.seconds).toBeGreaterThan(590);
      expect(row?.seconds).toBeLessThanOrEqual(600);
      await parley.database.query('UPDATE send_confirmation SET expires_at = now() WHERE topic_id = $1', [
        id,
      ]);
      expect((await send(id, { confirmation_code })).isError).toBe(true);
    });
  });
});

const BOTH_TYPES = 'application/json, text/event-stream';
const INVALID_PARAMS = -32602;

interface RpcAnswer {
  id?: number | null;
  result?: Record<string, unknown>;
  error?: { code: number; message: string };
}

describe('the protocol at /mcp', () => {
  const ada = useClient(parley);

  /** Sends a body as it is, and gives up on an answer that does not come. */
  const send = async (body: unknown, headers: Record<string, string> = {}, method = 'POST') => {
    const response = await fetch(`${parley.baseUrl}/mcp`, {
      method,
      headers: {
        'content-type': 'application/json',
        accept: BOTH_TYPES,
        authorization: `Bearer ${ada.key}`,
        ...headers,
      },
      ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(10_000),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const rpc = (method: string, params?: unknown, id = 1) => ({ jsonrpc: '2.0', id, method, params });
  const request = async (method: string, params?: unknown) =>
    JSON.parse((await send(rpc(method, params))).text) as RpcAnswer;
  const initialize = (protocolVersion: string) =>
    request('initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } });

  it.each(['2025-11-25', '2025-06-18', '2025-03-26'])('agrees on version %s', async (version) => {
    const { id, result } = await initialize(version);
    expect([id, result]).toEqual([
      1,
      {
        protocolVersion: version,
        capabilities: { tools: {} },
        serverInfo: { name: 'parley', title: 'Parley', version: expect.any(String) as string },
        instructions: expect.stringContaining('interviews') as string,
      },
    ]);
  });

  it('offers a version of its own to a client with one that it does not know', async () => {
    expect((await initialize('1999-01-01')).result?.protocolVersion).toBe('2025-11-25');
  });

  it('refuses a version in the header that it does not know', async () => {
    expect((await send(rpc('ping'), { 'mcp-protocol-version': '2025-06-18' })).status).toBe(200);
    const { status, text } = await send(rpc('ping'), { 'mcp-protocol-version': '1999-01-01' });
    expect([status, text]).toEqual([400, expect.stringContaining('Unsupported protocol version')]);
  });

  it('answers a ping, in JSON', async () => {
    const { status, headers, text } = await send(rpc('ping', undefined, 7));
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(text)).toEqual({ jsonrpc: '2.0', id: 7, result: {} });
  });

  it.each(['notifications/initialized', 'notifications/cancelled', 'notifications/unheard-of'])(
    'takes %s without an answer',
    async (method) => {
      const { status, text } = await send({ jsonrpc: '2.0', method, params: { requestId: 1 } });
      expect([status, text]).toEqual([202, '']);
    },
  );

  it('gives all tools in one page, and knows no other', async () => {
    const { result } = await request('tools/list');
    expect([(result?.tools as object[]).length, result?.nextCursor]).toEqual([TOOLS.length, undefined]);
    for (const cursor of ['x', '', '-1', '50', 7]) {
      expect((await request('tools/list', { cursor })).error?.code).toBe(INVALID_PARAMS);
    }
  });

  it.each([
    ['an unknown tool', { name: 'nothing' }],
    ['a tool without a name', {}],
    ['a name that is no text', { name: 7 }],
    ['arguments that are a text', { name: 'user-interview-topics-list', arguments: 'x' }],
    ['arguments that are a list', { name: 'user-interview-topics-list', arguments: [1] }],
    ['no params at all', undefined],
  ])('refuses %s as invalid params', async (_what, params) => {
    const { id, result, error } = await request('tools/call', params);
    expect([id, result, error?.code]).toEqual([1, undefined, INVALID_PARAMS]);
  });

  it('knows no method besides', async () => {
    expect((await request('resources/list')).error?.code).toBe(-32601);
  });

  it.each([{ hello: 1 }, '', 7, '{"jsonrpc":', { jsonrpc: '2.0', id: null, method: 'ping' }])(
    'refuses what is no message: %j',
    async (body) => {
      expect((await send(body)).status).toBe(400);
    },
  );

  it('answers a batch, also one that takes back what it asks', async () => {
    const answers = async (messages: object[]) =>
      JSON.parse((await send(messages)).text) as RpcAnswer[] | RpcAnswer;
    expect(await answers([rpc('ping', undefined, 1), rpc('ping', undefined, 2)])).toMatchObject([
      { id: 1, result: {} },
      { id: 2, result: {} },
    ]);
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    expect(
      await answers([rpc('tools/call', { name: 'user-interview-topics-list' }), cancelled]),
    ).toMatchObject({ id: 1, result: { structuredContent: { count: 0 } } });
  });

  it('wants clients that send JSON', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send('jsonrpc=2.0', form)).status).toBe(415);
    expect((await send('<ping/>', { 'content-type': 'application/xml' })).status).toBe(415);
  });

  it('keeps no session: there is none to name, to stream or to end', async () => {
    expect((await send(rpc('ping'))).headers.has('mcp-session-id')).toBe(false);
    expect((await send(rpc('ping'), { 'mcp-session-id': 'made-up' })).status).toBe(200);
    for (const method of ['GET', 'DELETE']) {
      const { status, headers } = await send(null, {}, method);
      expect([status, headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  it('takes requests of its own pages, and of no others', async () => {
    expect((await send(rpc('ping'), { origin: 'https://parley.example.com' })).status).toBe(200);
    for (const origin of ['https://evil.example', 'http://parley.example.com', 'null']) {
      const { status, text } = await send(rpc('ping'), { origin });
      expect([status, text]).toEqual([403, expect.stringContaining('permission_denied')]);
    }
  });

  it('asks for a key before it reads', async () => {
    for (const authorization of ['', 'Bearer nonsense', 'Basic abc']) {
      const { status, headers } = await send('{"broken', { authorization });
      expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')]);
    }
  });
});

describe('throttles at /mcp', () => {
  const throttled = useTestApp({ rateLimitEnabled: true, requestsPerMinute: 3 });

  it('calls of tools and of the API share one limit; a throttled tool answers with an error', async () => {
    const ada = await throttled.client();
    const mcp = await McpConnection.open(throttled.baseUrl, ada.key);
    expect((await ada.get('/user_interview_topics')).status).toBe(200);
    expect((await mcp.call('user-interview-topics-list')).isError).toBe(false);
    expect((await mcp.call('user-interview-topics-list')).isError).toBe(false);
    expect(await mcp.call('user-interview-topics-list')).toMatchObject({
      isError: true,
      body: {
        type: 'throttled_error',
        code: 'throttled',
        detail: expect.stringMatching(/available in \d+ seconds/) as string,
        attr: null,
      },
    });
    expect((await ada.get('/user_interview_topics')).status).toBe(429);
    // Looking around costs nothing.
    expect((await mcp.client.listTools()).tools).toHaveLength(TOOLS.length);
    await mcp.close();
  });
});

/** Names of tools that clients may rely on, below their prefix. */
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
  const ada = useClient(parley, { scopes: ['*'] });
  let mcp: McpConnection;
  /** A connection whose key has the read scope alone. */
  let reader: McpConnection;

  beforeAll(async () => {
    mcp = await McpConnection.open(parley.baseUrl, ada.key);
    const { key } = await ada.another({ scopes: ['user_interview:read'] });
    reader = await McpConnection.open(parley.baseUrl, key);
  });
  afterAll(async () => {
    await Promise.all([mcp.close(), reader.close()]);
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
    TOOLS.filter(({ hints, operationId }) => hints.readOnlyHint && !FOR_ADMINS.test(operationId)).map(
      ({ name, operationId }) => [name, operationId],
    ),
  )('%s is for readers, as its hint says', async (name, operationId) => {
    const { isError } = await reader.call(name, await argumentsFor(operationId, ada, parley));
    expect(isError).toBe(false);
  });

  it.each(
    TOOLS.filter(({ hints }) => !hints.readOnlyHint).map(({ name, operationId }) => [name, operationId]),
  )('%s is refused to readers', async (name, operationId) => {
    const { body } = await reader.call(name, await argumentsFor(operationId, ada, parley));
    expect(body.code).toBe('permission_denied');
  });

  it('all schemas are valid in the JSON Schema dialect of the protocol', async () => {
    const { tools } = await mcp.client.listTools();
    for (const ajv of [new Ajv2020({ strict: true }), new Ajv({ strict: true })]) {
      addFormats(ajv);
      for (const { name, inputSchema, outputSchema } of tools) {
        for (const schema of [inputSchema, outputSchema ?? {}]) {
          expect([name, ajv.validateSchema(schema), ajv.errors]).toEqual([name, true, null]);
          expect(() => ajv.compile(schema)).not.toThrow();
        }
      }
    }
  });

  it.each(FIXED_NAMES)('%s has the tools that it is known for', (prefix, names) => {
    const known = TOOLS.map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining(names.map((name) => `${prefix}-${name}`)));
    expect(new Set(known).size).toBe(known.length);
  });

  it('every tool has an output schema, unless it answers text or nothing', async () => {
    const { tools } = await mcp.client.listTools();
    const silent = tools.filter(({ outputSchema }) => !outputSchema).map(({ name }) => name);
    expect(silent.filter((name) => !/-(csv|jsonl|destroy)$/.test(name))).toEqual([]);
    const found = await mcp.call('user-interviews-search', { query: 'paper' });
    expect(found.body).toEqual({ results: expect.any(Array) as unknown[] });
    expect(JSON.parse(found.text)).toEqual(found.body);
  });

  it('tools cover every operation of the API but the one that answers with an archive', async () => {
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
