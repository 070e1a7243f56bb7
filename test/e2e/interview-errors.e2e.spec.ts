import { linksOf } from '../support/builders/invites';
import { useTestApp } from '../support/app/test-app';

const HTML = 'text/html; charset=utf-8';
const FORM = 'application/x-www-form-urlencoded';
const NO_UTF8 = Buffer.from('act=begin&text=\xff', 'latin1');

describe('what a browser is told when the server cannot take a request', () => {
  const parley = useTestApp();
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
  ])('is a page after %s', async (_what, status, type, body) => {
    const page = await post(type, body);
    expect([page.status, page.type, page.heading]).toEqual([status, HTML, 'We could not read that']);
    expect(page.text).toContain('Try again');
  });

  it('is a page that says so after more than fits', async () => {
    const page = await post(FORM, `text=${'x'.repeat(21 * 1024 * 1024)}`);
    expect([page.status, page.type]).toEqual([413, HTML]);
    expect(page.text).toContain('too long to be saved');
  });

  it('is in the language that was switched to, else in that of the browser', async () => {
    const german = { 'accept-language': 'de' };
    expect((await post(FORM, NO_UTF8, german)).text).toContain('<html lang="de">');
    const switched = { ...german, cookie: 'parley_language=es' };
    expect((await post(FORM, NO_UTF8, switched)).text).toContain('<html lang="es">');
    expect((await ask(`${path}/nowhere`, { headers: switched })).text).toContain('<html lang="es">');
  });

  it.each(['/interview', '/interview/', '/interview/%zz', '/interview/%ff', '/interview/a/b/c'])(
    'is that the link is unknown where there is no page: %s',
    async (address) => {
      const page = await ask(address, {});
      expect([page.status, page.type]).toEqual([404, HTML]);
      expect(page.heading).toBe('This link does not open an interview');
    },
  );

  it('is a page for a method that no page knows', async () => {
    const page = await ask(path, { method: 'PUT' });
    expect([page.status, page.type]).toEqual([405, HTML]);
  });

  it('is JSON for whoever asks for no page, and everywhere else', async () => {
    const json = 'application/json; charset=utf-8';
    const script = await post(FORM, NO_UTF8, { accept: 'application/json' });
    expect([script.status, script.type, JSON.parse(script.text)]).toMatchObject([
      400,
      json,
      { code: 'parse_error' },
    ]);
    for (const elsewhere of ['/interviews', '/api/nowhere', '/api/projects/%zz']) {
      expect((await ask(elsewhere, {})).type).toBe(json);
    }
  });
});
