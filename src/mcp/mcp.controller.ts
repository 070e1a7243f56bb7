import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequireKey } from '../auth/access.decorators';
import { Throttle } from '../throttle/throttle.decorators';
import { McpService } from './mcp.service';

/**
 * The Model Context Protocol over streamable HTTP. Only the key is checked here; the operations that tools call check
 * scope, project and rate. Sessions are not supported, so there is neither GET nor DELETE.
 */
@ApiExcludeController()
@RequireKey()
@Throttle('none')
@Controller('mcp')
export class McpController {
  constructor(private readonly mcp: McpService) {}

  /** Handles one message, or one batch of messages, of a client. */
  @Post()
  @HttpCode(200)
  async handle(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { authorization = '' } = request.headers;
    const response = await this.mcp.handle(toWebRequest(request), request.body, {
      authorization,
      ip: request.ip,
      requestId: request.id,
    });
    void reply.status(response.status);
    response.headers.forEach((value, name) => void reply.header(name, value));
    return response.text();
  }
}

function toWebRequest({ method, url, headers }: FastifyRequest): Request {
  const singleHeaders = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return new Request(new URL(url, 'http://parley.invalid'), { method, headers: singleHeaders });
}
