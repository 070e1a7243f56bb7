import { insertResponse } from '../support/builders/responses';
import { axeProblems, describeInBrowser, useBrowser } from '../support/clients/browser';
import { draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(120_000);

const HOSTILE = `<img src=x onerror="alert(1)"> \u202eright to left\u2066 ${'W'.repeat(20_000)}`;

describeInBrowser('the responses of the console', () => {
  const fixture = useBrowser();

  const openResponses = async (options: object = {}) => {
    const ada = await fixture.app.client({ scopes: ['*'] });
    const { id } = await ada.createTopic();
    const insert = (name: string, answers: string[], hoursAgo: number) =>
      insertResponse(fixture.app.database, id, {
        identifier: `${name}@example.com`,
        email: `${name}@example.com`,
        answers,
        hoursAgo,
      });
    const ids = {
      ada: await insert('ada', ['I plan on paper.', 'Sundays are for zebras.'], 3),
      grace: await insert('grace', ['In a spreadsheet.'], 2),
      hostile: await insert('hostile', [HOSTILE], 1),
    };
    const opened = await openConsole(fixture, { path: `/p/:project/topics/${id}/responses`, ...options });
    return { ...opened, ada, id, ids };
  };

  it('are listed, opened as a conversation, and stepped through by keyboard', async () => {
    const { page, problems } = await openResponses();
    await page.getByText('3 responses').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page
      .getByRole('link', { name: /grace@example\.com/ })
      .first()
      .click();
    await page.getByText('In a spreadsheet.').waitFor();
    await page.getByText('2 of 3').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Sundays are for zebras.').waitFor();
    await page.getByText('3 of 3').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('In a spreadsheet.').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('are found by what was said, and open at the passage', async () => {
    const { page, problems } = await openResponses();
    await page.getByLabel('Search what was said').fill('zebras');
    await page.getByText('1 response', { exact: true }).waitFor();
    await page
      .getByRole('link', { name: /ada@example\.com/ })
      .first()
      .click();
    const mark = page.locator('mark', { hasText: 'zebras' }).first();
    await mark.waitFor();
    const { y = Infinity } = (await mark.boundingBox()) ?? {};
    expect(y).toBeLessThan(page.viewportSize()?.height ?? 0);
    expect(problems).toEqual([]);
  });

  it('are classified, and the classification is taken back', async () => {
    const { page, ada, ids, problems } = await openResponses();
    await page
      .getByRole('link', { name: /grace@example\.com/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Classify' }).click();
    await page.getByRole('menuitem', { name: 'Off-topic' }).click();
    await page.getByText('Classified as “Off-topic”.').waitFor();
    const classes = async () =>
      (await ada.get<{ classifications: string[] }>(`/user_interviews/${ids.grace}/`)).body.classifications;
    expect(await classes()).toEqual(['off-topic']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('None yet.').waitFor();
    expect(await classes()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('are exported as a file', async () => {
    const { page, problems } = await openResponses();
    await page.getByRole('button', { name: 'Export' }).click();
    expect(await axeProblems(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    expect(problems).toEqual([]);
  });

  it('are deleted after a question, and not by a viewer', async () => {
    const { page, ada, ids, problems } = await openResponses();
    await page
      .getByRole('link', { name: /grace@example\.com/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Delete response' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete response' }).click();
    await page.getByText('The response was deleted.').waitFor();
    expect((await ada.get(`/user_interviews/${ids.grace}/`)).status).toBe(404);
    expect(problems).toEqual([]);
    const viewer = await openResponses({ role: 'viewer', email: 'viewer@parley.test' });
    await viewer.page
      .getByRole('link', { name: /ada@example\.com/ })
      .first()
      .click();
    await viewer.page.getByText('Sundays are for zebras.').waitFor();
    expect(await viewer.page.getByRole('button', { name: /Delete|Classify|Edit|Write/ }).count()).toBe(0);
    expect(viewer.problems).toEqual([]);
  });

  it('may be 10 000', async () => {
    const { page, id, problems } = await openResponses();
    await fixture.app.database.query(
      `INSERT INTO user_interview (project_id, topic_id, created_by_id, kind, interviewee_identifier, status,
         started_at, completed_at, has_answers, transcript)
       SELECT project_id, id, created_by_id, 'personal', 'person' || n, 'completed', now(), now(), true, 'Said ' || n
       FROM user_interview_topic, generate_series(1, 10000) AS n WHERE id = $1`,
      [id],
    );
    await page.reload();
    await page.getByText('10,003 responses').waitFor();
    await page.getByRole('button', { name: 'Last page' }).click();
    await page
      .getByRole('link', { name: /ada@example\.com/ })
      .first()
      .waitFor();
    expect(problems).toEqual([]);
  });

  it.each(LOOKS)('look right: $name', async ({ name, ...look }) => {
    const { page, problems } = await openResponses(look);
    await page.getByText('3 responses').waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `responses-${name}`);
    await page
      .getByRole('link', { name: /ada@example\.com/ })
      .first()
      .click();
    await page.getByText('Sundays are for zebras.').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await draw(page, `response-${name}`);
    await page.goBack();
    await page
      .getByRole('link', { name: /hostile@example\.com/ })
      .first()
      .click();
    await page.getByText('right to left').first().waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(problems).toEqual([]);
  });
});
