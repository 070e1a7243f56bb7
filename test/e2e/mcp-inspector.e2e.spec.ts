import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { TOOLS } from '../../src/mcp/tools/tools';
import { useClient, useTestApp } from '../support/app/test-app';
import { deliveriesPage } from '../support/builders/deliveries';
import { argumentsFor } from '../support/builders/operations';

const CLI = require.resolve('@modelcontextprotocol/inspector-cli');
const STDIO_ENTRY = join(__dirname, '../../bin/parley-mcp.cjs');

/** The output of the Inspector. */
interface Inspected {
  code: number;
  /** Its standard output as JSON; undefined when it printed none. */
  result: InspectedResult | undefined;
  stderr: string;
}

interface InspectedResult {
  tools?: { name: string; inputSchema: object; annotations?: object }[];
  isError?: boolean;
  content?: { type: string; text: string }[];
  structuredContent?: Record<string, unknown>;
}

/** The MCP Inspector in its CLI mode, on a server's `/mcp` or through `parley-mcp`. */
class Inspector {
  private constructor(private readonly target: string[]) {}

  static overHttp(baseUrl: string, key: string): Inspector {
    return new Inspector([
      `${baseUrl}/mcp`,
      '--transport',
      'http',
      '--header',
      `Authorization: Bearer ${key}`,
    ]);
  }

  static overStdio(baseUrl: string, key: string): Inspector {
    const variables = ['-e', `PARLEY_URL=${baseUrl}`, '-e', `PARLEY_API_KEY=${key}`];
    return new Inspector([...variables, STDIO_ENTRY]);
  }

  list(): Promise<Inspected> {
    return this.run('--method', 'tools/list');
  }

