import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { Settings } from '../../src/config/settings';
import { type TestApp, useTestApp, useTestApps } from '../support/app/test-app';
import { SessionClient } from '../support/clients/session-client';
import { type PageAnswer, SignInBrowser } from '../support/clients/sign-in-browser';
import { type OidcProviderFake, startOidcProvider } from '../support/fakes/oidc-provider';

const CALLBACK = 'https://parley.example.com/sign-in/oidc/callback';

let provider: OidcProviderFake;
beforeAll(async () => {
  provider = await startOidcProvider();
});
beforeEach(() => provider.reset());
afterEach(() => provider.start());
afterAll(() => provider.stop());

const logged: string[] = [];
const memory = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    logged.push(chunk.toString());
    done();
  },
});
const parley = useTestApp(
  async () => ({ oidc: (provider ??= await startOidcProvider()).settings }),
  pino({ level: 'trace' }, memory),
);

/** Begins in this browser, signs in at the provider, and returns the path that the provider sends the browser to. */
async function goToProvider(browser: SignInBrowser, path = '/sign-in/oidc'): Promise<string> {
  const begun = await browser.open(path);
  expect(begun.status).toBe(303);
  return signInAtProvider(begun.location ?? '');
}

async function signInAtProvider(url: string): Promise<string> {
  const sentBack = await fetch(url, { redirect: 'manual' });
  const location = sentBack.headers.get('location') ?? '';
  expect(location.startsWith(`${CALLBACK}?`)).toBe(true);
  return location.slice('https://parley.example.com'.length);
}

const signIn = async (browser: SignInBrowser, path?: string) =>
  browser.open(await goToProvider(browser, path));

const userOf = async (app: TestApp, browser: SignInBrowser) => {
  const client = new SessionClient(app.baseUrl, '@current', browser.session ?? '');
  return (await client.request<{ user: Record<string, string>; projects: unknown[] }>('GET', '/api/session'))
    .body;
};
const sessionCount = async () => (await parley.database.query('SELECT 1 FROM session')).length;

function expectFailure(answer: PageAnswer, browser: SignInBrowser, status: number, title: string): void {
  expect([answer.status, browser.session]).toEqual([status, undefined]);
  expect(answer.html).toContain(title);
  expect(answer.html).toContain('href="/sign-in"');
}

