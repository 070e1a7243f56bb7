import type { OpenAPIObject } from '@nestjs/swagger';

type Node = Record<string, unknown>;

/** Values that are data and no schemas. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

/**
 * The same document as OpenAPI 3.1, whose schemas are JSON Schema 2020-12. Nest writes 3.0, where null is marked with
 * `nullable`; here it is one of the types.
 */
export function toOpenApi31(document: OpenAPIObject): OpenAPIObject {
  return { ...(convert(document) as OpenAPIObject), openapi: '3.1.0' };
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map(convert);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Node).map(([name, part]) => [
    name,
    DATA.has(name) ? part : convert(part),
  ]);
  const { nullable, ...node } = Object.fromEntries(entries) as Node;
  // A field can be called `nullable`; the mark of a schema is a boolean.
  if (typeof nullable !== 'boolean') return nullable === undefined ? node : { ...node, nullable };
  return nullable ? orNull(node) : node;
}

function orNull({ type, enum: choices, allOf, $ref, ...rest }: Node): Node {
  // Nest wraps a reference in allOf to put something beside it, and repeats its type.
  const [named] = Array.isArray(allOf) ? (allOf as Node[]) : $ref === undefined ? [] : [{ $ref }];
  if (named) return { ...rest, anyOf: [named, { type: 'null' }] };
  return {
    ...rest,
    type: [type, 'null'],
    ...(Array.isArray(choices) ? { enum: [...(choices as unknown[]), null] } : {}),
  };
}
