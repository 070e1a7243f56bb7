import { applyDecorators, SetMetadata, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ErrorDto } from './error.dto';

const ERRORS = {
  400: 'The request breaks a rule; `code` and `attr` say which and where.',
  401: 'No key, or one that is unknown, revoked or malformed.',
  403: 'The key lacks the scope that `detail` names.',
  404: 'Nothing of this project has that id.',
  409: 'The same Idempotency-Key is in use with another request.',
  413: 'The body is larger than 20 MB.',
  415: 'The body is neither JSON nor a form.',
  429: 'Too many requests; `Retry-After` says when to come back.',
  500: 'Something broke on our side; nothing was half-written.',
  502: 'A service of somebody else that this needs did not do its part.',
  503: 'A part that this needs is not configured or not reachable.',
} as const;

/** Where they mean something else on operations without a key. */
const OPEN_ERRORS: Partial<Record<ErrorStatus, string>> = {
  401: 'The signature is missing or wrong.',
  404: 'There is no such link, or it works no more.',
  409: 'The present state does not allow this.',
};

type ErrorStatus = keyof typeof ERRORS;

/** Metadata key of a route's operationId. */
export const OPERATION_ID = 'parley:operation';

export interface OperationInfo {
  /** Fixed by the API page, because generated clients use it. */
  id: string;
  summary: string;
  description: string;
  status?: 200 | 201 | 204;
  /** The body of the good answer; none for 204. */
  type?: Type<unknown>;
  /** The good answer is a page of `type`. */
  paged?: boolean;
  /** Needs no key. */
  open?: boolean;
  /** Errors besides those that every such operation can have. */
  errors?: ErrorStatus[];
}

/** Documents an operation: identity, purpose, the good answer and every error. */
export function Operation(info: OperationInfo): MethodDecorator {
  const { id, summary, description, status = 200, type, paged = false, open = false, errors = [] } = info;
  const always: ErrorStatus[] = open ? [400, 404, 429, 500] : [400, 401, 403, 404, 429, 500];
  const statuses = [...new Set([...always, ...errors])];
  return applyDecorators(
    SetMetadata(OPERATION_ID, id),
    ApiOperation({ operationId: id, summary, description }),
    ApiExtraModels(ErrorDto, ...(type ? [type] : [])),
    type
      ? ApiResponse({ status, description: summary, ...(paged ? { schema: pageSchema(type) } : { type }) })
      : status === 204
        ? ApiResponse({ status, description: 'Done; no body.' })
        : () => undefined,
    ...statuses
      .sort((a, b) => a - b)
      .map((code) =>
        ApiResponse({
          status: code,
          description: (open ? OPEN_ERRORS[code] : undefined) ?? ERRORS[code],
          type: ErrorDto,
        }),
      ),
  );
}

function pageSchema(type: Type<unknown>) {
  const link = (example: string) => ({ type: 'string', format: 'uri', nullable: true, example });
  return {
    type: 'object',
    required: ['count', 'next', 'previous', 'results'],
    properties: {
      count: { type: 'integer', minimum: 0, description: 'Rows in the whole list.' },
      next: link('https://parley.example.com/api/projects/0/user_interview_topics/?limit=100&offset=200'),
      previous: link('https://parley.example.com/api/projects/0/user_interview_topics/?limit=100'),
      results: { type: 'array', items: { $ref: getSchemaPath(type) } },
    },
  };
}
