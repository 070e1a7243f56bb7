import {
  answersOf,
  describeInBrowser,
  field,
  heading,
  press,
  saveState,
  startInBrowser,
  untilStored,
  useBrowser,
} from '../support/clients/browser';
import { reservedPort } from '../support/app/ports';
import { type OwnProcess, startProcess } from '../support/app/process';

jest.setTimeout(180_000);

describeInBrowser('an interview whose server is killed', () => {
  const fixture = useBrowser();
  let server: OwnProcess;
  let start: () => Promise<OwnProcess>;

  beforeAll(async () => {
    const { app } = fixture;
    const variables = {
      PORT: String(await reservedPort()),
      DATABASE_URL: app.database.url,
      SMTP_URL: app.sink.url,
      RATE_LIMIT_ENABLED: 'false',
      LOG_LEVEL: 'warn',
    };
    start = () => startProcess(variables);
    server = await start();
    fixture.baseUrl = server.baseUrl;
  });
  afterAll(() => server?.end('SIGKILL'));

  /** An interview in a browser that has a network, also where the machine of this test has none. */
  async function startOnline() {
    const started = await startInBrowser(fixture);
    await started.page.evaluate('Object.defineProperty(navigator, "onLine", { get: () => true })');
    return started;
  }

  it('goes on by itself when the server is back', async () => {
    const { id, page } = await startOnline();
    await field(page).fill('before');
    await untilStored(fixture, id, 'before');
    await server.end('SIGKILL');
    await field(page).fill('before, and while it was away');
    await saveState(page, 'Not saved yet, trying again').waitFor();
    expect(await answersOf(fixture, id)).toEqual(['before']);
    server = await start();
    await saveState(page, /^Saved$/).waitFor({ timeout: 60_000 });
    expect(await answersOf(fixture, id)).toEqual(['before, and while it was away']);
    await press(page, 'Next');
    expect(await heading(page)).toBe('What was hard?');
  });

  it('brings back what could not be sent, also when a form was on its way', async () => {
    const { id, url, page } = await startOnline();
    await server.end('SIGKILL');
    await field(page).fill('sent into the void');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.waitForURL('chrome-error://chromewebdata/');
    server = await start();
    await page.goto(url);
    expect(await field(page).inputValue()).toBe('sent into the void');
    await untilStored(fixture, id, 'sent into the void');
  });
});
