import type { Page } from 'playwright-core';
import { axeProblems, describeInBrowser, newVisitor, useBrowser } from '../support/clients/browser';
import type { TestApp } from '../support/app/test-app';
import type { ApiClient } from '../support/clients/api-client';
import { InterviewVisitor, sharedPathOf } from '../support/clients/interview-visitor';
import { linksOf, testLinkOf } from '../support/builders/invites';

/** A state of the page and the way to it. */
interface InterviewStateCase {
  name: string;
  /** Path of the page in that state; what has to be posted to see it, if anything. */
  prepare: () => Promise<{ path: string; form?: Record<string, string> }>;
}

const LONG_TOPIC = `How people who work in several time zones plan, share and change the week with each other, ${'and what gets lost on the way '.repeat(4)}`;

/** Every state of the page, each on a topic of its own. */
function interviewStates(parley: TestApp, ada: ApiClient): InterviewStateCase[] {
  const topic = (values: Record<string, unknown> = {}) =>
    ada.createTopic({
      questions: ['What did you plan last week, and how did it turn out?', 'Who else was part of it?'],
      ...values,
    });
  const invite = async (values: Record<string, unknown> = {}) => {
    const { id } = await topic(values);
    const [link] = await linksOf(ada, id);
    const path = new URL(link?.interview_url ?? '').pathname;
    return { id, path, visitor: new InterviewVisitor(parley.baseUrl, path) };
  };
  const share = async () => {
    const { id } = await topic();
    return sharedPathOf(parley, id);
  };
  const started = async (values: Record<string, unknown> = {}) => {
    const interview = await invite(values);
    await interview.visitor.start();
    return interview;
  };
  const reviewed = async () => {
    const interview = await started();
    await interview.visitor.answer(0, 'Mostly meetings.\n\nThe rest came as it came.');
    await interview.visitor.answer(1, '', { act: 'skip' });
    await interview.visitor.answer(2, 'Thank you for asking. '.repeat(40));
    return interview;
  };
  const ended = async (sql: string) => {
    const interview = await invite();
    await parley.database.query(`UPDATE user_interview_topic SET ${sql} WHERE id = $1`, [interview.id]);
    return interview;
  };
  return [
    { name: 'welcome', prepare: () => invite() },
    {
      name: 'welcome-long',
      prepare: () =>
        invite({
          topic: LONG_TOPIC,
          interviewee_emails: [
            'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Hubert Blaine <hubert@example.com>',
          ],
        }),
    },
    {
      name: 'welcome-rtl',
      prepare: () =>
        invite({ topic: 'كيف تخطط الفرق لأسبوعها؟', interviewee_emails: ['ليلى حداد <layla@example.com>'] }),
    },
    { name: 'welcome-shared', prepare: async () => ({ path: await share() }) },
    {
      name: 'welcome-shared-problem',
      prepare: async () => ({ path: await share(), form: { act: 'begin', name: '' } }),
    },
    {
      name: 'welcome-test',
      prepare: async () => {
        const { id } = await topic();
        return { path: new URL(await testLinkOf(ada, id)).pathname };
      },
    },
    {
      name: 'consent',
      prepare: async () => {
        const interview = await invite();
        await interview.visitor.press('begin');
        return interview;
      },
    },
    { name: 'question', prepare: () => started() },
    {
      name: 'question-second-rtl',
      prepare: async () => {
        const interview = await started({ questions: ['What?', 'ما الذي خططت له الأسبوع الماضي؟'] });
        await interview.visitor.answer(0, 'x');
        await interview.visitor.answer(1, 'خططت لاجتماعات كثيرة، ثم تغير كل شيء. '.repeat(3), {
          act: 'save',
        });
        return interview;
      },
    },
    {
      name: 'question-problem',
      prepare: async () => ({
        path: (await started()).path,
        form: { act: 'next', position: '0', revision: '0', text: '' },
      }),
    },
    {
      name: 'question-long-answer',
      prepare: async () => {
        const interview = await started();
        const long = 'A long thought, '.repeat(300);
        await interview.visitor.answer(0, long, { act: 'save' });
        return interview;
      },
    },
    {
      name: 'last-word',
      prepare: async () => {
        const interview = await started();
        await interview.visitor.answer(0, 'One');
        await interview.visitor.answer(1, 'Two');
        return interview;
      },
    },
    {
      name: 'conflict',
      prepare: async () => {
        const { path, visitor } = await started();
        await visitor.answer(0, 'What was stored from the phone', { act: 'save' });
        return { path, form: { act: 'next', position: '0', revision: '0', text: 'What was typed here' } };
      },
    },
    { name: 'review', prepare: reviewed },
    {
      name: 'later',
      prepare: async () => ({ path: `${(await started()).path}/later` }),
    },
    {
      name: 'completed',
      prepare: async () => {
        const interview = await reviewed();
        await interview.visitor.press('complete');
        return interview;
      },
    },
    {
      name: 'too-late',
      prepare: async () => {
        const { path, visitor } = await reviewed();
        await visitor.press('complete');
        return { path, form: { act: 'next', position: '0', revision: '1', text: 'Typed in an old tab' } };
      },
    },
    {
      name: 'declined',
      prepare: async () => {
        const interview = await invite();
        await interview.visitor.press('decline');
        return interview;
      },
    },
    { name: 'ended-closed', prepare: () => ended('closes_at = now()') },
    { name: 'ended-full', prepare: () => ended('max_responses = 0') },
    { name: 'ended-expired', prepare: () => ended('expires_at = now()') },
    { name: 'not-found', prepare: async () => ({ path: `/interview/${'A'.repeat(30)}` }) },
    { name: 'preview', prepare: async () => ({ path: '/interview/preview' }) },
  ];
}

jest.setTimeout(120_000);

/** Where pictures of all states go, for looking at them; nowhere by default. */
const SHOTS = process.env.PARLEY_SHOTS;

describeInBrowser('the look of the interview page', () => {
  const fixture = useBrowser();
  let states: { name: string; path: string; form?: Record<string, string> }[];

  beforeAll(async () => {
    const cases = interviewStates(fixture.app, fixture.ada);
    states = await Promise.all(
      cases.map(async ({ name, prepare }) => {
        const { path, form } = await prepare();
        return { name, path, form };
      }),
    );
  });

  /** Opens the state the way a person comes to it. */
  async function show(page: Page, { path, form }: { path: string; form?: Record<string, string> }) {
    if (!form) return page.goto(fixture.baseUrl + path);
    // An empty page of the same site, to send the form from.
    await page.goto(`${fixture.baseUrl}/interview/preview`);
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
      const { page, problems } = await newVisitor(fixture.browser, { colorScheme: scheme });
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
      const { page } = await newVisitor(fixture.browser, { viewport: { width, height: 800 } });
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
    const { page } = await newVisitor(fixture.browser);
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
        const { page } = await newVisitor(fixture.browser, { colorScheme, viewport: { width, height: 800 } });
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
