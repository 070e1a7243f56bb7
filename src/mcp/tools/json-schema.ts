import type { OpenAPIObject } from '@nestjs/swagger';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = Record<string, unknown>;

/** Converts an OpenAPI 3.0 schema to JSON Schema: references are inlined, `nullable` and `example` translated. */
export function toJsonSchema(document: OpenAPIObject, schema: unknown): JsonSchema {
  const { $ref, nullable, example, properties, items, allOf, ...rest } = schema as Record<string, unknown>;
  const marks = nullable === undefined ? rest : { ...rest, nullable };
  if (typeof $ref === 'string') return toJsonSchema(document, { ...referenced(document, $ref), ...marks });
  // OpenAPI 3.0 wraps a reference in allOf to put a description or `nullable` beside it.
  const [only, ...more] = Array.isArray(allOf) ? (allOf as object[]) : [];
  if (only && more.length === 0) return toJsonSchema(document, { ...only, ...marks });
  const converted: JsonSchema = { ...rest };
  if (example !== undefined) converted.examples = [example];
  if (items !== undefined) converted.items = toJsonSchema(document, items);
  if (properties !== undefined) {
    converted.properties = Object.fromEntries(
      Object.entries(properties as object).map(([name, property]) => [
        name,
        toJsonSchema(document, property),
      ]),
    );
  }
  return nullable === true ? orNull(converted) : converted;
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: choices } = schema;
  return {
    ...schema,
    ...(typeof type === 'string' ? { type: [type, 'null'] } : {}),
    ...(Array.isArray(choices) ? { enum: [...(choices as unknown[]), null] } : {}),
  };
}

function referenced(document: OpenAPIObject, reference: string): object {
  const name = reference.replace('#/components/schemas/', '');
  const schema = document.components?.schemas?.[name];
  if (schema === undefined) throw new Error(`The OpenAPI document has no schema ${name}.`);
  return schema;
}
