import { connect } from 'node:net';
import type { Answer } from './api-client';

/**
 * Sends bytes as they are and reads one answer until the server closes; for what fetch would not send, or would give up
 * on when the answer comes before the body is through. Ask for `Connection: close`.
 */
export async function sendRaw<T = unknown>(
  baseUrl: string,
  parts: Iterable<string | Buffer>,
): Promise<Answer<T>> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  const answered = new Promise<void>((done) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that has answered may close while the rest of the body is still on its way.
    socket.on('error', () => done());
    socket.on('close', () => done());
  });
  for (const part of parts) socket.write(part);
  await answered;
  return parseAnswer<T>(Buffer.concat(chunks).toString());
}

function parseAnswer<T>(answer: string): Answer<T> {
  const end = answer.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = answer.slice(0, end).split('\r\n');
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const text = answer.slice(end + 4);
  const isJson = headers.get('content-type')?.startsWith('application/json') ?? false;
  return {
    status: Number(statusLine.split(' ')[1]),
    headers,
    body: (isJson && text !== '' ? JSON.parse(text) : null) as T,
    text,
  };
}
