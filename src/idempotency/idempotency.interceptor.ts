import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { firstValueFrom, from, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../auth/caller';
import { Conflict, InvalidRequestContent } from '../errors/domain-errors';
import { toErrorResponse } from '../http/error.filter';
import { toJson } from '../http/raw-json';
import { LARGE_BYTES, ResponseBudget } from '../http/response-budget';
import { IdempotencyService, type RunResponse } from './idempotency.service';
import { SHOWS_SECRET } from './shows-secret.decorator';

const MAX_KEY_LENGTH = 255;
/** A larger response is sent but not kept: a repeat of its request runs again (`docs/contract.md`, Conventions). */
const MAX_KEPT_BYTES = 32 * 1024 * 1024;
// The project is identified by its id, because a path can also name it `@current`. A final slash has no meaning.
const PROJECT_OR_LAST_SLASH = /^\/api\/projects\/[^/]+|\/$/g;

/** Supports the header `Idempotency-Key` on every POST of the API. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly idempotency: IdempotencyService,
    private readonly budget: ResponseBudget,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthenticatedRequest>();
    const key = request.headers['idempotency-key'];
    const showsSecret = Reflect.getMetadata(SHOWS_SECRET, context.getHandler()) === true;
    if (request.method !== 'POST' || !request.caller || key === undefined || showsSecret)
      return next.handle();
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
      this.run(next, reply),
    );
    void reply.status(response.status);
    if (replayed) void reply.header('Idempotent-Replayed', 'true');
    const { type = 'application/json; charset=utf-8', disposition } = response.headers;
    const body = response.body ?? Buffer.alloc(0);
    return body instanceof Readable
      ? new StreamableFile(body, { type, disposition })
      : new StreamableFile(body, { type, disposition });
  }

  /**
   * Runs the pipes, the inner interceptors and the handler. An error releases the key, except for a conflict, which is
   * stored like a successful response.
   */
  private async run(next: CallHandler, reply: FastifyReply): Promise<RunResponse> {
    try {
      return await this.toResponse(await firstValueFrom(next.handle(), { defaultValue: undefined }), reply);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const { status, body } = toErrorResponse(error);
      return { status, headers: {}, body: Buffer.from(toJson(body)) };
    }
  }

  private async toResponse(result: unknown, reply: FastifyReply): Promise<RunResponse> {
    const status = reply.statusCode;
    if (!(result instanceof StreamableFile)) {
      return { status, headers: {}, body: Buffer.from(toJson(result ?? null)) };
    }
    const { type, disposition } = result.getHeaders();
    const headers = {
      ...(type ? { type } : {}),
      ...(typeof disposition === 'string' ? { disposition } : {}),
    };
    const reserve = () => this.budget.acquireUntilSent(reply.raw, MAX_KEPT_BYTES);
    return { status, headers, body: await collect(result.getStream(), reserve) };
  }
}

/**
 * The content of a stream or, when that is too large to be kept, the same stream from its start.
 * @param reserve waits for memory; called once the content is large
 */
async function collect(stream: Readable, reserve: () => Promise<void>): Promise<Buffer | Readable> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const rest = stream[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer | string>;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    const chunk = Buffer.from(next.value as Buffer);
    if (bytes <= LARGE_BYTES && bytes + chunk.length > LARGE_BYTES) await reserve();
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_KEPT_BYTES) return Readable.from(resume(chunks, rest));
  }
  return Buffer.concat(chunks, bytes);
}

async function* resume(
  chunks: Buffer[],
  rest: AsyncIterable<Buffer | string>,
): AsyncGenerator<Buffer | string> {
  while (chunks.length > 0) yield chunks.shift() as Buffer;
  yield* rest;
}
