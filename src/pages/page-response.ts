import type { FastifyReply } from 'fastify';

/** Response to a browser: a page, a file or a redirect; or a text, to a client that takes no pages. */
export type PageResponse =
  | { status: number; html: string }
  | { status: number; text: string }
  | { download: string; fileName: string; type: string }
  | { location: string; cookies?: PageCookie[] };

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
  if ('text' in response) {
    void reply.status(response.status).type('text/plain; charset=utf-8').send(response.text);
    return;
  }
  if ('download' in response) {
    const { download, fileName, type } = response;
    void reply
      .type(`${type}; charset=utf-8`)
      .header('Content-Disposition', `attachment; filename="${fileName}"`)
      .send(download);
    return;
  }
  const { location, cookies = [] } = response;
  for (const { name, value, path, maxAgeDays } of cookies) {
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
