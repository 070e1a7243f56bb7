import { createParleySessionClient } from '@parley/client';
import { ApiError } from './api-error';
import type { ApiRequest } from './request';
import { csrfToken, signIn } from './session-token';

/** The client's method for requests whose path is known at run time only; `request()` has checked their types. */
interface UntypedClient {
  request(
    method: string,
    path: string,
    init: object,
  ): Promise<{ data?: unknown; error?: unknown; response: Response }>;
}

const client = createParleySessionClient({ csrfToken }) as unknown as UntypedClient;

interface SendOptions {
  signal?: AbortSignal;
  /** How to read the answer; JSON by default. */
  parseAs?: 'json' | 'text' | 'blob';
}

/** Sends a request. @throws ApiError */
export async function send<Answer>(request: ApiRequest<Answer>, options: SendOptions = {}): Promise<Answer> {
  const { data } = await exchange(request, options);
  return data as Answer;
}

/** Sends a request whose answer is a file, and lets the browser save it. @throws ApiError */
export async function download(request: ApiRequest): Promise<void> {
  const { data, response } = await exchange(request, { parseAs: 'blob' });
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(data as Blob);
  link.download = name ?? 'download';
  link.click();
  URL.revokeObjectURL(link.href);
}

async function exchange(request: ApiRequest, { signal, parseAs = 'json' }: SendOptions) {
  const { body, idempotencyKey } = request;
  const isText = typeof body === 'string' || body instanceof Blob;
  try {
    const { data, error, response } = await client.request(request.method, request.path, {
      params: { path: request.pathParams, query: request.query },
      body,
      ...(isText && { bodySerializer: (text: unknown) => text }),
      headers: {
        ...(isText && { 'Content-Type': 'text/csv' }),
        ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
      },
      signal,
      parseAs,
    });
    if (response.ok) return { data, response };
    if (response.status === 401) return await leave();
    throw ApiError.from(response, error);
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error;
    throw new ApiError(0, 'unreachable', '');
  }
}

/** Leaves the console. The request never ends, because an error would be shown for the moment until then. */
function leave(): Promise<never> {
  signIn();
  return new Promise(() => undefined);
}
