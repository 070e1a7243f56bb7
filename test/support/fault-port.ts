import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';

/**
 * A free port from a range that the system hands out to nobody by itself. Somebody who is going to listen seconds
 * from now, or again after a pause, needs one: any other may be taken by then, even by an outgoing connection.
 */
export async function faultPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
