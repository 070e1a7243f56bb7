import {
  answersOf,
  describeInBrowser,
  field,
  heading,
  inviteInBrowser,
  newVisitor,
  press,
  saveState,
  useBrowser,
  startInBrowser,
  untilStored,
} from '../support/clients/browser';
import { storedInterviews } from '../support/clients/interview-visitor';

jest.setTimeout(120_000);

describeInBrowser('an interview in a browser', () => {
  const fixture = useBrowser();

  it('is given from beginning to end with the keyboard alone', async () => {
    const { id, url } = await inviteInBrowser(fixture);
    const { page, problems } = await newVisitor(fixture.browser);
    await page.goto(url);
    /** Goes on with Tab until the focus is on what bears this name, then presses Enter. */
    const reach = async (name: string) => {
      for (let steps = 0; steps < 25; steps++) {
        await page.keyboard.press('Tab');
        // Past the last element the focus is on the browser's own controls for one step.
        if ((await page.locator(':focus').allInnerTexts())[0] === name) return;
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
    await enter('I agree, let’s start');
    await type('Well enough.');
    await enter('Next');
    await enter('Skip this question');
    await type('That is all.');
    await enter('Next');
    expect(await heading(page)).toBe('Your answers');
    await enter('Send my answers');
    expect(await heading(page)).toBe('Thank you');
    const [interview] = await storedInterviews(fixture, id);
    expect(interview).toMatchObject({ status: 'completed', answers: ['Well enough.', '', 'That is all.'] });
    expect(problems).toEqual([]);
  });

  it('is given from beginning to end without JavaScript', async () => {
    const { id, url } = await inviteInBrowser(fixture);
    const { page } = await newVisitor(fixture.browser, { javaScriptEnabled: false });
    await page.goto(url);
    await press(page, 'Begin');
    await press(page, 'I agree, let’s start');
    expect(await page.getByRole('button', { name: 'Answer by speaking' }).count()).toBe(0);
    await press(page, 'Next');
    expect(await page.getByRole('alert').innerText()).toContain('There is no answer yet');
    await field(page).fill('Two\nlines');
    await press(page, 'Next');
    await field(page).fill('Second');
    await press(page, 'Finish later');
    await page.getByRole('link', { name: 'Continue now' }).click();
    expect(await field(page).inputValue()).toBe('Second');
    await press(page, 'Next');
    await press(page, 'Next');
    await press(page, 'Send my answers');
    expect(await heading(page)).toBe('Thank you');
    expect(await answersOf(fixture, id)).toEqual(['Two\nlines', 'Second']);
  });

  it('goes on on another device', async () => {
    const { id, url, page } = await startInBrowser(fixture);
    await field(page).fill('from the phone');
    await press(page, 'Next');
    await field(page).fill('also from the phone');
    await untilStored(fixture, id, 'from the phone', 'also from the phone');
    const { page: desktop } = await newVisitor(fixture.browser);
    await desktop.goto(url);
    expect(await heading(desktop)).toBe('What was hard?');
    expect(await field(desktop).inputValue()).toBe('also from the phone');
  });

  it('is withdrawn by accident, and taken back with nothing lost', async () => {
    const { page } = await startInBrowser(fixture);
    await field(page).fill('almost');
    await press(page, 'Withdraw my answers');
    expect(await heading(page)).toBe('Not this time');
    await press(page, 'Take part after all');
    expect(await field(page).inputValue()).toBe('almost');
  });

  it('tells an open tab when it is over', async () => {
    const { id, page } = await startInBrowser(fixture);
    await fixture.database.query('UPDATE user_interview_topic SET closes_at = now() WHERE id = $1', [id]);
    await field(page).fill('too late');
    await saveState(page, 'no longer takes answers').waitFor();
    expect(await answersOf(fixture, id)).toEqual([]);
  });

  it('takes speech as if it were typed, once it is switched on', async () => {
    const { page: blank } = await newVisitor(fixture.browser);
    const context = blank.context();
    await context.addInitScript(() => {
      // The real one needs a microphone and the vendor's server.
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
    const { id, page } = await startInBrowser(fixture, context);
    await field(page).fill('Typed.');
    await page.getByRole('button', { name: 'Answer by speaking' }).click();
    await untilStored(fixture, id, 'Typed. I said this');
    await page.getByRole('button', { name: 'Stop speaking' }).click();
    await page.getByRole('button', { name: 'Answer by speaking' }).waitFor();
  });

  it('hides speech where the browser has none', async () => {
    const { page: blank } = await newVisitor(fixture.browser);
    await blank.context().addInitScript(() => {
      for (const name of ['SpeechRecognition', 'webkitSpeechRecognition', 'speechSynthesis']) {
        Object.defineProperty(globalThis, name, { value: undefined });
      }
    });
    const { page } = await startInBrowser(fixture, blank.context());
    expect(await page.locator('#speech').isVisible()).toBe(false);
    expect(await page.locator('#speak').isVisible()).toBe(false);
  });
});
