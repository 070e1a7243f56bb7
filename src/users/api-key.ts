import { createHash, randomBytes } from 'node:crypto';

/** What a key may do. Write includes read; `*` includes everything. */
export const SCOPES = ['user_interview:read', 'user_interview:write', '*'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whom a key belongs to and what it opens. */
export interface ApiKeyOwner {
  keyId: string;
  userId: string;
  scopes: string[];
  /** The project that was asked for; null when there is no such project, or key or user do not reach it. */
  projectId: string | null;
}

const PREFIX = 'ply_';
const SHAPE = /^ply_[A-Za-z0-9_-]{43}$/;

/** A new personal API key: the text for its owner, and what is kept of it. */
export function newApiKey(): { key: string; hash: Buffer; mask: string } {
  const key = PREFIX + randomBytes(32).toString('base64url');
  return { key, hash: hashApiKey(key), mask: `${key.slice(0, 4)}…${key.slice(-4)}` };
}

/** Whether a text could be a key at all; saves asking the database about noise. */
export function isApiKeyFormat(text: string): boolean {
  return SHAPE.test(text);
}

/** SHA-256 suffices without salt or stretching, because a key is 256 random bits. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Whether scopes cover what a route needs. */
export function covers(scopes: readonly string[], needed: Scope): boolean {
  return (
    scopes.includes('*') ||
    scopes.includes(needed) ||
    (needed === 'user_interview:read' && scopes.includes('user_interview:write'))
  );
}
