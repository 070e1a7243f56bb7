import { applyDecorators, SetMetadata, type Type } from '@nestjs/common';
import { ApiExtension, ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ErrorDto } from '../http/error.dto';
import { BODY_EXAMPLE } from './examples';
import { documentedError, type ErrorStatus } from './error-responses';

/** Metadata key of a route's operationId. */
export const OPERATION_ID = 'parley:operation';

export interface OperationInfo {
  /** The operationId. It must never change, because generated clients use it. */
  id: string;
  summary: string;
  description: string;
  status?: 200 | 201 | 202 | 204;
  /** The body of the success response; none for 204. */
  type?: Type<unknown>;
  /** Whether the success response is a page of `type`. */
  paged?: boolean;
  /** Whether the operation needs no API key. */
  open?: boolean;
  /**
   * The body that Swagger UI fills in, where the examples of all fields together would do more than a first try should.
   * It must do no harm to a topic or response in use.
   */
  example?: object;
  /** Errors in addition to those that all operations have, and those that follow from the HTTP method. */
  errors?: ErrorStatus[];
}

/** Documents an operation: id, purpose, the success response and all errors. */
export function Operation(info: OperationInfo): MethodDecorator {
  const { id, summary, description, status = 200, type, paged = false, open = false, errors = [] } = info;
  const { example } = info;
  const always: ErrorStatus[] = open ? [400, 404, 429, 500, 503] : [400, 401, 403, 404, 429, 500, 503];
  const statuses = [...new Set([...always, ...errors])];
  return applyDecorators(
    SetMetadata(OPERATION_ID, id),
    ApiOperation({ operationId: id, summary, description }),
    example ? ApiExtension(BODY_EXAMPLE, example) : () => undefined,
    ApiExtraModels(ErrorDto, ...(type ? [type] : [])),
    type
      ? ApiResponse({ status, description: summary, ...(paged ? { schema: pageSchema(type) } : { type }) })
      : status === 204
        ? ApiResponse({ status, description: 'Success, without a body.' })
        : () => undefined,
    ...statuses
      .sort((a, b) => a - b)
      .map((code) =>
        ApiResponse({
          status: code,
          description: documentedError(code, open).description,
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
