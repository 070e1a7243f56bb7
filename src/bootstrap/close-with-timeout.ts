import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Longer than the timeout of the mail server, and shorter than the deadline of the shutdown. */
const TIMEOUT_MS = 10_000;

/**
 * Closes the application after it has answered the requests in flight. After a timeout all connections are closed,
 * because a client that does not read its response could otherwise keep the process alive.
 */
export async function closeWithTimeout(app: NestFastifyApplication): Promise<void> {
  const timer = setTimeout(() => app.getHttpServer().closeAllConnections(), TIMEOUT_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}
