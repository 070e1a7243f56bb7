import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import {
  answerOf,
  type DocumentedOperation,
  EVENT_SCHEMAS,
  operationOf,
  resolved,
  type Schema,
} from './document';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
const validators = new Map<Schema, ValidateFunction>();

/** Documented headers that most answers do not have. */
const RARE_HEADERS = new Set(['Idempotent-Replayed', 'X-Ignored-Fields']);

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Checks an answer against openapi.json. Answers to undocumented requests are not checked.
 * @throws Error naming operation, status and what is wrong
 */
export function checkAgainstDocument(method: string, url: string, answer: WireAnswer): void {
  const operation = operationOf(method, url);
  if (!operation) return;
  const problem = problemOf(operation, answer);
  if (problem === null) return;
  throw new Error(`${operation.operationId} answered ${answer.status}, against openapi.json: ${problem}`);
}

/** Checks a message to a webhook against openapi.json. @throws Error saying what is wrong */
export function checkEvent(message: { type: string }): void {
  const { type } = message;
  const schema = EVENT_SCHEMAS.get(type);
  if (!schema) throw new Error(`The event ${type} is not in openapi.json.`);
  const validate = validatorOf(schema);
  if (validate(message)) return;
  throw new Error(`The event ${type}: ${ajv.errorsText(validate.errors, { dataVar: 'message' })}`);
}

function problemOf(operation: DocumentedOperation, { status, headers, text }: WireAnswer): string | null {
  const documented = answerOf(operation, status);
  if (!documented) return 'this status is not documented';
  if (documented.content === undefined) return text === '' ? null : 'a body, where none is documented';
  const type = (headers.get('content-type') ?? '').split(';', 1)[0] ?? '';
  const media = documented.content[type];
  if (!media) return `content type "${type}" is not documented`;
  for (const name of Object.keys(documented.headers ?? {})) {
    // Only an overloaded server knows when to come back.
    if (name === 'Retry-After' && status === 503 && !text.includes('"overloaded"')) continue;
    if (!RARE_HEADERS.has(name) && !headers.has(name)) return `the header ${name} is missing`;
  }
  if (type !== 'application/json') return null;
  const validate = validatorOf(media.schema);
  return validate(JSON.parse(text)) ? null : ajv.errorsText(validate.errors, { dataVar: 'body' });
}

function validatorOf(schema: Schema): ValidateFunction {
  const known = validators.get(schema) ?? ajv.compile(closed(schema));
  validators.set(schema, known);
  return known;
}

/** The same schema with nothing allowed that is not documented. */
function closed(given: Schema): object {
  const { items, properties, anyOf, ...schema } = resolved(given);
  return {
    ...schema,
    ...(anyOf ? { anyOf: anyOf.map(closed) } : {}),
    ...(items ? { items: closed(items) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [name, closed(property)]),
          ),
          additionalProperties: schema.additionalProperties ?? false,
        }
      : {}),
  };
}
