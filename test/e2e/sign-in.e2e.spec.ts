import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { pino } from 'pino';
import { SignInRequestsService } from '../../src/sign-in/sign-in-requests.service';
import { type TestApp, useTestApp, useTestApps } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';
import { ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { SessionClient } from '../support/clients/session-client';
import { SignInBrowser } from '../support/clients/sign-in-browser';

const LINK = /https:\/\/parley\.example\.com(\/sign-in\/[\w-]{43})(?=\s|$)/;
const NOBODY = 'nobody@parley.test';

const logged: string[] = [];
const memory = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    logged.push(chunk.toString());
    done();
  },
});
const parley = useTestApp({}, pino({ level: 'trace' }, memory));
const anonymous = (app: TestApp = parley) => new ApiClient(app.baseUrl, '', '');
const ask = (email: unknown, more: object = {}, app: TestApp = parley) =>
  anonymous(app).request('POST', '/api/session/link', { email, ...more });

/** A user, and the path of a link that was mailed to them. */
async function mailedLink(email: string, next?: string): Promise<string> {
  await parley.client({ email });
  const before = parley.sink.mails.length;
  expect((await ask(email, next === undefined ? {} : { next })).status).toBe(202);
  await parley.sink.waitFor(before + 1);
  return linkIn((await parley.sink.parsed()).at(-1)?.text);
}

function linkIn(text = ''): string {
  const path = LINK.exec(text)?.[1];
  if (path === undefined) throw new Error('The mail has no link.');
  return path;
}

/** Waits until all requests for links are worked on. */
const allWorkedOn = (app: TestApp = parley) =>
  app.app.get(SignInRequestsService, { strict: false }).onModuleDestroy();

const sessions = async () => (await parley.database.query('SELECT 1 FROM session')).length;
const expectSession = async (browser: SignInBrowser, email: string) => {
  const client = new SessionClient(parley.baseUrl, '@current', browser.session ?? '');
  const { status, body } = await client.request<{ user: { email: string } }>('GET', '/api/session');
  expect([status, body.user.email]).toEqual([200, email]);
};

