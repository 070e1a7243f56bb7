import type { FastifyInstance } from 'fastify';
import { parse } from 'qs';
import { InvalidRequestContent } from '../errors/domain-errors';

/** Deeper bodies than this have no use here, and recursion on them could exhaust the stack. */
const MAX_DEPTH = 20;
const MAX_FORM_FIELDS = 500_000;

const formBodies = new WeakSet<object>();

/** Whether this parsed body came as a form, where every value is text. */
export function isFormBody(body: object): boolean {
  return formBodies.has(body);
}

/**
 * JSON and form bodies. An empty body is no body, also under a JSON content type, because generated clients send
 * that with operations that take none.
 */
export function registerBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, parseForm(body as string));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidRequestContent('parse_error', 'The request body is not valid JSON.');
  }
  if (isDeeperThan(value, MAX_DEPTH)) {
    throw new InvalidRequestContent(
      'parse_error',
      `The request body is nested deeper than ${MAX_DEPTH} levels.`,
    );
  }
  return value;
}

function parseForm(text: string): object {
  const body = parse(text, {
    depth: 3,
    arrayLimit: MAX_FORM_FIELDS,
    parameterLimit: MAX_FORM_FIELDS,
    allowPrototypes: false,
  });
  formBodies.add(body);
  return body;
}

function isDeeperThan(root: unknown, limit: number): boolean {
  let level = containersIn([root]);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((container) => containersIn(Object.values(container)));
  }
  return false;
}

function containersIn(values: unknown[]): object[] {
  return values.filter((value) => value !== null && typeof value === 'object');
}
