import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ApiClient } from '../support/api-client';
import { describeInBrowser, newVisitor, startBrowser } from '../support/browser';
import { linksOf } from '../support/invites';
import { storedInterviews } from '../support/interview-visitor';
import { startTestApp, type TestApp } from '../support/test-app';
import { waitUntil } from '../support/wait-until';

jest.setTimeout(120_000);

const QUESTIONS = ['How did the week go?', 'What was hard?'];

describeInBrowser('an interview in a browser', () => {
  let parley: TestApp;
  let ada: ApiClient;
  let browser: Browser;

  beforeAll(async () => {
    [parley, browser] = await Promise.all([startTestApp(), startBrowser()]);
    ada = await parley.client();
  });
  afterAll(async () => {
    await browser?.close();
    await parley?.close();
  });

  async function invite() {
    const { id } = await ada.createTopic({ questions: QUESTIONS });
    const [link] = await linksOf(ada, id);
    return { id, url: parley.baseUrl + new URL(link?.interview_url ?? '').pathname };
  }
  const answersOf = async (id: string) => (await storedInterviews(parley, id))[0]?.answers ?? [];
  const untilStored = (id: string, ...texts: string[]) =>
    waitUntil(`stored: ${texts.join()}`, async () => {
      const answers = await answersOf(id);
      return texts.every((text, at) => answers[at] === text);
    });
  const heading = (page: Page) => page.locator('h1').innerText();
  const press = (page: Page, name: string) =>
    Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
  const field = (page: Page) => page.locator('#answer');

  /** At the first question of a fresh interview. */
  async function started(context?: BrowserContext) {
    const { id, url } = await invite();
    const { page, problems } = context
      ? { page: await context.newPage(), problems: [] }
      : await newVisitor(browser);
    await page.goto(url);
    await press(page, 'Begin');
    await press(page, 'I agree, let us start');
    return { id, url, page, problems };
  }

  it('is given from beginning to end with the keyboard alone', async () => {
    const { id, url } = await invite();
    const { page, problems } = await newVisitor(browser);
    await page.goto(url);
    /** Goes on with Tab until the focus is on what bears this name, then presses Enter. */
    const reach = async (name: string) => {
      for (let steps = 0; steps < 25; steps++) {
        await page.keyboard.press('Tab');
        if ((await page.locator(':focus').innerText()) === name) return;
      }
      throw new Error(`No amount of Tab leads to "${name}".`);
    };
    const enter = async (name: string) => {
      await reach(name);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    };
    const type = async (text: string) => {
      for (let steps = 0; steps < 25; steps++) {
        await page.keyboard.press('Tab');
        if ((await page.locator('#answer:focus').count()) > 0) return page.keyboard.type(text);
      }
      throw new Error('No amount of Tab leads to the answer.');
    };
    await enter('Begin');
    await enter('I agree, let us start');
    await type('Well enough.');
    await enter('Next');
    await enter('Skip this question');
    await type('That is all.');
    await enter('Next');
    expect(await heading(page)).toBe('Your answers');
    await enter('Send my answers');
    expect(await heading(page)).toBe('Thank you');
    const [interview] = await storedInterviews(parley, id);
    expect(interview).toMatchObject({ status: 'completed', answers: ['Well enough.', '', 'That is all.'] });
    expect(problems).toEqual([]);
  });

  it('is given from beginning to end without JavaScript', async () => {
    const { id, url } = await invite();
    const { page } = await newVisitor(browser, { javaScriptEnabled: false });
    await page.goto(url);
    await press(page, 'Begin');
    await press(page, 'I agree, let us start');
    expect(await page.getByRole('button', { name: 'Answer by speaking' }).count()).toBe(0);
    await press(page, 'Next');
    expect(await page.getByRole('alert').innerText()).toContain('There is no answer yet');
    await field(page).fill('Two\nlines');
    await press(page, 'Next');
    await field(page).fill('Second');
    await press(page, 'Finish later');
    await page.getByRole('link', { name: 'Go on now' }).click();
    expect(await field(page).inputValue()).toBe('Second');
    await press(page, 'Next');
    await press(page, 'Next');
    await press(page, 'Send my answers');
    expect(await heading(page)).toBe('Thank you');
    expect(await answersOf(id)).toEqual(['Two\nlines', 'Second']);
  });

  it('saves while somebody types without a pause, and says so', async () => {
    const { id, page, problems } = await started();
    let isTyping = true;
    const typing = (async () => {
      await field(page).focus();
      while (isTyping) await page.keyboard.type('on and on ', { delay: 30 });
    })();
    await waitUntil('something is stored', async () => (await answersOf(id)).length > 0);
    isTyping = false;
    await typing;
    await page.locator('#save-state', { hasText: 'Saved' }).waitFor();
    expect(await page.locator('#save-news').innerText()).toBe('Saved');
    await untilStored(id, (await field(page).inputValue()).trim());
    expect(problems).toEqual([]);
  });

  it('goes on after the tab was closed in the middle of a word', async () => {
    const { id, url, page } = await started();
    await field(page).pressSequentially('half a sen');
    await page.close();
    await untilStored(id, 'half a sen');
    const { page: next } = await newVisitor(browser);
    await next.goto(url);
    expect(await field(next).inputValue()).toBe('half a sen');
  });

  it('goes on on another device', async () => {
    const { id, url, page } = await started();
    await field(page).fill('from the phone');
    await press(page, 'Next');
    await field(page).fill('also from the phone');
    await untilStored(id, 'from the phone', 'also from the phone');
    const { page: desktop } = await newVisitor(browser);
    await desktop.goto(url);
    expect(await heading(desktop)).toBe('What was hard?');
    expect(await field(desktop).inputValue()).toBe('also from the phone');
  });

  it('says that it is offline, and saves when the network is back', async () => {
    const { id, page, problems } = await started();
    await page.context().setOffline(true);
    await field(page).fill('typed in a tunnel');
    await page.locator('#save-state', { hasText: 'Not saved yet, trying again' }).waitFor();
    expect(await page.locator('#save-news').innerText()).toBe('Not saved yet, trying again');
    await page.context().setOffline(false);
    await page.locator('#save-state', { hasText: /^Saved$/ }).waitFor();
    expect(await answersOf(id)).toEqual(['typed in a tunnel']);
    expect(problems).toEqual([]);
  });

  it('brings back what was typed offline in a tab that was closed', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const { id, url, page } = await started(context);
    await context.setOffline(true);
    await field(page).fill('typed offline');
    await page.locator('#save-state', { hasText: 'Not saved yet' }).waitFor();
    await page.close();
    await context.setOffline(false);
    expect(await answersOf(id)).toEqual([]);
    const next = await context.newPage();
    await next.goto(url);
    expect(await field(next).inputValue()).toBe('typed offline');
    await untilStored(id, 'typed offline');
    await next.locator('#save-state', { hasText: 'Saved' }).waitFor();
    expect(await next.evaluate('localStorage.length')).toBe(0);
  });

  it('sends what a closed tab left behind of a question that is past', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const { id, url, page } = await started(context);
    await context.setOffline(true);
    await field(page).fill('typed offline');
    await page.locator('#save-state', { hasText: 'Not saved yet' }).waitFor();
    await page.close();
    await context.setOffline(false);
    // The interview has moved on meanwhile, on another device.
    await parley.database.query('UPDATE user_interview SET position = 1, reached = 1 WHERE topic_id = $1', [
      id,
    ]);
    const next = await context.newPage();
    await next.goto(url);
    expect(await heading(next)).toBe('What was hard?');
    await untilStored(id, 'typed offline');
  });

  it('loses no answer when an acknowledgement gets lost, and asks nobody about it', async () => {
    const { id, page } = await started();
    let lost = 0;
    await page.route('**/draft', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await field(page).fill('first');
    await waitUntil('the first save has arrived', async () => (await answersOf(id))[0] === 'first');
    await field(page).fill('something else');
    await untilStored(id, 'something else');
    expect(await page.locator('#conflict').isVisible()).toBe(false);
    await press(page, 'Next');
    expect(await heading(page)).toBe('What was hard?');
  });

  it('shows both answers to two tabs, and keeps the one that is chosen', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const { id, url, page: one } = await started(context);
    const two = await context.newPage();
    await two.goto(url);
    await field(one).fill('from tab one');
    await untilStored(id, 'from tab one');
    await field(two).fill('from tab two');
    await two.getByRole('heading', { name: 'This answer was changed somewhere else' }).waitFor();
    expect(await two.locator('#other-text').innerText()).toBe('from tab one');
    expect(await field(two).inputValue()).toBe('from tab two');
    expect(await answersOf(id)).toEqual(['from tab one']);
    await two.getByRole('button', { name: 'Keep what is in the text field' }).click();
    await untilStored(id, 'from tab two');

    await field(one).fill('tab one again');
    await one.getByRole('button', { name: 'Keep what was stored' }).click();
    expect(await field(one).inputValue()).toBe('from tab two');
    await press(one, 'Next');
    expect(await answersOf(id)).toEqual(['from tab two']);
  });

  it('shows both answers when a form is sent while they are unsettled', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const { id, url, page: one } = await started(context);
    const two = await context.newPage();
    await two.goto(url);
    await field(one).fill('from tab one');
    await untilStored(id, 'from tab one');
    await field(two).fill('from tab two');
    await two.locator('#conflict').waitFor();
    await press(two, 'Next');
    expect(await heading(two)).toBe('Which answer should we keep?');
    await press(two, 'Keep what was stored');
    expect(await field(two).inputValue()).toBe('from tab one');
    expect(await two.locator('#conflict').isVisible()).toBe(false);
    expect(await answersOf(id)).toEqual(['from tab one']);
  });

  it('is declined by accident, and taken back with nothing lost', async () => {
    const { page } = await started();
    await field(page).fill('almost');
    await press(page, 'Not this time');
    expect(await heading(page)).toBe('Not this time');
    await press(page, 'Take part after all');
    expect(await field(page).inputValue()).toBe('almost');
  });

  it('tells an open tab when it is over', async () => {
    const { id, page } = await started();
    await parley.database.query('UPDATE user_interview_topic SET closes_at = now() WHERE id = $1', [id]);
    await field(page).fill('too late');
    await page.locator('#save-state', { hasText: 'takes no more answers' }).waitFor();
    expect(await answersOf(id)).toEqual([]);
  });

  it('does not save a text that is too long, and keeps it', async () => {
    const { id, page } = await started();
    const text = 'x'.repeat(20_001);
    await field(page).fill(text);
    await page.locator('#save-state', { hasText: 'too long' }).waitFor();
    await press(page, 'Next');
    expect(await page.getByRole('alert').innerText()).toContain('longer than 20,000 characters');
    expect(await field(page).inputValue()).toBe(text);
    await field(page).fill('short');
    await untilStored(id, 'short');
  });

  it('takes speech as if it were typed, once it is switched on', async () => {
    const { page: blank } = await newVisitor(browser);
    const context = blank.context();
    await context.addInitScript(() => {
      // The real one needs a microphone and its maker's server.
      class Spoken extends EventTarget {
        start() {
          setTimeout(() => {
            const result = Object.assign([{ transcript: ' I said this ' }], { isFinal: true });
            this.dispatchEvent(Object.assign(new Event('result'), { results: [result], resultIndex: 0 }));
          });
        }
        stop() {
          this.dispatchEvent(new Event('end'));
        }
      }
      Object.assign(globalThis, { SpeechRecognition: Spoken, webkitSpeechRecognition: Spoken });
    });
    const { id, page } = await started(context);
    await field(page).fill('Typed.');
    await page.getByRole('button', { name: 'Answer by speaking' }).click();
    await untilStored(id, 'Typed. I said this');
    await page.getByRole('button', { name: 'Stop speaking' }).click();
    await page.getByRole('button', { name: 'Answer by speaking' }).waitFor();
  });

  it('hides speech where the browser has none', async () => {
    const { page: blank } = await newVisitor(browser);
    await blank.context().addInitScript(() => {
      for (const name of ['SpeechRecognition', 'webkitSpeechRecognition', 'speechSynthesis']) {
        Object.defineProperty(globalThis, name, { value: undefined });
      }
    });
    const { page } = await started(blank.context());
    expect(await page.locator('#speech').isVisible()).toBe(false);
  });
});
