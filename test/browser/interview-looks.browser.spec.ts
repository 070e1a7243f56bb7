import type { Browser, Page } from 'playwright-core';
import { axeProblems, describeInBrowser, newVisitor, startBrowser } from '../support/browser';
import { interviewStates } from '../support/interview-states';
import { startTestApp, type TestApp } from '../support/test-app';

jest.setTimeout(120_000);

/** Where pictures of all states go, for looking at them; nowhere by default. */
const SHOTS = process.env.PARLEY_SHOTS;

describeInBrowser('the look of the interview page', () => {
  let parley: TestApp;
  let browser: Browser;
  let states: { name: string; path: string; form?: Record<string, string> }[];

  beforeAll(async () => {
    [parley, browser] = await Promise.all([startTestApp(), startBrowser()]);
    const cases = interviewStates(parley, await parley.client());
    states = await Promise.all(
      cases.map(async ({ name, prepare }) => {
        const { path, form } = await prepare();
        return { name, path, form };
      }),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await parley?.close();
  });

  /** Opens the state the way a person comes to it. */
  async function show(page: Page, { path, form }: { path: string; form?: Record<string, string> }) {
    if (!form) return page.goto(parley.baseUrl + path);
    // An empty page of the same site, to send the form from.
    await page.goto(`${parley.baseUrl}/interview/preview`);
    const sent = page.waitForNavigation();
    await page.evaluate(
      ([action, fields]) => {
        const { document } = globalThis as unknown as { document: BrowserDocument };
        const form = document.createElement('form');
        form.method = 'post';
        form.action = action;
        for (const [name, value] of Object.entries(fields)) {
          const field = document.createElement('textarea');
          Object.assign(field, { name, value });
          form.append(field);
        }
        document.body.append(form);
        form.submit();
      },
      [path, form] as const,
    );
    return sent;
  }

  it.each(['light', 'dark'] as const)(
    'breaks no rule of accessibility in any state, when it is %s',
    async (scheme) => {
      const { page, problems } = await newVisitor(browser, { colorScheme: scheme });
      const found: string[] = [];
      for (const state of states) {
        await show(page, state);
        found.push(...(await axeProblems(page)).map((problem) => `${state.name}: ${problem}`));
      }
      expect(found).toEqual([]);
      expect(problems).toEqual([]);
    },
  );

  it.each([320, 390, 1280])(
    'fits into %d pixels, and its buttons are large enough to touch',
    async (width) => {
      const { page } = await newVisitor(browser, { viewport: { width, height: 800 } });
      const found: unknown[] = [];
      for (const state of states) {
        await show(page, state);
        const { overflow, small } = await page.evaluate(() => {
          const { document } = globalThis as unknown as { document: BrowserDocument };
          const { scrollWidth, clientWidth } = document.documentElement;
          const sizes = [...document.querySelectorAll('button:not([hidden]), a.button')].map((button) => ({
            text: button.textContent,
            height: button.getBoundingClientRect().height,
          }));
          return {
            overflow: scrollWidth - clientWidth,
            small: sizes.filter(({ height }) => height > 0 && height < 44),
          };
        });
        if (overflow > 0 || small.length > 0) found.push({ state: state.name, overflow, small });
      }
      expect(found).toEqual([]);
    },
  );

  it('weighs less than 150 KB in every state', async () => {
    const { page } = await newVisitor(browser);
    for (const state of states) {
      const sizes: Promise<number>[] = [];
      const count = (request: {
        sizes(): Promise<{ responseBodySize: number; responseHeadersSize: number }>;
      }) => sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize));
      page.on('requestfinished', count);
      await show(page, state);
      await page.waitForLoadState('load');
      page.off('requestfinished', count);
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(total).toBeGreaterThan(1000);
      expect([state.name, total < 150_000]).toEqual([state.name, true]);
    }
  });

  // No test, so nothing to report as skipped.
  const draw = SHOTS ? it : () => undefined;
  draw('is drawn for people to look at', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [320, 390, 1280]) {
        const { page } = await newVisitor(browser, { colorScheme, viewport: { width, height: 800 } });
        for (const state of states) {
          await show(page, state);
          await page.screenshot({
            path: `${SHOTS}/${state.name}-${width}-${colorScheme}.png`,
            fullPage: true,
          });
        }
        await page.context().close();
      }
    }
  });
});

/** As much of a browser's document as the code needs that runs in there. */
interface BrowserDocument {
  documentElement: { scrollWidth: number; clientWidth: number };
  body: { append(element: object): void };
  createElement(name: string): {
    method: string;
    action: string;
    append(child: object): void;
    submit(): void;
  };
  querySelectorAll(
    selector: string,
  ): Iterable<{ textContent: string; getBoundingClientRect(): { height: number } }>;
}
