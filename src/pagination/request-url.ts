import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestUrl } from './page.dto';

/** The absolute URL that the client asked for, for page links. */
export const CurrentUrl = createParamDecorator((_data: unknown, context: ExecutionContext): RequestUrl => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const url = `${request.protocol}://${request.host}${request.originalUrl}`;
  // A Host header can be anything; links then at least keep their path.
  return URL.canParse(url) ? url : `http://localhost${request.originalUrl}`;
});