describe('asking for a link', () => {
  it('mails a user a link that signs in once', async () => {
    const path = await mailedLink('ada@parley.test');
    const [mail] = await parley.sink.parsed();
    expect(parley.sink.recipients()).toEqual(['ada@parley.test']);
    expect(mail?.subject).toBe('Your link to sign in to Parley');
    expect(String(mail?.html)).toContain(`href="https://parley.example.com${path}"`);

    const browser = new SignInBrowser(parley.baseUrl);
    const page = await browser.open(path);
    expect([page.status, browser.session]).toEqual([200, undefined]);
    expect(page.html).toContain('ada@parley.test');
    const pressed = await browser.submit(path);
    expect([pressed.status, pressed.location]).toEqual([303, '/console']);
    expect(pressed.headers.get('set-cookie')).toMatch(
      /^parley_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await expectSession(browser, 'ada@parley.test');

    const second = new SignInBrowser(parley.baseUrl);
    const again = await second.submit(path);
    expect([again.status, second.session]).toEqual([404, undefined]);
    expect(again.html).toContain('This link does not work any more');
  });

  it('says the same for an address that belongs to nobody, to which no mail goes', async () => {
    await parley.client({ email: 'bob@parley.test' });
    const [known, unknown] = [await ask('bob@parley.test'), await ask(NOBODY)];
    await allWorkedOn();
    expect([unknown.status, unknown.text]).toEqual([202, known.text]);
    const shapeOf = ({ headers }: typeof known) =>
      [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)).sort();
    expect(shapeOf(unknown)).toEqual(shapeOf(known));
    expect(parley.sink.recipients()).toEqual(['bob@parley.test']);
  });

  it('answers before it looks the address up', async () => {
    await parley.client({ email: 'early@parley.test' });
    const locker = new Client({ connectionString: parley.database.url });
    await locker.connect();
    try {
      await locker.query('BEGIN');
      await locker.query('LOCK TABLE "user" IN ACCESS EXCLUSIVE MODE');
      const answers = await Promise.all(['early@parley.test', NOBODY].map((email) => ask(email)));
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      expect(parley.sink.mails).toEqual([]);
    } finally {
      await locker.end();
    }
    await allWorkedOn();
    expect(parley.sink.recipients()).toEqual(['early@parley.test']);
  });

  it('takes other spellings of the address, and mails the one that is stored', async () => {
    await parley.client({ email: 'karl@parley.test' });
    // The last one begins with the sign for kelvin, whose small letter is a k.
    for (const email of [' Karl@PARLEY.test ', 'Karl <karl@parley.test>', '\u212Aarl@parley.test']) {
      expect((await ask(email)).status).toBe(202);
    }
    await allWorkedOn();
    expect(parley.sink.recipients()).toEqual(Array(3).fill('karl@parley.test'));
  });

  it.each([
    [undefined, 'required'],
    [null, 'null'],
    ['', 'blank'],
    [7, 'invalid_input'],
    ['ada', 'invalid_input'],
    ['ada@', 'invalid_input'],
    ['ada@parley.test, bob@parley.test', 'invalid_input'],
    ['ada@parley.test\r\nBcc: bob@parley.test', 'invalid_input'],
  ])('refuses %j as an address', async (email, code) => {
    expectError(await ask(email), 400, { code, attr: 'email' });
  });

  it('refuses an address that is too long', async () => {
    expectError(await ask(`${'a'.repeat(400)}@parley.test`), 400, { code: 'max_length', attr: 'email' });
  });

  it('mails in the language of the browser', async () => {
    await parley.client({ email: 'dora@parley.test' });
    await anonymous().request(
      'POST',
      '/api/session/link',
      { email: 'dora@parley.test' },
      { 'accept-language': 'fr,de;q=0.8,en;q=0.5' },
    );
    await allWorkedOn();
    expect((await parley.sink.parsed())[0]?.subject).toBe('Ihr Link zur Anmeldung bei Parley');
  });

  it('takes a refusal of the mail server, which the caller does not see', async () => {
    await parley.client({ email: 'gone@parley.test' });
    parley.sink.refuse = () => 550;
    expect((await ask('gone@parley.test')).status).toBe(202);
    await allWorkedOn();
    expect(logged.join('')).toContain('a link to sign in was not mailed');
  });
});

