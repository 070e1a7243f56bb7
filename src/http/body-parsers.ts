import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'fast-querystring';
import type { Readable } from 'node:stream';
import { InvalidRequestContent } from '../errors/domain-errors';
import { UnsupportedMediaType } from './body-errors';
import { allowanceOf, ServerBodyLimits } from './body-limits';
import { receiveBody, SenderGone } from './body-receiver';
import { type BodyScan, FormScan, JsonScan, MultipartScan } from './body-scan';
import { CsvFile } from './csv-file';
import { readMultipart } from './multipart';
import { TurnQueue } from './turn-queue';

// Invalid UTF-8 is refused; a lenient decoder would store replacement characters.
const UTF8 = new TextDecoder('utf-8', { fatal: true });

const formBodies = new WeakSet<object>();

/** Whether this parsed body was sent as a form, in which every value is a string. */
export function isFormBody(body: object): boolean {
  return formBodies.has(body);
}

/**
 * Leaves the body of a route unparsed. The handler gets the bytes with {@link RawBody}, for example to verify a signature.
 * @param maxBytes limit of the route's bodies, instead of the one that its access gives it
 */
export const KeepRawBody = ({ maxBytes }: { maxBytes: number }) => RouteConfig({ rawBody: true, maxBytes });

/** Lets a POST route take `multipart/form-data` without files, which other routes take with PATCH only. */
export const AcceptMultipart = () => RouteConfig({ multipart: true });

/** The bytes of a body that {@link KeepRawBody} has left unparsed. */
export const RawBody = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
});

/** The parts of a route's configuration that {@link KeepRawBody}, {@link AcceptMultipart} and `TakesCsv` set. */
interface BodyConfig {
  rawBody?: boolean;
  multipart?: boolean;
  maxBytes?: number;
  csv?: boolean;
}

interface Format {
  type: string;
  /** Null for a body that is not parsed as a whole. */
  newScan: () => BodyScan | null;
  parse: (body: Buffer, request: FastifyRequest) => unknown;
}

const CSV_TYPE = 'text/csv';
/** Amazon SNS sends its JSON as plain text; only routes that keep the bytes take it. */
const PLAIN_TYPE = 'text/plain';

const FORMATS: Format[] = [
  { type: 'application/json', newScan: () => new JsonScan(), parse: (body) => parseJson(decode(body)) },
  {
    type: 'application/x-www-form-urlencoded',
    newScan: () => new FormScan(),
    parse: (body) => parseForm(Object.entries(parse(decodable(decode(body))))),
  },
  {
    type: 'multipart/form-data',
    newScan: () => new MultipartScan(),
    parse: async (body, { headers }) => parseForm(await readMultipart(body, headers['content-type'] ?? '')),
  },
  { type: CSV_TYPE, newScan: () => null, parse: (body) => new CsvFile(body) },
  { type: PLAIN_TYPE, newScan: () => null, parse: () => undefined },
];

/**
 * Parses JSON and form bodies, and takes CSV files where a route wants one, within the limits of {@link ServerBodyLimits}. An empty body with a JSON content type counts
 * as no body, because generated clients send one with operations that take none.
 */
export function registerBodyParsers(server: FastifyInstance, limits = new ServerBodyLimits()): void {
  const largeBodies = new TurnQueue();
  server.removeAllContentTypeParsers();
  for (const format of FORMATS) {
    server.addContentTypeParser(format.type, (request: FastifyRequest, payload: Readable) =>
      readBody(request, payload, { format, limits, largeBodies }),
    );
  }
  server.addHook('onSend', (request, reply, _payload, done) => {
    const allowance = allowanceOf(request);
    // The handler is done with the body, also when its sender has gone in the meantime.
    allowance?.reservation.release();
    // Fastify closes the connection when a body is refused, and a sender that is still sending then loses the answer.
    if (allowance?.refused === true) void reply.removeHeader('connection');
    done();
  });
}

interface Parsing {
  format: Format;
  limits: ServerBodyLimits;
  /** Parsing of large bodies blocks the process for a while, so it lets others in after each. */
  largeBodies: TurnQueue;
}

async function readBody(
  request: FastifyRequest,
  payload: Readable,
  { format, limits, largeBodies }: Parsing,
): Promise<unknown> {
  const {
    rawBody = false,
    multipart = request.method === 'PATCH',
    maxBytes,
    csv = false,
  } = request.routeOptions.config as BodyConfig;
  const allowance = limits.allow(request, maxBytes);
  const isStrayMultipart = format.type === 'multipart/form-data' && !multipart;
  const isStrayText = format.type === PLAIN_TYPE && !rawBody;
  if (csv !== (format.type === CSV_TYPE) || isStrayMultipart || isStrayText) {
    allowance.refused = true;
    throw new UnsupportedMediaType(
      csv ? `Send ${CSV_TYPE}.` : 'Send application/json or application/x-www-form-urlencoded.',
    );
  }
  const body = await receiveBody(request, payload, allowance, rawBody ? null : format.newScan());
  if (rawBody) return body;
  if (!allowance.reservation.isLarge) return format.parse(body, request);
  return largeBodies.run(() => {
    if (request.raw.socket.destroyed) throw new SenderGone();
    return format.parse(body, request);
  });
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
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequestContent('parse_error', 'The request body is not valid JSON.');
  }
}

// `name`, `name[]`, `name[3]` and `name[3][part]`. Other keys are unknown fields, which are ignored.
const FORM_FIELD = /^([^[\]]+)(?:\[(\d{0,6})\](?:\[([^[\]]+)\])?)?$/;

/**
 * The fields of a form. A name that occurs more than once becomes a list; `items[0][part]` become objects in a list. The
 * time is linear in the length of the text, also for hostile input.
 */
function parseForm(fields: [string, unknown][]): object {
  const lists = new Map<string, unknown[]>();
  const items = new Map<string, Record<string, unknown>>();
  const body: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [field, value] of fields) {
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
