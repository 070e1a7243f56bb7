import type { OpenAPIObject } from '@nestjs/swagger';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = Record<string, unknown>;

/**
 * Converts a schema of the OpenAPI document to plain JSON Schema: references are inlined, `example` translated, and
 * extensions (`x-…`) left out, which strict validators refuse.
 */
export function toJsonSchema(document: OpenAPIObject, schema: unknown): JsonSchema {
  const { $ref, example, properties, items, allOf, anyOf, ...others } = schema as Record<string, unknown>;
  const rest = Object.fromEntries(Object.entries(others).filter(([keyword]) => !keyword.startsWith('x-')));
  const types = Array.isArray(rest.type) ? (rest.type as string[]) : [];
  if (types.includes('null')) {
    const { enum: choices, ...given } = schema as JsonSchema;
    const only = { ...given, type: types.find((type) => type !== 'null') };
    const known = Array.isArray(choices) ? { enum: choices.filter((choice) => choice !== null) } : {};
    return orNull(toJsonSchema(document, { ...only, ...known }));
  }
  if (Array.isArray(anyOf)) {
    const [value] = anyOf as object[];
    return orNull(toJsonSchema(document, { ...value, ...rest }));
  }
  if (typeof $ref === 'string') return toJsonSchema(document, { ...referenced(document, $ref), ...rest });
  // Nest wraps a reference in allOf to put a description beside it.
  const [only, ...more] = Array.isArray(allOf) ? (allOf as object[]) : [];
  if (only && more.length === 0) return toJsonSchema(document, { ...only, ...rest });
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
  return converted;
}

/**
 * The schema or null. Not as `type: ["string", "null"]`: several assistants refuse a list of types, and a `format` needs
 * its one type beside it.
 */
function orNull({ description, examples, default: fallback, ...schema }: JsonSchema): JsonSchema {
  return {
    ...definedOnly({ description, examples, default: fallback }),
    anyOf: [schema, { type: 'null' }],
  };
}

/** The schema without null, and undefined for one that has none. */
export function withoutNull({ anyOf, ...rest }: JsonSchema): JsonSchema | undefined {
  const [schema, orElse] = (anyOf ?? []) as JsonSchema[];
  return schema && orElse?.type === 'null' ? { ...rest, ...schema } : undefined;
}

function definedOnly(values: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function referenced(document: OpenAPIObject, reference: string): object {
  const name = reference.replace('#/components/schemas/', '');
  const schema = document.components?.schemas?.[name];
  if (schema === undefined) throw new Error(`The OpenAPI document has no schema ${name}.`);
  return schema;
}
