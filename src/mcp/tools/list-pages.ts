import type { JsonSchema } from './json-schema';

/**
 * The body of a tool's response without links to neighbouring pages. Assistants cannot open a link, and the call inside
 * the process does not know the server's address. They get the `offset` of the next page instead.
 */
export function withNextOffset(body: Record<string, unknown>): Record<string, unknown> {
  if (!('next' in body) || !('previous' in body)) return body;
  const { count, next } = body;
  const nextOffset = typeof next === 'string' ? offsetOf(next) : null;
  return { count, next_offset: nextOffset, ...withoutLinks(body) };
}

/** The schema of {@link withNextOffset}'s result, from the schema of the operation's response. */
export function withNextOffsetSchema(schema: JsonSchema): JsonSchema {
  const { properties, required } = schema as { properties?: Record<string, unknown>; required?: string[] };
  if (!properties || !('next' in properties) || !('previous' in properties)) return schema;
  const names = (required ?? []).filter((name) => name !== 'next' && name !== 'previous');
  return {
    ...schema,
    required: [...names, 'next_offset'],
    properties: {
      count: properties.count,
      next_offset: {
        description: 'Pass it as `offset` to get the next rows. Null after the last ones.',
        anyOf: [{ type: 'integer', minimum: 0 }, { type: 'null' }],
      },
      ...withoutLinks(properties),
    },
  };
}

function withoutLinks(named: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(named).filter(([name]) => name !== 'next' && name !== 'previous'));
}

function offsetOf(link: string): number {
  return Number(new URL(link).searchParams.get('offset'));
}
