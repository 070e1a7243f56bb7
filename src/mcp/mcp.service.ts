import { Injectable, Logger } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { describeFailure } from '../errors/describe-failure';
import { toErrorAnswer } from '../http/error.filter';
import { ConfirmedSendService } from './confirmed-send.service';
import { type Arguments, type OperationAnswer, OperationCaller, type ToolCaller } from './operation-caller';
import { catalogueTools, type Tool } from './tool-catalogue';
import { SEND_INVITES } from './tools';

/** Text beyond this is cut: an assistant reads all that it is given. */
const MAX_TEXT_LINES = 100;
const TOOLS_PER_PAGE = 50;

const INSTRUCTIONS =
  'Parley plans and holds user interviews. A topic says whom to talk to and what to ask; each interviewee has a private link; invites are mails with that link; responses are what people said. Links and what people said are confidential. Nothing but send-invites, invites-retry and send-test mails anybody.';

/** Speaks the Model Context Protocol. Every request stands for itself, so that any web process can answer it. */
@Injectable()
export class McpService {
  private readonly logger = new Logger(McpService.name);
  private tools: Tool[] = [];

  constructor(
    private readonly operations: OperationCaller,
    private readonly confirmedSend: ConfirmedSendService,
  ) {}

  /** Takes the tools' schemas from the API's own description. */
  describe(document: OpenAPIObject): void {
    this.tools = catalogueTools(document).map(withConfirmation);
  }

  /** Answers one HTTP request of a client. */
  async handle(request: Request, body: unknown, caller: ToolCaller): Promise<Response> {
    const server = this.createServer(caller);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    try {
      return await transport.handleRequest(request, { parsedBody: body });
    } finally {
      await server.close();
    }
  }

  private createServer(caller: ToolCaller): Server {
    const server = new Server(
      { name: 'parley', title: 'Parley', version: '1.0.0' },
      { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
    );
    server.setRequestHandler(ListToolsRequestSchema, ({ params }) => this.listTools(params?.cursor));
    server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
      this.callTool(params.name, params.arguments ?? {}, caller),
    );
    return server;
  }

  private listTools(cursor: string | undefined) {
    const start = cursor === undefined ? 0 : Number(cursor);
    if (!Number.isInteger(start) || start < 0 || start > this.tools.length) {
      throw new McpError(ErrorCode.InvalidParams, 'Unknown cursor.');
    }
    const end = start + TOOLS_PER_PAGE;
    return {
      tools: this.tools.slice(start, end).map(({ spec, inputSchema, outputSchema }) => ({
        name: spec.name,
        title: spec.title,
        description: spec.description,
        inputSchema: inputSchema as { type: 'object' },
        ...(outputSchema ? { outputSchema: outputSchema as { type: 'object' } } : {}),
        annotations: { title: spec.title, ...spec.hints },
      })),
      ...(end < this.tools.length ? { nextCursor: String(end) } : {}),
    };
  }

  private async callTool(name: string, given: Arguments, caller: ToolCaller): Promise<CallToolResult> {
    const tool = this.tools.find(({ spec }) => spec.name === name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `Unknown tool: ${name.slice(0, 100)}`);
    try {
      const answer = await (name === SEND_INVITES ? this.confirmedSend : this.operations).call(
        tool,
        given,
        caller,
      );
      return answer.status >= 400 ? failed(answer.text) : succeeded(tool, answer);
    } catch (error) {
      const { status, body } = toErrorAnswer(error);
      if (status >= 500) {
        this.logger.error({
          msg: 'tool failed',
          reqId: caller.requestId,
          tool: name,
          ...describeFailure(error),
        });
      }
      return failed(JSON.stringify(body));
    }
  }
}

/** An error comes back in the API's own shape, marked as one. */
function failed(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}

function succeeded(tool: Tool, { text, isJson }: OperationAnswer): CallToolResult {
  if (!isJson) return { content: [{ type: 'text', text: cut(text) || 'Done.' }] };
  const content: CallToolResult['content'] = [{ type: 'text', text }];
  if (!tool.outputSchema) return { content };
  return { content, structuredContent: JSON.parse(text) as Record<string, unknown> };
}

function cut(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= MAX_TEXT_LINES) return text;
  const left = lines.length - MAX_TEXT_LINES;
  return `${lines.slice(0, MAX_TEXT_LINES).join('\n')}\n… and ${left} more lines; the REST API gives all of them.`;
}

/** The code of a dry run is the tool's own, not the operation's. */
function withConfirmation(tool: Tool): Tool {
  if (tool.spec.name !== SEND_INVITES) return tool;
  const { properties } = tool.inputSchema as { properties: object };
  const answered = tool.outputSchema as { properties: object };
  const codeProperty = { type: 'string', description: 'From the dry run with the same arguments.' };
  return {
    ...tool,
    inputSchema: { ...tool.inputSchema, properties: { ...properties, confirmation_code: codeProperty } },
    outputSchema: {
      ...tool.outputSchema,
      properties: {
        ...answered.properties,
        would_be_mailed: {
          type: 'integer',
          description: 'After a dry run: how many people a send would mail.',
        },
        confirmation_code: { type: 'string', description: 'After a dry run: lets the same send through.' },
        confirmation_expires_at: { type: 'string', format: 'date-time' },
      },
    },
  };
}
