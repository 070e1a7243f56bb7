/** An error response as the API description shows it. */
export interface DocumentedError {
  /** Name of the shared response in the document. */
  name: string;
  description: string;
  type: string;
  code: string;
  detail: string;
}

const ERRORS = {
  400: {
    name: 'Invalid',
    description: 'The content of the request is invalid; `code` is the reason and `attr` the field.',
    type: 'validation_error',
    code: 'required',
    detail: 'This field is required.',
  },
  401: {
    name: 'Unauthenticated',
    description: 'The API key is missing, unknown, revoked or malformed.',
    type: 'authentication_error',
    code: 'not_authenticated',
    detail: 'Authentication credentials were not provided.',
  },
  403: {
    name: 'Forbidden',
    description: 'The API key lacks the scope that `detail` names.',
    type: 'authentication_error',
    code: 'permission_denied',
    detail: "API key is missing the required scope 'user_interview:write'.",
  },
  404: {
    name: 'NotFound',
    description:
      'The project has no object with this id, or the key cannot access the project; `detail` says which.',
    type: 'invalid_request',
    code: 'not_found',
    detail: 'No topic with this id in this project.',
  },
  409: {
    name: 'Conflict',
    description:
      'The Idempotency-Key is in use by another request, or the current state does not allow the operation.',
    type: 'invalid_request',
    code: 'idempotency_key_in_use',
    detail: 'The first request with this Idempotency-Key still runs. Repeat it in a moment.',
  },
  413: {
    name: 'TooLarge',
    description: 'The body is larger than 20 MB, or has more than 1 000 000 fields and values.',
    type: 'invalid_request',
    code: 'body_too_large',
    detail: 'The request body is larger than 20 MB.',
  },
  415: {
    name: 'UnsupportedMediaType',
    description: 'The body is neither JSON nor a form, or it is compressed.',
    type: 'invalid_request',
    code: 'unsupported_media_type',
    detail: 'Send application/json or application/x-www-form-urlencoded.',
  },
  429: {
    name: 'Throttled',
    description: 'Too many requests; `Retry-After` is the time to wait in seconds.',
    type: 'throttled_error',
    code: 'throttled',
    detail: 'Request was throttled. Expected available in 12 seconds.',
  },
  500: {
    name: 'ServerError',
    description: 'An unexpected error of the server. No partial changes were stored.',
    type: 'server_error',
    code: 'error',
    detail: 'A server error occurred.',
  },
  502: {
    name: 'UpstreamFailed',
    description: 'An external service that the operation needs has failed.',
    type: 'server_error',
    code: 'voice_vendor_failed',
    detail: 'The voice call could not be set up. Try again.',
  },
  503: {
    name: 'Unavailable',
    description:
      'Something that the operation needs is not configured or not reachable, or too many large requests arrive at once (`overloaded`, with `Retry-After`).',
    type: 'server_error',
    code: 'unavailable',
    detail: 'The service is not available right now.',
  },
} as const satisfies Record<number, DocumentedError>;

export type ErrorStatus = keyof typeof ERRORS;

/** Errors that have another meaning for operations without an API key. */
const OPEN_ERRORS: Partial<Record<ErrorStatus, Partial<DocumentedError>>> = {
  413: {
    name: 'TooLargeWithoutKey',
    description:
      'The body is larger than 1 MB (a message of the voice provider: 5 MB), or has more than 10 000 fields and values.',
    detail: 'The request body is larger than 1 MB.',
  },
  401: {
    name: 'UnsignedReport',
    description: 'The signature is missing or wrong.',
    code: 'authentication_failed',
    detail: 'The signature is not valid.',
  },
  404: {
    name: 'NoSuchLink',
    description: 'The link does not exist or no longer works.',
    detail: 'No interview has this link, or the link does not work any more.',
  },
  409: {
    name: 'Closed',
    description: 'The current state does not allow the operation.',
    code: 'interview_closed',
    detail: 'This topic takes no more answers.',
  },
};

/** @param open whether the operation needs no API key */
export function documentedError(status: ErrorStatus, open: boolean): DocumentedError {
  return { ...ERRORS[status], ...(open ? OPEN_ERRORS[status] : undefined) };
}
