import { createHash, randomBytes } from 'node:crypto';

const SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** A secret of 256 random bits for a cookie or link, and the hash to store. */
export function newSecretToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashSecretToken(token) };
}

/** Whether a text has the format of a token; anything else needs no database lookup. */
export function isSecretTokenFormat(text: string): boolean {
  return SHAPE.test(text);
}

/** SHA-256 suffices without salt or stretching, because a token is 256 random bits. */
export function hashSecretToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
