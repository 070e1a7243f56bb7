import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { DomainError, type ErrorType, Overloaded, Throttled } from '../errors/domain-errors';
import { toLogFields } from '../errors/to-log-fields';
import { isUnavailable } from '../database/database-errors';
import type { ErrorDto } from './error.dto';
import { renderErrorPage } from './error-page';

/** Status and body of an error response. */
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
  request_timeout: 408,
  body_too_large: 413,
  too_many_parts: 413,
  unsupported_media_type: 415,
  voice_vendor_failed: 502,
  subscription_not_confirmed: 502,
};

const FRAMEWORK_ERRORS: Record<number, ErrorDto> = {
  400: errorBody('validation_error', 'parse_error', 'The request cannot be read.'),
  404: errorBody('invalid_request', 'not_found', 'Nothing is at this address.'),
  405: errorBody('invalid_request', 'method_not_allowed', 'This method is not allowed here.'),
  408: errorBody('invalid_request', 'request_timeout', 'The request did not arrive in time.'),
  413: errorBody('invalid_request', 'body_too_large', 'The request body is larger than 20 MB.'),
  414: errorBody('invalid_request', 'uri_too_long', 'The address is too long.'),
  415: errorBody(
    'invalid_request',
    'unsupported_media_type',
    'Send application/json or application/x-www-form-urlencoded.',
  ),
  412: errorBody('invalid_request', 'precondition_failed', 'The file has changed since then.'),
  416: errorBody('invalid_request', 'range_not_satisfiable', 'The file is shorter than this range.'),
  431: errorBody(
    'invalid_request',
    'headers_too_large',
    'The headers of the request, cookies included, are larger than 32 KB.',
  ),
  429: errorBody('throttled_error', 'throttled', 'Request was throttled.'),
  503: errorBody('server_error', 'unavailable', 'The service is not available right now.'),
};
const INTERNAL = errorBody('server_error', 'error', 'A server error occurred.');

/** The only place where an error becomes a response. Stack traces and SQL never reach the client. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const response = toErrorResponse(error);
    const { status } = response;
    // Refusing what is too much is the normal case under load; a line for each would only add to it.
    if (status >= 500 && !(error instanceof Overloaded)) {
      this.logger.error({ msg: 'request failed', reqId: request.id, status, ...toLogFields(error) });
    }
    if (status === 401 && !reply.hasHeader('WWW-Authenticate')) {
      void reply.header('WWW-Authenticate', 'Bearer realm="parley"');
    }
    if (error instanceof Throttled || error instanceof Overloaded) {
      void reply.header('Retry-After', String(error.retryAfterSeconds));
    }
    this.send(request, reply, response);
  }

  /** Writes the response. Subclasses override this for routes that have pages of their own. */
  protected send(request: FastifyRequest, reply: FastifyReply, response: ErrorResponse): void {
    sendError(request, reply, response);
  }
}

/** Writes an error as JSON, or as a page if a person has opened the address in a browser. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, body }: ErrorResponse,
): void {
  void reply.status(status);
  if (request.method === 'GET' && request.headers.accept?.includes('text/html')) {
    return void reply.type('text/html; charset=utf-8').send(renderErrorPage(status, body.detail));
  }
  void reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
}

/** Maps anything that was thrown to a documented error response. */
export function toErrorResponse(error: unknown): ErrorResponse {
  if (error instanceof DomainError) {
    const status = STATUS_OF_CODE[error.code] ?? STATUS_OF_TYPE[error.type];
    return { status, body: errorBody(error.type, error.code, error.detail, error.attr) };
  }
  if (isUnavailable(error)) return fromStatus(503);
  if (error instanceof HttpException) return fromStatus(error.getStatus());
  const { statusCode } = error as { statusCode?: unknown };
  return fromStatus(typeof statusCode === 'number' ? statusCode : 500);
}

function fromStatus(status: number): ErrorResponse {
  // The file server's word for paths with dots and the like. It is no question of permission: no such file exists.
  if (status === 403) return fromStatus(404);
  const body = FRAMEWORK_ERRORS[status] ?? clientError(status);
  return body ? { status, body } : { status: 500, body: INTERNAL };
}

/** The body for any other error that a library blames on the client. */
function clientError(status: number): ErrorDto | null {
  const reason = STATUS_CODES[status];
  if (status < 400 || status >= 500 || reason === undefined) return null;
  return errorBody('invalid_request', reason.toLowerCase().replace(/\W+/g, '_'), `${reason}.`);
}

function errorBody(type: ErrorType, code: string, detail: string, attr: string | null = null): ErrorDto {
  return { type, code, detail, attr };
}
