import type { OpenAPIObject } from '@nestjs/swagger';
import { type JsonSchema, toJsonSchema, withoutNull } from './json-schema';
import { withNextOffsetSchema } from './list-pages';
import type { ToolSpec } from './tool-spec';
import { TOOLS } from './tools';

/** Rows that a tool returns by default; few, because each row takes up context of the assistant. */
export const DEFAULT_TOOL_PAGE = 20;
export const MAX_TOOL_PAGE = 100;
/** The argument that names fields to empty. `null` cannot, because assistants send it for what they leave out. */
export const CLEAR = 'clear';

/** The argument with the text of a file, for an operation whose body is one. */
const CSV = 'csv';

/** The part of the request that an argument of a tool is sent in; `file`: it is the body, as CSV. */
export type ArgumentLocation = 'path' | 'query' | 'body' | 'file';

/** A tool together with the operation that it calls. */
export interface Tool {
  spec: ToolSpec;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With `{name}` for path parameters. */
  path: string;
  argumentLocations: Map<string, ArgumentLocation>;
  inputSchema: JsonSchema;
  /** Absent for responses other than JSON. The protocol requires an object, so a list becomes its `results`. */
  outputSchema: JsonSchema | undefined;
}

interface OperationObject {
  operationId?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: object }[];
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

/**
 * Builds all tools, with schemas from the OpenAPI document, so that tools and API cannot drift apart.
 * @throws Error the document lacks the operation of a tool
 */
export function buildTools(document: OpenAPIObject): Tool[] {
  const operations = new Map<string, { method: string; path: string; operation: OperationObject }>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, OperationObject>)) {
      if (operation.operationId) operations.set(operation.operationId, { method, path, operation });
    }
  }
  return TOOLS.map((spec) => {
    const found = operations.get(spec.operationId);
    if (!found)
      throw new Error(
        `The tool ${spec.name} calls ${spec.operationId}, which is not an operation of the API.`,
      );
    const { method, path, operation } = found;
    return {
      spec,
      method: method.toUpperCase() as Tool['method'],
      path,
      ...inputOf(document, method, operation),
      outputSchema: outputOf(document, operation),
    };
  });
}

function inputOf(
  document: OpenAPIObject,
  method: string,
  operation: OperationObject,
): Pick<Tool, 'argumentLocations' | 'inputSchema'> {
  const argumentLocations = new Map<string, ArgumentLocation>();
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const parameter of operation.parameters ?? []) {
    if (parameter.in === 'header') continue;
    argumentLocations.set(parameter.name, parameter.in === 'path' ? 'path' : 'query');
    const schema = toJsonSchema(document, parameter.schema ?? {});
    properties[parameter.name] = { ...schema, description: parameter.description ?? schema.description };
    if (parameter.required && parameter.name !== 'project_id') required.push(parameter.name);
  }
  const body = toJsonSchema(document, operation.requestBody?.content['application/json']?.schema ?? {});
  for (const [name, schema] of Object.entries((body.properties ?? {}) as Record<string, JsonSchema>)) {
    argumentLocations.set(name, 'body');
    properties[name] = closed(schema);
  }
  required.push(...((body.required ?? []) as string[]));
  if (operation.requestBody?.content['text/csv']) {
    argumentLocations.set(CSV, 'file');
    properties[CSV] = { type: 'string', description: 'The text of the CSV file, with its header row.' };
    required.push(CSV);
  }
  const emptiable = dropNull(properties);
  if (method === 'patch' && emptiable.length > 0) {
    properties[CLEAR] = {
      type: 'array',
      items: { type: 'string', enum: emptiable },
      description: 'Fields to empty. A field with the value null stays as it is.',
    };
  }
  if (argumentLocations.get('limit') === 'query') {
    properties.limit = {
      ...properties.limit,
      maximum: MAX_TOOL_PAGE,
      default: DEFAULT_TOOL_PAGE,
      description: 'Rows per response. Pass `next_offset` of the response as `offset` for the next rows.',
    };
  }
  return {
    argumentLocations,
    inputSchema: { type: 'object', properties, required, additionalProperties: false },
  };
}

/** Makes nullable arguments plain optional ones, and returns their names. */
function dropNull(properties: Record<string, JsonSchema>): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const plain = withoutNull(schema);
    // A member of an object stays nullable, which its description says: only whole arguments can be cleared.
    const { properties: members } = schema as { properties?: Record<string, JsonSchema> };
    if (members) properties[name] = { ...schema, properties: withoutNulls(members) };
    if (!plain) return [];
    properties[name] = plain;
    return [name];
  });
}

function withoutNulls(members: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, withoutNull(member) ?? member]),
  );
}

/** A list of objects takes no fields beyond the known ones. */
function closed(schema: JsonSchema): JsonSchema {
  const items = schema.items as JsonSchema | undefined;
  return items?.type === 'object' ? { ...schema, items: { ...items, additionalProperties: false } } : schema;
}

function outputOf(document: OpenAPIObject, { responses }: OperationObject): JsonSchema | undefined {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const schema = success?.content?.['application/json']?.schema;
  const converted = schema && toJsonSchema(document, schema);
  if (converted?.type !== 'array') return converted && withNextOffsetSchema(converted);
  return { type: 'object', required: ['results'], properties: { results: converted } };
}
