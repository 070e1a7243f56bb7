import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { Command } from 'commander';

/** Connects a client that speaks MCP over standard input and output to the server's `/mcp`. */
async function main(): Promise<void> {
  const { url, key } = new Command('parley-mcp')
    .description('Offers the tools of a Parley server to an MCP client that only speaks stdio.')
    .option('--url <url>', 'origin of the server, such as https://parley.example.com', process.env.PARLEY_URL)
    .option('--key <key>', 'personal API key; better given as PARLEY_API_KEY', process.env.PARLEY_API_KEY)
    .parse()
    .opts<{ url?: string; key?: string }>();
  if (!url || !URL.canParse(url)) fail('Set PARLEY_URL (or --url) to the origin of your Parley server.');
  if (!key) fail('Set PARLEY_API_KEY (or --key) to a personal API key.');
  const client = new StdioServerTransport();
  const server = new StreamableHTTPClientTransport(new URL('/mcp', url), {
    requestInit: { headers: { authorization: `Bearer ${key}` } },
  });
  const underway = new Set<Promise<void>>();
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
    underway.add(sent);
    void sent.finally(() => underway.delete(sent));
  };
  server.onmessage = (message) => {
    const version = 'result' in message ? message.result.protocolVersion : undefined;
    // What client and server have agreed on belongs into a header of every later request.
    if (typeof version === 'string') server.setProtocolVersion(version);
    void client.send(message);
  };
  client.onclose = () => void server.close();
  // A client that pipes its messages in and is done still gets its answers.
  process.stdin.once('end', () => void Promise.all(underway).then(() => client.close()));
  await server.start();
  await client.start();
}

function fail(message: string): never {
  process.stderr.write(`parley-mcp: ${message}\n`);
  process.exit(1);
}

void main();
