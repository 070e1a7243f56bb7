import type { OpenAPIObject } from '@nestjs/swagger';

/** Extension that carries an operation's own body example to `addConventions`, which removes it. */
export const BODY_EXAMPLE = 'x-body-example';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  example?: unknown;
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** The example of an operation's body: the operation's own, else one that is made of its fields. */
export function bodyExampleOf(document: OpenAPIObject, operation: object, schema: object): unknown {
  const carrier = operation as { [BODY_EXAMPLE]?: object };
  const own = carrier[BODY_EXAMPLE];
  delete carrier[BODY_EXAMPLE];
  return own ?? exampleOf(document, schema);
}

/** An example of a body from the examples or defaults of its fields. Fields that have neither are left out. */
function exampleOf(document: OpenAPIObject, schema: object): unknown {
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
