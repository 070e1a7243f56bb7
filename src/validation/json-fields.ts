/** A JSON object from elsewhere, in which any field may be missing or of another type. */
export type Json = Record<string, unknown>;

/** The value if it is an object or an array, else an empty object. */
export function asObject(value: unknown): Json {
  return value !== null && typeof value === 'object' ? (value as Json) : {};
}

/** An object field; empty if it is missing. */
export function objectAt(parent: Json, name: string): Json {
  return Object.hasOwn(parent, name) ? asObject(parent[name]) : {};
}

/** A text field without the characters that PostgreSQL cannot store; empty if it is missing. */
export function textAt(parent: Json, name: string): string {
  const value = Object.hasOwn(parent, name) ? parent[name] : undefined;
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().trim() : '';
}
