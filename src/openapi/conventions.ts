import type { OpenAPIObject } from '@nestjs/swagger';
import { documentedError, type ErrorStatus } from './error-responses';
import { exampleOf } from './examples';

type PathItem = OpenAPIObject['paths'][string];
type OperationObject = NonNullable<PathItem['get']>;
type Responses = OperationObject['responses'];
type ResponseObject = Extract<Responses[string], { description: string }>;
type Parameter = Extract<NonNullable<OperationObject['parameters']>[number], { in: string }>;

const METHODS = ['get', 'post', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A text of your own. The same request under the same key is done once; its answer is kept for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: '5f0c9f6e-7a3e-4a5e-9d53-0c1f6a1f9a55',
};

const HEADERS = {
  RequestId: { description: 'Id of the request, also in the logs.', schema: { type: 'string' } },
  IdempotentReplayed: {
    description: '`true` when this is the kept answer to an earlier request with the same Idempotency-Key.',
    schema: { type: 'string', enum: ['true'] },
  },
  RetryAfter: {
    description: 'Seconds until the next request has a chance.',
    schema: { type: 'integer', minimum: 1 },
  },
  Authenticate: { description: 'How to authenticate.', schema: { type: 'string' } },
} satisfies NonNullable<NonNullable<OpenAPIObject['components']>['headers']>;

/** What an id in a path is the id of, by the part of the path before it. */
const NAMED_BY_ID: Readonly<Record<string, string>> = {
  user_interview_topics: 'topic',
  interviewees: 'context row',
  invites: 'invite',
  user_interviews: 'response',
};

/**
 * Adds to the document what is true of every operation because the server is built that way: header parameters,
 * forms beside JSON, errors of the body parser, headers, and an example of every body.
 */
export function addConventions(document: OpenAPIObject): OpenAPIObject {
  document.components = { ...document.components, headers: { ...HEADERS }, responses: {} };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      describeIds(path, operation);
      describe(document, operation, method);
    }
  }
  return document;
}

function describeIds(path: string, { parameters = [] }: OperationObject): void {
  for (const parameter of parameters as Parameter[]) {
    if (!isId(parameter)) continue;
    const [owner = ''] = path.split(`/{${parameter.name}}`, 1);
    const what = NAMED_BY_ID[owner.split('/').pop() ?? ''];
    if (what === undefined) throw new Error(`${path} does not say what ${parameter.name} is the id of.`);
    parameter.description = `Id of the ${what}.`;
    parameter.schema = { ...parameter.schema, format: 'uuid' };
  }
}

function describe(document: OpenAPIObject, operation: OperationObject, method: Method): void {
  const open = (operation.security ?? []).length === 0;
  const takesKey = method === 'post' && !open;
  operation.security ??= [];
  const scope = (operation as { 'x-required-scope'?: string })['x-required-scope'];
  if (scope !== undefined) operation.description = `${operation.description}\n\nScope: \`${scope}\`.`;
  if (takesKey) operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  describeBody(document, operation);
  // The body is read, and may be refused, wherever a method has one, also where an operation looks at none of it.
  const ofBody: ErrorStatus[] = method === 'get' ? [] : [413, 415];
  const ofKey: ErrorStatus[] = takesKey ? [409] : [];
  describeAnswers(document, operation, { open, takesKey, errors: [...ofBody, ...ofKey] });
}

/** What is no UUID leads to a 404. The project alone has another name, `@current`. */
function isId({ in: place, name }: Parameter): boolean {
  return place === 'path' && name !== 'project_id' && /^(.+_)?id$/.test(name);
}

function describeBody(document: OpenAPIObject, { requestBody }: OperationObject): void {
  if (requestBody === undefined || '$ref' in requestBody) return;
  const media = requestBody.content[JSON_TYPE];
  if (media?.schema === undefined) return;
  const example = exampleOf(document, media.schema);
  const { required = [] } = (document.components?.schemas?.[nameOf(media.schema)] ?? {}) as {
    required?: string[];
  };
  // No body at all is read as an empty one.
  requestBody.required = required.length > 0 || !('$ref' in media.schema);
  requestBody.content = {
    [JSON_TYPE]: { ...media, example },
    ...('$ref' in media.schema ? { [FORM_TYPE]: { schema: media.schema } } : {}),
  };
}

function nameOf(schema: object): string {
  return String((schema as { $ref?: string }).$ref).replace('#/components/schemas/', '');
}

function describeAnswers(
  document: OpenAPIObject,
  operation: OperationObject,
  { open, takesKey, errors }: { open: boolean; takesKey: boolean; errors: ErrorStatus[] },
): void {
  const statuses = [...new Set([...Object.keys(operation.responses), ...errors.map(String)])].sort();
  const described: Responses = {};
  for (const status of statuses) {
    if (status < '400') {
      const answer = operation.responses[status] as ResponseObject;
      described[status] = { ...withoutErrorType(answer), headers: answerHeaders(takesKey) };
    } else {
      described[status] = sharedError(document, Number(status) as ErrorStatus, open);
    }
  }
  operation.responses = described;
}

/** An operation that produces a file lists JSON too, which is what its errors are in. */
function withoutErrorType(answer: ResponseObject): ResponseObject {
  const types = Object.entries(answer.content ?? {});
  const files = types.filter(([type]) => type !== JSON_TYPE);
  return files.length === 0 ? answer : { ...answer, content: Object.fromEntries(files) };
}

function answerHeaders(takesKey: boolean): ResponseObject['headers'] {
  return {
    'X-Request-Id': header('RequestId'),
    ...(takesKey ? { 'Idempotent-Replayed': header('IdempotentReplayed') } : {}),
  };
}

function sharedError(document: OpenAPIObject, status: ErrorStatus, open: boolean): Responses[string] {
  const { name, description, type, code, detail } = documentedError(status, open);
  const shared: ResponseObject = {
    description,
    headers: {
      'X-Request-Id': header('RequestId'),
      ...(status === 401 ? { 'WWW-Authenticate': header('Authenticate') } : {}),
      ...(status === 429 ? { 'Retry-After': header('RetryAfter') } : {}),
    },
    content: {
      [JSON_TYPE]: {
        schema: { $ref: '#/components/schemas/ErrorDto' },
        example: { type, code, detail, attr: code === 'required' ? 'topic' : null },
      },
    },
  };
  document.components = {
    ...document.components,
    responses: { ...document.components?.responses, [name]: shared },
  };
  return { $ref: `#/components/responses/${name}` };
}

function header(name: keyof typeof HEADERS): { $ref: string } {
  return { $ref: `#/components/headers/${name}` };
}
