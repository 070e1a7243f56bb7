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
import { PermissionDenied } from '../errors/domain-errors';
import { toErrorResponse } from '../http/error.filter';
import { ConfirmedCallService } from './send-confirmation/confirmed-call.service';
import { takesJson, withoutNullParams } from './mcp-message';
import { type OperationResponse, OperationClient, type ToolContext } from './operation-client';
import { buildTools, type Tool } from './tools/build-tools';
import { withNextOffset } from './tools/list-pages';
import { type Arguments, readArguments } from './tools/tool-arguments';
import { pageOf } from './tools/tool-pages';
import { CONFIRMED_TOOLS } from './tools/invites.tools';
import { PERSON_TOOLS } from './tools/people.tools';

/** Longer texts are cut, because they would fill the context of an assistant. */
const MAX_TEXT_LINES = 100;
/** More than there are tools, because some clients read the first page only. */
const TOOLS_PER_PAGE = 100;

// The SDK answers `internal error` to params that do not fit its own schemas, so the handlers check them instead.
const LIST_TOOLS = RequestSchema.extend({ method: ListToolsRequestSchema.shape.method });
const CALL_TOOL = RequestSchema.extend({ method: CallToolRequestSchema.shape.method });

const INSTRUCTIONS =
  'Parley plans and holds user interviews. A topic has interviewees and questions; each interviewee has a private link; invites are mails with that link; responses are finished or started interviews. Links and responses are confidential. Only send-invites, remind, invites-retry and send-test send mail at once; a topic with `reminder_count` or `thank_you` mails the people who were invited, or who answered, later by itself.';

/** Serves the Model Context Protocol without sessions, so that any web process can answer any request. */
@Injectable()
export class McpService {
  private readonly logger = new Logger(McpService.name);
  private tools: Tool[] = [];

  constructor(
    private readonly operations: OperationClient,
    private readonly confirmedCall: ConfirmedCallService,
    private readonly settings: Settings,
  ) {}

  /** Builds the tools from the OpenAPI document; called once at startup. */
  describe(document: OpenAPIObject): void {
    this.tools = buildTools(document).map(withConfirmation);
  }

  /**
   * Answers one HTTP request of a client.
   * @throws PermissionDenied the request comes from a page of another origin; the protocol requires this check
   */
  async handle(request: Request, body: unknown, caller: ToolContext): Promise<Response> {
    const origin = request.headers.get('origin');
    if (origin !== null && origin !== new URL(this.settings.publicUrl).origin)
      throw new PermissionDenied('Pages of other sites may not use this server.');
    if (!takesJson(request.headers.get('accept') ?? '')) return notAcceptable();
    // The SDK insists on both types, although it answers with JSON.
    request.headers.set('accept', 'application/json, text/event-stream');
    const server = this.createServer(caller);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    try {
      return await transport.handleRequest(request, { parsedBody: withoutNullParams(body) });
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
    // A cancelled request of a batch would get no response, and the batch would wait for it forever.
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
      const response = await (needsConfirmation(name) ? this.confirmedCall : this.operations).call(
        tool,
        readArguments(tool, given),
        caller,
      );
      return response.status >= 400 ? errorResult(response.text) : successResult(response);
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
      return errorResult(JSON.stringify(body));
    }
  }
}

/** The response to a client that takes no JSON, in the shape of the protocol. */
function notAcceptable(): Response {
  const message = 'Not Acceptable: this server answers in application/json.';
  return Response.json({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }, { status: 406 });
}

/** A tool result for an error, whose text is the error response of the API. */
function errorResult(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}

function successResult({ text, isJson }: OperationResponse): CallToolResult {
  if (!isJson) return { content: [{ type: 'text', text: truncate(text) || 'Done.' }] };
  const body = JSON.parse(text) as Record<string, unknown> | unknown[];
  const structuredContent = Array.isArray(body) ? { results: body } : withNextOffset(body);
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}

function truncate(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= MAX_TEXT_LINES) return text;
  const left = lines.length - MAX_TEXT_LINES;
  return `${lines.slice(0, MAX_TEXT_LINES).join('\n')}\n… and ${left} more lines; the REST API returns all of them.`;
}

const WOULD_BE_MAILED = {
  type: 'integer',
  description: 'After a dry run: number of people that the call would mail.',
};

function needsConfirmation(tool: string): boolean {
  return CONFIRMED_TOOLS.includes(tool) || PERSON_TOOLS.includes(tool);
}

/** Adds the confirmation code to the schemas of the tools that need it; their operations do not know it. */
function withConfirmation(tool: Tool): Tool {
  const { name } = tool.spec;
  if (!needsConfirmation(name)) return tool;
  const given = tool.inputSchema as { properties: Record<string, object> };
  // The code takes the place of the confirmation.
  const properties = Object.fromEntries(
    Object.entries(given.properties).filter(([property]) => property !== 'confirm'),
  );
  const output = tool.outputSchema as { properties: object };
  const codeProperty = { type: 'string', description: 'From the dry run with the same arguments.' };
  return {
    ...tool,
    inputSchema: { ...tool.inputSchema, properties: { ...properties, confirmation_code: codeProperty } },
    outputSchema: {
      ...tool.outputSchema,
      properties: {
        ...output.properties,
        ...(PERSON_TOOLS.includes(name) ? {} : { would_be_mailed: WOULD_BE_MAILED }),
        confirmation_code: {
          type: 'string',
          description: 'After a dry run: confirms a call with the same arguments.',
        },
        confirmation_expires_at: { type: 'string', format: 'date-time' },
      },
    },
  };
}
