import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A schema of the document, as far as tests read it. */
export interface Schema {
  example?: unknown;
  $ref?: string;
  allOf?: Schema[];
  /** A schema and null. */
  anyOf?: Schema[];
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  'x-lenient'?: boolean;
}

export interface DocumentedParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  'x-lenient'?: boolean;
  schema: Schema;
}

export interface DocumentedAnswer {
  $ref?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: Schema }>;
}

/** An operation of the document. */
export interface DocumentedOperation {
  operationId: string;
  tags: string[];
  method: string;
  /** As the document has it, such as `/api/projects/{project_id}/audit_events`. */
  path: string;
  parameters: DocumentedParameter[];
  /** Ways to authenticate, of which one is enough; none for an operation that is open. */
  security?: Record<string, unknown>[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<string, DocumentedAnswer>;
}

interface DocumentedWebhook {
  post: { requestBody: { content: Record<string, { schema: Schema }> } };
}

interface Document {
  webhooks: Record<string, DocumentedWebhook>;
  paths: Record<string, Record<string, Omit<DocumentedOperation, 'method' | 'path'>>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, DocumentedAnswer> };
}

const document = JSON.parse(readFileSync(join(__dirname, '../../../openapi.json'), 'utf8')) as Document;

export const SCHEMAS = document.components.schemas;

/** The schema of the message of every event. */
export const EVENT_SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  Object.entries(document.webhooks).flatMap(([type, { post }]) => {
    const media = post.requestBody.content['application/json'];
    return media ? [[type, media.schema] as const] : [];
  }),
);

/** Every operation of openapi.json. */
export const DOCUMENTED: readonly DocumentedOperation[] = Object.entries(document.paths).flatMap(
  ([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      parameters: operation.parameters ?? [],
      method: method.toUpperCase(),
      path,
    })),
);

/** Whether an operation is for signed-in people alone. */
export function needsSession({ security = [] }: DocumentedOperation): boolean {
  return security.length > 0 && security.every((way) => 'session' in way);
}

// Of two paths that match, the one with fewer parameters wins.
const routes = DOCUMENTED.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`),
  open: operation.path.split('{').length,
})).sort((a, b) => a.open - b.open);

/** The operation that a request is for; undefined when the document has none. */
export function operationOf(method: string, url: string): DocumentedOperation | undefined {
  const path = (url.split('?', 1)[0] ?? '')
    .replace(/\/$/, '')
    .replace(/^\/api\/environments\//, '/api/projects/');
  return routes.find(({ operation, pattern }) => operation.method === method && pattern.test(path))
    ?.operation;
}

/** The documented answer of this status. */
export function answerOf(operation: DocumentedOperation, status: number): DocumentedAnswer | undefined {
  const answer = operation.responses[status];
  return answer?.$ref === undefined
    ? answer
    : document.components.responses[answer.$ref.replace('#/components/responses/', '')];
}

/** Whether null is allowed. */
export function isNullable({ type, anyOf = [] }: Schema): boolean {
  return type?.includes('null') === true || anyOf.some((schema) => schema.type === 'null');
}

/** The one type besides null. */
export function typeOf({ type }: Schema): string | undefined {
  return [type].flat().find((name) => name !== 'null');
}

/** The schema itself, where it is named elsewhere. */
export function resolved(schema: Schema): Schema {
  const { $ref, allOf, ...rest } = schema;
  const named = $ref ?? allOf?.[0]?.$ref;
  return named === undefined ? schema : { ...SCHEMAS[named.replace('#/components/schemas/', '')], ...rest };
}
