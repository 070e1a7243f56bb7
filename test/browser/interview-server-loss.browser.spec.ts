import {
  answersOf,
  describeInBrowser,
  field,
  heading,
  press,
  saveState,
  type Stage,
  startBrowser,
  startInBrowser,
  untilStored,
} from '../support/clients/browser';
import { reservedPort } from '../support/app/ports';
import { type OwnProcess, startProcess } from '../support/app/process';
import { startTestApp, type TestApp } from '../support/app/test-app';

jest.setTimeout(180_000);

describeInBrowser('an interview whose server is killed', () => {
  let parley: TestApp;
  let stage: Stage;
  let server: OwnProcess;
  let start: () => Promise<OwnProcess>;

  beforeAll(async () => {
    parley = await startTestApp();
    const variables = {
      PORT: String(await reservedPort()),
      DATABASE_URL: parley.database.url,
      SMTP_URL: parley.sink.url,
      RATE_LIMIT_ENABLED: 'false',
      LOG_LEVEL: 'warn',
    };
    start = () => startProcess(variables);
    server = await start();
    const { database } = parley;
    stage = {
      baseUrl: server.baseUrl,
      database,
      ada: await parley.client(),
      browser: await startBrowser(),
    };
  });
  afterAll(async () => {
    await stage?.browser.close();
    await server?.end('SIGKILL');
    await parley?.close();
  });

  it('goes on by itself when the server is back', async () => {
    const { id, page } = await startInBrowser(stage);
    await field(page).fill('before');
    await untilStored(stage, id, 'before');
    await server.end('SIGKILL');
    await field(page).fill('before, and while it was away');
    await saveState(page, 'Not saved yet, trying again').waitFor();
    expect(await answersOf(stage, id)).toEqual(['before']);
    server = await start();
    await saveState(page, /^Saved$/).waitFor({ timeout: 60_000 });
    expect(await answersOf(stage, id)).toEqual(['before, and while it was away']);
    await press(page, 'Next');
    expect(await heading(page)).toBe('What was hard?');
  });

  it('brings back what could not be sent, also when a form was on its way', async () => {
    const { id, url, page } = await startInBrowser(stage);
    await server.end('SIGKILL');
    await field(page).fill('sent into the void');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.waitForURL('chrome-error://chromewebdata/');
    server = await start();
    await page.goto(url);
    expect(await field(page).inputValue()).toBe('sent into the void');
    await untilStored(stage, id, 'sent into the void');
  });
});
