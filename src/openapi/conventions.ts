import type { OpenAPIObject } from '@nestjs/swagger';
import { documentedError, type ErrorStatus } from './error-responses';
import { bodyExampleOf } from './examples';

type PathItem = OpenAPIObject['paths'][string];
type OperationObject = NonNullable<PathItem['get']>;
type Responses = OperationObject['responses'];
type ResponseObject = Extract<Responses[string], { description: string }>;
type Parameter = Extract<NonNullable<OperationObject['parameters']>[number], { in: string }>;

interface BodySchema {
  required?: string[];
  properties?: Record<string, { type?: string }>;
}

const METHODS = ['get', 'post', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MULTIPART_TYPE = 'multipart/form-data';

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A new text of your choice for each request, such as a UUID. A request that is repeated with the same key is executed once; its response is stored for 24 hours.',
  // Without an example: Swagger UI would send it with every request, and all but the first would be replays.
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const HEADERS = {
  RequestId: { description: 'Id of the request, also in the logs.', schema: { type: 'string' } },
  IdempotentReplayed: {
    description: '`true` if this is the stored response to an earlier request with the same Idempotency-Key.',
    schema: { type: 'string', enum: ['true'] },
  },
  IgnoredFields: {
    description:
      'Names of unknown fields in the body, at most 20, percent-encoded. Fields of the response count as read-only and are not listed, and bodies over 256 KB are not searched.',
    schema: { type: 'string' },
    example: 'topci, items__0__contxt',
  },
  RetryAfter: {
    description: 'Seconds until the next request can succeed.',
    schema: { type: 'integer', minimum: 1 },
  },
  Authenticate: { description: 'How to authenticate.', schema: { type: 'string' } },
} satisfies NonNullable<NonNullable<OpenAPIObject['components']>['headers']>;

/** The object that an id in a path identifies, by the path segment before it. */
const OBJECT_OF_SEGMENT: Readonly<Record<string, string>> = {
  user_interview_topics: 'topic',
  interviewees: 'context row',
  contacts: 'contact',
  invites: 'invite',
  batches: 'batch',
  webhooks: 'webhook',
  attempts: 'attempt',
  user_interviews: 'response',
  sessions: 'session',
  members: 'member, who is a user',
  keys: 'key',
  personal_api_keys: 'key',
};

/**
 * Adds the parts that all operations have in common: header parameters, form bodies besides JSON, errors of the body
 * parser, response headers, and an example of every body.
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
    const object = OBJECT_OF_SEGMENT[owner.split('/').pop() ?? ''];
    if (object === undefined)
      throw new Error(`OBJECT_OF_SEGMENT lacks the object of ${parameter.name} in ${path}.`);
    parameter.description = `Id of the ${object}.`;
    parameter.schema = { ...parameter.schema, format: 'uuid' };
  }
}

function describe(document: OpenAPIObject, operation: OperationObject, method: Method): void {
  const open = (operation.security ?? []).length === 0;
  operation.security ??= [];
  const scope = (operation as { 'x-required-scope'?: string })['x-required-scope'];
  const showsSecret = 'x-shows-secret' in operation;
  const takesKey = method === 'post' && scope !== undefined && !showsSecret;
  if (scope !== undefined) operation.description = `${operation.description}\n\nScope: \`${scope}\`.`;
  if (takesKey) operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  describeBody(document, operation, method);
  // A body is parsed, and can be refused, even if the operation takes none.
  const bodyErrors: ErrorStatus[] = method === 'get' ? [] : [413, 415];
  const keyErrors: ErrorStatus[] = takesKey ? [409] : [];
  describeResponses(document, operation, { open, takesKey, errors: [...bodyErrors, ...keyErrors] });
}

/** Whether a path parameter is a UUID. The project is not, because it can also be named `@current`. */
function isId({ in: place, name }: Parameter): boolean {
  return place === 'path' && name !== 'project_id' && /^(.+_)?id$/.test(name);
}

function describeBody(document: OpenAPIObject, operation: OperationObject, method: Method): void {
  const { requestBody } = operation;
  if (requestBody === undefined || '$ref' in requestBody) return;
  const media = requestBody.content[JSON_TYPE];
  if (media?.schema === undefined) return;
  const example = bodyExampleOf(document, operation, media.schema);
  const { required = [], properties = {} } = (document.components?.schemas?.[nameOf(media.schema)] ??
    {}) as BodySchema;
  // A missing body is treated as an empty one, so it is optional if no field is required.
  requestBody.required = required.length > 0 || !('$ref' in media.schema);
  const isForm = '$ref' in media.schema;
  const form = { schema: media.schema, ...formEncoding(properties) };
  requestBody.content = {
    [JSON_TYPE]: { ...media, example },
    ...(isForm ? { [FORM_TYPE]: form } : {}),
    ...(isForm && method === 'patch' ? { [MULTIPART_TYPE]: { schema: media.schema } } : {}),
  };
}

/** Says that a list is its field repeated; without it, clients send one field with the entries joined by commas. */
function formEncoding(properties: Required<BodySchema>['properties']) {
  const lists = Object.entries(properties).filter(([, { type }]) => type === 'array');
  const encoding = Object.fromEntries(lists.map(([name]) => [name, { style: 'form', explode: true }]));
  return lists.length === 0 ? {} : { encoding };
}

function nameOf(schema: object): string {
  return String((schema as { $ref?: string }).$ref).replace('#/components/schemas/', '');
}

function describeResponses(
  document: OpenAPIObject,
  operation: OperationObject,
  { open, takesKey, errors }: { open: boolean; takesKey: boolean; errors: ErrorStatus[] },
): void {
  const statuses = [...new Set([...Object.keys(operation.responses), ...errors.map(String)])].sort();
  const described: Responses = {};
  for (const status of statuses) {
    if (status < '400') {
      const response = operation.responses[status] as ResponseObject;
      described[status] = { ...withoutErrorType(response), headers: responseHeaders(operation, takesKey) };
    } else {
      described[status] = sharedError(document, Number(status) as ErrorStatus, open);
    }
  }
  operation.responses = described;
}

/** Removes JSON from the success response of a file: operations list it only because their errors are JSON. */
function withoutErrorType(response: ResponseObject): ResponseObject {
  const types = Object.entries(response.content ?? {});
  const files = types.filter(([type]) => type !== JSON_TYPE);
  return files.length === 0 ? response : { ...response, content: Object.fromEntries(files) };
}

function responseHeaders({ requestBody }: OperationObject, takesKey: boolean): ResponseObject['headers'] {
  return {
    'X-Request-Id': header('RequestId'),
    ...(requestBody ? { 'X-Ignored-Fields': header('IgnoredFields') } : {}),
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
      ...(status === 429 || status === 503 ? { 'Retry-After': header('RetryAfter') } : {}),
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
