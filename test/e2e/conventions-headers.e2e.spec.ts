import { linksOf } from '../support/builders/invites';
import { useClient, useTestApp } from '../support/app/test-app';

describe('security headers', () => {
  const parley = useTestApp();
  const ada = useClient(parley);
  let interviewPage: string;
  let topic: string;

  beforeAll(async () => {
    const { id } = await ada.createTopic();
    const [link] = await linksOf(ada, id);
    interviewPage = new URL(link?.interview_url ?? '').pathname;
    topic = `${ada.project}/user_interview_topics/${id}`;
  });

  const NEVER_STORED: Record<string, string> = {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };

  interface Case {
    what: string;
    status: number;
    method: string;
    path: () => string;
    body?: unknown;
  }

  it.each<Case>([
    { what: 'a list', status: 200, method: 'GET', path: () => `${ada.project}/user_interview_topics/` },
    { what: 'a topic', status: 200, method: 'GET', path: () => topic },
    { what: 'links', status: 200, method: 'POST', path: () => `${topic}/generate_links` },
    { what: 'a CSV file', status: 200, method: 'POST', path: () => `${topic}/links_csv` },
    { what: 'a validation error', status: 400, method: 'PATCH', path: () => topic, body: { topic: '' } },
    { what: 'malformed JSON', status: 400, method: 'PATCH', path: () => topic, body: '{' },
    { what: 'an unknown id', status: 404, method: 'GET', path: () => `${topic}x` },
    { what: 'an unknown path', status: 404, method: 'GET', path: () => '/nope' },
    { what: 'a wrong method', status: 405, method: 'PUT', path: () => topic },
    { what: 'a badly encoded path', status: 400, method: 'GET', path: () => '/api/projects/%zz' },
    { what: 'an open interview', status: 200, method: 'GET', path: () => interviewPage },
    { what: 'a closed interview', status: 404, method: 'GET', path: () => '/interview/unknown' },
    { what: 'the preview page', status: 200, method: 'GET', path: () => '/interview/preview' },
  ])('are on $what ($status)', async ({ status, method, path, body }) => {
    const type = { 'content-type': 'application/json' };
    const answer = await ada.request(method, path(), body, body === undefined ? {} : type);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(NEVER_STORED);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)|\*/);
  });

  it('are on an answer without key', async () => {
    const { status, headers } = await fetch(`${parley.baseUrl}${topic}`);
    expect(status).toBe(401);
    expect(Object.fromEntries(headers)).toMatchObject(NEVER_STORED);
  });

  it('are on Swagger UI, which may run its own scripts only', async () => {
    const { status, headers } = await fetch(`${parley.baseUrl}/docs`);
    expect(status).toBe(200);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    const scripts = /script-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1];
    expect(scripts).toBe("'self'");
  });

  it('interview pages stay out of search engines', async () => {
    const { headers } = await fetch(parley.baseUrl + interviewPage);
    expect(headers.get('x-robots-tag')).toContain('noindex');
  });

  it('nothing tells what it runs on, nor opens itself to other origins', async () => {
    for (const path of [topic, interviewPage, '/nope', '/docs']) {
      const headers = { origin: 'https://evil.example.com' };
      const answer = await ada.request('GET', path, undefined, headers);
      const names = [...answer.headers.keys()];
      expect(names).not.toContain('x-powered-by');
      expect(names).not.toContain('server');
      expect(names).not.toContain('set-cookie');
      expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('an answer names its request, by the id that the client gave or by a new one', async () => {
    const path = '/nope';
    const given = await ada.request('GET', path, undefined, { 'x-request-id': 'my-request.1' });
    expect(given.headers.get('x-request-id')).toBe('my-request.1');
    for (const bad of ['x'.repeat(65), 'a b', '<script>', 'a"b']) {
      const answer = await ada.request('GET', path, undefined, { 'x-request-id': bad });
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    }
  });
});
