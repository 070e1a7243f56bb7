import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { Command } from 'commander';
import { parseUrl } from '../config/parse-url';

/** Connects an MCP client over standard input and output to the `/mcp` endpoint of a server. */
async function main(): Promise<void> {
  const options = new Command('parley-mcp')
    .description('Connects an MCP client that supports only stdio to a Parley server.')
    .option('--url <url>', 'origin of the server, such as https://parley.example.com', process.env.PARLEY_URL)
    .option(
      '--key <key>',
      'personal API key; PARLEY_API_KEY keeps it out of process lists',
      process.env.PARLEY_API_KEY,
    )
    .parse()
    .opts<{ url?: string; key?: string }>();
  const [url, key] = [options.url?.trim(), options.key?.trim()];
  if (!url || !parseUrl(url)) fail('Set PARLEY_URL (or --url) to the origin of your Parley server.');
  if (!key) fail('Set PARLEY_API_KEY (or --key) to a personal API key.');
  const client = new StdioServerTransport();
  const server = new StreamableHTTPClientTransport(new URL('/mcp', url), {
    requestInit: { headers: { authorization: `Bearer ${key}` } },
  });
  const pending = new Set<Promise<void>>();
  client.onmessage = (message) => {
    const sent = server.send(message).catch((error: unknown) => {
      if ('id' in message && 'method' in message) {
        const reason = error instanceof Error ? error.message : 'unknown error';
        void client.send({
          jsonrpc: '2.0',
          id: message.id,
          error: { code: -32_000, message: `The Parley server did not take the message: ${reason}` },
        });
      }
    });
    pending.add(sent);
    void sent.finally(() => pending.delete(sent));
  };
  server.onmessage = (message) => {
    const version = 'result' in message ? message.result.protocolVersion : undefined;
    // Later requests must name the negotiated protocol version in a header.
    if (typeof version === 'string') server.setProtocolVersion(version);
    void client.send(message);
  };
  client.onclose = () => void server.close();
  // A client that closes stdin after its last message still gets the pending responses.
  process.stdin.once('end', () => void Promise.all(pending).then(() => client.close()));
  await server.start();
  await client.start();
}

function fail(message: string): never {
  process.stderr.write(`parley-mcp: ${message}\n`);
  process.exit(1);
}

void main();
