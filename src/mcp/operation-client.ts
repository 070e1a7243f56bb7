import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { InvalidRequestContent } from '../errors/domain-errors';
import { DEFAULT_TOOL_PAGE, MAX_TOOL_PAGE, type Tool } from './tools/build-tools';

/** On whose behalf a tool is called. */
export interface ToolContext {
  authorization: string;
  ip: string;
  requestId: string;
}

/** The operation's answer. */
export interface OperationResponse {
  status: number;
  text: string;
  isJson: boolean;
}

// Anything else, such as a dot, would lead to another path.
const ID = /^[\w@-]{1,100}$/;

export type Arguments = Record<string, unknown>;

/**
 * Calls an operation of the API inside the process, through the same front door as everybody: key, scope, project,
 * throttle, validation, audit and errors are the API's own, and cannot differ for assistants.
 */
@Injectable()
export class OperationClient {
  constructor(private readonly host: HttpAdapterHost) {}

  /** @throws InvalidRequestContent an argument that the path needs is missing or no text */
  async call(
    tool: Tool,
    given: Arguments,
    caller: ToolContext,
    { wholeList = false } = {},
  ): Promise<OperationResponse> {
    const query = new URLSearchParams();
    const body: Arguments = {};
    for (const [name, value] of Object.entries(given)) {
      const place = tool.argumentLocations.get(name);
      if (place === 'body') body[name] = value;
      if (place === 'query' && value !== null) query.set(name, textOf(value));
    }
    if (wholeList) for (const name of ['limit', 'offset']) query.delete(name);
    else if (tool.argumentLocations.get('limit') === 'query')
      query.set('limit', String(pageSize(given.limit)));
    const server: FastifyInstance = this.host.httpAdapter.getInstance();
    const answer = await server.inject({
      method: tool.method,
      url: `${filledPath(tool, given)}?${query.toString()}`,
      headers: { authorization: caller.authorization, 'x-request-id': caller.requestId },
      remoteAddress: caller.ip,
      ...(tool.method === 'POST' || tool.method === 'PATCH' ? { payload: body } : {}),
    });
    const type = String(answer.headers['content-type'] ?? '');
    return { status: answer.statusCode, text: answer.payload, isJson: type.startsWith('application/json') };
  }
}

function filledPath({ path }: Tool, given: Arguments): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = name === 'project_id' ? (given.project_id ?? '@current') : given[name];
    if (value === undefined) throw new InvalidRequestContent('required', 'This field is required.', name);
    if (typeof value !== 'string' || !ID.test(value)) {
      throw new InvalidRequestContent('invalid_input', 'Not a valid id.', name);
    }
    return value;
  });
}

function pageSize(limit: unknown): number {
  const wanted =
    typeof limit === 'number' && Number.isInteger(limit) && limit > 0 ? limit : DEFAULT_TOOL_PAGE;
  return Math.min(wanted, MAX_TOOL_PAGE);
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}
