import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorType, Throttled } from '../errors/domain-errors';
import { toLogFields } from '../errors/to-log-fields';
import { isConnectionFailure } from '../database/database-errors';
import type { ErrorDto } from './error.dto';

/** An error answer: status and body. */
export interface ErrorResponse {
  status: number;
  body: ErrorDto;
}

const STATUS_OF_TYPE: Record<ErrorType, number> = {
  validation_error: 400,
  authentication_error: 401,
  invalid_request: 409,
  throttled_error: 429,
  server_error: 503,
};
const STATUS_OF_CODE: Record<string, number> = {
  not_found: 404,
  permission_denied: 403,
  method_not_allowed: 405,
  voice_vendor_failed: 502,
};

const FRAMEWORK_ERRORS: Record<number, ErrorDto> = {
  400: answer('validation_error', 'parse_error', 'The request cannot be read.'),
  404: answer('invalid_request', 'not_found', 'Not found.'),
  405: answer('invalid_request', 'method_not_allowed', 'This method is not allowed here.'),
  413: answer('invalid_request', 'body_too_large', 'The request body is larger than 20 MB.'),
  414: answer('invalid_request', 'uri_too_long', 'The address is too long.'),
  415: answer(
    'invalid_request',
    'unsupported_media_type',
    'Send application/json or application/x-www-form-urlencoded.',
  ),
  429: answer('throttled_error', 'throttled', 'Request was throttled.'),
  503: answer('server_error', 'unavailable', 'The service is not available right now.'),
};
const INTERNAL = answer('server_error', 'error', 'A server error occurred.');

/** The only place where an error becomes a response (contract, Errors). Never shows a stack or a query. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = toErrorResponse(error);
    const { status } = answer;
    if (status >= 500) {
      this.logger.error({ msg: 'request failed', reqId: request.id, status, ...toLogFields(error) });
    }
    if (status === 401) void reply.header('WWW-Authenticate', 'Bearer realm="parley"');
    if (error instanceof Throttled) void reply.header('Retry-After', String(error.retryAfterSeconds));
    this.send(request, reply, answer);
  }

  /** Puts the answer into words; JSON unless a route has something better for its readers. */
  protected send(_request: FastifyRequest, reply: FastifyReply, { status, body }: ErrorResponse): void {
    void reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
  }
}

/** Maps whatever was thrown to the contract's answer. */
export function toErrorResponse(error: unknown): ErrorResponse {
  if (error instanceof DomainError) {
    const status = STATUS_OF_CODE[error.code] ?? STATUS_OF_TYPE[error.type];
    return { status, body: answer(error.type, error.code, error.detail, error.attr) };
  }
  if (isConnectionFailure(error)) return fromStatus(503);
  if (error instanceof HttpException) return fromStatus(error.getStatus());
  const { statusCode } = error as { statusCode?: unknown };
  return fromStatus(typeof statusCode === 'number' ? statusCode : 500);
}

function fromStatus(status: number): ErrorResponse {
  const body = FRAMEWORK_ERRORS[status];
  return body ? { status, body } : { status: 500, body: INTERNAL };
}

function answer(type: ErrorType, code: string, detail: string, attr: string | null = null): ErrorDto {
  return { type, code, detail, attr };
}
