import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { limitsWithKey, publicLimits, ServerBodyLimits, trustBodyOf } from './body-limits';
import { registerBodyParsers } from './body-parsers';
import { toErrorResponse } from './error.filter';

const MB = 1024 * 1024;
const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=x';

describe('request bodies', () => {
  const withKey = { ...limitsWithKey(), receiveMs: 30_000 };
  const open = { ...publicLimits(), receiveMs: 2000 };
  let server: FastifyInstance;
  let finishHandlers: (() => void)[] = [];

  beforeAll(async () => {
    server = fastify();
    registerBodyParsers(server, new ServerBodyLimits(withKey, open));
    server.addHook('onRequest', async (request) => {
      const { key } = request.headers;
      if (typeof key === 'string') trustBodyOf(request, key);
    });
    server.setErrorHandler((error, _request, reply) => {
      const { status, body } = toErrorResponse(error);
      return reply.status(status).send(body);
    });
    server.route({ method: ['POST', 'PATCH'], url: '/', handler: ({ body }) => ({ body: shown(body) }) });
    server.post('/fails', () => Promise.reject(new Error('no')));
    server.post('/slow', async () => {
      await new Promise<void>((finish) => finishHandlers.push(finish));
      return {};
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());
  afterEach(async () => {
    finishHandlers.forEach((finish) => finish());
    finishHandlers = [];
    await untilFree();
  });

  /** Large bodies come back as their length. */
  const shown = (body: unknown) => {
    const text = JSON.stringify(body) ?? 'none';
    return text.length > 1000 ? text.length : body;
  };
  const port = () => (server.server.address() as AddressInfo).port;
  const inUse = () => withKey.budget.inUse + open.budget.inUse;
  const untilFree = async () => {
    for (let tries = 0; inUse() > 0 && tries < 100; tries++) await sleep(20);
    expect(inUse()).toBe(0);
  };

  async function send(body: string | Buffer, type = JSON_TYPE, key?: string, method = 'POST') {
    const headers = { 'content-type': type, ...(key === undefined ? {} : { key }) };
    const response = await fetch(`http://127.0.0.1:${port()}/`, { method, headers, body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
  const head = (lines: string[], path = '/') =>
    [`POST ${path} HTTP/1.1`, 'Host: x', `Content-Type: ${JSON_TYPE}`, ...lines, '', ''].join('\r\n');
  /** Opens a connection and sends this. */
  const start = async (...parts: (string | Buffer)[]): Promise<Socket> => {
    const socket = connect(port(), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    for (const part of parts) socket.write(part);
    return socket;
  };
  /** The next answer, once it is whole. */
  const answerOf = async (socket: Socket): Promise<string> => {
    let text = '';
    while (!/\r\n\r\n.*\}$/s.test(text)) {
      const [chunk] = (await once(socket, 'data')) as [Buffer];
      text += chunk.toString();
    }
    return text;
  };
  const textOf = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
  const listOf = (parts: number) => `[${'0,'.repeat(parts - 1)}0]`;

  describe('in size', () => {
    it.each<[string, number, string | undefined]>([
      ['without a key', MB, undefined],
      ['with a key', 20 * MB, 'a'],
    ])('%s are read up to the limit', async (_who, limit, key) => {
      expect(await send(textOf(limit), JSON_TYPE, key)).toEqual({ status: 200, body: { body: limit } });
      expect(await send(textOf(limit + 1), JSON_TYPE, key)).toMatchObject({
        status: 413,
        body: { code: 'body_too_large', detail: `The request body is larger than ${limit / MB} MB.` },
      });
    });

    it('are refused at the byte that is too much when they come in chunks', async () => {
      const piece = Buffer.alloc(MB, ' ');
      const socket = await start(head(['Transfer-Encoding: chunked']), '100000\r\n', piece, '\r\n1\r\n \r\n');
      expect(await answerOf(socket)).toContain('body_too_large');
      socket.destroy();
    });

    it('are read in chunks of one byte', async () => {
      const text = JSON.stringify({ topic: 'ü, "quoted" \\ and more', n: [1, 2] });
      const bytes = [...Buffer.from(text)];
      const chunks = bytes.map((byte) => Buffer.from([0x31, 0x0d, 0x0a, byte, 0x0d, 0x0a]));
      const socket = await start(head(['Transfer-Encoding: chunked']), ...chunks, '0\r\n\r\n');
      expect(await answerOf(socket)).toContain(JSON.stringify({ body: JSON.parse(text) as object }));
      socket.destroy();
    });

    it('leave the connection usable and the answer readable when they are refused', async () => {
      const socket = await start(head(['Content-Length: 3000000']), Buffer.alloc(3_000_000, ' '));
      const refusal = await answerOf(socket);
      expect(refusal).toContain('HTTP/1.1 413');
      expect(refusal).not.toMatch(/connection: close/i);
      socket.write(`${head(['Content-Length: 2'])}{}`);
      expect(await answerOf(socket)).toContain('HTTP/1.1 200');
      socket.destroy();
    });
  });

  describe('in parts', () => {
    it.each<[string, number, string | undefined]>([
      ['without a key', 10_000, undefined],
      ['with a key', 1_000_000, 'a'],
    ])('%s are read up to the limit', async (_who, limit, key) => {
      expect((await send(listOf(limit), JSON_TYPE, key)).status).toBe(200);
      const refused = { status: 413, body: { type: 'invalid_request', code: 'too_many_parts', attr: null } };
      expect(await send(listOf(limit + 1), JSON_TYPE, key)).toMatchObject(refused);
      expect((await send('a=&'.repeat(limit / 2), FORM, key)).status).toBe(200);
      expect(await send(`${'a=&'.repeat(limit / 2)}a`, FORM, key)).toMatchObject({ status: 200 });
      expect(await send(`${'a=&'.repeat(limit / 2)}a=`, FORM, key)).toMatchObject(refused);
      expect(await send('%'.repeat(limit + 2), FORM, key)).toMatchObject(refused);
    });

    it('are read in whatever number they stand within a text', async () => {
      expect((await send(JSON.stringify({ a: '[,:{"'.repeat(100_000) }))).status).toBe(200);
    });

    it('of 20 MB with 100 000 identifiers are read', async () => {
      const emails = Array.from({ length: 100_000 }, (_, n) => `${'x'.repeat(170)}${n}@example.com`);
      const body = { interviewee_emails: emails, agent_context: 'Yes, no, and: perhaps. '.repeat(4000) };
      const text = JSON.stringify(body).padEnd(20 * MB, ' ');
      expect(await send(text, JSON_TYPE, 'a')).toMatchObject({ status: 200 });
    });
  });

  describe('in flight', () => {
    const announced = (key: string) => head([`key: ${key}`, `Content-Length: ${20 * MB}`]);

    it('are refused with 503 when there are too many, and have room again when those are gone', async () => {
      const held = [await start(announced('a')), await start(announced('a')), await start(announced('b'))];
      while (inUse() < 180 * MB) await sleep(5);
      const large = textOf(2 * MB);
      for (const key of ['a', 'b']) {
        expect(await send(textOf(20 * MB), JSON_TYPE, key)).toMatchObject({
          status: 503,
          body: { type: 'server_error', code: 'overloaded' },
        });
      }
      expect((await send(large, JSON_TYPE, 'c')).status).toBe(200);
      expect((await send('{}', JSON_TYPE, 'a')).status).toBe(200);
      expect((await send(textOf(MB))).status).toBe(200);
      for (const socket of held) socket.destroy();
      await untilFree();
      expect((await send(textOf(20 * MB), JSON_TYPE, 'a')).status).toBe(200);
    });

    it('without a key count as they come, so that announcing one takes nothing', async () => {
      const socket = await start(head([`Content-Length: ${MB}`]), Buffer.alloc(1000, ' '));
      while (inUse() === 0) await sleep(5);
      expect(inUse()).toBe(3000);
      socket.destroy();
    });

    it('count until the handler is done, also when the client has gone', async () => {
      const socket = await start(head(['key: a', 'Content-Length: 1000'], '/slow'), textOf(1000));
      while (finishHandlers.length === 0) await sleep(5);
      socket.destroy();
      await sleep(50);
      expect(inUse()).toBe(3000);
      finishHandlers.forEach((finish) => finish());
      await untilFree();
    });

    it.each<[string, string, string]>([
      ['a handler that fails', '/fails', '{}'],
      ['a body that is no JSON', '/', '{{'],
      ['a body that is nested too deep', '/', '['.repeat(21)],
    ])('are forgotten after %s', async (_what, path, body) => {
      await fetch(`http://127.0.0.1:${port()}${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': JSON_TYPE },
      });
      await untilFree();
    });

    it('are refused when they do not arrive in time', async () => {
      const socket = await start(head(['Content-Length: 1000']), '{');
      const answer = await answerOf(socket);
      expect(answer).toContain('HTTP/1.1 408');
      expect(answer).toContain('request_timeout');
      await once(socket, 'close');
    });

    it('let other requests in between when they are large', async () => {
      const order: string[] = [];
      const large = Array.from({ length: 4 }, (_, n) =>
        send(listOf(900_000), JSON_TYPE, `k${n}`).then(({ status }) => order.push(`large ${status}`)),
      );
      while (order.length === 0 && inUse() < 100 * MB) await sleep(1);
      await send('{}').then(({ status }) => order.push(`small ${status}`));
      await Promise.all(large);
      expect(order.indexOf('small 200')).toBeLessThan(order.length - 1);
    });
  });

  describe('as multipart forms', () => {
    const field = (name: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const patch = (body: string | Buffer, type = MULTIPART, key: string | undefined = 'a') =>
      send(body, type, key, 'PATCH');

    it('are read like other forms', async () => {
      const names = ['a', 'b[]', 'c[0][d]', 'c[1][d]', 'a'];
      const values = ['ü & = %20', '', '1', 'two\r\nlines', 'again'];
      const multipart = names.map((name, n) => field(name, values[n] ?? '')).join('');
      const urlencoded = new URLSearchParams(
        names.map((name, n): [string, string] => [name, values[n] ?? '']),
      ).toString();
      const answer = await patch(`${multipart}--x--\r\n`);
      expect(answer).toEqual(await patch(urlencoded, FORM));
      expect(answer.body).toEqual({
        body: { a: ['ü & = %20', 'again'], b: [''], c: [{ d: '1' }, { d: 'two\r\nlines' }] },
      });
    });

    it('may be empty', async () => {
      expect(await patch('--x--\r\n')).toEqual({ status: 200, body: { body: {} } });
    });

    it('have no files', async () => {
      const file = `--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nc\r\n--x--\r\n`;
      expect(await patch(file)).toMatchObject({ status: 400, body: { code: 'invalid_input', attr: 'a' } });
    });

    it.each<[string, string, string | Buffer]>([
      ['nothing', MULTIPART, ''],
      ['no end', MULTIPART, field('a', 'b')],
      ['another boundary', 'multipart/form-data; boundary=y', `${field('a', 'b')}--x--\r\n`],
      ['no boundary', 'multipart/form-data', `${field('a', 'b')}--x--\r\n`],
      ['no UTF-8', MULTIPART, Buffer.from(`${field('a', '\xff')}--x--\r\n`, 'latin1')],
      ['a part without a name', MULTIPART, '--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n'],
    ])('are refused with %s', async (_what, type, body) => {
      expect(await patch(body, type)).toMatchObject({
        status: 400,
        body: { code: 'parse_error', attr: null },
      });
    });

    it('have at most 100 000 fields with a key, and 1 000 without', async () => {
      const form = (fields: number) => `${field('a', 'b').repeat(fields)}--x--\r\n`;
      expect((await patch(form(99_999))).status).toBe(200);
      expect(await patch(form(100_000))).toMatchObject({ status: 413, body: { code: 'too_many_parts' } });
      expect((await send(form(999), MULTIPART, undefined, 'PATCH')).status).toBe(200);
      expect((await send(form(1000), MULTIPART, undefined, 'PATCH')).status).toBe(413);
    });

    it('are for PATCH alone', async () => {
      expect(await send('--x--\r\n', MULTIPART, 'a')).toMatchObject({
        status: 415,
        body: { code: 'unsupported_media_type' },
      });
    });
  });
});
