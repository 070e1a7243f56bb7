import { createHash, randomBytes } from 'node:crypto';

/** Scopes of a key. Write includes read; `*` includes everything. */
export const SCOPES = ['user_interview:read', 'user_interview:write', '*'] as const;
export type Scope = (typeof SCOPES)[number];

const PREFIX = 'ply_';
const SHAPE = /^ply_[A-Za-z0-9_-]{43}$/;

/** Generates a personal API key: the text for its owner, and the hash and mask to store. */
export function newApiKey(): { key: string; hash: Buffer; mask: string } {
  const key = PREFIX + randomBytes(32).toString('base64url');
  return { key, hash: hashApiKey(key), mask: `${key.slice(0, 4)}…${key.slice(-4)}` };
}

/** Whether a text has the format of a key; anything else needs no database lookup. */
export function isApiKeyFormat(text: string): boolean {
  return SHAPE.test(text);
}

/** SHA-256 suffices without salt or stretching, because a key is 256 random bits. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Whether the scopes of a key include the scope that a route needs. */
export function covers(scopes: readonly string[], needed: Scope): boolean {
  return (
    scopes.includes('*') ||
    scopes.includes(needed) ||
    (needed === 'user_interview:read' && scopes.includes('user_interview:write'))
  );
}