describe('a link', () => {
  it('is not used up by opening it, by HEAD, or by any number of scanners', async () => {
    const path = await mailedLink('erin@parley.test');
    const before = await sessions();
    for (let n = 0; n < 3; n++) {
      expect((await new SignInBrowser(parley.baseUrl).open(path)).status).toBe(200);
      expect((await fetch(parley.baseUrl + path, { method: 'HEAD' })).headers.get('set-cookie')).toBeNull();
    }
    expect(await sessions()).toBe(before);
    expect((await new SignInBrowser(parley.baseUrl).submit(path)).status).toBe(303);
  });

  it('makes one session, however many presses come at the same time', async () => {
    const path = await mailedLink('frank@parley.test');
    const before = await sessions();
    const presses = await Promise.all(
      Array.from({ length: 20 }, () => new SignInBrowser(parley.baseUrl).submit(path)),
    );
    expect(presses.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(19).fill(404)]);
    expect(await sessions()).toBe(before + 1);
  });

  it('signs nobody in after its time, and a new one works', async () => {
    const path = await mailedLink('gina@parley.test');
    await parley.database.query('UPDATE sign_in_link SET expires_at = now()');
    const browser = new SignInBrowser(parley.baseUrl);
    const [opened, pressed] = [await browser.open(path), await browser.submit(path)];
    expect([opened.status, pressed.status, browser.session]).toEqual([404, 404, undefined]);
    expect(opened.html).toContain('href="/sign-in"');
    expect((await browser.submit(await mailedLink('gina@parley.test'))).status).toBe(303);
  });

  it('is valid for 15 minutes', async () => {
    await mailedLink('hugo@parley.test');
    const [row] = await parley.database.query<{ seconds: number }>(
      `SELECT extract(epoch FROM expires_at - now())::float AS seconds FROM sign_in_link ORDER BY created_at DESC LIMIT 1`,
    );
    expect(row?.seconds).toBeGreaterThan(14 * 60);
    expect(row?.seconds).toBeLessThanOrEqual(15 * 60);
  });

  it('works with nothing but its own token', async () => {
    const path = await mailedLink('ines@parley.test');
    const before = await sessions();
    const forged = [
      `/sign-in/${randomBytes(32).toString('base64url')}`,
      path.slice(0, -1),
      `${path}A`,
      path.toLowerCase() === path ? `${path}x` : path.toLowerCase(),
      "/sign-in/' OR true --",
      `/sign-in/${'A'.repeat(5000)}`,
      '/sign-in/%00',
      '/sign-in/%2e%2e%2fconsole',
    ];
    for (const wrong of forged) {
      const browser = new SignInBrowser(parley.baseUrl);
      for (const answer of [await browser.open(wrong), await browser.submit(wrong)]) {
        expect([wrong, answer.status >= 400 && answer.status < 500]).toEqual([wrong, true]);
        expect(answer.headers.get('set-cookie')).toBeNull();
      }
    }
    expect(await sessions()).toBe(before);
    expect((await new SignInBrowser(parley.baseUrl).submit(path)).status).toBe(303);
  });

  it('begins a session of its own, whatever cookie was there before', async () => {
    const path = await mailedLink('jane@parley.test');
    const mallory = await parley.signIn({ email: 'mallory@parley.test', project: 'Elsewhere' });
    for (const planted of [mallory.token, randomBytes(32).toString('base64url')]) {
      const link = planted === mallory.token ? path : await mailedLink('jane@parley.test');
      const browser = new SignInBrowser(parley.baseUrl);
      browser.cookies.set('parley_session', planted);
      await browser.submit(link);
      expect(browser.session).not.toBe(planted);
      await expectSession(browser, 'jane@parley.test');
    }
    const { body } = await mallory.request<{ user: { email: string } }>('GET', '/api/session');
    expect(body.user.email).toBe('mallory@parley.test');
  });

  it('begins a session that ends with signing out, also for who has stolen its cookie', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    await browser.submit(await mailedLink('kim@parley.test'));
    const [own, stolen] = [0, 1].map(
      () => new SessionClient(parley.baseUrl, '@current', browser.session ?? ''),
    );
    expect((await stolen?.request('GET', '/api/session'))?.status).toBe(200);
    expect((await own?.request('POST', '/api/session/sign_out'))?.status).toBe(204);
    for (const client of [own, stolen]) {
      const answer = await client?.request('GET', '/api/session');
      expect([answer?.status, answer?.body.code]).toEqual([401, 'authentication_failed']);
    }
  });

  it.each([
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'https://other.example.com', 'sec-fetch-site': 'same-site' }],
    [{ origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('is refused, and not used up, when another site presses the button: %j', async (headers) => {
    const path = await mailedLink('lena@parley.test');
    const browser = new SignInBrowser(parley.baseUrl);
    const refused = await browser.submit(path, {}, headers);
    expect([refused.status, browser.session]).toEqual([403, undefined]);
    expect(refused.html).toContain('Another site tried to sign you in');
    expect((await browser.submit(path)).status).toBe(303);
  });

  it('tells another site by Origin alone in browsers that say no more', async () => {
    const path = await mailedLink('mary@parley.test');
    const press = (origin: string) =>
      fetch(parley.baseUrl + path, { method: 'POST', redirect: 'manual', headers: { origin } });
    for (const origin of ['https://evil.example', 'null', 'https://parley.example.com.evil.example']) {
      expect([origin, (await press(origin)).status]).toEqual([origin, 403]);
    }
    expect((await press('https://parley.example.com')).status).toBe(303);
  });
});

