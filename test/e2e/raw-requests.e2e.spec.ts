import { gzipSync } from 'node:zlib';
import type { Page } from '../../src/pagination/page.dto';
import type { TopicDto } from '../../src/topics/topic.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { expectError } from '../support/clients/expect-error';
import { sendRaw } from '../support/clients/raw-request';

const TOPICS = '/user_interview_topics/';
const PUBLIC = 'https://parley.example.com';

const parley = useTestApp();

describe('requests as few clients write them', () => {
  const ada = useClient(parley);
  const ask = <T = Page<TopicDto>>(target: string, version: string, ...headers: string[]) => {
    const lines = [`Authorization: Bearer ${ada.key}`, 'Connection: close', ...headers];
    return sendRaw<T>(parley.baseUrl, [`GET ${target} HTTP/${version}\r\n${lines.join('\r\n')}\r\n\r\n`]);
  };

  beforeAll(async () => {
    for (let n = 0; n < 2; n++) await ada.createTopic();
  });

  it.each([
    ['1.0', 'no host', []],
    ['1.0', 'an empty host', ['Host:']],
    ['1.1', 'an empty host', ['Host:']],
    ['1.1', 'an unusable host', ['Host: a/b']],
    ['1.1', 'an unusable host', ['Host: user:secret@a']],
  ])('HTTP/%s with %s gets links to the public address: %j', async (version, _what, headers) => {
    const answer = await ask(`${ada.project}${TOPICS}?limit=1`, version, ...headers);
    expect(answer.status).toBe(200);
    expect(answer.body.next).toBe(`${PUBLIC}${ada.project}${TOPICS}?limit=1&offset=1`);
  });

  it('HTTP/1.1 without Host is refused', async () => {
    for (const path of [`${ada.project}${TOPICS}`, '/docs', '/nope', '/interview/x']) {
      expectError(await ask(path, '1.1'), 400, { code: 'parse_error', attr: null });
    }
  });

  it('HTTP/1.0 reaches pages without Host', async () => {
    const answer = await sendRaw(parley.baseUrl, ['GET /health/live HTTP/1.0\r\n\r\n']);
    expect(answer.status).toBe(200);
  });

  describe('a whole URL as the target', () => {
    it.each([
      ['/api/projects', 'http://parley.example', 'http://parley.example'],
      ['/api/environments', 'http://parley.example:8080', 'http://parley.example:8080'],
      ['/api/projects', 'HTTP://user:secret@parley.example', 'http://parley.example'],
      ['/api/projects', 'https://[2001:db8::1]', 'http://[2001:db8::1]'],
    ])('is the path of that URL, and its host: %s at %s', async (prefix, origin, expected) => {
      const path = `${prefix}/${ada.projectId}${TOPICS}?limit=1`;
      const answer = await ask(origin + path, '1.1', 'Host: ignored.example');
      expect(answer.status).toBe(200);
      expect(answer.body.next).toBe(`${expected}${path}&offset=1`);
    });

    it('is answered like the path also when the path does not exist, or not with this method', async () => {
      expect((await ask('http://a.example', '1.1', 'Host: a.example')).status).toBe(302);
      expectError(await ask('http://a.example/nope?x=http://b', '1.1', 'Host: a.example'), 404);
      const target = `http://a.example${ada.project}${TOPICS}`;
      const put = `PUT ${target} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n`;
      expectError(await sendRaw(parley.baseUrl, [put]), 405);
    });

    it.each(['*', 'ftp://a.example/', 'a.example', '?x'])('%s names nothing', async (target) => {
      const answer = await ask(target, '1.1', 'Host: a.example');
      expectError(answer, answer.status);
      expect([400, 404]).toContain(answer.status);
    });
  });
});

describe('large headers', () => {
  const get = <T>(path: string, cookie: string) =>
    sendRaw<T>(parley.baseUrl, [
      `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: ${cookie}\r\n\r\n`,
    ]);

  it('pass up to the cookies that a domain with many applications sets', async () => {
    expect((await get('/health/live', `x=${'y'.repeat(24_000)}`)).status).toBe(200);
  });

  it('beyond that are refused in the usual shape', async () => {
    const answer = await get('/interview/preview', `x=${'y'.repeat(40_000)}`);
    expectError(answer, 431, { code: 'headers_too_large', attr: null });
  });

  it('an id as long as a request line is a 404', async () => {
    const ada = await parley.client();
    const target = `${ada.project}${TOPICS}${'x'.repeat(30_000)}`;
    const head = `GET ${target} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${ada.key}\r\nConnection: close\r\n\r\n`;
    expectError(await sendRaw(parley.baseUrl, [head]), 404);
  });
});