describe('signing in with OpenID Connect', () => {
  beforeAll(() => parley.client({ email: 'ada@parley.test' }));

  it('begins a session of the user with the verified address, and leads to the page that was asked for', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    const page = await browser.open('/sign-in?next=%2Fconsole%2Ftopics');
    expect(page.html).toContain('href="/sign-in/oidc?next&#x3D;%2Fconsole%2Ftopics"');
    provider.claims.email = 'Ada@Parley.test';
    const done = await signIn(browser, '/sign-in/oidc?next=%2Fconsole%2Ftopics');
    expect([done.status, done.location]).toEqual([303, '/console/topics']);
    expect((await userOf(parley, browser)).user.email).toBe('ada@parley.test');
  });

  it('asks the provider with PKCE, state and nonce, and keeps them in a cookie for this path alone', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    const begun = await browser.open('/sign-in/oidc');
    expect(begun.headers.get('set-cookie')).toMatch(
      /^parley_oidc=[\w-]+; Max-Age=600; Path=\/sign-in\/oidc; HttpOnly; Secure; SameSite=Lax$/,
    );
    const url = new URL(begun.location ?? '');
    expect(url.origin).toBe(provider.settings.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'parley',
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const done = await browser.open(await signInAtProvider(url.href));
    expect(browser.cookies.has('parley_oidc')).toBe(false);
    expect(done.headers.getSetCookie().join('\n')).toMatch(/parley_session=[\w-]{43};.*HttpOnly; Secure/);
  });

  it('takes the address from the userinfo endpoint where the ID token has none', async () => {
    provider.claims = {};
    provider.userInfo = { email: 'ada@parley.test', email_verified: true };
    const browser = new SignInBrowser(parley.baseUrl);
    expect((await signIn(browser)).location).toBe('/console');
    expect((await userOf(parley, browser)).user.email).toBe('ada@parley.test');
  });

  it('sends the client secret in the header where the provider does not name another way', async () => {
    await signIn(new SignInBrowser(parley.baseUrl));
    const [{ authorization, body } = { authorization: '', body: {} }] = provider.tokenRequests;
    const sent = Buffer.from(authorization?.slice('Basic '.length) ?? '', 'base64').toString();
    // Id and secret are encoded as in a form first (RFC 6749, 2.3.1).
    expect(decodeURIComponent(sent)).toBe('parley:client-secret-5d1');
    expect(JSON.stringify(body)).not.toContain('client-secret-5d1');
  });

  it('makes a session of its own, whatever cookie was there before', async () => {
    const mallory = await parley.signIn({ email: 'mallory@parley.test', project: 'Elsewhere' });
    const browser = new SignInBrowser(parley.baseUrl);
    browser.cookies.set('parley_session', mallory.token);
    await signIn(browser);
    expect(browser.session).not.toBe(mallory.token);
    expect((await userOf(parley, browser)).user.email).toBe('ada@parley.test');
  });

  it.each(['https://evil.example', '//evil.example/console', '/docs', '/console/../docs'])(
    'leads to the console instead of to %s',
    async (next) => {
      const browser = new SignInBrowser(parley.baseUrl);
      const done = await signIn(browser, `/sign-in/oidc?next=${encodeURIComponent(next)}`);
      expect(done.location).toBe('/console');
    },
  );

  it('does not trust the page to go to in a cookie that somebody has changed', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    const back = await goToProvider(browser);
    const kept = JSON.parse(
      Buffer.from(browser.cookies.get('parley_oidc') ?? '', 'base64url').toString(),
    ) as object;
    const changed = JSON.stringify({ ...kept, next: 'https://evil.example/console' });
    browser.cookies.set('parley_oidc', Buffer.from(changed).toString('base64url'));
    expect((await browser.open(back)).location).toBe('/console');
  });
});

