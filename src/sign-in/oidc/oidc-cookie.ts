import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OidcAttempt } from './oidc-provider';

const NAME = 'parley_oidc';
/** Time to sign in at the provider. */
const MAX_AGE_SECONDS = 600;

/** An attempt to sign in, with the page of the console to go to afterwards. */
export interface KeptAttempt extends OidcAttempt {
  next: string;
}

/** Keeps an attempt in the browser that has begun it, so that no other browser can finish it. */
export function keepAttempt(reply: FastifyReply, attempt: KeptAttempt, publicUrl: string): void {
  const value = Buffer.from(JSON.stringify(attempt)).toString('base64url');
  void reply.setCookie(NAME, value, { ...attributes(publicUrl), maxAge: MAX_AGE_SECONDS });
}

/** Takes the attempt out of the browser, so that it can be finished once; null if there is none. */
export function takeAttempt(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string,
): KeptAttempt | null {
  const value = request.cookies[NAME];
  if (value === undefined) return null;
  void reply.clearCookie(NAME, attributes(publicUrl));
  return read(value);
}

function read(value: string): KeptAttempt | null {
  try {
    const kept = JSON.parse(Buffer.from(value, 'base64url').toString()) as Record<string, unknown> | null;
    const { state, nonce, codeVerifier, next } = kept ?? {};
    const all = { state, nonce, codeVerifier, next };
    return Object.values(all).every((text) => typeof text === 'string') ? (all as KeptAttempt) : null;
  } catch {
    return null;
  }
}

function attributes(publicUrl: string) {
  // Lax, because the provider sends the browser back from another site.
  const secure = publicUrl.startsWith('https:');
  return { path: '/sign-in/oidc', httpOnly: true, sameSite: 'lax', secure } as const;
}
