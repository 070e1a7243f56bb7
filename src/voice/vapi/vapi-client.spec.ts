import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { toLogFields } from '../../errors/to-log-fields';
import { VapiClient } from './vapi-client';

const LIMITS = { connectMs: 20_000, answerMs: 20_000, totalMs: 20_000 };
const PRIVATE_KEY = 'private-key-1f6';

describe('VapiClient', () => {
  const running: { server: Server; sockets: Set<Socket> }[] = [];

  afterEach(async () => {
    for (const { server, sockets } of running.splice(0)) {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    }
  });

  async function listen(server: Server, protocol = 'http'): Promise<string> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    running.push({ server, sockets });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const listenHttp = (listener: RequestListener) => listen(createHttpServer(listener));
  const post = (apiUrl: string, limits: Partial<typeof LIMITS> = {}) =>
    new VapiClient({ apiUrl, privateKey: PRIVATE_KEY }, { ...LIMITS, ...limits }).post('/call', { a: 'ä' });

  it('posts JSON with the key and returns the response', async () => {
    const url = await listenHttp((request, response) => {
      const { 'content-type': type, authorization, connection } = request.headers;
      response.writeHead(201, { 'x-request': [request.url, type, authorization, connection].join(' ') });
      request.pipe(response);
    });
    const { status, headers, text } = await post(`${url}/base`);
    expect([status, text]).toEqual([201, '{"a":"ä"}']);
    expect(headers['x-request']).toBe(`/base/call application/json Bearer ${PRIVATE_KEY} close`);
  });

  it('returns a redirect instead of following it', async () => {
    const paths: (string | undefined)[] = [];
    const url = await listenHttp((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect((await post(url)).status).toBe(307);
    expect(paths).toEqual(['/call']);
  });

  it('fails when the TLS handshake does not finish in time', async () => {
    const url = await listen(createTcpServer(), 'https');
    await expect(post(url, { connectMs: 100 })).rejects.toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT' });
  });

  it('fails when the response does not begin in time', async () => {
    const url = await listenHttp(() => undefined);
    await expect(post(url, { answerMs: 100 })).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
  });

  it('fails when the response pauses for too long', async () => {
    const url = await listenHttp((_request, response) => {
      response.writeHead(200);
      response.write('.');
    });
    await expect(post(url, { answerMs: 100 })).rejects.toMatchObject({ code: 'UND_ERR_BODY_TIMEOUT' });
  });

  it('fails when the response trickles in beyond the total time', async () => {
    const url = await listenHttp((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    await expect(post(url, { totalMs: 200 })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('accepts a response of 1 MiB and fails on a larger one', async () => {
    let size = 1024 * 1024;
    const url = await listenHttp((_request, response) => void response.end('x'.repeat(size)));
    expect((await post(url)).text).toHaveLength(size);
    size += 1;
    await expect(post(url)).rejects.toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
  });

  it.each([
    ['with a length', { 'content-length': '100' }, 'ResponseContentLengthMismatchError'],
    ['in chunks', {}, 'HTTPParserError'],
  ])('fails when a response %s is cut off', async (_how, headers, name) => {
    const url = await listenHttp((_request, response) => {
      response.writeHead(200, headers);
      response.write('half', () => response.destroy());
    });
    await expect(post(url)).rejects.toMatchObject({ name });
  });

  it('fails when it cannot verify the certificate of the server', async () => {
    // A server with a certificate that no authority has signed, of which the package warns.
    jest.spyOn(console, 'error').mockImplementation();
    const server = new SMTPServer({ secure: true });
    server.on('error', () => undefined);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.server.address() as AddressInfo;
    await expect(post(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: expect.stringContaining('CERT'),
    });
    await new Promise<void>((closed) => server.close(closed));
  });

  it('fails with errors that log neither the key nor the response', async () => {
    const url = await listen(createTcpServer((socket) => socket.end('Confidential words\r\n\r\n')));
    const error: unknown = await post(url).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify(toLogFields(error))).not.toMatch(/Confidential|private-key|ä/);
  });
});