  call(name: string, args: Record<string, unknown> = {}): Promise<Inspected> {
    const pairs = Object.entries(args).map(
      ([field, value]) => `${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return this.run(
      '--method',
      'tools/call',
      '--tool-name',
      name,
      ...(pairs.length > 0 ? ['--tool-arg', ...pairs] : []),
    );
  }

  private run(...args: string[]): Promise<Inspected> {
    return new Promise((done) => {
      execFile(
        process.execPath,
        [CLI, '--cli', ...this.target, ...args],
        // It looks for its own package.json from the folder it is started in.
        { cwd: dirname(CLI), maxBuffer: 2 ** 24 },
        (error, stdout, stderr) =>
          done({
            code: error ? Number(error.code ?? 1) : 0,
            result: stdout.trim() === '' ? undefined : (JSON.parse(stdout) as InspectedResult),
            stderr,
          }),
      );
    });
  }
}

const TOPIC = { topic: 'Planning', interviewee_emails: ['Grace Hopper <grace@example.com>'] };
const SEND = 'user-interview-topics-send-invites';

// Every call starts two processes.
jest.setTimeout(180_000);

const parley = useTestApp();

describe('the MCP Inspector', () => {
  const ada = useClient(parley, { scopes: ['*'] });

  const bodyOf = ({ result }: Inspected) => result?.structuredContent ?? {};
  const errorOf = ({ result }: Inspected) =>
    JSON.parse(result?.content?.[0]?.text ?? '{}') as Record<string, unknown>;

  describe.each([
    ['over streamable HTTP', (url: string, key: string) => Inspector.overHttp(url, key)],
    ['through parley-mcp', (url: string, key: string) => Inspector.overStdio(url, key)],
  ])('%s', (_way, connect) => {
    let inspector: Inspector;

    beforeAll(() => {
      inspector = connect(parley.baseUrl, ada.key);
    });

    it('lists every tool', async () => {
      const { code, result } = await inspector.list();
      expect(code).toBe(0);
      expect(result?.tools?.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
      expect(result?.tools?.map(({ annotations }) => annotations)).toEqual(
        TOOLS.map(({ title, hints }) => ({ title, ...hints })),
      );
    });

    it('plans a topic, and mails only what was confirmed', async () => {
      const created = await inspector.call('user-interview-topics-create', TOPIC);
      expect([created.code, bodyOf(created)]).toEqual([0, expect.objectContaining(TOPIC)]);
      const id = String(bodyOf(created).id);
      expect(bodyOf(await inspector.call('user-interview-topics-retrieve', { id }))).toMatchObject({ id });

      const unconfirmed = await inspector.call(SEND, { id });
      expect(unconfirmed.result?.isError).toBe(true);
      expect(errorOf(unconfirmed)).toMatchObject({ code: 'required', attr: 'confirmation_code' });
      const dryRun = bodyOf(await inspector.call(SEND, { id, dry_run: true }));
      expect(dryRun.would_be_mailed).toBe(1);
      expect((await deliveriesPage(ada, id)).body.count).toBe(0);
      const sent = await inspector.call(SEND, { id, confirmation_code: dryRun.confirmation_code });
      expect(bodyOf(sent).results).toMatchObject([{ email: 'grace@example.com', sent: true }]);
      expect((await deliveriesPage(ada, id)).body.count).toBe(1);
    });

    it("gets the API's errors, and the protocol's", async () => {
      const refused = await inspector.call('user-interview-topics-create', { ...TOPIC, topic: '   ' });
      expect(refused.result?.isError).toBe(true);
      expect(errorOf(refused)).toEqual({
        type: 'validation_error',
        code: 'blank',
        detail: expect.any(String) as string,
        attr: 'topic',
      });
      const unknown = await inspector.call('user-interview-topics-nothing');
      expect(unknown.code).toBe(1);
      expect(unknown.stderr).toContain('-32602: Unknown tool: user-interview-topics-nothing');
    });

    it('is kept out without a key that works', async () => {
      const { code, result, stderr } = await connect(parley.baseUrl, 'ply_nonsense').list();
      expect([code, result]).toEqual([1, undefined]);
      expect(stderr).toContain('Failed to connect');
    });
  });

  it('calls a tool of each kind of arguments, which it passes on as text', async () => {
    const inspector = Inspector.overHttp(parley.baseUrl, ada.key);
    const seen = new Set<string>();
    for (const { name, operationId } of TOOLS) {
      const args = await argumentsFor(operationId, ada, parley);
      const kinds = [...new Set(Object.values(args).map(kindOf))].sort().join(', ');
      if (seen.has(kinds)) continue;
      seen.add(kinds);
      const { code, result, stderr } = await inspector.call(name, args);
      expect([name, code, result?.isError ?? false, stderr.includes('Failed')]).toEqual([
        name,
        0,
        false,
        false,
      ]);
      expect(result?.content?.[0]?.text).toBeTruthy();
    }
    const all = new Set([...seen].flatMap((kinds) => kinds.split(', ')));
    expect([...all].sort()).toEqual(['', 'boolean', 'list of object', 'list of string', 'string']);
  });
});

function kindOf(value: unknown): string {
  return Array.isArray(value) ? `list of ${typeof value[0]}` : typeof value;
}

const COMMAND = join(__dirname, '../../bin/parley-mcp.cjs');

describe('parley-mcp', () => {
  const connect = async (variables: Record<string, string>) => {
    const client = new Client({ name: 'test', version: '1' });
    const env = { PATH: process.env.PATH ?? '', ...variables };
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: [COMMAND], env, stderr: 'ignore' }),
    );
    return client;
  };

  it('offers the tools of a server over standard input and output, and ends with its client', async () => {
    const ada = await parley.client();
    const client = await connect({ PARLEY_URL: parley.baseUrl, PARLEY_API_KEY: ada.key });
    expect((await client.listTools()).tools).toHaveLength(TOOLS.length);
    const { id } = await ada.createTopic();
    const answer = await client.callTool({ name: 'user-interview-topics-retrieve', arguments: { id } });
    expect(answer.structuredContent).toMatchObject({ id });
    await client.close();
  });

  it('answers what was piped in before it ends, and names the version it agreed on', async () => {
    const { key } = await parley.client();
    const seen: (string | undefined)[] = [];
    const proxy = createServer((incoming, outgoing) => {
      seen.push(incoming.headers['mcp-protocol-version']?.toString());
      const { method, url, headers } = incoming;
      const onward = request(`${parley.baseUrl}${url}`, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    const child = spawn(COMMAND, {
      env: { PATH: process.env.PATH, PARLEY_URL: `http://127.0.0.1:${port}`, PARLEY_API_KEY: key },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const tell = (message: object) =>
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const clientInfo = { name: 'test', version: '1' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    tell({ id: 1, method: 'initialize', params });
    expect(JSON.parse(String((await lines.next()).value))).toMatchObject({ id: 1 });
    tell({ id: 2, method: 'tools/list' });
    child.stdin.end();
    const { result } = JSON.parse(String((await lines.next()).value)) as { result: { tools: object[] } };
    expect(result.tools).toHaveLength(TOOLS.length);
    expect((await lines.next()).done).toBe(true);
    expect(seen).toEqual([undefined, '2025-06-18']);
    proxy.close();
  });

  it('says what is wrong with a key or a server that does not answer', async () => {
    await expect(connect({ PARLEY_URL: parley.baseUrl, PARLEY_API_KEY: 'ply_nonsense' })).rejects.toThrow(
      /did not take the message/,
    );
    await expect(connect({ PARLEY_URL: 'http://127.0.0.1:9', PARLEY_API_KEY: 'x' })).rejects.toThrow(
      /did not take the message/,
    );
  });

  it.each([
    [{}, 'PARLEY_URL'],
    [{ PARLEY_URL: 'nonsense', PARLEY_API_KEY: 'x' }, 'PARLEY_URL'],
    [{ PARLEY_URL: 'http://127.0.0.1:9' }, 'PARLEY_API_KEY'],
  ])('names what is missing: %j', async (env, name) => {
    const message = await new Promise<string>((done) => {
      execFile(process.execPath, [COMMAND], { env }, (_error, _stdout, stderr) => done(stderr));
    });
    expect(message).toContain(`Set ${name}`);
  });
});
