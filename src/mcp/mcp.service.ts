import { Injectable, Logger } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  type CallToolRequest,
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  RequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { Settings } from '../config/settings';
import { toLogFields } from '../errors/to-log-fields';
import { InvalidRequestContent, PermissionDenied } from '../errors/domain-errors';
import { toErrorResponse } from '../http/error.filter';
import { ConfirmedSendService } from './send-confirmation/confirmed-send.service';
import {
  type Arguments,
  type OperationResponse,
  OperationClient,
  type ToolContext,
} from './operation-client';
import { buildTools, type Tool } from './tools/build-tools';
import { pageOf } from './tools/tool-pages';
import { SEND_INVITES } from './tools/tools';

/** Text beyond this is cut: an assistant reads all that it is given. */
const MAX_TEXT_LINES = 100;
/** More than there are: some clients read the first page only. */
const TOOLS_PER_PAGE = 50;

// The SDK calls params that do not fit its own schemas an internal error; so they are looked at after it.
const LIST_TOOLS = RequestSchema.extend({ method: ListToolsRequestSchema.shape.method });
const CALL_TOOL = RequestSchema.extend({ method: CallToolRequestSchema.shape.method });

const INSTRUCTIONS =
  'Parley plans and holds user interviews. A topic says whom to talk to and what to ask; each interviewee has a private link; invites are mails with that link; responses are what people said. Links and what people said are confidential. Nothing but send-invites, invites-retry and send-test mails anybody.';

/** Speaks the Model Context Protocol. Every request stands for itself, so that any web process can answer it. */
@Injectable()
export class McpService {
  private readonly logger = new Logger(McpService.name);
  private tools: Tool[] = [];

  constructor(
    private readonly operations: OperationClient,
    private readonly confirmedSend: ConfirmedSendService,
    private readonly settings: Settings,
  ) {}

  /** Takes the tools' schemas from the API's own description. */
  describe(document: OpenAPIObject): void {
    this.tools = buildTools(document).map(withConfirmation);
  }

  /**
   * Answers one HTTP request of a client.
   * @throws PermissionDenied a page of another site makes the request (the protocol asks for this check)
   */
  async handle(request: Request, body: unknown, caller: ToolContext): Promise<Response> {
    const origin = request.headers.get('origin');
    if (origin !== null && origin !== new URL(this.settings.publicUrl).origin)
      throw new PermissionDenied('Pages of other sites may not use this server.');
    const server = this.createServer(caller);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    try {
      return await transport.handleRequest(request, { parsedBody: body });
    } finally {
      await server.close();
    }
  }

  private createServer(caller: ToolContext): Server {
    const server = new Server(
      { name: 'parley', title: 'Parley', version: '1.0.0' },
      { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
    );
    server.setRequestHandler(LIST_TOOLS, ({ params }) => this.listTools(params?.cursor));
    server.setRequestHandler(CALL_TOOL, ({ params }) => {
      const { name, arguments: given = {} } = params as CallToolRequest['params'];
      return this.callTool(name, given, caller);
    });
    // Only a request of the same batch could be cancelled, and then the batch would wait for its answer forever.
    server.removeNotificationHandler('notifications/cancelled');
    return server;
  }

  private listTools(cursor: unknown) {
    const page = pageOf(this.tools, TOOLS_PER_PAGE, cursor);
    if (!page) throw new McpError(ErrorCode.InvalidParams, 'Unknown cursor.');
    const { items, ...rest } = page;
    return {
      tools: items.map(({ spec, inputSchema, outputSchema }) => ({
        name: spec.name,
        title: spec.title,
        description: spec.description,
        inputSchema: inputSchema as { type: 'object' },
        ...(outputSchema ? { outputSchema: outputSchema as { type: 'object' } } : {}),
        annotations: { title: spec.title, ...spec.hints },
      })),
      ...rest,
    };
  }

  private async callTool(name: string, given: Arguments, caller: ToolContext): Promise<CallToolResult> {
    const tool = this.tools.find(({ spec }) => spec.name === name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `Unknown tool: ${name.slice(0, 100)}`);
    try {
      refuseUnknown(tool, given);
      const answer = await (name === SEND_INVITES ? this.confirmedSend : this.operations).call(
        tool,
        given,
        caller,
      );
      return answer.status >= 400 ? failed(answer.text) : succeeded(answer);
    } catch (error) {
      const { status, body } = toErrorResponse(error);
      if (status >= 500) {
        this.logger.error({
          msg: 'tool failed',
          reqId: caller.requestId,
          tool: name,
          ...toLogFields(error),
        });
      }
      return failed(JSON.stringify(body));
    }
  }
}

/** A misspelt argument would go unnoticed. @throws InvalidRequestContent */
function refuseUnknown({ inputSchema }: Tool, given: Arguments): void {
  const known = inputSchema.properties as object;
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined)
    throw new InvalidRequestContent(
      'invalid_input',
      'This tool has no such argument.',
      unknown.slice(0, 100),
    );
}

/** An error comes back in the API's own shape, marked as one. */
function failed(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}

function succeeded({ text, isJson }: OperationResponse): CallToolResult {
  if (!isJson) return { content: [{ type: 'text', text: cut(text) || 'Done.' }] };
  const answered = JSON.parse(text) as Record<string, unknown> | unknown[];
  const structuredContent = Array.isArray(answered) ? { results: answered } : answered;
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
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
