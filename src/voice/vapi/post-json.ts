import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

const MAX_ANSWER_BYTES = 1024 * 1024;

/** How long another service may take: to take the connection (TLS included), and from there to its last byte. */
export interface TimeLimits {
  connectMs: number;
  readMs: number;
}

/** What another service answered. */
export interface PostAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/**
 * Posts JSON to another service, on a connection of its own. Follows no redirect, since the request carries a key.
 * `fetch` cannot limit the time to connect.
 */
export function postJson(
  url: URL,
  { headers, body, limits }: { headers: Record<string, string>; body: unknown; limits: TimeLimits },
): Promise<PostAnswer> {
  const encrypted = url.protocol === 'https:';
  const bytes = Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const request = (encrypted ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': bytes.length },
    });
    const giveUp = (message: string) => request.destroy(new Error(message));
    let timer = setTimeout(() => giveUp('The connection took too long.'), limits.connectMs);
    request.once('socket', (socket) => {
      socket.once(encrypted ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        timer = setTimeout(() => giveUp('The answer took too long.'), limits.readMs);
      });
    });
    request.once('close', () => {
      clearTimeout(timer);
      // Whatever has not been answered by now never will be.
      reject(new Error('The connection was closed before the end of the answer.'));
    });
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) giveUp('The answer is too long.');
        else chunks.push(chunk);
      });
      response.once('error', reject);
      response.once('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    request.end(bytes);
  });
}
