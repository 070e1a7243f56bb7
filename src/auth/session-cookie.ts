import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_DAYS } from '../users/session.entity';

/** Name of the cookie of a session. */
export const SESSION_COOKIE = 'parley_session';

/** Header that proves that the console itself, and not another site, has made a request. */
export const CSRF_HEADER = 'x-csrf-token';

/** The token of the session that the browser has sent; null without one. */
export function sessionTokenOf(request: FastifyRequest): string | null {
  // `request.cookies` is not set yet when requests are authenticated.
  return request.server.parseCookie(request.headers.cookie ?? '')[SESSION_COOKIE] ?? null;
}

/** Makes the browser keep the session until it is unused for {@link SESSION_DAYS}. @param publicUrl decides on Secure */
export function setSessionCookie(reply: FastifyReply, token: string, publicUrl: string): void {
  void reply.setCookie(SESSION_COOKIE, token, { ...attributes(publicUrl), maxAge: SESSION_DAYS * 86_400 });
}

/** Makes the browser forget the session. */
export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  void reply.clearCookie(SESSION_COOKIE, attributes(publicUrl));
}

/**
 * The value of {@link CSRF_HEADER} for requests of a session. It follows from the session's token, which no other site
 * can read, so it needs no row.
 */
export function csrfTokenOf(sessionToken: string): string {
  return createHash('sha256').update(`csrf ${sessionToken}`).digest('base64url');
}

/** Whether a request carries the CSRF token of its session. */
export function hasCsrfToken(request: FastifyRequest, sessionToken: string): boolean {
  const sent = request.headers[CSRF_HEADER];
  if (typeof sent !== 'string') return false;
  const [given, expected] = [sent, csrfTokenOf(sessionToken)].map((token) => Buffer.from(token));
  return given !== undefined && expected !== undefined && given.length === expected.length
    ? timingSafeEqual(given, expected)
    : false;
}

function attributes(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') } as const;
}
