import type { Page } from 'playwright-core';
import { insertResponse } from '../support/builders/responses';
import { axeProblems, describeInBrowser, heading, useBrowser } from '../support/clients/browser';
import { closeDialog, draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(120_000);

const HOSTILE = [
  '<img src=x onerror="document.title=\'broken\'"><b>bold</b>',
  '\u202eright to left override\u2066 and an isolate',
  'كيف تخطط الفرق لأسبوعها؟',
  'W'.repeat(2000),
];

describeInBrowser('the topics of the console', () => {
  const fixture = useBrowser();

  const topicLinks = (page: Page) => page.getByRole('main').getByRole('listitem').getByRole('link');
  const untilHeading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  it.each(LOOKS)('look right: $name', async ({ name, ...look }) => {
    const project = `Looks ${name}`;
    const { page, problems } = await openConsole(fixture, { project, ...look });
    await page.getByRole('heading', { name: 'No topics yet' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await draw(page, `topics-empty-${name}`);
    const ada = await fixture.app.client({ project, scopes: ['*'] });
    for (const topic of [...HOSTILE, 'Onboarding of new customers']) {
      await ada.createTopic({ topic, interviewee_emails: [] });
    }
    const { id } = await ada.createTopic({
      topic: 'How teams plan their week',
      interviewee_emails: Array.from({ length: 12 }, (_, n) => `person-${n}@example.com`),
      questions: ['What did you plan?'],
      mail_language: 'de',
    });
    await ada.post(`/user_interview_topics/${id}/send_invites/`, { send_async: false });
    await insertResponse(fixture.database, id, {
      identifier: 'person-0@example.com',
      email: 'person-0@example.com',
    });
    await page.reload();
    await page.getByText('11', { exact: true }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `topics-${name}`);
    if (look.viewport.width < 600) {
      await page.getByRole('button', { name: 'Menu' }).click();
      await draw(page, `topics-menu-${name}`);
      expect(await axeProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close menu' }).click();
    }
    await page.getByRole('button', { name: /More actions for How teams/ }).click();
    await page.getByRole('menuitem', { name: 'Delete topic' }).click();
    await page.getByRole('alertdialog').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await draw(page, `topics-delete-${name}`);
    expect(problems).toEqual([]);
  });

  it('are found by the server, and more of them are shown on demand', async () => {
    const project = 'Many topics';
    const ada = await fixture.app.client({ project, scopes: ['*'] });
    for (let n = 0; n < 60; n++) await ada.createTopic({ topic: `Topic number ${n}` });
    const { page, problems } = await openConsole(fixture, { project });
    await page.getByText('60 topics').waitFor();
    expect(await topicLinks(page).count()).toBe(25);
    await page.getByRole('button', { name: 'Show more' }).click();
    await topicLinks(page).nth(49).waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await topicLinks(page).nth(59).waitFor();
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
    await page.getByRole('searchbox', { name: 'Search topics' }).fill('59 number');
    await page.getByText('1 topic', { exact: true }).waitFor();
    expect(await topicLinks(page).allInnerTexts()).toEqual(['Topic number 59']);
    await page.getByRole('searchbox').fill('no such words');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('60 topics').waitFor();
    expect(problems).toEqual([]);
  });

  it('begin with a title alone, and open in the editor, by keyboard', async () => {
    const { page, problems } = await openConsole(fixture, { project: 'New' });
    await page.getByRole('button', { name: 'New topic' }).press('Enter');
    expect(await page.evaluate('document.activeElement.name')).toBe('topic');
    await page.keyboard.type('How teams plan their week');
    await page.keyboard.press('Enter');
    await untilHeading(page, 'How teams plan their week');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(await page.title()).toBe('Plan · How teams plan their week · Parley');
    await page.getByRole('heading', { name: 'The interview', exact: true }).waitFor();
    expect(problems).toEqual([]);
  });

  it('are deleted only after a question that says what is lost', async () => {
    const project = 'Deleting';
    const ada = await fixture.app.client({ project, scopes: ['*'] });
    await ada.createTopic({ topic: 'To keep' });
    await ada.createTopic({ topic: 'To delete' });
    const { page, requests, problems } = await openConsole(fixture, { project });
    const ask = async () => {
      await page.getByRole('button', { name: 'More actions for To delete' }).click();
      await page.getByRole('menuitem', { name: 'Delete topic' }).click();
    };
    await ask();
    await page.getByRole('alertdialog').getByText('every response').waitFor();
    await closeDialog(page);
    expect(requests.filter((request) => request.startsWith('DELETE'))).toEqual([]);
    await ask();
    await page.getByRole('button', { name: 'Delete topic' }).click();
    await page.getByText('The topic was deleted.').waitFor();
    expect(await topicLinks(page).allInnerTexts()).toEqual(['To keep']);
    expect(problems).toEqual([]);
  });

  it('show a viewer no button that writes', async () => {
    const project = 'Viewed';
    const ada = await fixture.app.client({ project, scopes: ['*'] });
    await ada.createTopic({ topic: 'To look at' });
    const { page, problems } = await openConsole(fixture, {
      project,
      role: 'viewer',
      email: 'vera@parley.test',
    });
    await page.getByRole('link', { name: 'To look at' }).waitFor();
    await page.getByText('You can see this project, but not change it.').waitFor();
    expect(await page.getByRole('button', { name: /New topic|More actions/ }).count()).toBe(0);
    expect(await axeProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('say that the server is away, and come back when asked to', async () => {
    const { page } = await openConsole(fixture);
    await untilHeading(page, 'Topics');
    await page.route('**/user_interview_topics?**', (route) => route.abort());
    await page.reload();
    const alert = page.getByRole('alert');
    await alert.filter({ hasText: 'Parley cannot be reached' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await draw(page, 'topics-unreachable');
    await page.unroute('**/user_interview_topics?**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    expect(await heading(page)).toBe('Topics');
  });
});
