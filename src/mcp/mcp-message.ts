import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json';
const STREAM_TYPE = 'text/event-stream';
/** A parameter other than `q`, such as `charset`; it says nothing about whether JSON is taken. */
const PARAMETER = /;(?!\s*q\s*=)[^;,]*/gi;
/** JSON with the weight 0. */
const REFUSED_JSON = /(?:^|,)\s*(?:application\/(?:json|\*)|\*\/\*)\s*;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$)/i;

/**
 * Whether a client with this `Accept` header takes JSON, the only type of response. The protocol wants clients to name
 * JSON and event streams; many name one of the two, a wildcard or nothing, and read JSON all the same.
 */
export function takesJson(accept = ''): boolean {
  const types = accept.replace(PARAMETER, '').trim();
  if (types === '') return true;
  const negotiator = new Negotiator({ headers: { accept: types } });
  const takes = (type: string) => negotiator.mediaTypes([type]).length > 0;
  return takes(JSON_TYPE) || (takes(STREAM_TYPE) && !REFUSED_JSON.test(types));
}

/**
 * A message, or a batch of them, in which `null` counts as absent: as `params`, and as one of the params. Clients in
 * some languages write out every optional field.
 */
export function withoutNullParams(body: unknown): unknown {
  if (Array.isArray(body)) return body.map((message: unknown) => withoutNullParams(message));
  if (!isObject(body) || !('params' in body)) return body;
  const { params, ...rest } = body;
  if (params === null) return rest;
  return isObject(params) ? { ...rest, params: withoutNulls(params) } : body;
}

/** The entries that are not `null`. */
export function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
