import { axeProblems, describeInBrowser, useBrowser } from '../support/clients/browser';
import { draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(120_000);

const PATH = '/p/:project/contacts';

describeInBrowser('the contacts of the console', () => {
  const fixture = useBrowser();
  let projects = 0;

  const open = async (options: object = {}) => {
    const project = `Contacts ${++projects}`;
    const ada = await fixture.app.client({ project, scopes: ['*'] });
    const add = (email: string, status: string, reason = '') =>
      ada.post('/contacts/', { email, status, reason });
    await add('free@example.com', 'free');
    await add('spare@example.com', 'do_not_contact', 'Asked by phone. <b>\u202ebold');
    await add('out@example.com', 'opted_out');
    const opened = await openConsole(fixture, { path: PATH, project, ...options });
    const statusOf = async (email: string) =>
      (await ada.get<{ results: { status: string }[] }>(`/contacts/?search=${email}`)).body.results[0]
        ?.status;
    return { ...opened, ada, statusOf };
  };

  it('are searched, filtered, changed and brought back', async () => {
    const { page, statusOf, problems } = await open();
    await page.getByText('3 contacts').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.getByLabel('Search addresses').fill('free@');
    await page.getByText('1 contact', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Change free@example.com' }).click();
    await page.getByRole('button', { name: /^Free Status/ }).click();
    await page.getByRole('option', { name: 'Do not contact' }).click();
    await page.getByLabel('Reason').fill('On leave.');
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('On leave.').waitFor();
    expect(await statusOf('free@example.com')).toBe('do_not_contact');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('On leave.').waitFor({ state: 'detached' });
    expect(await statusOf('free@example.com')).toBe('free');
    expect(problems).toEqual([]);
  });

  it('who opted out are written to again for a reason alone', async () => {
    const { page, statusOf, problems } = await open();
    await page.getByRole('button', { name: 'Change out@example.com' }).click();
    await page.getByRole('button', { name: /^Opted out Status/ }).click();
    await page.getByRole('option', { name: 'Free' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await statusOf('out@example.com')).toBe('opted_out');
    await page.getByLabel('Reason').fill('Asked to be invited again.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The contact was saved.').waitFor();
    expect(await statusOf('out@example.com')).toBe('free');
    expect(problems).toEqual([]);
  });

  it('are imported from a file after a look at it, and exported', async () => {
    const { page, statusOf, problems } = await open();
    await page.getByRole('button', { name: 'Import' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    const text = 'email,status\nnew@example.com,free\nbroken@,free\nout@example.com,free\n';
    await (await chooser).setFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('new@example.com,free').waitFor();
    expect(await statusOf('new@example.com')).toBeUndefined();
    await page.getByRole('button', { name: 'Import 3 lines' }).click();
    await page.getByText('2 lines could not be used:').waitFor();
    await page.getByText(/^Line 3:/).waitFor();
    await page.getByText('1 contact was added or changed.').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect([await statusOf('new@example.com'), await statusOf('out@example.com')]).toEqual([
      'free',
      'opted_out',
    ]);
    await page.getByRole('button', { name: 'Close' }).last().click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    expect(problems).toEqual([]);
  });

  it('are only shown to a viewer', async () => {
    const { page, problems } = await open({ role: 'viewer', email: 'viewer@parley.test' });
    await page.getByText('3 contacts').waitFor();
    expect(await page.getByRole('button', { name: /^(Add|Import|Change)/ }).count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it.each(LOOKS)('look right: $name', async ({ name, ...look }) => {
    const { page, ada, problems } = await open(look);
    await ada.post('/contacts/', {
      email: `${'w'.repeat(60)}@${'d'.repeat(60)}.example.com`,
      status: 'free',
    });
    await page.reload();
    await page.getByText('4 contacts').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `contacts-${name}`);
    expect(problems).toEqual([]);
  });
});
