import type { Locator } from 'playwright-core';
import { SignInLinksService } from '../../src/sign-in/sign-in-links.service';
import { waitUntil } from '../support/app/wait-until';
import { describeInBrowser, field, newVisitor, useBrowser } from '../support/clients/browser';
import { operationOf } from '../support/openapi/document';

jest.setTimeout(180_000);

const MAX_CLICKS = 12;
/** 50 people, and three lines that cannot be used. */
const FILE = [
  'Name;E-Mail',
  ...Array.from({ length: 50 }, (_, n) => `Person ${n + 1};person${n + 1}@example.com`),
  'Broken;broken@',
  'Nobody;',
  'Again;PERSON1@example.com',
].join('\n');

describeInBrowser('a study in the console, from the first sign-in to the last quote', () => {
  const fixture = useBrowser();

  it('takes a newcomer at most 12 clicks to the first sent invite', async () => {
    const { app, browser, baseUrl } = fixture;
    await app.signIn({ email: 'newcomer@parley.test', name: 'Nora Newcomer', project: 'First study' });
    const [user] = await app.database.query<{ id: string }>(
      `SELECT id FROM "user" WHERE email = 'newcomer@parley.test'`,
    );
    const url = await app.app
      .get(SignInLinksService, { strict: false })
      .create(user?.id ?? '', { validMinutes: 15 });
    const { page, problems } = await newVisitor(browser, { baseURL: baseUrl });
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') && operationOf(request.method(), pathname) === undefined)
        problems.push(`No operation: ${request.method()} ${pathname}`);
    });
    let clicks = 0;
    const click = (target: Locator) => {
      clicks++;
      return target.click();
    };
    const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
    const link = (name: string) => page.getByRole('link', { name, exact: true }).first();

    await page.goto(new URL(url).pathname);
    await click(button('Sign in'));
    await click(button('New topic'));
    await page.getByLabel('What is it about?').fill('How teams plan their week');
    await click(button('Create and plan'));
    await page.getByLabel('A new question').fill('How did you plan last week?');
    await page.keyboard.press('Enter');
    await click(page.getByRole('button', { name: 'Save', exact: true }));
    await page.getByRole('status').filter({ hasText: 'All changes are saved' }).waitFor();
    await click(link('People'));
    const chooser = page.waitForEvent('filechooser');
    await click(button('Choose a file'));
    await (await chooser).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
    await page.getByText('3 lines will be left out').waitFor();
    await click(button('Add 50 people'));
    await page.getByRole('heading', { name: '50 people' }).waitFor();
    await click(link('Send'));
    await page.getByRole('heading', { name: '50 people would get an invite now' }).waitFor();
    await click(button('Send to 50 people'));
    await click(button('Send 50 mails'));
    await page.getByRole('heading', { name: 'All mails are out' }).waitFor();
    expect(clicks).toBeLessThanOrEqual(MAX_CLICKS);
    expect(app.sink.mails).toHaveLength(50);

    // One of the people reads the mail and holds the interview in a browser of their own.
    const mails = await app.sink.parsed();
    const mail = mails.find(({ to }) => [to].flat()[0]?.text.includes('person7@'));
    const [interview = ''] = /https:\/\/parley\.example\.com\/interview\/[\w-]+/.exec(mail?.text ?? '') ?? [];
    const visitor = await newVisitor(browser, { baseURL: baseUrl });
    await visitor.page.goto(new URL(interview).pathname);
    const go = (name: string) => visitor.page.getByRole('button', { name, exact: true }).click();
    await go('Begin');
    await go('I agree, let’s start');
    await field(visitor.page).fill('On paper, every Sunday evening.');
    await go('Next');
    await go('Next');
    await go('Send my answers');
    await waitUntil('the interview is stored', async () => {
      const rows = await app.database.query(`SELECT FROM user_interview WHERE status = 'completed'`);
      return rows.length === 1;
    });

    await link('Progress').click();
    await page.getByText('Person 7 <person7@example.com>').waitFor();
    const tabs = page.getByRole('navigation', { name: 'Topic' });
    await tabs.getByRole('link', { name: 'Responses' }).click();
    await page
      .getByRole('link', { name: /Person 7/ })
      .first()
      .click();
    await page.getByText('On paper, every Sunday evening.').first().waitFor();
    await page.getByRole('link', { name: 'All responses' }).click();
    await button('Export').click();
    const download = page.waitForEvent('download');
    await button('Download').click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    expect([...problems, ...visitor.problems]).toEqual([]);
  });
});