describe('signing in with OpenID Connect is refused', () => {
  beforeAll(() => parley.client({ email: 'ada@parley.test' }));
  const NOT = 'You were not signed in';

  it('with another state', async () => {
    provider.changeRedirect = (url) => url.searchParams.set('state', 'A'.repeat(43));
    const browser = new SignInBrowser(parley.baseUrl);
    expectFailure(await signIn(browser), browser, 400, NOT);
    provider.changeRedirect = (url) => url.searchParams.delete('state');
    expectFailure(await signIn(browser), browser, 400, NOT);
  });

  it('with another nonce, or none', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    for (const nonce of ['A'.repeat(43), null]) {
      provider.claims.nonce = nonce;
      expectFailure(await signIn(browser), browser, 400, NOT);
    }
  });

  it('in a browser that has not begun it', async () => {
    const path = await goToProvider(new SignInBrowser(parley.baseUrl));
    const victim = new SignInBrowser(parley.baseUrl);
    expectFailure(await victim.open(path), victim, 400, NOT);
    await goToProvider(victim);
    expectFailure(await victim.open(path), victim, 400, NOT);
  });

  it('a second time with the same code', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    const path = await goToProvider(browser);
    const kept = browser.cookies.get('parley_oidc') ?? '';
    expect((await browser.open(path)).status).toBe(303);
    const again = new SignInBrowser(parley.baseUrl);
    expectFailure(await again.open(path), again, 400, NOT);
    // A thief who has the cookie too is refused by the provider.
    again.cookies.set('parley_oidc', kept);
    expectFailure(await again.open(path), again, 400, NOT);
  });

  it('when the person has said no at the provider', async () => {
    provider.changeRedirect = (url) => {
      url.searchParams.delete('code');
      url.searchParams.set('error', 'access_denied');
      url.searchParams.set('error_description', 'evil <script>');
    };
    const browser = new SignInBrowser(parley.baseUrl);
    const answer = await signIn(browser);
    expectFailure(answer, browser, 400, NOT);
    expect(answer.html).not.toContain('evil');
  });

  it.each([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another client', { aud: 'somebody-else' }],
    ['that has expired', { exp: 1_700_000_000 }],
  ])('with an ID token %s', async (_what, claims) => {
    Object.assign(provider.claims, claims);
    const browser = new SignInBrowser(parley.baseUrl);
    expectFailure(await signIn(browser), browser, 400, NOT);
  });

  it('with an ID token that somebody has changed', async () => {
    provider.changeTokens = ({ body }) => {
      if (body === '') return;
      const [header = '', payload = '', signature = ''] = String(body.id_token).split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      const changed = JSON.stringify({ ...claims, email: 'ada@parley.test', email_verified: true });
      body.id_token = [header, Buffer.from(changed).toString('base64url'), signature].join('.');
    };
    provider.claims = { email: 'mallory@parley.test', email_verified: true };
    const browser = new SignInBrowser(parley.baseUrl);
    expectFailure(await signIn(browser), browser, 400, NOT);
  });

  it.each([false, 'true', 1, null])('with email_verified %j', async (verified) => {
    provider.claims.email_verified = verified;
    const browser = new SignInBrowser(parley.baseUrl);
    expectFailure(await signIn(browser), browser, 403, 'Your mail address is not confirmed');
  });

  it.each([null, '', 'ada', 7, ['ada@parley.test'], 'ada@parley.test\nbob@parley.test'])(
    'with %j as the address',
    async (email) => {
      provider.claims.email = email;
      const browser = new SignInBrowser(parley.baseUrl);
      expectFailure(await signIn(browser), browser, 403, 'Your mail address is not confirmed');
    },
  );

  it('for somebody who is no user', async () => {
    provider.claims.email = 'stranger@parley.test';
    const browser = new SignInBrowser(parley.baseUrl);
    expectFailure(await signIn(browser), browser, 403, 'There is no user with your address');
    expect(await parley.database.query(`SELECT 1 FROM "user" WHERE email = 'stranger@parley.test'`)).toEqual(
      [],
    );
  });

  it.each([
    '',
    'A',
    '%%%',
    Buffer.from('null').toString('base64url'),
    Buffer.from('{"state":1}').toString('base64url'),
  ])('with the cookie %j', async (cookie) => {
    const browser = new SignInBrowser(parley.baseUrl);
    const path = await goToProvider(browser);
    browser.cookies.set('parley_oidc', cookie);
    expectFailure(await browser.open(path), browser, 400, NOT);
  });

  it.each(['', '?', '?code=1', '?code=1&code=2&state=3', `?code=${'x'.repeat(100)}`, '?error=%00%0a'])(
    'at the callback address with %j',
    async (query) => {
      const before = await sessionCount();
      const browser = new SignInBrowser(parley.baseUrl);
      await goToProvider(browser);
      expectFailure(await browser.open(`/sign-in/oidc/callback${query}`), browser, 400, NOT);
      expect(await sessionCount()).toBe(before);
    },
  );

  it('in the language of the person', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    const answer = await browser.open('/sign-in/oidc/callback', { 'accept-language': 'de' });
    expectFailure(answer, browser, 400, 'Sie wurden nicht angemeldet');
    for (const path of ['/sign-in/oidc/callback?language=es', '/sign-in/oidc?language=es']) {
      const { status, location } = await browser.open(path);
      expect([status, location, browser.cookies.get('parley_language')]).toEqual([303, '/sign-in', 'es']);
    }
  });
});

