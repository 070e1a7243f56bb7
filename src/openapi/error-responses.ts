/** What an error answer means, for the documentation. */
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
    description: 'The request breaks a rule; `code` and `attr` say which and where.',
    type: 'validation_error',
    code: 'required',
    detail: 'This field is required.',
  },
  401: {
    name: 'Unauthenticated',
    description: 'No key, or one that is unknown, revoked or malformed.',
    type: 'authentication_error',
    code: 'not_authenticated',
    detail: 'Authentication credentials were not provided.',
  },
  403: {
    name: 'Forbidden',
    description: 'The key lacks the scope that `detail` names.',
    type: 'authentication_error',
    code: 'permission_denied',
    detail: "API key is missing the required scope 'user_interview:write'.",
  },
  404: {
    name: 'NotFound',
    description: 'Nothing of this project has that id.',
    type: 'invalid_request',
    code: 'not_found',
    detail: 'Not found.',
  },
  409: {
    name: 'Conflict',
    description:
      'The Idempotency-Key is in use with another request, or the present state does not allow this.',
    type: 'invalid_request',
    code: 'idempotency_key_in_use',
    detail: 'The first request with this Idempotency-Key still runs. Repeat it in a moment.',
  },
  413: {
    name: 'TooLarge',
    description: 'The body is larger than 20 MB.',
    type: 'invalid_request',
    code: 'body_too_large',
    detail: 'The request body is larger than 20 MB.',
  },
  415: {
    name: 'UnsupportedMediaType',
    description: 'The body is neither JSON nor a form.',
    type: 'invalid_request',
    code: 'unsupported_media_type',
    detail: 'Send application/json or application/x-www-form-urlencoded.',
  },
  429: {
    name: 'Throttled',
    description: 'Too many requests; `Retry-After` says when to come back.',
    type: 'throttled_error',
    code: 'throttled',
    detail: 'Request was throttled. Expected available in 12 seconds.',
  },
  500: {
    name: 'ServerError',
    description: 'Something broke on our side; nothing was half-written.',
    type: 'server_error',
    code: 'error',
    detail: 'A server error occurred.',
  },
  502: {
    name: 'UpstreamFailed',
    description: 'A service of somebody else that this needs did not do its part.',
    type: 'server_error',
    code: 'voice_vendor_failed',
    detail: 'The voice call could not be set up. Try again.',
  },
  503: {
    name: 'Unavailable',
    description: 'A part that this needs is not configured or not reachable.',
    type: 'server_error',
    code: 'unavailable',
    detail: 'The service is not available right now.',
  },
} as const satisfies Record<number, DocumentedError>;

export type ErrorStatus = keyof typeof ERRORS;

/** Where they mean something else on operations without a key. */
const OPEN_ERRORS: Partial<Record<ErrorStatus, Partial<DocumentedError>>> = {
  401: {
    name: 'UnsignedReport',
    description: 'The signature is missing or wrong.',
    code: 'authentication_failed',
    detail: 'The signature is not valid.',
  },
  404: { name: 'NoSuchLink', description: 'There is no such link, or it works no more.' },
  409: {
    name: 'Closed',
    description: 'The present state does not allow this.',
    code: 'interview_closed',
    detail: 'This topic takes no more answers.',
  },
};

/** How an error status is documented; `open`: on an operation that needs no key. */
export function documentedError(status: ErrorStatus, open: boolean): DocumentedError {
  return { ...ERRORS[status], ...(open ? OPEN_ERRORS[status] : undefined) };
}
