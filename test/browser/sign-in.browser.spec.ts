import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { SignInLinksService } from '../../src/sign-in/sign-in-links.service';
import { SESSION_COOKIE } from '../../src/auth/session-cookie';
import {
  axeProblems,
  describeInBrowser,
  heading,
  newVisitor,
  press,
  useBrowser,
} from '../support/clients/browser';
import { waitUntil } from '../support/app/wait-until';
import { type OidcProviderFake, startOidcProvider } from '../support/fakes/oidc-provider';

jest.setTimeout(120_000);

/** Where pictures of all states go, for looking at them; nowhere by default. */
const SHOTS = process.env.PARLEY_SHOTS;

const NAMES = {
  en: {
    start: 'Sign in',
    label: 'Your mail address',
    ask: 'Mail me a link',
    sent: 'Look into your mailbox',
    confirm: 'Sign in',
    ended: 'This link does not work any more',
  },
  de: {
    start: 'Anmelden',
    label: 'Ihre E\u2011Mail-Adresse',
    ask: 'Link zuschicken',
    sent: 'Sehen Sie in Ihr Postfach',
    confirm: 'Anmelden',
    ended: 'Dieser Link funktioniert nicht mehr',
  },
  es: {
    start: 'Entrar',
    label: 'Su dirección de correo',
    ask: 'Enviarme un enlace',
    sent: 'Mire en su buzón',
    confirm: 'Entrar',
    ended: 'Este enlace ya no funciona',
  },
};
/** The console changes its address once it runs. */
const CONSOLE = /^http:\/\/[^/]+\/console/;
const LANGUAGES = ['en', 'de', 'es'] as const;

