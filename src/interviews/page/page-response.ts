import type { FastifyReply } from 'fastify';

/** What the server says to a browser: a page, or where to go. */
export type PageResponse =
  | { status: number; html: string }
  /** `cookie` is set with it. */
  | { location: string; cookie?: PageCookie };

export interface PageCookie {
  name: string;
  value: string;
  path: string;
  maxAgeDays: number;
}

// The pages' own script and its saves, and nothing from anywhere else.
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const DAY = 24 * 60 * 60;

/** Gives the answer, with everything that the pages need in its headers. */
export function sendPage(reply: FastifyReply, answer: PageResponse): void {
  void reply.header('Content-Security-Policy', POLICY);
  if ('html' in answer) {
    void reply.status(answer.status).type('text/html; charset=utf-8').send(answer.html);
    return;
  }
  const { location, cookie } = answer;
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
