import { DomainError } from '../errors/domain-errors';

/** The body is larger than the route takes. */
export class BodyTooLarge extends DomainError {
  readonly type = 'invalid_request';
  constructor(maxBytes: number) {
    super('body_too_large', `The request body is larger than ${maxBytes / 1024 / 1024} MB.`);
  }
}

/** The body has more values than the route takes. */
export class TooManyParts extends DomainError {
  readonly type = 'invalid_request';
  constructor(maxParts: number) {
    super('too_many_parts', `The request body has more than ${maxParts} fields and values.`);
  }
}

/** The body did not arrive in time. */
export class BodyTimeout extends DomainError {
  readonly type = 'invalid_request';
  constructor(seconds: number) {
    super('request_timeout', `The request body did not arrive within ${seconds} seconds.`);
  }
}

/** The content type is not one that the route takes. */
export class UnsupportedMediaType extends DomainError {
  readonly type = 'invalid_request';
  constructor(detail: string) {
    super('unsupported_media_type', detail);
  }
}
