import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFound } from '../errors/domain-errors';
import { CompressedFile } from '../http/compressed-file';

/** The same folder from `src/` and from `dist/`. */
const CONSOLE = join(__dirname, '../../dist/console');
const HTML = 'text/html; charset=utf-8';

// The console shows a mail by writing its HTML into this empty page. Mails have inline styles, which the console's own
// policy refuses; here they are allowed, and scripts, forms and requests are not.
const MAIL_FRAME_CSP =
  "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";
const MAIL_FRAME = '<!doctype html><html lang="en"><head><title>Mail</title></head><body></body></html>';

/** Serves the researcher's console: the same page for each of its addresses, and its files. */
export async function serveConsole(app: NestFastifyApplication): Promise<void> {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  const isBuilt = existsSync(join(CONSOLE, 'index.html'));
  // First: Fastify gives routes that stand before an awaited plugin no error handler.
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: join(CONSOLE, 'assets'),
      prefix: '/console/assets/',
      decorateReply: false,
      index: false,
      // Names contain a hash of the content, and scripts/build-console.mjs has compressed the files.
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      allowedPath: (path) => !path.includes('\0'),
    });
  }
  const page = new CompressedFile(HTML, () => readFile(join(CONSOLE, 'index.html')));
  for (const path of ['/console', '/console/*']) {
    server.get(path, (request, reply) => {
      if (!isBuilt)
        throw new NotFound('The console is not built yet. Run `npm run build`, then start again.');
      return page.send(request, reply);
    });
  }
  const mailFrame = new CompressedFile(HTML, () => Buffer.from(MAIL_FRAME));
  server.get('/console/mail-frame', (request, reply) => {
    void reply.header('content-security-policy', MAIL_FRAME_CSP);
    return mailFrame.send(request, reply);
  });
}
