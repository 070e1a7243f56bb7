import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Longer than a send waits for a mail server that hangs, and less than the process has to stop. */
const PATIENCE_MS = 10_000;

/**
 * Closes the application. Requests in flight are answered; a connection whose client does not take its answer is cut
 * in the end, since it would hold the process for as long as the client likes.
 */
export async function closeWithTimeout(app: NestFastifyApplication): Promise<void> {
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), PATIENCE_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