describe('with OIDC_CREATE_USERS', () => {
  const start = useTestApps();
  const oidc = (): Partial<Settings> => ({ oidc: { ...provider.settings, createUsers: true } });

  it('somebody whom only the provider knows becomes a user without a project', async () => {
    const app = await start(oidc());
    provider.claims = {
      email: 'Grace@Parley.test',
      email_verified: true,
      given_name: '  Grace\r\nBrewster ',
      family_name: 'Hopper',
    };
    for (let n = 0; n < 2; n++) {
      const browser = new SignInBrowser(app.baseUrl);
      expect((await signIn(browser)).location).toBe('/console');
      expect(await userOf(app, browser)).toMatchObject({
        user: { email: 'grace@parley.test', first_name: 'Grace Brewster', last_name: 'Hopper' },
        projects: [],
      });
    }
  });

  it('a user keeps their name, and an address that is not verified makes nobody', async () => {
    const app = await start(oidc());
    await app.client({ email: 'ada@parley.test', name: 'Ada Lovelace' });
    Object.assign(provider.claims, { given_name: 'Somebody', family_name: 'Else' });
    const browser = new SignInBrowser(app.baseUrl);
    await signIn(browser);
    expect((await userOf(app, browser)).user).toMatchObject({ first_name: 'Ada', last_name: 'Lovelace' });
    provider.claims = { email: 'new@parley.test', email_verified: false };
    const other = new SignInBrowser(app.baseUrl);
    expectFailure(await signIn(other), other, 403, 'not confirmed');
    expect((await app.database.query('SELECT 1 FROM "user"')).length).toBe(1);
  });

  it('many first sign-ins at the same time make one user', async () => {
    const app = await start(oidc());
    provider.claims = { email: 'many@parley.test', email_verified: true };
    const browsers = Array.from({ length: 8 }, () => new SignInBrowser(app.baseUrl));
    const paths = await Promise.all(browsers.map((browser) => goToProvider(browser)));
    const answers = await Promise.all(browsers.map((browser, n) => browser.open(paths[n] ?? '')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect((await app.database.query('SELECT 1 FROM "user"')).length).toBe(1);
  });
});

describe('while the provider is down', () => {
  const start = useTestApps();
  const DOWN = 'sign-in does not answer';

  it('Parley starts, says so, and finds the provider when it is back', async () => {
    await provider.stop();
    const app = await start({ oidc: provider.settings });
    await app.client({ email: 'ada@parley.test' });
    const browser = new SignInBrowser(app.baseUrl);
    for (let n = 0; n < 2; n++) expectFailure(await browser.open('/sign-in/oidc'), browser, 503, DOWN);
    expect((await browser.open('/sign-in')).status).toBe(200);
    await provider.start();
    expect((await signIn(browser)).location).toBe('/console');
  });

  it('or calls itself otherwise than OIDC_ISSUER, the page says the same', async () => {
    const issuer = provider.settings.issuer.replace('localhost', '127.0.0.1');
    const app = await start({ oidc: { ...provider.settings, issuer } });
    const browser = new SignInBrowser(app.baseUrl);
    expectFailure(await browser.open('/sign-in/oidc'), browser, 503, DOWN);
  });

  it('somebody who comes back from it is told so', async () => {
    const browser = new SignInBrowser(parley.baseUrl);
    const path = await goToProvider(browser);
    await provider.stop();
    expectFailure(await browser.open(path), browser, 503, DOWN);
  });

  it('an error of its own is told as such', async () => {
    provider.changeTokens = (response) => Object.assign(response, { statusCode: 502, body: {} });
    const browser = new SignInBrowser(parley.baseUrl);
    expectFailure(await signIn(browser), browser, 503, DOWN);
  });
});

it('the log has neither secrets nor addresses', async () => {
  await parley.client({ email: 'ada@parley.test' });
  const browser = new SignInBrowser(parley.baseUrl);
  const path = await goToProvider(browser);
  const kept = browser.cookies.get('parley_oidc') ?? '';
  const { state, nonce, codeVerifier } = JSON.parse(Buffer.from(kept, 'base64url').toString()) as Record<
    string,
    string
  >;
  await browser.open(path);
  const code = new URLSearchParams(path.split('?')[1]).get('code');
  const text = logged.join('');
  expect(text).toContain('signing in with OpenID Connect failed');
  for (const secret of [
    'parley.test',
    'client-secret-5d1',
    state,
    nonce,
    codeVerifier,
    code,
    browser.session,
  ]) {
    expect([secret, text.includes(secret ?? '')]).toEqual([secret, false]);
  }
});
