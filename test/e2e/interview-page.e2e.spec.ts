import { useClient, useTestApp } from '../support/app/test-app';
import { linksOf, testLinkOf } from '../support/builders/invites';

const UNKNOWN_TOKEN = 'A'.repeat(30);

const parley = useTestApp();

describe('the interview page', () => {
  const ada = useClient(parley);

  async function open(path: string, init: RequestInit = {}) {
    const response = await fetch(parley.baseUrl + path, { redirect: 'manual', ...init });
    return { status: response.status, headers: response.headers, html: await response.text() };
  }
  /** A topic of one person, and the path of that person's page. */
  async function invite(values: Record<string, unknown> = {}) {
    const { id } = await ada.createTopic(values);
    const [link] = await linksOf(ada, id);
    return { id, path: new URL(link?.interview_url ?? '').pathname };
  }

  it('greets by name and shows the topic, who asks and how many questions there are', async () => {
    const { path } = await invite({ questions: ['How?', 'Why?', 'When?'] });
    const { status, headers, html } = await open(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('Grace Hopper');
    expect(html).toContain('How teams plan their week');
    expect(html).toContain('Ada Lovelace');
    expect(html).toContain('<dd>4</dd>');
  });

  it('answers with and without the trailing slash, and to HEAD', async () => {
    const { path } = await invite();
    expect((await open(`${path}/`)).status).toBe(200);
    expect((await open(path, { method: 'HEAD' })).status).toBe(200);
  });

  it('escapes name, topic and who asks', async () => {
    const mallory = await ada.another({ email: 'mallory@parley.test', name: '<img src=x> &M' });
    const { id } = await mallory.createTopic({
      topic: '<script>alert("topic")</script> & {{user_name}}',
      interviewee_emails: ['"<script>alert(1)</script>" <a@example.com>'],
    });
    const [link] = await linksOf(mallory, id);
    const { html } = await open(new URL(link?.interview_url ?? '').pathname);
    expect(html).not.toMatch(/<script|<img/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&lt;script&gt;alert(&quot;topic&quot;)&lt;/script&gt; &amp; {{user_name}}');
    expect(html).toContain('&lt;img src&#x3D;x&gt; &amp;M');
  });

  it('shows neither context, nor questions, nor the address, nor ids', async () => {
    const { id, path } = await invite({
      interviewee_emails: ['Grace Hopper <secret-address@example.com>'],
      agent_context: 'secret-topic-context',
      questions: ['secret-question?'],
      invite_subject: 'secret-subject',
      invite_message: 'secret-message',
    });
    await parley.database.query(
      `UPDATE interviewee_context SET agent_context = 'secret-person-context' WHERE topic_id = $1`,
      [id],
    );
    const { html } = await open(path);
    expect(html).toContain('Grace Hopper');
    expect(html).not.toMatch(/secret|[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(html).not.toContain(path.slice(path.lastIndexOf('/') + 1));
  });

  it('follows the topic as it changes', async () => {
    const { id, path } = await invite();
    await ada.patch(`/user_interview_topics/${id}/`, { topic: 'Changed meanwhile' });
    expect((await open(path)).html).toContain('Changed meanwhile');
  });

  it.each([
    ['unknown', UNKNOWN_TOKEN],
    ['too short', 'abc'],
    ['too long', 'A'.repeat(31)],
    ['very long', 'A'.repeat(900)],
    ['of other characters', `${'A'.repeat(29)}%2B`],
    ['with a NUL', `${'A'.repeat(29)}%00`],
    ['with SQL', "'%20OR%20'1'='1"],
    ['a path', '..%2F..%2Fetc%2Fpasswd'],
    ['of another script', encodeURIComponent('語'.repeat(30))],
  ])('is a 404 page for a token that is %s', async (_what, token) => {
    const { status, headers, html } = await open(`/interview/${token}`);
    expect(status).toBe(404);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('This link does not open an interview');
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    [
      'removed',
      (id) =>
        ada.post(`/user_interview_topics/${id}/remove_interviewee/`, {
          identifier: 'Grace Hopper <grace@example.com>',
        }),
    ],
    [
      'dropped by a PATCH',
      (id) => ada.patch(`/user_interview_topics/${id}/`, { interviewee_emails: ['other@example.com'] }),
    ],
    ['of a deleted topic', (id) => ada.delete(`/user_interview_topics/${id}/`)],
    [
      'expired',
      (id) =>
        parley.database.query('UPDATE sharing_configuration SET expires_at = now() WHERE topic_id = $1', [
          id,
        ]),
    ],
  ])('tells nothing of a link that is %s: the same page as for an unknown one', async (_what, end) => {
    const { id, path } = await invite();
    expect((await open(path)).status).toBe(200);
    await end(id);
    const gone = await open(path);
    expect(gone.status).toBe(404);
    expect(gone.html).toBe((await open(`/interview/${UNKNOWN_TOKEN}`)).html);
  });

  it('keeps working while context rows are renamed and deleted', async () => {
    const { id, path } = await invite();
    const rows = `/user_interview_topics/${id}/interviewees/`;
    const { body } = await ada.get<{ results: { id: string }[] }>(rows);
    const row = `${rows}${body.results[0]?.id}/`;
    expect((await ada.patch(row, { interviewee_identifier: 'somebody else' })).status).toBe(200);
    expect((await open(path)).status).toBe(200);
    expect((await ada.delete(row)).status).toBe(204);
    expect((await open(path)).status).toBe(200);
  });

  it('explains the placeholder link of a preview', async () => {
    const { status, html } = await open('/interview/preview');
    expect(status).toBe(200);
    expect(html).toContain('preview link');
  });

  it('is kept out of caches, search engines, referrers and frames, whatever it shows', async () => {
    const { id, path } = await invite();
    const test = new URL(await testLinkOf(ada, id)).pathname;
    for (const page of [path, test, '/interview/preview', `/interview/${UNKNOWN_TOKEN}`]) {
      const { headers, html } = await open(page);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      // The pages hold none of the content that the policy would block.
      expect(html).not.toMatch(/<script|\sstyle=|\son\w+=|(?:src|href)="(?:https?:)?\/\//i);
      expect(headers.get('set-cookie')).toBeNull();
    }
  });

  it('gets every asset that its pages ask for', async () => {
    const { path } = await invite();
    const pages = await Promise.all([path, '/interview/preview', '/interview/x'].map((page) => open(page)));
    const assets = new Set(
      pages.flatMap(({ html }) => [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, url]) => url)),
    );
    expect(assets).toContain('/assets/interview.css');
    for (const asset of assets) {
      const { status, headers } = await open(asset ?? '');
      expect([asset, status]).toEqual([asset, 200]);
      expect(headers.get('content-type')).toMatch(/^(text\/css|image\/svg\+xml)/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    for (const script of ['/assets/interview.js', '/assets/interview-speech.js']) {
      expect((await open(script)).headers.get('content-type')).toContain('javascript');
    }
    for (const outside of [
      '/assets/',
      '/assets/..%2Fviews%2Fwelcome.hbs',
      '/assets/%2e%2e/interviews.service.js',
    ]) {
      expect((await open(outside)).status).toBeGreaterThanOrEqual(400);
    }
  });

  it('asks for no key, and a key changes nothing', async () => {
    const { path } = await invite();
    const withKey = await open(path, { headers: { authorization: 'Bearer nonsense' } });
    expect(withKey.status).toBe(200);
    expect(withKey.html).toBe((await open(path)).html);
  });
});

const HTML = 'text/html; charset=utf-8';
const FORM = 'application/x-www-form-urlencoded';
const NO_UTF8 = Buffer.from('act=begin&text=\xff', 'latin1');

describe('errors of the interview page', () => {
  let path: string;

  beforeAll(async () => {
    const ada = await parley.client();
    const { id } = await ada.createTopic();
    const [link] = await linksOf(ada, id);
    path = new URL(link?.interview_url ?? '').pathname;
  });

  async function ask(
    address: string,
    { headers = {}, ...init }: RequestInit & { headers?: Record<string, string> },
  ) {
    const response = await fetch(parley.baseUrl + address, {
      ...init,
      headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers },
    });
    const text = await response.text();
    const [, heading = ''] = /<h1[^>]*>([^<]*)/.exec(text) ?? [];
    return { status: response.status, type: response.headers.get('content-type'), text, heading };
  }
  const post = (type: string, body: RequestInit['body'], headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body, headers: { 'content-type': type, ...headers } });

  it.each<[string, number, string, RequestInit['body']]>([
    ['a form that is no UTF-8', 400, FORM, NO_UTF8],
    ['JSON that is none', 400, 'application/json', '{'],
    ['a kind of body that no form has', 415, 'text/plain', 'act=begin'],
    ['a file', 415, 'multipart/form-data; boundary=x', '--x--'],
  ])('an error page answers %s', async (_what, status, type, body) => {
    const page = await post(type, body);
    expect([page.status, page.type, page.heading]).toEqual([status, HTML, 'We could not read that']);
    expect(page.text).toContain('Try again');
  });

  it('a body over the limit answers 413 with a page', async () => {
    const page = await post(FORM, `text=${'x'.repeat(21 * 1024 * 1024)}`);
    expect([page.status, page.type]).toEqual([413, HTML]);
    expect(page.text).toContain('too long to be saved');
  });

  it('an error page is in the chosen language, else in that of the browser', async () => {
    const german = { 'accept-language': 'de' };
    expect((await post(FORM, NO_UTF8, german)).text).toContain('<html lang="de">');
    const switched = { ...german, cookie: 'parley_language=es' };
    expect((await post(FORM, NO_UTF8, switched)).text).toContain('<html lang="es">');
    expect((await ask(`${path}/nowhere`, { headers: switched })).text).toContain('<html lang="es">');
  });

  it.each(['/interview', '/interview/', '/interview/%zz', '/interview/%ff', '/interview/a/b/c'])(
    'an unknown path below /interview answers 404 with a page: %s',
    async (address) => {
      const page = await ask(address, {});
      expect([page.status, page.type]).toEqual([404, HTML]);
      expect(page.heading).toBe('This link does not open an interview');
    },
  );

  it('an unsupported method answers 405 with a page', async () => {
    const page = await ask(path, { method: 'PUT' });
    expect([page.status, page.type]).toEqual([405, HTML]);
  });

  it('an error is JSON for clients that accept no HTML', async () => {
    const json = 'application/json; charset=utf-8';
    const script = await post(FORM, NO_UTF8, { accept: 'application/json' });
    expect([script.status, script.type, JSON.parse(script.text)]).toMatchObject([
      400,
      json,
      { code: 'parse_error' },
    ]);
  });

  it.each([
    ['/interviews', 404],
    ['/api/nowhere', 404],
    ['/api/projects/%zz', 400],
  ])(
    'outside of /interview it is a page that does not speak of interviews: %s',
    async (elsewhere, status) => {
      const page = await ask(elsewhere, {});
      expect([page.status, page.type]).toEqual([status, HTML]);
      expect(page.text).not.toContain('does not open an interview');
    },
  );
});
