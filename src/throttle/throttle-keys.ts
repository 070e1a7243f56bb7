import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { isIPv6 } from 'node:net';

const IPV4_MAPPED = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/;

/**
 * Key for everything that comes from one address. IPv6 counts by its first 64 bits: a customer gets at least so many
 * addresses, and could take another one for each request.
 */
export function addressKey({ ip }: { ip?: string }): string {
  // The address of a connection that is gone already is not known.
  const [address = ''] = (ip ?? '').split('%', 1);
  if (!isIPv6(address)) return address;
  // A URL writes each address in one way only.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = IPV4_MAPPED.exec(canonical);
  if (mapped) return mapped.slice(1).flatMap(twoBytes).join('.');
  const [left = [], right = []] = canonical.split('::').map((side) => side.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}

function twoBytes(group: string): number[] {
  const value = parseInt(group, 16);
  return [value >> 8, value & 255];
}

/** Key for call starts on one link. Hashed, because the token opens the interview. */
export function linkKey({ params }: FastifyRequest): string {
  return hash((params as { token?: string }).token ?? '');
}

/** Key for call starts of one respondent: the key that the browser sends, hashed, else the address. */
export function respondentKey(request: FastifyRequest): string {
  const { respondent_key: key } = (request.body ?? {}) as { respondent_key?: unknown };
  return typeof key === 'string' && key !== '' ? hash(key) : addressKey(request);
}

/** Key for one visitor of an interview: IP + link + cookies, so colleagues behind one IP are counted separately. */
export function visitorKey(request: FastifyRequest): string {
  const { access_token: token = '' } = request.params as { access_token?: string };
  return hash(JSON.stringify([addressKey(request), token, request.headers.cookie ?? '']));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
