import { readFileSync } from 'node:fs';
import { sendInvites } from '../support/builders/invites';
import { insertResponse } from '../support/builders/responses';
import { axeProblems, describeInBrowser, useBrowser } from '../support/clients/browser';
import { closeDialog, draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(180_000);

describeInBrowser('privacy in the console', () => {
  const fixture = useBrowser();

  const person = async (project: string) => {
    const ada = await fixture.app.client({ project, scopes: ['*'] });
    const identifier = 'Grace Hopper <grace@example.com>';
    const { id } = await ada.createTopic({ interviewee_emails: [identifier] });
    await sendInvites(ada, id);
    await insertResponse(fixture.database, id, { identifier, answers: ['I am Grace, and I plan on paper.'] });
    return { ada, id };
  };

  it.each(LOOKS)('looks right: $name', async ({ name, ...look }) => {
    const project = `Privacy ${name}`;
    const { ada } = await person(project);
    await ada.patch('/settings/', { retention: { responses: 1, audit: 730 }, controller_name: 'Acme GmbH' });
    const { page, projectId, problems } = await openConsole(fixture, {
      project,
      path: '/p/:project/personal-data',
      ...look,
    });
    const check = async (picture: string) => {
      expect([picture, await axeProblems(page)]).toEqual([picture, []]);
      expect([picture, await sidewaysScroll(page)]).toEqual([picture, 0]);
      await draw(page, `${picture}-${name}`);
    };
    await page.getByLabel('Mail address or identifier').fill('grace@example.com');
    await check('personal-data');
    for (const [button, title] of [
      ['Erase …', 'Erase this person?'],
      ['Anonymise …', 'Anonymise this person?'],
    ] as const) {
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('alertdialog', { name: title }).waitFor();
      await check(`personal-data-${button.slice(0, 5)}`);
      await closeDialog(page);
    }
    await page.goto(`/console/p/${projectId}/settings`);
    await page.getByText('The next run deletes nothing.').waitFor();
    await check('settings-privacy');
    expect(problems).toEqual([]);
  });

  it('exports, anonymises and erases a person', async () => {
    const { ada, id } = await person('Journey');
    const { page, problems } = await openConsole(fixture, {
      project: 'Journey',
      path: '/p/:project/personal-data',
    });
    await page.getByLabel('Mail address or identifier').fill('GRACE@example.com');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('person.json');
    expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({
      identifier: 'GRACE@example.com',
      topics: [{ id }],
    });
    await page.getByRole('button', { name: 'Anonymise …' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('I am [name], and I plan on paper.').waitFor();
    await dialog.getByRole('button', { name: 'Anonymise for good' }).click();
    await page
      .getByRole('region', { name: 'Messages' })
      .getByText(/^The person is now person-/)
      .waitFor();
    const { body } = await ada.get<{ results: { interviewee_identifier: string }[] }>('/user_interviews/');
    const pseudonym = body.results[0]?.interviewee_identifier ?? '';
    expect(pseudonym).toMatch(/^person-/);
    await page.getByLabel('Mail address or identifier').fill(pseudonym);
    await page.getByRole('button', { name: 'Erase …' }).click();
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByRole('region', { name: 'Messages' }).getByText('The person was erased.').waitFor();
    expect((await ada.get('/user_interviews/')).body.count).toBe(0);
    await page.getByRole('button', { name: 'Erase …' }).click();
    await page.getByText('The project holds nothing about this person.').waitFor();
    expect(problems).toEqual([]);
  });

  it('saves notice and retention', async () => {
    const ada = await fixture.app.client({ project: 'Saving', scopes: ['*'] });
    const { page, problems } = await openConsole(fixture, {
      project: 'Saving',
      path: '/p/:project/settings',
    });
    await page.getByLabel('Responsible for the data').fill('Acme GmbH');
    await page.getByLabel('Consent text in Deutsch').fill('Erster Absatz.');
    await page.getByRole('textbox', { name: 'Responses' }).fill('365');
    await page.getByRole('textbox', { name: 'Responses' }).blur();
    await page.getByText('Save to see what the next run would delete.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('All changes are saved').waitFor();
    expect((await ada.get('/settings/')).body).toMatchObject({
      controller_name: 'Acme GmbH',
      consent_text: { en: '', de: 'Erster Absatz.', es: '' },
      retention: { responses: 365, audit: null },
    });
    await page.getByLabel('Privacy notice').fill('not an address');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Must be an address that begins with https://.', { exact: true }).waitFor();
    expect(problems).toEqual([]);
  });

  it('leaves personal data to admins', async () => {
    const { page, problems } = await openConsole(fixture, {
      project: 'Researchers',
      role: 'researcher',
      email: 'bob@parley.test',
      path: '/p/:project/personal-data',
    });
    await page.getByText('Personal data is for admins').waitFor();
    expect(problems).toEqual([]);
  });
});
