import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { Readable } from 'node:stream';
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

const MEBIBYTE = 1024 * 1024;
/** A larger result is of no use to an assistant, and many at once would take the process's memory. */
const MAX_RESULT_BYTES = 4 * MEBIBYTE;
/** For lists that are counted here instead of being passed on. */
const MAX_LIST_BYTES = 64 * MEBIBYTE;

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
   * @throws InvalidRequestContent a path argument is missing or not a valid id, or the result is too large
   */
  async call(
    tool: Tool,
    given: Arguments,
    caller: ToolContext,
    { wholeList = false } = {},
  ): Promise<OperationResponse> {
    const query = new URLSearchParams();
    const body: Arguments = {};
    let file: string | null = null;
    for (const [name, value] of Object.entries(given)) {
      const location = tool.argumentLocations.get(name);
      if (location === 'body') body[name] = value;
      if (location === 'query') query.set(name, textOf(value));
      if (location === 'file') file = textOf(value);
    }
    if (wholeList) for (const name of ['limit', 'offset']) query.delete(name);
    else if (tool.argumentLocations.get('limit') === 'query')
      query.set('limit', String(pageSize(given.limit)));
    const server: FastifyInstance = this.host.httpAdapter.getInstance();
    const response = await server.inject({
      method: tool.method,
      url: `${fillPath(tool, given)}?${query.toString()}`,
      headers: {
        authorization: caller.authorization,
        'x-request-id': caller.requestId,
        ...(file === null ? {} : { 'content-type': 'text/csv' }),
      },
      remoteAddress: caller.ip,
      ...(tool.method === 'POST' || tool.method === 'PATCH' ? { payload: file ?? body } : {}),
      payloadAsStream: true,
    });
    const text = await readText(response.stream(), wholeList ? MAX_LIST_BYTES : MAX_RESULT_BYTES);
    if (text === null) throw new InvalidRequestContent('max_length', tooLarge(tool));
    const type = String(response.headers['content-type'] ?? '');
    return { status: response.statusCode, text, isJson: type.startsWith('application/json') };
  }
}

/** The text of a stream, or null, and the rest unread, if it is larger than `maxBytes`. */
async function readText(stream: Readable, maxBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop destroys the stream.
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function tooLarge({ method }: Tool): string {
  const done = method === 'GET' ? 'The' : 'The call was carried out, but the';
  return `${done} result is larger than ${MAX_RESULT_BYTES / MEBIBYTE} MB. Ask for fewer rows with \`limit\`, or use the REST API.`;
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
