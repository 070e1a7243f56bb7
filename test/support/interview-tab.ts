import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ApiClient } from './api-client';
import { newVisitor } from './browser';
import { linksOf } from './invites';
import { storedInterviews } from './interview-visitor';
import type { TestDatabase } from './test-database';
import { waitUntil } from './wait-until';

/** What a test in a browser works with. */
export interface Stage {
  baseUrl: string;
  database: TestDatabase;
  ada: ApiClient;
  browser: Browser;
}

/** A topic of two questions, and the address of its one interviewee's page. */
export async function inviteInBrowser({ baseUrl, ada }: Stage): Promise<{ id: string; url: string }> {
  const { id } = await ada.createTopic({ questions: ['How did the week go?', 'What was hard?'] });
  const [link] = await linksOf(ada, id);
  return { id, url: baseUrl + new URL(link?.interview_url ?? '').pathname };
}

/** A tab at the first question of a fresh interview. */
export async function startInBrowser(stage: Stage, context?: BrowserContext) {
  const { id, url } = await inviteInBrowser(stage);
  const visitor = context ? { page: await context.newPage(), problems: [] } : await newVisitor(stage.browser);
  await visitor.page.goto(url);
  await press(visitor.page, 'Begin');
  await press(visitor.page, 'I agree, let’s start');
  return { id, url, ...visitor };
}

/** The answers as they are stored, in order. */
export async function answersOf(stage: Pick<Stage, 'database'>, id: string): Promise<string[]> {
  return (await storedInterviews(stage, id))[0]?.answers ?? [];
}

/** Waits until these are the first answers. */
export function untilStored(stage: Pick<Stage, 'database'>, id: string, ...texts: string[]): Promise<void> {
  return waitUntil(`stored: ${texts.join()}`, async () => {
    const answers = await answersOf(stage, id);
    return texts.every((text, at) => answers[at] === text);
  });
}

/** Waits until the browser keeps no copy of an answer. */
export function untilNoCopies(page: Page): Promise<void> {
  return waitUntil('no copy is left', async () => (await page.evaluate('localStorage.length')) === 0);
}

export const heading = (page: Page) => page.locator('h1').innerText();

export const field = (page: Page) => page.locator('#answer');

/** What the page says about saving. */
export const saveState = (page: Page, hasText: string | RegExp) => page.locator('#save-state', { hasText });

/** Presses a button that leads to a page, and waits for it. */
export async function press(page: Page, name: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
}
