import { All, Controller, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/access.decorators';
import { AuthService } from '../auth/auth.service';
import { Throttle } from '../throttle/throttle.decorators';
import { McpService } from './mcp.service';

/**
 * The Model Context Protocol over streamable HTTP. The key is asked for here; scope, project and throttle belong to
 * the operations that the tools call.
 */
@ApiExcludeController()
@Public()
@Throttle('none')
@Controller('mcp')
export class McpController {
  constructor(
    private readonly auth: AuthService,
    private readonly mcp: McpService,
  ) {}

  /** @throws NotAuthenticated, AuthenticationFailed */
  @All()
  async handle(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { authorization = '' } = request.headers;
    await this.auth.identify(authorization, '');
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
