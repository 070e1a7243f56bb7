import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** More names than this are not listed. */
const MAX_NAMES = 20;
/** So many objects of a list are looked at: who misspells a name does so from the first one on. */
const MAX_ENTRIES = 20;
const MAX_NAME_LENGTH = 100;
/**
 * Listing the names of an object takes up to half the time of parsing it, also when only the first ones are wanted. In
 * bodies above this size nobody looks.
 */
const MAX_BODY_SIZE = 256 * 1024;
/** Clients send back whole rows that they have read, also in lists. */
const READ_ONLY = ['id', 'created_by', 'created_at'];

type Schema = { $ref?: string; properties?: Record<string, Schema>; items?: Schema };
type Content = Record<string, { schema?: Schema }>;

/** The names that a body may have without being told, and those of the objects in its lists. */
interface KnownFields {
  names: Set<string>;
  lists: [name: string, ofEntries: Set<string>][];
}

/**
 * Names the unknown fields of a body in the header X-Ignored-Fields, so that a typing error does not pass unseen. Known
 * are the fields of the operation's body, and as read-only ones those of its response.
 */
export function reportIgnoredFields(server: FastifyInstance, document: OpenAPIObject): void {
  const knownByRoute = knownFields(document);
  server.addHook('preHandler', (request, reply, done) => {
    const { body } = request;
    if (body === undefined || !isSmall(request)) return done();
    const known = knownByRoute.get(routeKey(request.method, request.routeOptions.url ?? ''));
    if (known && isObject(body)) {
      const names = unknownFields(body, known);
      if (names.length > 0) void reply.header('X-Ignored-Fields', names.map(toToken).join(', '));
    }
    done();
  });
}

function isSmall({ headers }: FastifyRequest): boolean {
  return Number(headers['content-length']) <= MAX_BODY_SIZE;
}

/** At most 20 names, those of objects in a list with the position where they occur first. */
export function unknownFields(body: Record<string, unknown>, { names, lists }: KnownFields): string[] {
  const found: string[] = [];
  for (const name in body) {
    if (name === '' || names.has(name)) continue;
    found.push(name);
    if (found.length === MAX_NAMES) return found;
  }
  for (const [list, ofEntries] of lists) {
    const entries = body[list];
    if (!Array.isArray(entries)) continue;
    const seen = new Set<string>();
    for (const [position, entry] of entries.slice(0, MAX_ENTRIES).entries()) {
      if (!isObject(entry)) continue;
      for (const name in entry) {
        if (ofEntries.has(name) || seen.has(name)) continue;
        seen.add(name);
        found.push(`${list}__${position}__${name}`);
        if (found.length === MAX_NAMES) return found;
      }
    }
  }
  return found;
}

/** A name as it can stand in a header: percent-encoded, and cut when it is long. */
function toToken(name: string): string {
  let token = '';
  for (const character of name.slice(0, MAX_NAME_LENGTH).toWellFormed()) {
    const encoded = encodeURIComponent(character);
    if (token.length + encoded.length > MAX_NAME_LENGTH) break;
    token += encoded;
  }
  return token;
}

function knownFields(document: OpenAPIObject): Map<string, KnownFields> {
  const known = new Map<string, KnownFields>();
  const resolve = (schema: Schema = {}): Schema =>
    schema.$ref === undefined
      ? schema
      : (document.components?.schemas?.[schema.$ref.replace('#/components/schemas/', '')] ?? {});
  const propertiesOf = (content?: Content) => resolve(content?.['application/json']?.schema).properties ?? {};

  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of ['post', 'patch'] as const) {
      const { requestBody, responses = {} } = item[method] ?? {};
      if (requestBody === undefined) continue;
      const sent = propertiesOf((requestBody as { content: Content }).content);
      const answers = Object.entries(responses).filter(([status]) => status < '300');
      const shown = answers.flatMap(([, answer]) =>
        Object.keys(propertiesOf((answer as { content?: Content }).content)),
      );
      const lists = Object.entries(sent).flatMap(([name, { items }]): KnownFields['lists'] => {
        const fields = resolve(items).properties;
        return fields ? [[name, new Set([...Object.keys(fields), ...READ_ONLY])]] : [];
      });
      known.set(routeKey(method, path.replace(/\{(\w+)\}/g, ':$1')), {
        names: new Set([...Object.keys(sent), ...shown, ...READ_ONLY]),
        lists,
      });
    }
  }
  return known;
}

function routeKey(method: string, url: string): string {
  return `${method.toUpperCase()} ${url.replace(/\/$/, '')}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !Buffer.isBuffer(value);
}
