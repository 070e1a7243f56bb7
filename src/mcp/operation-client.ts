import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { InvalidRequestContent } from '../errors/domain-errors';
import { DEFAULT_TOOL_PAGE, MAX_TOOL_PAGE, type Tool } from './tools/build-tools';
import type { Arguments } from './tools/tool-arguments';

/** The request that a tool call came with; the operation runs with its key and address. */
export interface ToolContext {
  authorization: string;
  ip: string;
  requestId: string;
}

/** The response of an operation. */
export interface OperationResponse {
  status: number;
  text: string;
  isJson: boolean;
}

// Other characters, such as dots and slashes, could lead to another path.
const ID = /^[\w@-]{1,100}$/;

/**
 * Calls operations of the API inside the process with a full HTTP request, so that authentication, throttling,
 * validation, audit and errors are the same as for any other client.
 */
@Injectable()
export class OperationClient {
  constructor(private readonly host: HttpAdapterHost) {}

  /**
   * Calls the tool's operation.
   * @param options.wholeList ignores `limit` and `offset` and returns all rows
   * @throws InvalidRequestContent a path argument is missing or not a valid id
   */
  async call(
    tool: Tool,
    given: Arguments,
    caller: ToolContext,
    { wholeList = false } = {},
  ): Promise<OperationResponse> {
    const query = new URLSearchParams();
    const body: Arguments = {};
    for (const [name, value] of Object.entries(given)) {
      const location = tool.argumentLocations.get(name);
      if (location === 'body') body[name] = value;
      if (location === 'query') query.set(name, textOf(value));
    }
    if (wholeList) for (const name of ['limit', 'offset']) query.delete(name);
    else if (tool.argumentLocations.get('limit') === 'query')
      query.set('limit', String(pageSize(given.limit)));
    const server: FastifyInstance = this.host.httpAdapter.getInstance();
    const response = await server.inject({
      method: tool.method,
      url: `${fillPath(tool, given)}?${query.toString()}`,
      headers: { authorization: caller.authorization, 'x-request-id': caller.requestId },
      remoteAddress: caller.ip,
      ...(tool.method === 'POST' || tool.method === 'PATCH' ? { payload: body } : {}),
    });
    const type = String(response.headers['content-type'] ?? '');
    return {
      status: response.statusCode,
      text: response.payload,
      isJson: type.startsWith('application/json'),
    };
  }
}

function fillPath({ path }: Tool, given: Arguments): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = name === 'project_id' ? (given.project_id ?? '@current') : given[name];
    if (value === undefined) throw new InvalidRequestContent('required', 'This field is required.', name);
    if (typeof value !== 'string' || !ID.test(value)) {
      throw new InvalidRequestContent('invalid_input', 'Not a valid id.', name);
    }
    return value;
  });
}

/** The number of rows to return for an argument `limit`. */
export function pageSize(limit: unknown): number {
  return typeof limit === 'number' ? Math.min(limit, MAX_TOOL_PAGE) : DEFAULT_TOOL_PAGE;
}

/** A list becomes its entries, separated by commas. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}
