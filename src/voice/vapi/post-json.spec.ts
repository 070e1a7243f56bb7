import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { postJson } from './post-json';

const PATIENT = { connectMs: 20_000, readMs: 20_000 };

describe('postJson', () => {
  const running: { server: Server; sockets: Set<Socket> }[] = [];

  afterEach(async () => {
    for (const { server, sockets } of running.splice(0)) {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    }
  });

  async function listen(server: Server, protocol = 'http'): Promise<URL> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    running.push({ server, sockets });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new URL(`${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/call`);
  }
  const post = (url: URL, limits = PATIENT) => postJson(url, { headers: {}, body: { a: 'ä' }, limits });
  const answering = (listener: RequestListener) => listen(createHttpServer(listener));

  it('sends JSON and gives the answer', async () => {
    const url = await answering((request, response) => {
      response.writeHead(201, { 'x-type': request.headers['content-type'] });
      request.pipe(response);
    });
    const { status, headers, text } = await post(url);
    expect([status, headers['x-type'], text]).toEqual([201, 'application/json', '{"a":"ä"}']);
  });

  it('gives up on a server that takes the connection and never finishes its greeting', async () => {
    const url = await listen(createTcpServer(), 'https');
    await expect(post(url, { ...PATIENT, connectMs: 100 })).rejects.toThrow('The connection took too long.');
  });

  it('gives up on a server that never answers', async () => {
    const url = await answering(() => undefined);
    await expect(post(url, { ...PATIENT, readMs: 100 })).rejects.toThrow('The answer took too long.');
  });

  it('gives up on an answer that trickles', async () => {
    const url = await answering((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    await expect(post(url, { ...PATIENT, readMs: 200 })).rejects.toThrow('The answer took too long.');
  });

  it('gives up on an answer without end', async () => {
    const url = await answering((_request, response) => void response.end('x'.repeat(1024 * 1024 + 1)));
    await expect(post(url)).rejects.toThrow('The answer is too long.');
  });

  it('notices an answer that is cut off', async () => {
    const url = await answering((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    await expect(post(url)).rejects.toThrow();
  });
});
