import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Role } from '../../../src/users/role';
import { type BrowserFixture, newVisitor } from '../clients/browser';
import { operationOf } from '../openapi/document';

/** Where pictures of screens go, for looking at them; nowhere by default. */
const SHOTS = process.env.PARLEY_SHOTS;

interface ConsoleOptions extends BrowserContextOptions {
  /** Below `/console`, the topics by default; `:project` stands for the project's id. */
  path?: string;
  role?: Role;
  email?: string;
  project?: string;
}

/** A tab of the console in which somebody is signed in. */
export interface ConsolePage {
  page: Page;
  projectId: string;
  /** Every request for the API so far, as `GET /api/session`. */
  requests: string[];
  /**
   * Errors of scripts, refusals by the content security policy, and requests that are no operation of openapi.json.
   * Expect an empty list at the end of each test.
   */
  problems: string[];
}

/** Opens a screen of the console in a browser context of its own. */
export async function openConsole(
  fixture: BrowserFixture,
  { path = '/p/:project/topics', role, email, project, ...options }: ConsoleOptions = {},
): Promise<ConsolePage> {
  const session = await fixture.app.signIn({ role, email, project });
  const { page, problems } = await newVisitor(fixture.browser, {
    baseURL: fixture.baseUrl,
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  await page
    .context()
    .addCookies([{ name: 'parley_session', value: session.token, url: fixture.baseUrl, httpOnly: true }]);
  const requests: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/api/')) return;
    const method = request.method();
    requests.push(`${method} ${pathname}`);
    if (operationOf(method, pathname) === undefined) problems.push(`No operation: ${method} ${pathname}`);
  });
  await page.goto(`/console${path.replace(':project', session.projectId)}`);
  return {
    page,
    projectId: session.projectId,
    requests,
    problems,
  };
}

/** Phone and desktop, light and dark, as the screens are drawn and checked. */
export const LOOKS = [
  { name: 'phone-light', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  { name: 'phone-dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  { name: 'desktop-light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
] as const;

/** Draws the page if a folder for pictures is given. */
export async function draw(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

/** Closes the open dialog by Escape. While it goes away it still takes the clicks that are meant for what is below it. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('[role=dialog], [role=alertdialog]').first().waitFor({ state: 'hidden' });
}

/** How far the page can be scrolled sideways, which must be nowhere. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
