import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** The answer of a tool. */
export interface ToolAnswer {
  isError: boolean;
  text: string;
  /** The answer as an object, checked by the client against the tool's output schema. */
  body: Record<string, unknown>;
}

/** An assistant's connection, made with the protocol's own client. */
export class McpConnection {
  private constructor(readonly client: Client) {}

  static async open(baseUrl: string, key: string): Promise<McpConnection> {
    const client = new Client({ name: 'test', version: '1' });
    const transport = new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${key}` } },
    });
    await client.connect(transport);
    // The client checks answers against output schemas once it has listed the tools.
    await client.listTools();
    return new McpConnection(client);
  }

  /** Calls a tool. */
  async call(name: string, args: Record<string, unknown> = {}): Promise<ToolAnswer> {
    const result = await this.client.callTool({ name, arguments: args });
    const [content] = result.content as { type: string; text: string }[];
    const text = content?.text ?? '';
    const body = (result.structuredContent ?? parsed(text)) as Record<string, unknown>;
    return { isError: result.isError === true, text, body };
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
