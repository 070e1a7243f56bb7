import type { Page } from 'playwright-core';
import {
  answersOf,
  describeInBrowser,
  field,
  heading,
  press,
  saveState,
  useBrowser,
  startInBrowser,
  untilNoCopies,
  untilStored,
} from '../support/clients/browser';
import { waitUntil } from '../support/app/wait-until';

jest.setTimeout(60_000);

describeInBrowser('leaving a question in a browser', () => {
  const fixture = useBrowser();

  const clickNext = (page: Page) => page.getByRole('button', { name: 'Next' }).click({ noWaitAfter: true });

  it('takes nothing that is typed between "Next" and the next page, and asks nobody about it later', async () => {
    const { id, url, page } = await startInBrowser(fixture);
    const drafts: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/draft')) drafts.push(request.postData() ?? '');
    });
    await field(page).fill('the answer');
    await untilStored(fixture, id, 'the answer');
    await saveState(page, 'Saved').waitFor();
    const { x = 0, y = 0 } = (await field(page).boundingBox()) ?? {};
    await page.route(url, async (route) => {
      await page.mouse.click(x + 5, y + 5);
      await page.keyboard.type('typed too late ');
      await route.continue();
    });
    drafts.length = 0;
    await press(page, 'Next');
    await page.unroute(url);
    expect(await heading(page)).toBe('What was hard?');
    await untilNoCopies(page);
    expect(drafts).toEqual([]);
    await press(page, 'Back');
    expect(await field(page).inputValue()).toBe('the answer');
    expect(await page.locator('#conflict').isVisible()).toBe(false);
    expect(await answersOf(fixture, id)).toEqual(['the answer']);
  });

  it('goes on with the same page when the next one was not loaded', async () => {
    const context = await fixture.browser.newContext({ locale: 'en' });
    await context.clock.install();
    const { id, url, page } = await startInBrowser(fixture, context);
    let stopped = 0;
    await page.route(url, async (route) => {
      if (route.request().method() !== 'POST' || stopped++ > 0) return route.continue();
      await route.abort('aborted');
    });
    await field(page).fill('an answer');
    await clickNext(page);
    await waitUntil('the form was stopped', async () => stopped === 1);
    await page.clock.fastForward(10_000);
    await page.clock.resume();
    await field(page).fill('an answer, and more');
    await untilStored(fixture, id, 'an answer, and more');
    await press(page, 'Next');
    expect(await heading(page)).toBe('What was hard?');
  });

  it.each(['Finish later', 'Withdraw my answers'])('leaves no copy of the answer behind: %s', async (way) => {
    const context = await fixture.browser.newContext({ locale: 'en' });
    const { id, url, page } = await startInBrowser(fixture, context);
    await field(page).fill('typed here');
    await press(page, way);
    await untilNoCopies(page);
    expect(await answersOf(fixture, id)).toEqual(['typed here']);
    // A copy would be taken for a rival of what another device has stored since.
    await fixture.database.query(
      `UPDATE interview_answer SET text = 'typed elsewhere', revision = 2
       WHERE interview_id = (SELECT id FROM user_interview WHERE topic_id = $1)`,
      [id],
    );
    await page.goto(url);
    if (way === 'Withdraw my answers') await press(page, 'Take part after all');
    expect(await field(page).inputValue()).toBe('typed elsewhere');
    expect(await page.locator('#conflict').isVisible()).toBe(false);
  });
});
