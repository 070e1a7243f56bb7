import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { buffer } from 'node:stream/consumers';
import { firstValueFrom, from, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../auth/caller';
import { Conflict, InvalidRequestContent } from '../errors/domain-errors';
import { toErrorResponse } from '../http/error.filter';
import { toJson } from '../http/raw-json';
import type { StoredResponse } from './idempotency.repository';
import { IdempotencyService } from './idempotency.service';

const MAX_KEY_LENGTH = 255;
// The project is identified by its id, because a path can also name it `@current`. A final slash has no meaning.
const PROJECT_OR_LAST_SLASH = /^\/api\/projects\/[^/]+|\/$/g;

/** Supports the header `Idempotency-Key` on every POST of the API. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: IdempotencyService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthenticatedRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || !request.caller || key === undefined) return next.handle();
    return from(this.once(request, String(key), http.getResponse<FastifyReply>(), next));
  }

  private async once(
    request: AuthenticatedRequest,
    key: string,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<StreamableFile> {
    if (key.trim() === '' || key.length > MAX_KEY_LENGTH) {
      throw new InvalidRequestContent(
        'max_length',
        `Ensure the Idempotency-Key header has 1 to ${MAX_KEY_LENGTH} characters.`,
      );
    }
    const { projectId = '', userId = '' } = request.caller ?? {};
    const [path = '', query = ''] = request.url.split('?', 2);
    const identity = { projectId, userId, path: path.replace(PROJECT_OR_LAST_SLASH, ''), key };
    const { response, replayed } = await this.idempotency.once(identity, [query, request.body ?? null], () =>
      run(next, reply.statusCode),
    );
    void reply.status(response.status);
    if (replayed) void reply.header('Idempotent-Replayed', 'true');
    const { type = 'application/json; charset=utf-8', disposition } = response.headers;
    return new StreamableFile(response.body ?? Buffer.alloc(0), { type, disposition });
  }
}

/**
 * Runs the pipes, the inner interceptors and the handler. An error releases the key, except for a conflict, which is
 * stored like a successful response.
 */
async function run(next: CallHandler, status: number): Promise<StoredResponse> {
  try {
    return await toStoredResponse(await firstValueFrom(next.handle(), { defaultValue: undefined }), status);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const conflict = toErrorResponse(error);
    return toStoredResponse(conflict.body, conflict.status);
  }
}

async function toStoredResponse(result: unknown, status: number): Promise<StoredResponse> {
  if (!(result instanceof StreamableFile)) {
    return { status, headers: {}, body: Buffer.from(toJson(result ?? null)) };
  }
  const { type, disposition } = result.getHeaders();
  const headers = { ...(type ? { type } : {}), ...(typeof disposition === 'string' ? { disposition } : {}) };
  return { status, headers, body: await buffer(result.getStream()) };
}
