import { TOOLS } from '../../src/mcp/tools/tools';
import { McpConnection } from '../support/clients/mcp-client';
import { useClient, useTestApp } from '../support/app/test-app';

const BOTH_TYPES = 'application/json, text/event-stream';
const INVALID_PARAMS = -32602;

interface RpcAnswer {
  id?: number | null;
  result?: Record<string, unknown>;
  error?: { code: number; message: string };
}

describe('the protocol at /mcp', () => {
  const parley = useTestApp();
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

  it('wants clients that take both kinds of answer, and send JSON', async () => {
    expect((await send(rpc('ping'), { accept: 'application/json' })).status).toBe(406);
    expect((await send(rpc('ping'), { accept: 'text/html' })).status).toBe(406);
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
  const parley = useTestApp({ rateLimitEnabled: true, requestsPerMinute: 3 });

  it('count what tools do together with what the API does, and come back as tool errors', async () => {
    const ada = await parley.client();
    const mcp = await McpConnection.open(parley.baseUrl, ada.key);
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
