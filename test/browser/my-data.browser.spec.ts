import { linksOf } from '../support/builders/invites';
import {
  axeProblems,
  describeInBrowser,
  heading,
  newVisitor,
  press,
  useBrowser,
} from '../support/clients/browser';
import { InterviewVisitor } from '../support/clients/interview-visitor';
import { draw, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(120_000);

const NAMES = {
  en: {
    title: 'Your data',
    withdraw: 'Withdraw and delete',
    undo: 'Bring them back',
    never: 'Never write to me again',
  },
  de: {
    title: 'Ihre Daten',
    withdraw: 'Zurückziehen und löschen',
    undo: 'Zurückholen',
    never: 'Nie wieder schreiben',
  },
  es: {
    title: 'Sus datos',
    withdraw: 'Retirar y borrar',
    undo: 'Recuperarlas',
    never: 'No escribirme nunca más',
  },
};
const LONG = `${'Donaudampfschifffahrtsgesellschaft'.repeat(8)} ${'and then '.repeat(200)}`;

describeInBrowser("the page about an interviewee's own data", () => {
  const fixture = useBrowser();
  let people = 0;

  const answered = async (text: string, language = 'en') => {
    const { id } = await fixture.ada.createTopic({
      interviewee_emails: [`own-${++people}@example.com`],
      questions: ['How do you plan your week?', 'ما رأيك؟'],
    });
    const [link] = await linksOf(fixture.ada, id);
    const path = new URL(link?.interview_url ?? '').pathname;
    const visitor = new InterviewVisitor(fixture.baseUrl, path, language);
    await visitor.start();
    await visitor.answer(0, text);
    await visitor.press('skip', { position: 1, revision: 0 });
    return path;
  };

  it.each(Object.keys(NAMES) as (keyof typeof NAMES)[])(
    'shows, withdraws, brings back and stops mails, in %s and without script',
    async (language) => {
      const t = NAMES[language];
      const path = await answered('On paper.', language);
      const { page } = await newVisitor(fixture.browser, { locale: language, javaScriptEnabled: false });
      await page.goto(`${fixture.baseUrl}${path}/later`);
      await page.locator('main a[href="data"]').click();
      expect(await heading(page)).toBe(t.title);
      expect(await page.getByText('On paper.').count()).toBe(1);
      await press(page, t.withdraw);
      expect(await heading(page)).not.toBe(t.title);
      expect(await page.getByText('On paper.').count()).toBe(0);
      await press(page, t.undo);
      expect(await heading(page)).toBe(t.title);
      await press(page, t.never);
      expect(await page.getByRole('button', { name: t.never }).count()).toBe(0);
      const saved = page.waitForEvent('download');
      await page.locator('main a[href="data/text"]').click();
      expect((await saved).suggestedFilename()).toBe('interview.txt');
    },
  );

  it.each([
    { name: 'phone', viewport: { width: 320, height: 640 } },
    { name: 'desktop', viewport: { width: 1280, height: 900 } },
    { name: 'dark', viewport: { width: 390, height: 800 }, colorScheme: 'dark' as const },
  ])('looks right in every state: $name', async ({ name, ...look }) => {
    const long = await answered(LONG);
    const withdrawn = await answered('x');
    await new InterviewVisitor(fixture.baseUrl, `${withdrawn}/data`).send({ act: 'withdraw' });
    await fixture.ada.patch('/settings/', {});
    const { page, problems } = await newVisitor(fixture.browser, look);
    for (const [state, path] of [
      ['long', `${long}/data`],
      ['withdrawn', `${withdrawn}/data`],
      ['unknown', '/interview/x/data'],
      ['declined', withdrawn],
    ] as const) {
      await page.goto(fixture.baseUrl + path);
      expect([state, await axeProblems(page)]).toEqual([state, []]);
      expect([state, await sidewaysScroll(page)]).toEqual([state, 0]);
      await draw(page, `my-data-${state}-${name}`);
    }
    expect(problems).toEqual([]);
  });

  it('shows who is responsible on the consent page, in long and in short', async () => {
    const admin = await fixture.app.client({ project: 'Notice', scopes: ['*'] });
    await admin.patch('/settings/', {
      controller_name: 'Gesellschaft für angewandte Wochenplanung und Terminforschung mbH & Co. KG',
      controller_contact: `${'x'.repeat(200)}@example.com`,
      privacy_url: `https://example.com/${'privacy-'.repeat(30)}`,
      consent_text: { en: `First paragraph.\n\n${LONG}` },
    });
    const { id } = await admin.createTopic();
    const [link] = await linksOf(admin, id);
    const path = new URL(link?.interview_url ?? '').pathname;
    for (const width of [320, 1280]) {
      const { page, problems } = await newVisitor(fixture.browser, { viewport: { width, height: 800 } });
      await page.goto(fixture.baseUrl + path);
      const begin = page.getByRole('button', { name: 'Begin' });
      if ((await begin.count()) > 0) await press(page, 'Begin');
      expect(await page.getByText('First paragraph.').count()).toBe(1);
      expect(await axeProblems(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      await draw(page, `consent-own-${width}`);
      expect(problems).toEqual([]);
    }
  });
});