describe('the page to go to afterwards', () => {
  it.each(['/console/topics/01890000?tab=people#row', '/console?page=2'])('can be %s', async (next) => {
    const browser = new SignInBrowser(parley.baseUrl);
    const pressed = await browser.submit(await mailedLink('nina@parley.test', next));
    expect(pressed.location).toBe(next);
  });

  it.each([
    'https://evil.example/console',
    '//evil.example/console',
    '/\\evil.example',
    '/\t/evil.example',
    'https:',
    'javascript:alert(1)',
    '/docs',
    '/console/../docs',
    '/console/%2e%2e/docs',
    '/console\r\nSet-Cookie: x=1',
  ])('is the start of the console instead of %j', async (next) => {
    const browser = new SignInBrowser(parley.baseUrl);
    const pressed = await browser.submit(await mailedLink('nina@parley.test', next));
    expect(pressed.location).toMatch(/^\/console(\/?|Set-Cookie:.*)$/);
    expect(pressed.location).not.toMatch(/evil|docs|[\r\n]/);
  });
});

describe('the pages', () => {
  it('ask for the address, and lead to the same page for every address', async () => {
    await parley.client({ email: 'olga@parley.test' });
    const browser = new SignInBrowser(parley.baseUrl);
    const asked = await browser.open('/sign-in?next=%2Fconsole%2Ftopics');
    expect(asked.status).toBe(200);
    expect(asked.html).toContain('<form method="post"');
    expect(asked.html).toContain('?language=de&amp;next&#x3D;%2Fconsole%2Ftopics');
    const locations = [];
    for (const email of ['olga@parley.test', NOBODY]) {
      const sent = await browser.submit('/sign-in?next=%2Fconsole%2Ftopics', { email });
      locations.push([sent.status, sent.location]);
    }
    expect(locations).toEqual(Array(2).fill([303, '/sign-in/sent?next=%2Fconsole%2Ftopics']));
    await allWorkedOn();
    expect(parley.sink.recipients()).toEqual(['olga@parley.test']);
    const page = await browser.open('/sign-in/sent?next=%2Fconsole%2Ftopics');
    expect(page.html).toContain('If the address belongs to a user');
    expect(page.html).not.toContain('/mailbox');
    const signedIn = await browser.submit(linkIn((await parley.sink.parsed())[0]?.text));
    expect(signedIn.location).toBe('/console/topics');
  });

  it('keep what was typed when it is no address', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    const refused = await browser.submit('/sign-in', { email: '<script>"ada' });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('Please enter a complete mail address');
    expect(refused.html).toContain('value="&lt;script&gt;&quot;ada"');
    expect(refused.html).not.toContain('<script>');
  });

  it('mail nothing that another site asks for', async () => {
    await parley.client({ email: 'paul@parley.test' });
    const browser = new SignInBrowser(parley.baseUrl);
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await browser.submit('/sign-in', { email: 'paul@parley.test' }, headers)).status).toBe(403);
    await allWorkedOn();
    expect(parley.sink.mails).toEqual([]);
  });

  it('keep the language that was chosen, and the page to go to', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    const switched = await browser.open('/sign-in?language=es&next=%2Fconsole%2Ftopics');
    expect(switched.location).toBe('/sign-in?next=%2Fconsole%2Ftopics');
    expect(switched.headers.getSetCookie().join()).toContain(
      'parley_language=es; Max-Age=31536000; Path=/sign-in',
    );
    expect((await browser.open('/sign-in')).html).toContain('<html lang="es">');
    const missing = await browser.open('/sign-in/no/such/page');
    expect([missing.status, missing.html.includes('No hay nada en esta dirección')]).toEqual([404, true]);
  });

  it('may not be framed, kept or run scripts of others, and say who sends their forms', async () => {
    const { headers, html } = await new SignInBrowser(parley.baseUrl).open('/sign-in');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(html).toContain('<meta name="referrer" content="same-origin">');
    expect(html).not.toContain('<script');
  });

  it('have no OpenID Connect where it is not configured', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    expect((await browser.open('/sign-in')).html).not.toContain('/sign-in/oidc');
    for (const path of ['/sign-in/oidc', '/sign-in/oidc/callback?code=1&state=2']) {
      expect((await browser.open(path)).status).toBe(404);
    }
  });
});

