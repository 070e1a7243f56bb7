import type { FastifyReply } from 'fastify';

/** Response to a browser: a page or a redirect. */
export type PageResponse = { status: number; html: string } | { location: string; cookie?: PageCookie };

export interface PageCookie {
  name: string;
  value: string;
  path: string;
  maxAgeDays: number;
}

// Pages load their own scripts, styles and images, and post to their own server.
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const DAY = 24 * 60 * 60;

/** Sends a page or a redirect, with the headers that all pages need. */
export function sendPage(reply: FastifyReply, response: PageResponse): void {
  void reply.header('Content-Security-Policy', POLICY);
  if ('html' in response) {
    void reply.status(response.status).type('text/html; charset=utf-8').send(response.html);
    return;
  }
  const { location, cookie } = response;
  if (cookie) {
    const { name, value, path, maxAgeDays } = cookie;
    void reply.setCookie(name, value, {
      path,
      maxAge: maxAgeDays * DAY,
      httpOnly: true,
      sameSite: 'lax',
      secure: reply.request.protocol === 'https',
    });
  }
  void reply.redirect(location, 303);
}
