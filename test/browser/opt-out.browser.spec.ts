import type { Page } from 'playwright-core';
import { dayFromToday, inviteForOptOut, storedChoices, storedContact } from '../support/builders/opt-out';
import {
  axeProblems,
  describeInBrowser,
  heading,
  newVisitor,
  press,
  useBrowser,
} from '../support/clients/browser';
import { InterviewVisitor } from '../support/clients/interview-visitor';

jest.setTimeout(120_000);

/** Where pictures of all states go, for looking at them; nowhere by default. */
const SHOTS = process.env.PARLEY_SHOTS;

const NAMES = {
  en: {
    ask: 'Which mails would you like to stop?',
    topic: 'Not this topic',
    later: 'Ask me later',
    never: 'Never write to me again',
    undo: 'Undo',
  },
  de: {
    ask: 'Welche E\u2011Mails möchten Sie abbestellen?',
    topic: 'Dieses Thema nicht',
    later: 'Später noch einmal fragen',
    never: 'Nie wieder schreiben',
    undo: 'Rückgängig machen',
  },
  es: {
    ask: '¿Qué correos quiere dejar de recibir?',
    topic: 'Este tema no',
    later: 'Preguntarme más adelante',
    never: 'No escribirme nunca más',
    undo: 'Deshacer',
  },
};
const LANGUAGES = ['en', 'de', 'es'] as const;

