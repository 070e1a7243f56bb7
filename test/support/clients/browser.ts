import { AxeBuilder } from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { type TestApp, useTestApp } from '../app/test-app';
import type { TestDatabase } from '../app/test-database';
import { waitUntil } from '../app/wait-until';
import { linksOf } from '../builders/invites';
import type { ApiClient } from './api-client';
import { storedInterviews } from './interview-visitor';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM);
if (!isThere && process.env.CI === 'true') throw new Error('CI needs a Chromium: install chromium.');

/** Browser tests need a Chromium; without one they are skipped, but not where CI=true. */
export const describeInBrowser = isThere ? describe : describe.skip;

/** A Chromium without network traffic of its own. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--headless', '--disable-background-networking'],
  });
}

/** A page in a browser context of its own; errors of its script are collected in `problems`. */
export async function newVisitor(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ locale: 'en', ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // Some tests have saves refused; the browser's note of that is no error of the script.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
      problems.push(message.text());
    }
  });
  return { page, problems };
}

/**
 * Violations of WCAG 2.1 AA on a page, as `rule: element`. @param exclude a frame in which no scripts run, not even those
 * of the check
 */
export async function axeProblems(page: Page, { exclude }: { exclude?: string } = {}): Promise<string[]> {
  // Half-way through a transition, a colour is neither of the two that were chosen.
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))',
  );
  const builder = new AxeBuilder({ page })
    // Announcements of a moment ago, which name elements that are gone.
    .exclude('[data-live-announcer]')
    // Otherwise each check opens a further page.
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']);
  const { violations } = await (exclude === undefined ? builder : builder.exclude(exclude)).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** A browser, and the application that its pages come from. */
export interface BrowserFixture {
  baseUrl: string;
  app: TestApp;
  database: TestDatabase;
  ada: ApiClient;
  browser: Browser;
}

/** A browser and an application for all tests of the `describe` that calls this; filled at the start. */
export function useBrowser(settings?: Parameters<typeof useTestApp>[0]): BrowserFixture {
  const fixture = {} as BrowserFixture;
  // Such hooks run in this order: the server can only stop once the browser has left.
  afterAll(() => fixture.browser?.close());
  const app = useTestApp(settings);
  beforeAll(async () => {
    const { baseUrl, database } = app;
    Object.assign(fixture, {
      baseUrl,
      app,
      database,
      ada: await app.client({ scopes: ['*'] }),
      browser: await startBrowser(),
    });
  });
  return fixture;
}

/** A topic of two questions, and the address of its one interviewee's page. */
export async function inviteInBrowser({
  baseUrl,
  ada,
}: BrowserFixture): Promise<{ id: string; url: string }> {
  const { id } = await ada.createTopic({ questions: ['How did the week go?', 'What was hard?'] });
  const [link] = await linksOf(ada, id);
  return { id, url: baseUrl + new URL(link?.interview_url ?? '').pathname };
}

/** A tab at the first question of a fresh interview. */
export async function startInBrowser(fixture: BrowserFixture, context?: BrowserContext) {
  const { id, url } = await inviteInBrowser(fixture);
  const visitor = context
    ? { page: await context.newPage(), problems: [] }
    : await newVisitor(fixture.browser);
  await visitor.page.goto(url);
  await press(visitor.page, 'Begin');
  await press(visitor.page, 'I agree, let’s start');
  return { id, url, ...visitor };
}

/** The stored answers, in order. */
export async function answersOf(fixture: Pick<BrowserFixture, 'database'>, id: string): Promise<string[]> {
  return (await storedInterviews(fixture, id))[0]?.answers ?? [];
}

/** Waits until these are the first answers. */
export function untilStored(
  fixture: Pick<BrowserFixture, 'database'>,
  id: string,
  ...texts: string[]
): Promise<void> {
  return waitUntil(`stored: ${texts.join()}`, async () => {
    const answers = await answersOf(fixture, id);
    return texts.every((text, at) => answers[at] === text);
  });
}

/** Waits until the browser keeps no copy of an answer. */
export function untilNoCopies(page: Page): Promise<void> {
  return waitUntil('no copy is left', async () => (await page.evaluate('localStorage.length')) === 0);
}

export const heading = (page: Page) => page.locator('h1').innerText();

export const field = (page: Page) => page.locator('#answer');

/** The message of the page about saving, once it has this text. */
export const saveState = (page: Page, hasText: string | RegExp) => page.locator('#save-state', { hasText });

/** Presses a button that leads to a page, and waits for it. */
export async function press(page: Page, name: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
}
