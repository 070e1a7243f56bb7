/** The error types of the API, in `type` of every error response. */
export type ErrorType =
  'validation_error' | 'authentication_error' | 'invalid_request' | 'throttled_error' | 'server_error';

/** An error that the client is told about. Services throw subclasses; the error filter turns them into responses. */
export abstract class DomainError extends Error {
  abstract readonly type: ErrorType;

  /**
   * @param code machine-readable reason, documented in docs/contract.md
   * @param detail one sentence for a person, without secrets or addresses
   * @param attr the invalid field, nested ones joined by `__`; null if the error concerns no single field
   */
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly attr: string | null = null,
  ) {
    super(detail);
    this.name = new.target.name;
  }
}

/** The content of the request is invalid. */
export class InvalidRequestContent extends DomainError {
  readonly type = 'validation_error';
}

/** The project has no such object, or the caller may not know that it exists. */
export class NotFound extends DomainError {
  readonly type = 'invalid_request';
  /** @param detail what was not found, without the id or address that was asked for */
  constructor(detail: string) {
    super('not_found', detail);
  }
}

/** No route has the path of the request. */
export class NoSuchRoute extends NotFound {
  constructor() {
    super('No such route. All operations are described at /docs and, for programs, at /api/schema.');
  }
}

/** The current state does not allow the request. */
export class Conflict extends DomainError {
  readonly type = 'invalid_request';
}

/** The request has no credentials. */
export class NotAuthenticated extends DomainError {
  readonly type = 'authentication_error';
  constructor(detail = 'Authentication credentials were not provided.') {
    super('not_authenticated', detail);
  }
}

/** The credentials are unknown, revoked or malformed. */
export class AuthenticationFailed extends DomainError {
  readonly type = 'authentication_error';
  constructor(detail = 'The API key is not valid.') {
    super('authentication_failed', detail);
  }
}

/** The caller is known, but lacks the permission. */
export class PermissionDenied extends DomainError {
  readonly type = 'authentication_error';
  constructor(detail: string) {
    super('permission_denied', detail);
  }
}

/** Something that the operation needs is not configured or not reachable. */
export class ServiceUnavailable extends DomainError {
  readonly type = 'server_error';
}

/** The process has more work than memory for it now. The same request can succeed after `retryAfterSeconds`. */
export class Overloaded extends DomainError {
  readonly type = 'server_error';
  readonly retryAfterSeconds = 5;
  constructor(detail: string) {
    super('overloaded', detail);
  }
}

/** An external service that the operation needs has failed. */
export class UpstreamFailed extends DomainError {
  readonly type = 'server_error';
}

/** Too many requests. The next one can succeed after `retryAfterSeconds`. */
export class Throttled extends DomainError {
  readonly type = 'throttled_error';
  constructor(readonly retryAfterSeconds: number) {
    super('throttled', `Request was throttled. Expected available in ${retryAfterSeconds} seconds.`);
  }
}
