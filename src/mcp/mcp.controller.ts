import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequireKey } from '../auth/access.decorators';
import { Throttle } from '../throttle/throttle.decorators';
import { McpService } from './mcp.service';

/**
 * The Model Context Protocol over streamable HTTP. The key is asked for here; scope, project and throttle belong to
 * the operations that the tools call. No session is kept, so there is no stream to GET and nothing to DELETE.
 */
@ApiExcludeController()
@RequireKey()
@Throttle('none')
@Controller('mcp')
export class McpController {
  constructor(private readonly mcp: McpService) {}

  /** One message of a client. */
  @Post()
  @HttpCode(200)
  async handle(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { authorization = '' } = request.headers;
    const answer = await this.mcp.handle(asWebRequest(request), request.body, {
      authorization,
      ip: request.ip,
      requestId: request.id,
    });
    void reply.status(answer.status);
    answer.headers.forEach((value, name) => void reply.header(name, value));
    return answer.text();
  }
}

function asWebRequest({ method, url, headers }: FastifyRequest): Request {
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return new Request(new URL(url, 'http://parley.invalid'), { method, headers: given });
}
