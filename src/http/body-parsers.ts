import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'fast-querystring';
import { InvalidRequestContent } from '../errors/domain-errors';

/** No request needs deeper bodies than this, and recursion into them could exhaust the stack. */
const MAX_DEPTH = 20;

// Invalid UTF-8 is refused; a lenient decoder would store replacement characters.
const UTF8 = new TextDecoder('utf-8', { fatal: true });

const formBodies = new WeakSet<object>();

/** Whether this parsed body was sent as a form, in which every value is a string. */
export function isFormBody(body: object): boolean {
  return formBodies.has(body);
}

/** Leaves the body of a route unparsed. The handler gets the bytes with {@link RawBody}, for example to verify a signature. */
export const KeepRawBody = () => RouteConfig({ rawBody: true });

/** The bytes of a body that {@link KeepRawBody} has left unparsed. */
export const RawBody = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
});

function keepsRawBody({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { rawBody?: boolean }).rawBody === true;
}

/**
 * Parses JSON and form bodies. An empty body with a JSON content type counts as no body, because generated clients send
 * one with operations that take none.
 */
export function registerBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, keepsRawBody(request) ? body : parseJson(decode(body as Buffer)));
    } catch (error) {
      done(error as Error);
    }
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (request, body, done) => {
      try {
        done(null, keepsRawBody(request) ? body : parseForm(decodable(decode(body as Buffer))));
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

/** The text of a form, in which every percent sign begins a byte and all bytes are valid UTF-8. */
function decodable(text: string): string {
  // Elsewhere a percent sign stands for itself (URL Standard, 1.3); the parser would take the whole value as it is.
  const escaped = text.replace(/%(?![\da-f]{2})/gi, '%25');
  try {
    decodeURIComponent(escaped);
  } catch {
    throw new InvalidRequestContent('parse_error', 'The request body is not valid UTF-8.');
  }
  return escaped;
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

// `name`, `name[]`, `name[3]` and `name[3][part]`. Other keys are unknown fields, which are ignored.
const FORM_FIELD = /^([^[\]]+)(?:\[(\d{0,6})\](?:\[([^[\]]+)\])?)?$/;

/**
 * The fields of a form. A name that occurs more than once becomes a list; `items[0][part]` become objects in a list. The
 * time is linear in the length of the text, also for hostile input.
 */
function parseForm(text: string): object {
  const lists = new Map<string, unknown[]>();
  const items = new Map<string, Record<string, unknown>>();
  const body: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [field, value] of Object.entries(parse(text))) {
    const [, name, position, part] = FORM_FIELD.exec(field) ?? [];
    if (name === undefined) continue;
    if (position === undefined) {
      body[name] = value;
      continue;
    }
    const list = lists.get(name) ?? [];
    body[name] = list;
    lists.set(name, list);
    if (part === undefined) {
      for (const entry of [value].flat()) list.push(entry);
      continue;
    }
    const key = `${name}[${position}]`;
    const item = items.get(key) ?? (Object.create(null) as Record<string, unknown>);
    if (!items.has(key)) list.push(item);
    items.set(key, item);
    item[part] = value;
  }
  formBodies.add(body);
  return body;
}

/** Walks the body level by level instead of recursively, so that deep nesting cannot exhaust the stack. */
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
