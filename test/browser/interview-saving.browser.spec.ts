import {
  answersOf,
  describeInBrowser,
  field,
  heading,
  newVisitor,
  press,
  saveState,
  useBrowser,
  startInBrowser,
  untilNoCopies,
  untilStored,
} from '../support/clients/browser';
import { waitUntil } from '../support/app/wait-until';

jest.setTimeout(120_000);

describeInBrowser('saving in a browser', () => {
  const fixture = useBrowser();

  it('saves while somebody types without a pause, and says so', async () => {
    const { id, page, problems } = await startInBrowser(fixture);
    let isTyping = true;
    const typing = (async () => {
      await field(page).focus();
      while (isTyping) await page.keyboard.type('on and on ', { delay: 30 });
    })();
    await waitUntil('something is stored', async () => (await answersOf(fixture, id)).length > 0);
    isTyping = false;
    await typing;
    await saveState(page, 'Saved').waitFor();
    expect(await page.locator('#save-news').innerText()).toBe('Saved');
    await untilStored(fixture, id, (await field(page).inputValue()).trim());
    expect(problems).toEqual([]);
  });

  it('sends an answer once when somebody presses "Next" while still typing', async () => {
    const { page } = await startInBrowser(fixture);
    const submitted = new Set<number>();
    const sentAgain: number[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'POST') return;
      const { position } = request.postDataJSON() as { position: string | number };
      if (!request.url().endsWith('/draft')) submitted.add(Number(position));
      else if (submitted.has(Number(position))) sentAgain.push(Number(position));
    });
    for (const text of ['one', 'two', 'a last word']) {
      await field(page).pressSequentially(text);
      await press(page, 'Next');
    }
    expect(await heading(page)).toBe('Your answers');
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    expect([...submitted]).toEqual([0, 1, 2]);
    expect(sentAgain).toEqual([]);
  });

  it('goes on after the tab was closed in the middle of a word', async () => {
    const { id, url, page } = await startInBrowser(fixture);
    await field(page).pressSequentially('half a sen');
    await page.close();
    await untilStored(fixture, id, 'half a sen');
    const { page: next } = await newVisitor(fixture.browser);
    await next.goto(url);
    expect(await field(next).inputValue()).toBe('half a sen');
  });

  it('says that it is offline, and saves when the network is back', async () => {
    const { id, page, problems } = await startInBrowser(fixture);
    await page.context().setOffline(true);
    await field(page).fill('typed in a tunnel');
    await saveState(page, 'You are offline').waitFor();
    expect(await page.locator('#save-news').innerText()).toContain('You are offline');
    await page.context().setOffline(false);
    await saveState(page, /^Saved$/).waitFor();
    expect(await answersOf(fixture, id)).toEqual(['typed in a tunnel']);
    expect(problems).toEqual([]);
  });

  it('brings back what was typed offline in a tab that was closed', async () => {
    const context = await fixture.browser.newContext({ locale: 'en' });
    const { id, url, page } = await startInBrowser(fixture, context);
    await context.setOffline(true);
    await field(page).fill('typed offline');
    await saveState(page, 'You are offline').waitFor();
    expect(await answersOf(fixture, id)).toEqual([]);
    await page.close();
    await context.setOffline(false);
    const next = await context.newPage();
    await next.goto(url);
    expect(await field(next).inputValue()).toBe('typed offline');
    await untilStored(fixture, id, 'typed offline');
    // Either this tab saves it, or the closed one has managed to on its way out.
    await untilNoCopies(next);
  });

  it('sends what a closed tab left behind of a question that is past', async () => {
    const context = await fixture.browser.newContext({ locale: 'en' });
    const { id, url, page } = await startInBrowser(fixture, context);
    await context.setOffline(true);
    await field(page).fill('typed offline');
    await saveState(page, 'You are offline').waitFor();
    await page.close();
    await context.setOffline(false);
    // The interview has moved on meanwhile, on another device.
    await fixture.database.query('UPDATE user_interview SET position = 1, reached = 1 WHERE topic_id = $1', [
      id,
    ]);
    const next = await context.newPage();
    await next.goto(url);
    expect(await heading(next)).toBe('What was hard?');
    await untilStored(fixture, id, 'typed offline');
  });

  it('loses no answer when an acknowledgement gets lost, and asks nobody about it', async () => {
    const { id, page } = await startInBrowser(fixture);
    let lost = 0;
    await page.route('**/draft', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await field(page).fill('first');
    await waitUntil('the first save has arrived', async () => (await answersOf(fixture, id))[0] === 'first');
    await field(page).fill('something else');
    await untilStored(fixture, id, 'something else');
    expect(await page.locator('#conflict').isVisible()).toBe(false);
    await press(page, 'Next');
    expect(await heading(page)).toBe('What was hard?');
  });

  it('shows both answers to two tabs, and keeps the one that is chosen', async () => {
    const context = await fixture.browser.newContext({ locale: 'en' });
    const { id, url, page: one } = await startInBrowser(fixture, context);
    const two = await context.newPage();
    await two.goto(url);
    await field(one).fill('from tab one');
    await untilStored(fixture, id, 'from tab one');
    await field(two).fill('from tab two');
    await two.getByRole('heading', { name: 'This answer was changed somewhere else' }).waitFor();
    expect(await two.locator('#other-text').innerText()).toBe('from tab one');
    expect(await field(two).inputValue()).toBe('from tab two');
    expect(await answersOf(fixture, id)).toEqual(['from tab one']);
    await two.getByRole('button', { name: 'Keep what is in the text field' }).click();
    await untilStored(fixture, id, 'from tab two');

    await field(one).fill('tab one again');
    await one.getByRole('button', { name: 'Keep what was stored' }).click();
    expect(await field(one).inputValue()).toBe('from tab two');
    await press(one, 'Next');
    expect(await answersOf(fixture, id)).toEqual(['from tab two']);
  });

  it('shows both answers when a form is sent while they are unsettled', async () => {
    const context = await fixture.browser.newContext({ locale: 'en' });
    const { id, url, page: one } = await startInBrowser(fixture, context);
    const two = await context.newPage();
    await two.goto(url);
    await field(one).fill('from tab one');
    await untilStored(fixture, id, 'from tab one');
    await field(two).fill('from tab two');
    await two.locator('#conflict').waitFor();
    await press(two, 'Next');
    expect(await heading(two)).toBe('Which answer should we keep?');
    await press(two, 'Keep what was stored');
    expect(await field(two).inputValue()).toBe('from tab one');
    expect(await two.locator('#conflict').isVisible()).toBe(false);
    expect(await answersOf(fixture, id)).toEqual(['from tab one']);
  });

  it('does not save a text that is too long, and keeps it', async () => {
    const { id, page } = await startInBrowser(fixture);
    const text = 'x'.repeat(20_001);
    await field(page).fill(text);
    await saveState(page, 'too long').waitFor();
    await press(page, 'Next');
    expect(await page.getByRole('alert').innerText()).toContain('longer than 20,000 characters');
    expect(await field(page).inputValue()).toBe(text);
    await field(page).fill('short');
    await untilStored(fixture, id, 'short');
  });
});
