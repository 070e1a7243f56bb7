import type { Locator, Page, Request, Response } from 'playwright-core';
import { newVisitor, type BrowserFixture } from './browser';

const PATIENCE_MS = 5000;
const nothing = () => undefined;

/** The result of a press on "Execute". */
export interface Executed {
  operationId: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  sent: string | null;
  status: number;
  text: string;
}

/** Swagger UI in a tab, as a person uses it. */
export class SwaggerUi {
  /** The values that were filled in, by operation and parameter. */
  private readonly filled = new Map<string, string>();

  private constructor(
    readonly page: Page,
    /** Errors of the page's scripts. */
    readonly problems: string[],
  ) {}

  /** Opens the page and authorises by its dialog. */
  static async open(
    { browser, baseUrl, ada }: Pick<BrowserFixture, 'browser' | 'baseUrl' | 'ada'>,
    options?: Parameters<typeof newVisitor>[1],
  ): Promise<SwaggerUi> {
    const { page, problems } = await newVisitor(browser, options);
    await page.goto(`${baseUrl}/docs`);
    await page.locator('.opblock').first().waitFor();
    await page.locator('.btn.authorize').first().click();
    await page.locator('#auth-bearer-value').fill(ada.key);
    await page.locator('.auth-container:has(#auth-bearer-value) .authorize').click();
    await page.locator('.auth-btn-wrapper .btn-done').first().click();
    return new SwaggerUi(page, problems);
  }

  /** Loads the page anew; it keeps the key. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator('.opblock').first().waitFor();
  }

  /** The ids of all operations, from the top of the page to the bottom. */
  async operationIds(): Promise<string[]> {
    const ids = await this.page
      .locator('.opblock')
      .evaluateAll((blocks: { id: string }[]) =>
        blocks.map(({ id }) => id.replace(/^operations-[^-]+-/, '')),
      );
    return ids;
  }

  /** Leaves the section of one tag open: whatever is shown is drawn again at each press. */
  async showSection(tag: string): Promise<void> {
    await this.page.evaluate(`(() => {
      for (const section of document.querySelectorAll('.opblock-tag-section')) {
        const heading = section.querySelector('.opblock-tag');
        const isOpen = section.classList.contains('is-open');
        if (isOpen !== (heading.dataset.tag === ${JSON.stringify(tag)})) heading.click();
      }
    })()`);
  }

  /** Opens an operation. */
  async unfold(operationId: string): Promise<Locator> {
    const block = this.page.locator(`.opblock[id$="-${operationId}"]`);
    await block.locator('.opblock-summary-control').dispatchEvent('click');
    await block.locator('.btn.execute').waitFor();
    return block;
  }

  /**
   * Executes an operation as it is filled in. Only fields that must be filled get a value, where they are empty or have
   * the value of an earlier call.
   * @param fill the value of such a field, by the name of the parameter
   */
  async execute(
    operationId: string,
    fill: (name: string) => string | Promise<string>,
    prepare: (block: Locator) => Promise<void> = async () => undefined,
  ): Promise<Executed> {
    const block = await this.unfold(operationId);
    await prepare(block);
    const answered = this.page.waitForResponse((response) => isCall(response.request()));
    const refused = block.locator('.validation-errors');
    let response: Response | undefined;
    while (response === undefined) {
      await this.fillRequired(operationId, block, fill);
      await block.locator('.btn.execute').dispatchEvent('click');
      // A page that is still being drawn can lose what was filled in, or the press.
      const ignored = refused.waitFor({ timeout: PATIENCE_MS }).then(nothing, nothing);
      response = await Promise.race([answered, ignored]);
    }
    const request = response.request();
    // Every open operation makes the page slower.
    await block.locator('.opblock-summary-control').dispatchEvent('click');
    return {
      operationId,
      method: request.method(),
      url: request.url(),
      headers: request.headers(),
      sent: request.postData(),
      status: response.status(),
      text: response.status() === 204 ? '' : await response.text(),
    };
  }

  private async fillRequired(
    operationId: string,
    block: Locator,
    fill: (name: string) => string | Promise<string>,
  ): Promise<void> {
    for (const input of await block.locator('tr[data-param-name]:has(.required) input').all()) {
      const name = await input.locator('xpath=ancestor::tr[1]').getAttribute('data-param-name');
      const field = `${operationId} ${name ?? ''}`;
      const shown = await input.inputValue();
      if (shown !== '' && shown !== this.filled.get(field)) continue;
      const value = await fill(name ?? '');
      this.filled.set(field, value);
      await input.fill(value);
      // The page takes a value when the field is left.
      await input.blur();
    }
  }
}

function isCall(request: Request): boolean {
  return new URL(request.url()).pathname.startsWith('/api/') && !request.url().endsWith('/api/schema');
}
