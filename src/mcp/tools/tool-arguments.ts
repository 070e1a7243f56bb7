import { InvalidRequestContent } from '../../errors/domain-errors';
import { type Tool, CLEAR } from './build-tools';
import type { JsonSchema } from './json-schema';

/** Arguments of a tool call by name. */
export type Arguments = Record<string, unknown>;

/**
 * Reads the arguments of a call as the tool's schema means them. Assistants write numbers, truth values and lists as
 * text, and `null` for what they leave out. A value that cannot be read is refused, because the operations fall back to
 * the default for an unusable `limit` or `offset`, which an assistant would not notice. Texts are left to the operation.
 * @throws InvalidRequestContent an argument is unknown, or its value has the wrong type
 */
export function readArguments(
  { inputSchema, spec }: Pick<Tool, 'inputSchema' | 'spec'>,
  given: Arguments,
): Arguments {
  const { properties, required } = inputSchema as unknown as {
    properties: Record<string, JsonSchema>;
    required: string[];
  };
  const read: Arguments = {};
  for (const [name, value] of Object.entries(given)) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!schema) throw unknownArgument(spec.name, name, Object.keys(properties));
    if (value === null && !required.includes(name)) continue;
    read[name] = readValue(schema, value, name);
  }
  const { [CLEAR]: cleared, ...values } = read;
  if (!Object.hasOwn(properties, CLEAR) || cleared === undefined) return read;
  return { ...values, ...clearedFields(cleared, properties[CLEAR] ?? {}) };
}

function readValue(schema: JsonSchema, value: unknown, name: string): unknown {
  switch (schema.type) {
    case 'integer':
      return readInteger(schema, value, name);
    case 'boolean':
      return readBoolean(value, name);
    case 'array':
      return readList(schema, value, name);
    default:
      // A list can stand for texts with commas between them.
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      throw new InvalidRequestContent('invalid_input', 'Not a valid string.', name);
  }
}

function readInteger({ minimum, maximum }: JsonSchema, value: unknown, name: string): unknown {
  // The operation words what is wrong with a required number.
  if (value === null) return value;
  const number = typeof value === 'string' && /^\s*-?\d{1,15}(\.0+)?\s*$/.test(value) ? Number(value) : value;
  // A larger page than the largest is cut, as in the API; other limits are checked by the operation.
  const isTooSmall = typeof number === 'number' && typeof minimum === 'number' && number < minimum;
  const isTooLarge =
    name !== 'limit' && typeof number === 'number' && typeof maximum === 'number' && number > maximum;
  if (Number.isSafeInteger(number) && !isTooSmall && !isTooLarge) return number;
  throw new InvalidRequestContent(
    'invalid_input',
    `Must be a whole number from ${String(minimum)} to ${String(maximum)}.`,
    name,
  );
}

function readBoolean(value: unknown, name: string): unknown {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (text === true || text === 'true') return true;
  if (text === false || text === 'false') return false;
  throw new InvalidRequestContent('invalid_input', 'Must be a valid boolean.', name);
}

/** Reads a list, also one that was written as JSON text. The operation refuses what is no list. */
function readList({ items }: JsonSchema, value: unknown, name: string): unknown {
  const list = typeof value === 'string' ? (parsedList(value) ?? value) : value;
  const { properties } = (items ?? {}) as { properties?: object };
  if (!Array.isArray(list) || !properties) return list;
  list.forEach((entry: unknown, position) => {
    if (typeof entry !== 'object' || entry === null) return;
    const unknown = Object.keys(entry).find((field) => !Object.hasOwn(properties, field));
    if (unknown !== undefined)
      throw new InvalidRequestContent(
        'invalid_input',
        `An entry has no such field. It takes: ${Object.keys(properties).join(', ')}.`,
        `${name}__${position}__${unknown.slice(0, 100)}`,
      );
  });
  return list;
}

function parsedList(text: string): unknown[] | undefined {
  if (!text.trim().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The fields named in `clear` as `null`, which is how the API empties them. */
function clearedFields(cleared: unknown, { items }: JsonSchema): Arguments {
  const { enum: names } = items as { enum: string[] };
  if (!Array.isArray(cleared) || !cleared.every((name: unknown) => names.includes(name as string)))
    throw new InvalidRequestContent('invalid_input', `Must be a list of: ${names.join(', ')}.`, CLEAR);
  return Object.fromEntries((cleared as string[]).map((name) => [name, null]));
}

function unknownArgument(tool: string, name: string, known: string[]): InvalidRequestContent {
  const takes = known.length > 0 ? ` It takes: ${known.join(', ')}.` : '';
  return new InvalidRequestContent(
    'invalid_input',
    `The tool ${tool} has no such argument.${takes}`,
    name.slice(0, 100),
  );
}