describeInBrowser('signing in with a browser', () => {
  let provider: OidcProviderFake;
  const fixture = useBrowser(async () => {
    provider = await startOidcProvider();
    // The browser keeps cookies of http only without Secure.
    return { publicUrl: 'http://127.0.0.1', oidc: provider.settings, hasMailbox: true };
  });
  afterAll(() => provider.stop());

  /** The path of a link for the user of the fixture. */
  async function newLink(next = '/console'): Promise<string> {
    const [user] = await fixture.database.query<{ id: string }>(
      `SELECT id FROM "user" WHERE email = 'ada@parley.test'`,
    );
    const links = fixture.app.app.get(SignInLinksService, { strict: false });
    return new URL(await links.create(user?.id ?? '', { validMinutes: 15, next })).pathname;
  }

  const sessionIn = async (page: Page) =>
    (await page.context().cookies(fixture.baseUrl)).find(({ name }) => name === SESSION_COOKIE);

  /** The states of the pages. */
  async function states(): Promise<{ name: string; path: string }[]> {
    return [
      { name: 'start', path: '/sign-in?next=%2Fconsole%2Ftopics' },
      { name: 'sent', path: '/sign-in/sent' },
      { name: 'confirm', path: await newLink() },
      { name: 'ended', path: `/sign-in/${'A'.repeat(43)}` },
      { name: 'failed', path: '/sign-in/oidc/callback' },
      { name: 'not-found', path: '/sign-in/no/such/page' },
    ];
  }

  it.each(LANGUAGES)('works by a mailed link, in %s and without script', async (locale) => {
    const t = NAMES[locale];
    const { page } = await newVisitor(fixture.browser, { locale, javaScriptEnabled: false });
    await page.goto(`${fixture.baseUrl}/sign-in?next=%2Fconsole%2Ftopics`);
    expect(await heading(page)).toBe(t.start);
    await page.getByLabel(t.label).fill('ada@parley.test');
    await press(page, t.ask);
    expect([await heading(page), new URL(page.url()).pathname]).toEqual([t.sent, '/sign-in/sent']);

    await fixture.app.sink.waitFor(1);
    const [mail] = await fixture.app.sink.parsed();
    const path = /\/sign-in\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? '';
    await page.goto(fixture.baseUrl + path);
    expect(await page.locator('.lead').innerText()).toContain('ada@parley.test');
    expect(await sessionIn(page)).toBeUndefined();
    await page.getByRole('button', { name: t.confirm, exact: true }).click();
    await page.waitForURL(CONSOLE);
    expect(await sessionIn(page)).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });

    await page.goto(fixture.baseUrl + path);
    expect(await heading(page)).toBe(t.ended);
  });

  it('works with the keyboard alone', async () => {
    const { page, problems } = await newVisitor(fixture.browser);
    await page.goto(`${fixture.baseUrl}/sign-in`);
    const focused = () => page.evaluate<string>('document.activeElement.id');
    expect(await focused()).toBe('email');
    await page.keyboard.type('ada@parley');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await page.getByRole('alert').innerText()).toMatch(/^Please enter a complete mail address/);
    expect([await focused(), await page.inputValue('#email')]).toEqual(['email', 'ada@parley']);
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press('End');
    await page.keyboard.type('.test');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await heading(page)).toBe(NAMES.en.sent);

    await page.goto(fixture.baseUrl + (await newLink()));
    for (let n = 0; n < 4 && (await page.evaluate('document.activeElement.tagName')) !== 'BUTTON'; n++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(CONSOLE);
    expect(await sessionIn(page)).toBeDefined();
    expect(problems).toEqual([]);
  });

  it('works with two clicks on the button', async () => {
    const { page } = await newVisitor(fixture.browser);
    await page.goto(fixture.baseUrl + (await newLink()));
    await page.getByRole('button', { name: 'Sign in' }).dblclick();
    // The second click ends the navigation that the first has begun, so it is the address that is waited for.
    await waitUntil('the console is open', () => CONSOLE.test(page.url()));
    await page.waitForLoadState();
    expect(await sessionIn(page)).toBeDefined();
  });

  it('works at a provider on another site, and leads to the page that was asked for', async () => {
    provider.reset();
    provider.changeRedirect = (url) => {
      url.port = new URL(fixture.baseUrl).port;
    };
    const { page, problems } = await newVisitor(fixture.browser);
    await page.goto(`${fixture.baseUrl}/sign-in?next=%2Fconsole%2Ftopics`);
    await page.getByRole('link', { name: 'Continue with single sign-on' }).click();
    await page.waitForURL(CONSOLE);
    expect(await sessionIn(page)).toBeDefined();
    expect(problems).toEqual([]);
  });

  it('does not work for a form of another site, which would sign the visitor in as somebody else', async () => {
    const path = await newLink();
    const site: Server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        `<form method="post" action="${fixture.baseUrl}${path}"><button>Win a prize</button></form>`,
      );
    });
    await new Promise<void>((done) => site.listen(0, () => done()));
    try {
      const { page } = await newVisitor(fixture.browser);
      await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
      await press(page, 'Win a prize');
      expect(await heading(page)).toBe('You were not signed in');
      expect(await sessionIn(page)).toBeUndefined();
      await page.goto(fixture.baseUrl + path);
      expect(await heading(page)).toBe(NAMES.en.confirm);
    } finally {
      site.close();
    }
  });

  it('keeps the page to go to when the language changes', async () => {
    const { page } = await newVisitor(fixture.browser);
    await page.goto(`${fixture.baseUrl}/sign-in?next=%2Fconsole%2Ftopics`);
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Deutsch' }).click()]);
    expect(page.url()).toBe(`${fixture.baseUrl}/sign-in?next=%2Fconsole%2Ftopics`);
    expect(await heading(page)).toBe(NAMES.de.start);
  });

  it.each(['light', 'dark'] as const)(
    'breaks no rule of accessibility in any state, when it is %s',
    async (colorScheme) => {
      const { page, problems } = await newVisitor(fixture.browser, { colorScheme });
      const found: string[] = [];
      for (const { name, path } of await states()) {
        await page.goto(fixture.baseUrl + path);
        found.push(...(await axeProblems(page)).map((problem) => `${name}: ${problem}`));
      }
      expect(found).toEqual([]);
      expect(problems).toEqual([]);
    },
  );

  it.each(LANGUAGES)('fits into 320 pixels in %s, with buttons that are large enough', async (locale) => {
    const { page } = await newVisitor(fixture.browser, { locale, viewport: { width: 320, height: 700 } });
    for (const { name, path } of await states()) {
      await page.goto(fixture.baseUrl + path);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      const small = await page.evaluate(
        `[...document.querySelectorAll('.button, input')].filter((one) => one.getBoundingClientRect().height < 44).length`,
      );
      expect([name, overflow, small]).toEqual([name, 0, 0]);
    }
  });

  // No test, so nothing to report as skipped.
  const draw = SHOTS ? it : () => undefined;
  draw('is drawn for people to look at', async () => {
    for (const locale of LANGUAGES) {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [320, 1280]) {
          const { page } = await newVisitor(fixture.browser, {
            locale,
            colorScheme,
            viewport: { width, height: 800 },
          });
          for (const { name, path } of await states()) {
            await page.goto(fixture.baseUrl + path);
            const file = `${SHOTS}/sign-in-${name}-${locale}-${width}-${colorScheme}.png`;
            await page.screenshot({ path: file, fullPage: true });
          }
          await page.context().close();
        }
      }
    }
  });
});