describeInBrowser('the unsubscribe page in a browser', () => {
  const fixture = useBrowser();
  let states: { name: string; path: string }[];

  const invite = (values: Record<string, unknown> = {}) => inviteForOptOut(fixture.app, fixture.ada, values);

  beforeAll(async () => {
    const after = async (
      name: string,
      forms: Record<string, string>[],
      values: Record<string, unknown> = {},
    ) => {
      const { path } = await invite(values);
      const visitor = new InterviewVisitor(fixture.baseUrl, path);
      for (const form of forms) await visitor.send(form);
      return { name, path };
    };
    const deleted = await invite();
    await fixture.ada.delete(`/user_interview_topics/${deleted.topicId}/`);
    states = [
      await after('ask', []),
      await after('ask-long', [], {
        topic: `How people who work in several time zones plan, share and change the week, ${'and what gets lost on the way '.repeat(4)}`,
      }),
      await after('ask-rtl', [], { topic: 'كيف تخطط الفرق لأسبوعها؟' }),
      { name: 'ask-without-topic', path: deleted.path },
      await after('topic', [{ choice: 'topic' }]),
      await after('later', [{ choice: 'later', until: dayFromToday(20) }]),
      await after('never', [{ choice: 'never' }]),
      { name: 'preview', path: '/unsubscribe/preview' },
      { name: 'not-found', path: `/unsubscribe/${'A'.repeat(64)}` },
    ];
  });

  /** Sends a day that the browser itself would not let through. */
  async function sendWrongDay(page: Page) {
    await page.evaluate(`document.querySelector('#until').form.noValidate = true`);
    await page.fill('#until', dayFromToday(800));
    await press(page, 'Ask me later');
  }

  it.each(LANGUAGES)('records each choice and takes it back, in %s and without script', async (language) => {
    const t = NAMES[language];
    const { path, contactId } = await invite();
    const { page } = await newVisitor(fixture.browser, { locale: language, javaScriptEnabled: false });
    await page.goto(fixture.baseUrl + path);
    for (const choice of ['topic', 'later', 'never'] as const) {
      expect(await heading(page)).toBe(t.ask);
      await press(page, t[choice]);
      expect(await heading(page)).not.toBe(t.ask);
      await press(page, t.undo);
    }
    expect(await heading(page)).toBe(t.ask);
    expect(await storedChoices(fixture, contactId)).toEqual([
      'topic, undone',
      `later ${dayFromToday(30)}, undone`,
      'never, undone',
    ]);
    expect(await storedContact(fixture, contactId)).toMatchObject({ status: 'free', later_until: null });
  });

  it('can be used with the keyboard alone', async () => {
    const { path, contactId } = await invite();
    const { page, problems } = await newVisitor(fixture.browser);
    await page.goto(fixture.baseUrl + path);
    const focused = () =>
      page.evaluate<string>('document.activeElement.textContent || document.activeElement.id');
    const stops: string[] = [];
    for (let n = 0; n < 12 && stops.at(-1) !== 'Never write to me again'; n++) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    // A date field has a stop for each of its parts, and one for its calendar.
    expect([...new Set(stops)]).toEqual([
      'Deutsch',
      'Español',
      'Not this topic',
      'until',
      'Ask me later',
      'Never write to me again',
    ]);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await heading(page)).toBe('You get no more mails');
    expect((await storedContact(fixture, contactId)).status).toBe('opted_out');
    expect(problems).toEqual([]);
  });

  it('shows what is stored after going back, and sends nothing again', async () => {
    const { path, contactId } = await invite();
    const { page } = await newVisitor(fixture.browser);
    await page.goto(fixture.baseUrl + path);
    await press(page, 'Never write to me again');
    await page.goBack();
    await page.reload();
    expect(await heading(page)).toBe('You get no more mails');
    expect(await storedChoices(fixture, contactId)).toEqual(['never']);
  });

  it('lets only days be chosen that are allowed, and says which they are', async () => {
    const { path, contactId } = await invite();
    const { page } = await newVisitor(fixture.browser);
    await page.goto(fixture.baseUrl + path);
    await page.fill('#until', dayFromToday(800));
    await page.getByRole('button', { name: 'Ask me later' }).click();
    expect(await page.evaluate(`document.querySelector('#until').validity.rangeOverflow`)).toBe(true);
    await sendWrongDay(page);
    expect(await page.getByRole('alert').innerText()).toMatch(/^Please choose a day from/);
    expect(await page.evaluate('document.activeElement.id')).toBe('until');
    expect(await axeProblems(page)).toEqual([]);
    expect(await storedChoices(fixture, contactId)).toEqual([]);
  });

  it('keeps the language that is chosen', async () => {
    const { path } = await invite();
    const { page } = await newVisitor(fixture.browser);
    await page.goto(fixture.baseUrl + path);
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Deutsch' }).click()]);
    expect(await heading(page)).toBe(NAMES.de.ask);
    await press(page, NAMES.de.never);
    expect(await heading(page)).toBe('Sie bekommen keine E\u2011Mails mehr');
  });

  it.each(['light', 'dark'] as const)(
    'breaks no rule of accessibility in any state, when it is %s',
    async (scheme) => {
      const { page, problems } = await newVisitor(fixture.browser, { colorScheme: scheme });
      const found: string[] = [];
      for (const { name, path } of states) {
        await page.goto(fixture.baseUrl + path);
        found.push(...(await axeProblems(page)).map((problem) => `${name}: ${problem}`));
      }
      expect(found).toEqual([]);
      expect(problems).toEqual([]);
    },
  );

  it.each(LANGUAGES)('fits into 320 pixels in %s, with buttons that are large enough', async (locale) => {
    const { page } = await newVisitor(fixture.browser, { locale, viewport: { width: 320, height: 700 } });
    for (const { name, path } of states) {
      await page.goto(fixture.baseUrl + path);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      const small = await page.evaluate(
        `[...document.querySelectorAll('button, input')].filter((one) => one.getBoundingClientRect().height < 44).length`,
      );
      expect([name, overflow, small]).toEqual([name, 0, 0]);
    }
  });

  // No test, so nothing to report as skipped.
  const draw = SHOTS ? it : () => undefined;
  draw('is drawn for people to look at', async () => {
    for (const locale of LANGUAGES) {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [320, 390, 1280]) {
          const { page } = await newVisitor(fixture.browser, {
            locale,
            colorScheme,
            viewport: { width, height: 800 },
          });
          for (const { name, path } of states) {
            await page.goto(fixture.baseUrl + path);
            const file = `${SHOTS}/opt-out-${name}-${locale}-${width}-${colorScheme}.png`;
            await page.screenshot({ path: file, fullPage: true });
          }
          await page.context().close();
        }
      }
    }
  });
});
