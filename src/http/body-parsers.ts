import type { FastifyInstance } from 'fastify';
import { parse } from 'qs';
import { InvalidRequestContent } from '../errors/domain-errors';

/** Deeper bodies than this have no use here, and recursion on them could exhaust the stack. */
const MAX_DEPTH = 20;
const MAX_FORM_FIELDS = 500_000;

// Bytes that are no UTF-8 are refused instead of stored as something else.
const UTF8 = new TextDecoder('utf-8', { fatal: true });

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
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(decode(body as Buffer)));
    } catch (error) {
      done(error as Error);
    }
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, parseForm(decode(body as Buffer)));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

function decode(body: Buffer): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw new InvalidRequestContent('parse_error', 'The request body is not valid UTF-8.');
  }
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

/**
 * Looks through the whole body, level by level. On its way it takes out members that have a meaning to JavaScript
 * itself: no field here has such a name, and class-transformer would call what it finds there.
 */
function isDeeperThan(root: unknown, limit: number): boolean {
  let level = containersIn([root]);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) return true;
    for (const container of level) disarm(container);
    level = level.flatMap((container) => containersIn(Object.values(container)));
  }
  return false;
}

function disarm(container: object): void {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    if (Object.hasOwn(container, name)) Reflect.deleteProperty(container, name);
  }
}

function containersIn(values: unknown[]): object[] {
  return values.filter((value) => value !== null && typeof value === 'object');
}
