import type { FastifyInstance } from 'fastify';
import { type TestApp, useClient, useTestApp } from '../support/app/test-app';

const ORIGIN = 'https://app.example.com';
const OTHER = 'http://localhost:5173';
const TOPICS = '/user_interview_topics/';

/** A request with these headers and no others: fetch would set some of its own. */
const ask = async (
  app: TestApp,
  method: 'GET' | 'POST' | 'OPTIONS',
  url: string,
  headers: Record<string, string>,
  payload?: object,
) => {
  const server: FastifyInstance = app.app.getHttpAdapter().getInstance();
  const answer = await server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, headers: answer.headers, body: answer.payload };
};

const corsHeaders = (headers: Record<string, unknown>) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'));

const preflight = (origin: string, method = 'POST') => ({
  origin,
  'access-control-request-method': method,
  'access-control-request-headers': 'authorization,content-type,idempotency-key',
});

describe('requests from pages of other origins', () => {
  const parley = useTestApp({ corsOrigins: [ORIGIN, OTHER] });
  const ada = useClient(parley);
  const key = () => ({ authorization: `Bearer ${ada.key}` });

  it.each([ORIGIN, OTHER])('a preflight from %s is answered without key', async (origin) => {
    for (const prefix of [ada.project, `/api/environments/${ada.projectId}`]) {
      const answer = await ask(parley, 'OPTIONS', `${prefix}${TOPICS}`, preflight(origin));
      expect([answer.status, answer.body]).toEqual([204, '']);
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, HEAD, POST, PATCH, DELETE',
        vary: 'Origin',
      });
      expect(String(answer.headers['access-control-allow-headers']).toLowerCase().split(', ')).toEqual(
        expect.arrayContaining(['authorization', 'content-type', 'idempotency-key']),
      );
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  it('a page reads answers, errors and the headers that belong to them', async () => {
    const topic = { topic: 'x', interviewee_emails: ['a@example.com'] };
    const answers = [
      await ask(parley, 'GET', `${ada.project}${TOPICS}`, { origin: ORIGIN, ...key() }),
      await ask(parley, 'POST', `${ada.project}${TOPICS}`, { origin: ORIGIN, ...key() }, topic),
      await ask(parley, 'POST', `${ada.project}${TOPICS}`, { origin: ORIGIN, ...key() }, {}),
      await ask(parley, 'GET', `${ada.project}${TOPICS}`, { origin: ORIGIN }),
      await ask(parley, 'GET', '/api/nope', { origin: ORIGIN }),
      await ask(parley, 'GET', '/api/schema', { origin: ORIGIN }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 400, 401, 404, 200]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ 'access-control-allow-origin': ORIGIN });
      // The description of the API is compressed for those who accept it.
      expect(headers.vary).toMatch(/^Origin(, Accept-Encoding)?$/);
      expect(String(headers['access-control-expose-headers']).split(', ')).toEqual([
        'Content-Disposition',
        'Idempotent-Replayed',
        'Retry-After',
        'X-Ignored-Fields',
        'X-Request-Id',
      ]);
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  it.each([
    'https://evil.example',
    'https://app.example.com.evil.example',
    'http://app.example.com',
    'null',
    '',
  ])('an answer to %j tells browsers to show it to nobody', async (origin) => {
    const path = `${ada.project}${TOPICS}`;
    const read = await ask(parley, 'GET', path, { origin, ...key() });
    expect([read.status, corsHeaders(read.headers)]).toEqual([200, []]);
    expect(read.headers.vary).toBe('Origin');
    const asked = await ask(parley, 'OPTIONS', path, preflight(origin));
    expect([asked.status, corsHeaders(asked.headers)]).toEqual([405, []]);
  });

  it.each(['/docs', '/interview/preview', '/health/live', '/metrics', '/assets/interview.css', '/mcp'])(
    '%s belongs to no API',
    async (path) => {
      const answer = await ask(parley, 'GET', path, { origin: ORIGIN });
      expect(corsHeaders(answer.headers)).toEqual([]);
      const asked = await ask(parley, 'OPTIONS', path, preflight(ORIGIN, 'GET'));
      expect([[404, 405].includes(asked.status), corsHeaders(asked.headers)]).toEqual([true, []]);
    },
  );

  it('OPTIONS that is no preflight is answered as without CORS', async () => {
    const known = await ask(parley, 'OPTIONS', `${ada.project}${TOPICS}`, { origin: ORIGIN });
    expect([known.status, known.headers.allow]).toEqual([405, 'GET, POST']);
    expect(JSON.parse(known.body)).toMatchObject({ code: 'method_not_allowed' });
    const unknown = await ask(parley, 'OPTIONS', '/api/nope', {});
    expect([unknown.status, JSON.parse(unknown.body)]).toMatchObject([404, { code: 'not_found' }]);
  });
});

describe('without CORS_ORIGINS', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  it('no origin may call, and nothing changes', async () => {
    const path = `${ada.project}${TOPICS}`;
    const read = await ask(parley, 'GET', path, { origin: ORIGIN, authorization: `Bearer ${ada.key}` });
    expect([read.status, corsHeaders(read.headers), read.headers.vary]).toEqual([200, [], undefined]);
    const asked = await ask(parley, 'OPTIONS', path, preflight(ORIGIN));
    expect([asked.status, corsHeaders(asked.headers)]).toEqual([405, []]);
  });
});
