import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Key for call starts on one link. Hashed, because the token opens the interview. */
export function linkKey({ params }: FastifyRequest): string {
  return hash((params as { token?: string }).token ?? '');
}

/** Key for call starts of one respondent: the key that the browser sends, hashed, else the IP address. */
export function respondentKey({ body, ip }: FastifyRequest): string {
  const { respondent_key: key } = (body ?? {}) as { respondent_key?: unknown };
  return typeof key === 'string' && key !== '' ? hash(key) : ip;
}

/** Key for one visitor of an interview: IP + link + cookies, so colleagues behind one IP are counted separately. */
export function visitorKey({ ip, params, headers }: FastifyRequest): string {
  const { access_token: token = '' } = params as { access_token?: string };
  return hash(JSON.stringify([ip, token, headers.cookie ?? '']));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
