import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

/** What the starts of calls on one link are counted by. Hashed: the token opens the page. */
export function linkKey({ params }: FastifyRequest): string {
  return hash((params as { token?: string }).token ?? '');
}

/** What the starts of one respondent's calls are counted by: the browser's key, hashed, else the address. */
export function respondentKey({ body, ip }: FastifyRequest): string {
  const { respondent_key: key } = (body ?? {}) as { respondent_key?: unknown };
  return typeof key === 'string' && key !== '' ? hash(key) : ip;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
