/** The classes of failure a client can tell apart (contract, Errors). */
export type ErrorType =
  'validation_error' | 'authentication_error' | 'invalid_request' | 'throttled_error' | 'server_error';

/** What went wrong, in the contract's terms. Services throw its subclasses; one filter answers with them. */
export abstract class DomainError extends Error {
  abstract readonly type: ErrorType;

  /**
   * @param code machine-readable, from the contract's list
   * @param detail one sentence for a person, without secrets or addresses
   * @param attr the field at fault, nested ones joined by `__`; null when no single field is
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

/** The request's content breaks a rule. */
export class InvalidRequestContent extends DomainError {
  readonly type = 'validation_error';
}

/** Nothing (of this project) has that id, or the caller may not know that it exists. */
export class NotFound extends DomainError {
  readonly type = 'invalid_request';
  constructor(detail = 'Not found.') {
    super('not_found', detail);
  }
}

/** The request contradicts the present state. */
export class Conflict extends DomainError {
  readonly type = 'invalid_request';
}

/** No credentials at all. */
export class NotAuthenticated extends DomainError {
  readonly type = 'authentication_error';
  constructor() {
    super('not_authenticated', 'Authentication credentials were not provided.');
  }
}

/** Credentials that are unknown, revoked or malformed. */
export class AuthenticationFailed extends DomainError {
  readonly type = 'authentication_error';
  constructor(detail = 'The API key is not valid.') {
    super('authentication_failed', detail);
  }
}

/** A known caller lacks the right. */
export class PermissionDenied extends DomainError {
  readonly type = 'authentication_error';
  constructor(detail: string) {
    super('permission_denied', detail);
  }
}

/** A part that the operation needs is not configured or not reachable. */
export class ServiceUnavailable extends DomainError {
  readonly type = 'server_error';
}

/** Somebody else's service that the operation needs did not do its part. */
export class UpstreamFailed extends DomainError {
  readonly type = 'server_error';
}

/** Too many requests. `retryAfterSeconds` tells when the next one has a chance. */
export class Throttled extends DomainError {
  readonly type = 'throttled_error';
  constructor(readonly retryAfterSeconds: number) {
    super('throttled', `Request was throttled. Expected available in ${retryAfterSeconds} seconds.`);
  }
}
