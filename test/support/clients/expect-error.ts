import type { Answer, ErrorBody } from './api-client';

/** The `type` of an error for each status. */
const TYPE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'validation_error',
  401: 'authentication_error',
  403: 'authentication_error',
  404: 'invalid_request',
  405: 'invalid_request',
  408: 'invalid_request',
  409: 'invalid_request',
  412: 'invalid_request',
  413: 'invalid_request',
  415: 'invalid_request',
  416: 'invalid_request',
  431: 'invalid_request',
  429: 'throttled_error',
  500: 'server_error',
  502: 'server_error',
  503: 'server_error',
};

/** Violations of the error format: four keys, and the `type` that belongs to the status. */
export function shapeProblems({ status, body, headers }: Answer<unknown>): string[] {
  const error = (body ?? {}) as Record<keyof ErrorBody, unknown>;
  const rules: [boolean, string][] = [
    [/^application\/json/.test(headers.get('content-type') ?? ''), 'content type is not JSON'],
    [Object.keys(error).sort().join() === 'attr,code,detail,type', 'keys are not type, code, detail, attr'],
    [error.type !== undefined && error.type === TYPE_OF_STATUS[status], 'type does not belong to the status'],
    [typeof error.code === 'string' && /^[a-z_]+$/.test(error.code), 'code is no code'],
    [typeof error.detail === 'string' && error.detail.trim() !== '', 'detail says nothing'],
    [
      error.attr === null || (typeof error.attr === 'string' && error.attr !== ''),
      'attr is neither null nor text',
    ],
  ];
  return rules
    .filter(([holds]) => !holds)
    .map(([, problem]) => `${status} ${JSON.stringify(body)}: ${problem}`);
}

/** Expects this status and error, in the usual error body. */
export function expectError(answer: Answer<unknown>, status: number, error: Partial<ErrorBody> = {}): void {
  const { body } = answer as Answer<ErrorBody | null>;
  const shown = Object.fromEntries(Object.keys(error).map((key) => [key, body?.[key as keyof ErrorBody]]));
  expect({ status: answer.status, ...shown }).toEqual({ status, ...error });
  expect(shapeProblems(answer)).toEqual([]);
}
