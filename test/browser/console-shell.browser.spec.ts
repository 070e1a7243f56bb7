import type { Page } from 'playwright-core';
import { waitUntil } from '../support/app/wait-until';
import { axeProblems, describeInBrowser, newVisitor, useBrowser } from '../support/clients/browser';
import { draw, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(120_000);

const FIRST_LOAD_BYTES = 250_000;

describeInBrowser('the console', () => {
  const fixture = useBrowser();

  const untilHeading = (page: Page, name: string) =>
    page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

  it('loads its first screen within 250 KB', async () => {
    const { page, problems } = await openConsole(fixture, { path: '/no-such-page' });
    const network = await page.context().newCDPSession(page);
    let total = 0;
    let hasAnswered = false;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => (total += encodedDataLength));
    await network.send('Network.enable');
    // The page before has loaded parts of it.
    await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    page.on('response', (response) => (hasAnswered ||= response.url().includes('user_interview_topics')));
    await page.goto('/console');
    await waitUntil('the list has been read', () => Promise.resolve(hasAnswered));
    await page.getByRole('button', { name: 'New topic' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(total).toBeGreaterThan(100_000);
    expect(total).toBeLessThan(FIRST_LOAD_BYTES);
    expect(problems).toEqual([]);
  });

  it('opens a project of the person, the last one that was used', async () => {
    await fixture.app.client({ project: 'Beta', scopes: ['*'] });
    const { page, problems } = await openConsole(fixture, { path: '' });
    await untilHeading(page, 'Topics');
    await page.getByRole('button', { name: /^Project: Acme/ }).click();
    await page.getByRole('menuitem', { name: 'Beta' }).click();
    await page.getByRole('button', { name: /^Project: Beta/ }).waitFor();
    await page.goto('/console');
    await page.getByRole('button', { name: /^Project: Beta/ }).waitFor();
    expect(problems).toEqual([]);
  });

  it.each([
    ['de-AT', 'Themen', 'de'],
    ['es-MX', 'Temas', 'es'],
    ['fr', 'Topics', 'en'],
  ])('speaks the language of the browser: %s', async (locale, title, language) => {
    const { page, problems } = await openConsole(fixture, { locale });
    await untilHeading(page, title);
    expect(await page.evaluate('document.documentElement.lang')).toBe(language);
    expect(await axeProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('keeps the language that was chosen', async () => {
    const { page, problems } = await openConsole(fixture);
    await page.getByRole('button', { name: /^Account/ }).click();
    await draw(page, 'account-menu');
    await page.getByRole('menuitem', { name: 'Deutsch' }).click();
    await untilHeading(page, 'Themen');
    await page.reload();
    await untilHeading(page, 'Themen');
    expect(problems).toEqual([]);
  });

  it('leads the keyboard past the navigation, and to the heading of each page', async () => {
    const { page, problems } = await openConsole(fixture);
    await untilHeading(page, 'Topics');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await fixture.ada.createTopic({ topic: 'Where the focus goes' });
    await page.reload();
    await page.getByRole('link', { name: 'Where the focus goes' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Where the focus goes\s?: Plan$/ }).waitFor();
    await waitUntil(
      'the heading has the focus',
      async () => (await page.evaluate('document.activeElement.tagName')) === 'H1',
    );
    expect(problems).toEqual([]);
  });

  it.each(['/nowhere', '/p/01890000-0000-7000-8000-000000000000/topics', '/p/:project/nowhere'])(
    'says that there is nothing at %s',
    async (path) => {
      const { page, problems } = await openConsole(fixture, { path });
      await untilHeading(page, 'This page does not exist');
      expect(await axeProblems(page)).toEqual([]);
      expect(problems).toEqual([]);
    },
  );

  it('says that a topic does not exist, whatever its address looks like', async () => {
    for (const id of ['01890000-0000-7000-8000-000000000000', 'nonsense', '%2e%2e%2f']) {
      const { page } = await openConsole(fixture, { path: `/p/:project/topics/${id}` });
      await page.getByRole('alert').filter({ hasText: 'This was not found' }).waitFor();
      await page.context().close();
    }
  });

  it('leads to the sign-in and back where nobody is signed in', async () => {
    const { page } = await newVisitor(fixture.browser, { baseURL: fixture.baseUrl });
    await page.goto('/console/p/some-project/topics?search=a');
    await page.waitForURL('**/sign-in?next=*');
    expect(new URL(page.url()).searchParams.get('next')).toBe('/console/p/some-project/topics?search=a');
  });

  it('leaves when the session ends in another tab', async () => {
    const { page } = await openConsole(fixture);
    await untilHeading(page, 'Topics');
    const other = await page.context().newPage();
    await other.goto('/console');
    await other.getByRole('button', { name: /^Account/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.waitForURL('**/sign-in');
    await page.getByRole('searchbox').fill('anything');
    await page.waitForURL('**/sign-in?next=*');
  });

  it('says so to somebody without a project', async () => {
    const { page, problems } = await openConsole(fixture, { project: 'Left', email: 'lee@parley.test' });
    await fixture.database.query(
      `DELETE FROM project_membership WHERE user_id = (SELECT id FROM "user" WHERE email = 'lee@parley.test')`,
    );
    await page.goto('/console');
    await page.getByRole('heading', { name: 'You are in no project yet' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('lists what a screen reads, as commands that can be copied', async () => {
    const { page, projectId, problems } = await openConsole(fixture);
    await page.getByRole('button', { name: 'API' }).click();
    await page.getByText(`${fixture.baseUrl}/api/projects/${projectId}/user_interview_topics'`).waitFor();
    await page.getByRole('button', { name: 'Copy as curl' }).first().click();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toContain('$PARLEY_KEY');
    expect(await axeProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, 'topics-api');
    expect(problems).toEqual([]);
  });
});