describe('encoded bodies', () => {
  const ada = useClient(parley);
  const TOPIC = JSON.stringify({ topic: 'Encoded', interviewee_distinct_ids: ['u'] });
  const json = (encoding: string) => ({ 'content-type': 'application/json', 'content-encoding': encoding });

  it.each(['gzip', 'GZIP', 'x-gzip', 'deflate', 'br', 'zstd', 'identity, gzip', 'nonsense'])(
    'content coding %s is refused with a sentence that says what to do',
    async (encoding) => {
      const answer = await ada.post(TOPICS, gzipSync(TOPIC), json(encoding));
      expectError(answer, 415, { code: 'unsupported_media_type', attr: null });
      expect((answer.body as { detail: string }).detail).toMatch(/without Content-Encoding/);
      expect(answer.headers.get('accept-encoding')).toBe('identity');
    },
  );

  it('is refused for forms, and before an invalid key is not', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' };
    expectError(await ada.post(TOPICS, gzipSync('topic=x'), form), 415);
    const nobody = await ada.another();
    Object.assign(nobody, { key: 'wrong' });
    expectError(await nobody.post(TOPICS, gzipSync(TOPIC), json('gzip')), 401);
  });

  it.each(['identity', 'Identity', ''])('content coding %j means none', async (encoding) => {
    expect((await ada.post(TOPICS, TOPIC, json(encoding))).status).toBe(201);
  });
});

describe('forms in another encoding', () => {
  const ada = useClient(parley);
  const send = (form: string) =>
    ada.post<TopicDto>(TOPICS, form, { 'content-type': 'application/x-www-form-urlencoded' });

  it.each([
    'topic=%FCber',
    'topic=%fc',
    'topic=%C3',
    'topic=%C3%28',
    'topic=%ED%A0%80',
    'topic=x&%FC=1',
    'topic=100%+%FC',
  ])('%s is refused as the same JSON would be', async (form) => {
    const answer = await send(`${form}&interviewee_distinct_ids=u`);
    expectError(answer, 400, { code: 'parse_error', attr: null });
    expect((await ada.get<Page<TopicDto>>(TOPICS)).body.results.map(({ topic }) => topic)).not.toContain(
      '%FCber',
    );
  });

  it.each([
    ['%C3%BCber', 'über'],
    ['über', 'über'],
    ['100%+sure', '100% sure'],
    ['100%', '100%'],
    ['%zz+%C3%BC', '%zz ü'],
    ['%F0%9F%98%80', '😀'],
    ['a%2Bb+c%20d', 'a+b c d'],
  ])('%s is %s', async (sent, stored) => {
    const answer = await send(`topic=${sent}&interviewee_distinct_ids=u`);
    expect([answer.status, answer.body.topic]).toEqual([201, stored]);
  });
});

describe('files', () => {
  const files = ['/assets/interview.css', '/favicon.svg'];
  const get = (path: string, ...headers: string[]) =>
    sendRaw(parley.baseUrl, [
      `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`,
    ]);

  it.each(files)('%s: a range beyond the end is 416, one inside is 206', async (path) => {
    expectError(await get(path, 'Range: bytes=99999999-'), 416, { code: 'range_not_satisfiable' });
    expect((await get(path, 'Range: bytes=0-9')).status).toBe(206);
  });

  it.each(files)('%s: a precondition that fails is 412, one that holds is not', async (path) => {
    expectError(await get(path, 'If-Match: "other"'), 412, { code: 'precondition_failed' });
    expectError(await get(path, 'If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT'), 412);
    expect((await get(path, 'If-Match: *')).status).toBe(200);
    const { headers } = await get(path);
    expect((await get(path, `If-None-Match: ${headers.get('etag')}`)).status).toBe(304);
  });

  it('a file of Swagger UI comes whole, and not again to a browser that has it', async () => {
    const css = '/docs/swagger-ui.css';
    for (const header of ['Range: bytes=99999999-', 'Range: bytes=0-9']) {
      expect((await get(css, header)).status).toBe(200);
    }
    const { headers } = await get(css);
    expect((await get(css, `If-None-Match: ${headers.get('etag')}`)).status).toBe(304);
  });

  it.each(
    ['/assets/', '/docs/', '/assets/interview.css/'].flatMap((prefix) =>
      [
        '../package.json',
        '..%2fpackage.json',
        '%2e%2e/package.json',
        '%2e%2e%2fpackage.json',
        './interview.css',
        '%2e/interview.css',
        'x/../interview.css',
        '..%5cpackage.json',
        '..\\package.json',
        'x%00.css',
        '%00',
        '%5c',
        '\\',
        '/interview.css',
        '.hidden',
        'x'.repeat(300),
        'INTERVIEW.CSS',
      ].map((path) => prefix + path),
    ),
  )('%s does not exist', async (path) => {
    const answer = await get(path);
    expectError(answer, 404, { code: 'not_found', attr: null });
  });

  it('the folders themselves do not exist', async () => {
    for (const path of ['/assets', '/assets/', '/assets/..', '/docs/..', '/favicon.svg/..']) {
      expectError(await get(path), 404);
    }
  });
});