describe('limits', () => {
  const start = useTestApps({ rateLimitEnabled: true });

  it('are so many mails per address and hour, which the answer does not tell', async () => {
    const app = await start({ signInMailsPerHour: 2 });
    await app.client({ email: 'ada@parley.test' });
    await app.client({ email: 'bob@parley.test' });
    for (const email of ['ada@parley.test', ' ADA@parley.test', 'ada@parley.test', 'ada@parley.test']) {
      expect((await ask(email, {}, app)).status).toBe(202);
    }
    await ask('bob@parley.test', {}, app);
    await allWorkedOn(app);
    expect(app.sink.recipients()).toEqual(['ada@parley.test', 'ada@parley.test', 'bob@parley.test']);
  });

  it('are so many requests per IP address and minute', async () => {
    const app = await start({ visitorRequestsPerMinute: 3 });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await ask(`user${n}@parley.test`, {}, app)).status);
    expect(statuses).toEqual([202, 202, 202, 429]);
    const browser = new SignInBrowser(app.baseUrl);
    const answers = [await browser.open('/sign-in'), await browser.submit('/sign-in', { email: NOBODY })];
    for (const { status, headers, html } of answers) {
      expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect(html).toContain('<meta name="referrer" content="same-origin">');
    }
  });
});

describe('without a mail server', () => {
  const start = useTestApps({ smtpUrl: null });

  it('asking for a link is refused, whatever the address is, and the page says why', async () => {
    const app = await start();
    await app.client({ email: 'ada@parley.test' });
    for (const email of ['ada@parley.test', NOBODY]) {
      expectError(await ask(email, {}, app), 503, { code: 'mail_not_configured' });
    }
    const browser = new SignInBrowser(app.baseUrl);
    const opened = await browser.open('/sign-in');
    expect(opened.status).toBe(200);
    expect(opened.html).toContain('This server sends no mails yet');
    expect(opened.html).not.toContain('<form');
    expect((await browser.submit('/sign-in', { email: 'ada@parley.test' })).status).toBe(503);
  });
});

describe('with the local mailbox', () => {
  const start = useTestApps({ hasMailbox: true });

  it('the page leads there', async () => {
    const app = await start();
    expect((await new SignInBrowser(app.baseUrl).open('/sign-in/sent')).html).toContain('href="/mailbox"');
  });
});

describe('shutting down', () => {
  const start = useTestApps();

  it('waits for the mails that were promised', async () => {
    const app = await start();
    await app.client({ email: 'ada@parley.test' });
    app.sink.delay = 300;
    await ask('ada@parley.test', {}, app);
    await app.app.close();
    expect(app.sink.recipients()).toEqual(['ada@parley.test']);
  });
});

it('the log has neither addresses nor tokens', async () => {
  const path = await mailedLink('quentin@parley.test', '/console/topics?secret-next');
  const browser = new SignInBrowser(parley.baseUrl);
  await browser.open(path);
  await browser.submit(path);
  await browser.open('/sign-in?next=%2Fconsole%2Fsecret-next');
  await browser.submit('/sign-in', { email: 'quentin@parley.test' });
  await waitUntil('the request is logged', () =>
    Promise.resolve(logged.join('').includes('/sign-in/:token')),
  );
  await allWorkedOn();
  const text = logged.join('');
  expect(text.length).toBeGreaterThan(1000);
  for (const secret of [
    'parley.test',
    path.slice('/sign-in/'.length),
    browser.session ?? 'none',
    'secret-next',
  ]) {
    expect([secret, text.includes(secret)]).toEqual([secret, false]);
  }
});
