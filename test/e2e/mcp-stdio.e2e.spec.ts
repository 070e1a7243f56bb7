import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TOOLS } from '../../src/mcp/tools/tools';
import { useTestApp } from '../support/app/test-app';

const COMMAND = join(__dirname, '../../bin/parley-mcp.cjs');

describe('parley-mcp', () => {
  const parley = useTestApp();

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
