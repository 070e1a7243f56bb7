import { request } from 'node:http';
import { useTestApp } from '../support/app/test-app';

const parley = useTestApp();

interface Loaded {
  status?: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  size: number;
}

/** Without the decompression of `fetch`. */
function load(path: string, headers: Record<string, string> = {}): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    request(parley.baseUrl + path, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        const bytes = Buffer.concat(chunks);
        resolve({ status, headers, body: bytes.toString(), size: bytes.length });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** The scripts and styles that the page names. */
const assetsOf = (html: string) =>
  [...html.matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');

describe('the files of the console', () => {
  it.each(['/console', '/console/', '/console/p/some-project/topics', '/console/no/such/page'])(
    'GET %s is the page, which a browser asks for again each time',
    async (path) => {
      const { status, headers, body } = await load(path);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(body).toContain('<div id="root">');
      expect(headers['cache-control']).toBe('no-cache');
      const again = await load(path, { 'if-none-match': String(headers.etag) });
      expect([again.status, again.size]).toEqual([304, 0]);
    },
  );

  it('may run, look and ask like their own origin only, and are never framed', async () => {
    const { headers, body } = await load('/console');
    const policy = Object.fromEntries(
      String(headers['content-security-policy'])
        .split('; ')
        .map((directive) => directive.split(/ (.*)/).slice(0, 2) as [string, string]),
    );
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'frame-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(body).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
  });

  it('are kept for a year under names that change with their content', async () => {
    const paths = assetsOf((await load('/console')).body);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) {
      const { status, headers } = await load(path);
      expect([path, status]).toEqual([path, 200]);
      expect(path).toMatch(/-[\w-]{8}\.(js|css)$/);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it.each([
    ['br', 'br, gzip'],
    ['gzip', 'gzip'],
    [undefined, 'identity'],
  ])('are sent as %s to those who accept %s', async (encoding, accepted) => {
    const [script = ''] = assetsOf((await load('/console')).body);
    const { headers, size } = await load(script, { 'accept-encoding': accepted });
    const plain = await load(script, { 'accept-encoding': 'identity' });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-type']).toMatch(/^(text|application)\/javascript/);
    expect(String(headers.vary).toLowerCase()).toContain('accept-encoding');
    if (encoding !== undefined) expect(size).toBeLessThan(plain.size / 2);
  });

  it.each(['/console/assets/nope.js', '/console/assets/..%2findex.html', '/console/assets/%00'])(
    'GET %s is a 404',
    async (path) => {
      expect((await load(path)).status).toBe(404);
    },
  );

  it('have an empty page for mails, which nothing can run in', async () => {
    const { status, headers, body } = await load('/console/mail-frame');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toBe(
      "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    );
    expect(body).toContain('<body></body>');
  });
});

describe('a worker', () => {
  const worker = useTestApp({ role: 'worker' });

  it.each(['/console', '/console/mail-frame', '/console/assets/index.js'])('serves no %s', async (path) => {
    expect((await fetch(worker.baseUrl + path)).status).toBe(404);
  });
});
