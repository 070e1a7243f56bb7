import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  example?: unknown;
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** An example of a body from the examples or defaults of its fields. Fields that have neither are left out. */
export function exampleOf(document: OpenAPIObject, schema: object): unknown {
  const { $ref, allOf, type, items, properties, ...values } = schema as Schema;
  if ($ref !== undefined) {
    const named = document.components?.schemas?.[$ref.replace('#/components/schemas/', '')];
    return named && exampleOf(document, named);
  }
  if (allOf?.[0]) return exampleOf(document, allOf[0]);
  if (values.example !== undefined) return values.example;
  if (values.default !== undefined) return values.default;
  if (type === 'array' && items?.$ref !== undefined) return [exampleOf(document, items)];
  if (properties === undefined) return undefined;
  const fields = Object.entries(properties).map(
    ([name, field]) => [name, exampleOf(document, field)] as const,
  );
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
