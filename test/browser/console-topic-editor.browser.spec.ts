import type { Page } from 'playwright-core';
import { waitUntil } from '../support/app/wait-until';
import { axeProblems, describeInBrowser, useBrowser } from '../support/clients/browser';
import { draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(120_000);

const QUESTIONS = ['How did you plan last week?', 'What got in the way?', 'Who else was part of it?'];

describeInBrowser('the editor of a topic', () => {
  const fixture = useBrowser();

  const openTopic = async (
    values: Record<string, unknown> = {},
    options: Parameters<typeof openConsole>[1] = {},
  ) => {
    const topic = await fixture.ada.createTopic({ questions: QUESTIONS, ...values });
    const path = `/p/:project/topics/${topic.id}`;
    const opened = await openConsole(fixture, { path, ...options });
    await opened.page.getByRole('heading', { name: 'The interview', exact: true }).waitFor();
    return { ...opened, topic };
  };
  const stored = async (id: string) => (await fixture.ada.get(`/user_interview_topics/${id}/`)).body;
  const state = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
  const mail = (page: Page) => page.frameLocator('iframe');
  const rows = (page: Page) => page.getByRole('grid').getByRole('row').allInnerTexts();
  const order = async (page: Page) => (await rows(page)).map((text) => text.replace(/^\d+\s*/, '').trim());

  const untilOrder = (page: Page, expected: (string | undefined)[]) =>
    waitUntil(`questions: ${expected.join()}`, async () => {
      const now = await order(page);
      return now.length === expected.length && now.every((text, at) => text === expected[at]);
    });

  it.each(LOOKS)('looks right: $name', async ({ name, ...look }) => {
    const { page, problems } = await openTopic({ reminder_count: 2, thank_you: true }, look);
    await mail(page).locator('h1').waitFor();
    expect(await axeProblems(page, { exclude: 'iframe' })).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `editor-${name}`);
    await page.getByLabel('Subject', { exact: true }).fill('Five minutes, {{name}}?');
    await state(page, 'Unsaved changes');
    await page.getByRole('grid').getByRole('row').nth(1).click();
    await draw(page, `editor-unsaved-${name}`);
    expect(problems).toEqual([]);
  });

  it('saves what was changed and nothing else, and says where it stands', async () => {
    const { page, topic, requests, problems } = await openTopic({ agent_context: 'kept' });
    await state(page, 'All changes are saved');
    await page.getByLabel('What it is about').fill('How teams plan a month');
    await state(page, 'Unsaved changes');
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await save(page);
    expect((await sent).postDataJSON()).toEqual({ topic: 'How teams plan a month' });
    await state(page, 'All changes are saved');
    await page.getByRole('heading', { level: 1, name: 'How teams plan a month' }).waitFor();
    expect(await stored(topic.id)).toMatchObject({ topic: 'How teams plan a month', agent_context: 'kept' });
    expect(requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it('adds questions one after the other, moves, edits and removes them by keyboard alone', async () => {
    const { page, topic, problems } = await openTopic({ questions: [] });
    const field = page.getByLabel('A new question');
    await field.focus();
    for (const question of ['One?', 'Two?', 'Three?']) {
      await page.keyboard.type(question);
      await page.keyboard.press('Enter');
    }
    expect(await order(page)).toEqual(['One?', 'Two?', 'Three?']);
    // The grip picks a question up with Enter; arrows choose the place, and Enter drops it.
    await page.getByRole('button', { name: 'Move question 3' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('[aria-label="Insert after 3. Three?"]:focus').press('ArrowUp');
    await page.locator('[aria-label="Insert between 2. Two? and 3. Three?"]:focus').press('ArrowUp');
    await page.locator('[aria-label="Insert between 1. One? and 2. Two?"]:focus').press('Enter');
    await untilOrder(page, ['One?', 'Three?', 'Two?']);
    await page.getByRole('row', { name: '2. Three?' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Question 2' }).waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Third, with a space?');
    await page.keyboard.press('Enter');
    await untilOrder(page, ['One?', 'Third, with a space?', 'Two?']);
    await page.getByRole('button', { name: 'More for question 1' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Move down' }).press('Enter');
    await untilOrder(page, ['Third, with a space?', 'One?', 'Two?']);
    await page.getByRole('button', { name: 'More for question 3' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Remove' }).press('Enter');
    await untilOrder(page, ['Third, with a space?', 'One?']);
    await page.keyboard.press('Control+S');
    await state(page, 'All changes are saved');
    expect((await stored(topic.id)).questions).toEqual(['Third, with a space?', 'One?']);
    expect(problems).toEqual([]);
  });

  it('moves a question by dragging it, and brings a removed one back', async () => {
    const { page, problems } = await openTopic();
    const row = (n: number) => page.getByRole('grid').getByRole('row').nth(n);
    await row(2).dragTo(row(0), { targetPosition: { x: 60, y: 2 } });
    await untilOrder(page, [QUESTIONS[2], QUESTIONS[0], QUESTIONS[1]]);
    await page.getByRole('button', { name: 'More for question 2' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await untilOrder(page, [QUESTIONS[2], QUESTIONS[1]]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await untilOrder(page, [QUESTIONS[2], QUESTIONS[0], QUESTIONS[1]]);
    expect(problems).toEqual([]);
  });

  it('bears hostile texts of any length on a phone', async () => {
    const hostile = `<script>alert(1)</script>\u202e${'W'.repeat(1900)}`;
    const { page, problems } = await openTopic(
      {
        topic: hostile,
        questions: ['<b>?</b>', '\u2067كيف\u2066', 'Q'.repeat(5000), 'word '.repeat(900)],
        agent_context: '<img src=x onerror=alert(1)> '.repeat(700),
        interviewee_emails: [`${'N'.repeat(200)} <long@example.com>`],
      },
      LOOKS[0],
    );
    await mail(page).locator('h1').waitFor();
    await page.getByRole('grid').getByRole('row').nth(3).waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await axeProblems(page, { exclude: 'iframe' })).toEqual([]);
    await page.getByRole('button', { name: 'API' }).click();
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, 'editor-hostile-phone');
    expect(problems).toEqual([]);
  });

  it('keeps a draft over a reload, offers it, and takes it up while other pages are visited', async () => {
    const { page, problems } = await openTopic();
    await page.getByLabel('Background for the interviewer').fill('Half a thought');
    await state(page, 'Unsaved changes');
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await state(page, 'The plan has changes that were not saved.');
    await page.getByRole('link', { name: 'Open the plan' }).click();
    await state(page, 'Unsaved changes');
    await page.reload();
    await state(page, 'All changes are saved');
    await draw(page, 'editor-restore');
    await page.getByRole('button', { name: 'Restore them' }).click();
    expect(await page.getByLabel('Background for the interviewer').inputValue()).toBe('Half a thought');
    await save(page);
    await state(page, 'All changes are saved');
    await page.reload();
    await state(page, 'All changes are saved');
    expect(await page.getByRole('button', { name: 'Restore them' }).count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('tells when somebody else has changed the same field, and merges what they changed besides', async () => {
    const { page, topic, problems } = await openTopic();
    await page.getByLabel('What it is about').fill('Mine');
    await fixture.ada.patch(`/user_interview_topics/${topic.id}/`, {
      topic: 'Theirs',
      agent_context: 'Also theirs',
    });
    await save(page);
    await page.getByRole('alert').filter({ hasText: 'You both changed: what it is about' }).waitFor();
    await draw(page, 'editor-conflict');
    expect((await stored(topic.id)).topic).toBe('Theirs');
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await save(page);
    await state(page, 'All changes are saved');
    expect(await stored(topic.id)).toMatchObject({ topic: 'Mine', agent_context: 'Also theirs' });
    expect(await page.getByLabel('Background for the interviewer').inputValue()).toBe('Also theirs');
    expect(problems).toEqual([]);
  });

  it('shows the mail while it is typed, and a fault of its text at the field', async () => {
    const { page, problems } = await openTopic();
    await page.getByLabel('Message', { exact: true }).fill('Could you spare a minute, {{name}}?');
    await mail(page).getByText('Could you spare a minute, Grace Hopper?').waitFor();
    // Hidden by the mail's own style, which applies in the frame alone.
    expect(await mail(page).locator('.preheader').isVisible()).toBe(false);
    await page.getByLabel('Message', { exact: true }).fill('See www.example.com');
    const field = page.getByLabel('Message', { exact: true });
    await waitUntil(
      'the fault is at the field',
      async () => (await field.getAttribute('aria-invalid')) === 'true',
    );
    await save(page);
    expect(await page.evaluate('document.activeElement.name')).toBe('invite_message');
    await state(page, 'Unsaved changes');
    expect(problems).toEqual([]);
  });

  it('says that a save failed while the server is away, and saves once it is back', async () => {
    const { page, topic } = await openTopic();
    await page.getByLabel('What it is about').fill('Typed on a train');
    await page.context().setOffline(true);
    await save(page);
    await state(page, 'Not saved. Parley cannot be reached');
    await page.context().setOffline(false);
    await save(page);
    await state(page, 'All changes are saved');
    expect((await stored(topic.id)).topic).toBe('Typed on a train');
  });

  it('shows a viewer everything and lets them change nothing', async () => {
    const { page, requests, problems } = await openTopic({}, { role: 'viewer', email: 'vera@parley.test' });
    expect(await page.getByLabel('What it is about').isEditable()).toBe(false);
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /Move question|More for/ }).count()).toBe(0);
    await page.keyboard.press('Control+S');
    expect(await axeProblems(page, { exclude: 'iframe' })).toEqual([]);
    await draw(page, 'editor-viewer');
    expect(requests.filter((request) => /^(PATCH|DELETE|PUT)/.test(request))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('copies the save as a curl command', async () => {
    const { page, projectId, topic } = await openTopic();
    await page.getByLabel('What it is about').fill("It's a plan");
    await page.getByRole('button', { name: 'Copy as curl' }).first().click();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(
      [
        'curl',
        '-X PATCH',
        '-H "Authorization: Bearer $PARLEY_KEY"',
        `-H 'Content-Type: application/json'`,
        `--data-raw '{"topic":"It'\\''s a plan"}'`,
        `'${fixture.baseUrl}/api/projects/${projectId}/user_interview_topics/${topic.id}'`,
      ].join(' \\\n  '),
    );
  });
});
