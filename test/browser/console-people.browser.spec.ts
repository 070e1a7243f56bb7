import { axeProblems, describeInBrowser, useBrowser } from '../support/clients/browser';
import { draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(120_000);

const HOSTILE = [
  '"<img src=x onerror=alert(1)>" <html@example.com>',
  '\u202eright to left\u2066 <bidi@example.com>',
  `${'W'.repeat(230)} <long@example.com>`,
];

/** 50 people, and three lines that cannot be used. */
const FILE = [
  'Name;E-Mail;Notes;City',
  ...Array.from(
    { length: 50 },
    (_, n) => `Person ${n + 1};person${n + 1}@example.com;Plans on paper ${n + 1};Berlin`,
  ),
  'Broken;broken@;;',
  'Nobody;;;',
  'Again;PERSON1@example.com;;',
].join('\r\n');

describeInBrowser('the people of the console', () => {
  const fixture = useBrowser();

  const openPeople = async (values: Record<string, unknown> = {}, options: object = {}) => {
    const ada = await fixture.app.client({ scopes: ['*'] });
    const { id } = await ada.createTopic({ interviewee_emails: [], ...values });
    const opened = await openConsole(fixture, { path: `/p/:project/topics/${id}/people`, ...options });
    const targeted = async () =>
      (await ada.get<{ interviewee_emails: string[] }>(`/user_interview_topics/${id}/`)).body
        .interviewee_emails;
    return { ...opened, ada, id, targeted };
  };

  it('are added from pasted addresses, removed, and brought back', async () => {
    const { page, targeted, problems } = await openPeople();
    await page
      .getByLabel('Addresses')
      .fill('Ada Lovelace <ada@example.com>, grace@example.com\nnobody\nADA@example.com');
    await page.getByText('2 lines will be left out').waitFor();
    await page.getByText('Line 2').waitFor();
    expect(await targeted()).toEqual([]);
    await page.getByRole('button', { name: 'Add 2 people' }).click();
    await page.getByRole('heading', { name: '2 people' }).waitFor();
    expect(await targeted()).toEqual(['Ada Lovelace <ada@example.com>', 'grace@example.com']);
    await page.getByRole('button', { name: 'Actions for Ada Lovelace' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('heading', { name: '1 person' }).waitFor();
    expect(await targeted()).toEqual(['grace@example.com']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: '2 people' }).waitFor();
    expect(await targeted()).toEqual(['grace@example.com', 'Ada Lovelace <ada@example.com>']);
    expect(problems).toEqual([]);
  });

  it('are added from a file, whose columns can be matched, and nothing is written before', async () => {
    const { page, ada, id, targeted, problems } = await openPeople();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await (
      await chooser
    ).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${FILE}`) });
    await page.getByText('3 lines will be left out').waitFor();
    for (const line of [52, 53, 54]) await page.getByText(`Line ${line}`, { exact: true }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await draw(page, 'people-file');
    expect(await targeted()).toEqual([]);
    await page.getByRole('button', { name: /^Not used City/ }).click();
    await page.getByRole('option', { name: 'Background' }).click();
    await page.getByRole('button', { name: 'Add 50 people' }).click();
    await page.getByRole('heading', { name: '50 people' }).waitFor();
    expect((await targeted()).at(49)).toBe('Person 50 <person50@example.com>');
    const { body } = await ada.get<{ count: number; results: { agent_context: string }[] }>(
      `/user_interview_topics/${id}/interviewees/?limit=1`,
    );
    expect([body.count, body.results[0]?.agent_context]).toEqual([
      50,
      expect.stringMatching(/^Plans on paper \d+\nBerlin$/),
    ]);
    expect(problems).toEqual([]);
  });

  it('have a background and a private link', async () => {
    const { page, ada, id, problems } = await openPeople({
      interviewee_emails: ['ada@example.com', 'grace@example.com'],
    });
    await page.getByRole('button', { name: 'Actions for grace@example.com' }).click();
    await page.getByRole('menuitem', { name: 'Edit background' }).click();
    await page.getByRole('textbox', { name: 'Background' }).fill('Plans on Sundays.');
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Plans on Sundays.').waitFor();
    await page.getByRole('button', { name: 'Actions for grace@example.com' }).click();
    await page.getByRole('menuitem', { name: 'Show private link' }).click();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Copied').waitFor();
    const { body } = await ada.post<{ results: { interview_url: string }[] }>(
      `/user_interview_topics/${id}/generate_links/`,
    );
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(body.results[1]?.interview_url);
    expect(problems).toEqual([]);
  });

  it('that somebody else adds meanwhile stay', async () => {
    const { page, ada, id, targeted, problems } = await openPeople();
    await page.getByLabel('Addresses').fill('ada@example.com');
    await ada.post(`/user_interview_topics/${id}/add_interviewee/`, { identifier: 'grace@example.com' });
    await page.getByRole('button', { name: 'Add 1 person' }).click();
    await page.getByRole('heading', { name: '2 people' }).waitFor();
    expect(await targeted()).toEqual(['grace@example.com', 'ada@example.com']);
    expect(problems).toEqual([]);
  });

  it('are only shown to a viewer', async () => {
    const { page, problems } = await openPeople(
      { interviewee_emails: ['ada@example.com'] },
      { role: 'viewer', email: 'viewer@parley.test' },
    );
    await page.getByText('ada@example.com').waitFor();
    await page.getByText('Not invited').waitFor();
    expect(await page.getByRole('button', { name: /^(Add|Actions|Try)/ }).count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('may be 10 000: they appear soon and are searched without a pause', async () => {
    const interviewee_emails = Array.from(
      { length: 10_000 },
      (_, n) => `Person ${n} <person${n}@example.com>`,
    );
    const { page, problems } = await openPeople({ interviewee_emails });
    await page.getByRole('heading', { name: /10,000 people|10000 people/ }).waitFor();
    await page.getByLabel('Search people').fill('person9876@');
    await page.getByText('1 person found').waitFor();
    await page.getByText('Person 9876 <person9876@example.com>').waitFor();
    // The page stays small, however many are found.
    await page.getByLabel('Search people').fill('person');
    await page.getByText('10000 people found').waitFor();
    expect(await page.getByRole('listitem').count()).toBeLessThan(130);
    expect(problems).toEqual([]);
  });

  it.each(LOOKS)('look right: $name', async ({ name, ...look }) => {
    const { page, problems } = await openPeople(
      {
        interviewee_emails: [...HOSTILE, 'Ada Lovelace <ada@example.com>'],
        interviewee_distinct_ids: ['user-42'],
      },
      look,
    );
    await page.getByText('user-42').waitFor();
    await page.getByText('Not invited').first().waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `people-${name}`);
    await page.getByRole('button', { name: 'Add people' }).click();
    await page.getByLabel('Addresses').fill('Grace <grace@example.com>\nnobody');
    expect(await axeProblems(page)).toEqual([]);
    await draw(page, `people-add-${name}`);
    expect(problems).toEqual([]);
  });
});
