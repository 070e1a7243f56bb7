import type { ParleyError } from '@parley/client';

/** A request that failed. `status` is 0 when no answer arrived. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    /** The field that is at fault, nested ones joined by `__`. */
    readonly attr: string | null = null,
    /** Seconds to wait, if the server said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
  }

  /** Whether the same request may succeed later. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** From an answer, whose body may be anything when a proxy wrote it. */
  static from(response: Response, body: unknown): ApiError {
    const error = (typeof body === 'object' && body !== null ? body : {}) as Partial<ParleyError>;
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    return new ApiError(
      response.status,
      error.code ?? 'unknown',
      error.detail ?? response.statusText,
      error.attr ?? null,
      Number.isFinite(seconds) ? seconds : null,
    );
  }
}

/** The error's detail at its field, as the forms of React Aria take it. */
export function fieldErrors(error: unknown): Record<string, string> {
  return error instanceof ApiError && error.attr !== null ? { [error.attr]: error.detail } : {};
}
