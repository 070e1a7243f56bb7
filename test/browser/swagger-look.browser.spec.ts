import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describeInBrowser, newVisitor, useBrowser } from '../support/clients/browser';
import { SwaggerUi } from '../support/clients/swagger-ui';

jest.setTimeout(120_000);

const RETRIEVE = 'user_interview_topics_retrieve';

/** Texts that are too faint, as `element: ratio`. Swagger UI's own markup breaks other rules. */
async function faintTexts(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
  );
}

const overflow = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describeInBrowser('the look of Swagger UI', () => {
  const fixture = useBrowser();

  it('starts with how to authorise, and takes the key', async () => {
    const { page, problems } = await newVisitor(fixture.browser);
    await page.goto(`${fixture.baseUrl}/docs`);
    await page.locator('.opblock').first().waitFor();
    const words = await page.locator('.information-container').innerText();
    expect(words).toMatch(/press Authorize, paste a key/);
    expect(words).toContain('npm run keys:create');
    const swagger = await SwaggerUi.open(fixture);
    const { status } = await swagger.execute('user_interview_topics_list', () => '');
    expect([status, problems, swagger.problems]).toEqual([200, [], []]);
    await swagger.reload();
    expect((await swagger.execute('user_interview_topics_list', () => '')).status).toBe(200);
  });

  it('finds operations by their words', async () => {
    const swagger = await SwaggerUi.open(fixture);
    const all = (await swagger.operationIds()).length;
    const filter = swagger.page.getByRole('searchbox', { name: 'Filter operations' });
    const shown: [string, string[] | number][] = [
      ['CANCEL queued invites', ['user_interview_topics_invites_cancel_create']],
      ['rotate_link', ['user_interview_topics_rotate_link_create']],
      ['audit', ['audit_events_list']],
      ['no such thing', []],
      ['', all],
    ];
    for (const [words, expected] of shown) {
      await filter.fill(words);
      await swagger.page.waitForFunction(
        (count) =>
          (globalThis as unknown as { document: BrowserDocument }).document.querySelectorAll('.opblock')
            .length === count,
        typeof expected === 'number' ? expected : expected.length,
      );
      if (typeof expected !== 'number') expect(await swagger.operationIds()).toEqual(expected);
    }
  });

  it('closes schemas and documented errors, which open by a press', async () => {
    const swagger = await SwaggerUi.open(fixture);
    const block = await swagger.unfold(RETRIEVE);
    const statuses = () =>
      block
        .locator('.responses-table .response:not(.error-line)')
        .evaluateAll((rows: { dataset: { code?: string } }[]) => rows.map(({ dataset }) => dataset.code));
    await block.locator('.error-toggle').first().waitFor();
    expect(await statuses()).toEqual(['200']);
    const toggle = block.locator('.error-line', { hasText: '404' }).locator('button');
    await toggle.press('Enter');
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
    expect(await statuses()).toEqual(['200', '404']);
    await toggle.press('Enter');
    expect(await statuses()).toEqual(['200']);
    expect(await swagger.page.locator('.models .model-container').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)('can be read when it is %s', async (colorScheme) => {
    const swagger = await SwaggerUi.open(fixture, { colorScheme });
    for (const id of [RETRIEVE, 'user_interview_topics_partial_update', 'user_interview_topics_destroy']) {
      await (await swagger.unfold(id)).locator('.error-toggle').first().click();
    }
    expect(await faintTexts(swagger.page)).toEqual([]);
    const background = await swagger.page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe(colorScheme === 'dark' ? 'rgb(28, 32, 34)' : 'rgb(250, 250, 250)');
  });

  it('follows a change of the colour scheme', async () => {
    const swagger = await SwaggerUi.open(fixture, { colorScheme: 'light' });
    await swagger.page.emulateMedia({ colorScheme: 'dark' });
    await swagger.page.locator('html.dark-mode').waitFor({ state: 'attached' });
  });

  it.each([390, 1280])('fits into %d pixels', async (width) => {
    const swagger = await SwaggerUi.open(fixture, { viewport: { width, height: 844 } });
    const block = await swagger.unfold(RETRIEVE);
    await block.locator('.error-toggle').first().click();
    expect(await overflow(swagger.page)).toBe(0);
  });
});

/** As much of a browser's document as the code needs that runs in there. */
interface BrowserDocument {
  querySelectorAll(selector: string): { length: number };
}
