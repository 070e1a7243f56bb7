import {
  axeProblems,
  describeInBrowser,
  inviteInBrowser,
  newVisitor,
  press,
  type Stage,
  startBrowser,
  startInBrowser,
} from '../support/clients/browser';
import { type FakeVoiceProvider, startFakeVoiceProvider } from '../support/fakes/voice-provider';
import { startTestApp, type TestApp } from '../support/app/test-app';

jest.setTimeout(120_000);

describeInBrowser('a voice call from the page', () => {
  let vendor: FakeVoiceProvider;
  let parley: TestApp;
  let stage: Stage;

  beforeAll(async () => {
    vendor = await startFakeVoiceProvider();
    parley = await startTestApp({ vapi: vendor.account });
    const { baseUrl, database } = parley;
    stage = { baseUrl, database, ada: await parley.client(), browser: await startBrowser() };
  });
  beforeEach(() => vendor.behave());
  afterAll(async () => {
    await stage?.browser.close();
    await parley?.close();
    await vendor?.stop();
  });

  const startButton = { name: 'Start a voice call' };

  it('is offered after the consent, and leads to the vendor', async () => {
    const { page, problems } = await startInBrowser(stage);
    expect(await axeProblems(page)).toEqual([]);
    await page.route('https://calls.example.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Call</title>' }),
    );
    await page.getByRole('button', startButton).click();
    await page.waitForURL(/^https:\/\/calls\.example\.com\/call-\d+$/);
    expect(vendor.requests.at(-1)?.body.assistantOverrides.variableValues.userName).toBe('Grace Hopper');
    expect(problems).toEqual([]);
  });

  it('that cannot be set up is no dead end: one can try again, or write', async () => {
    vendor.behave((response) => response.writeHead(500).end());
    const { page } = await startInBrowser(stage);
    await page.getByRole('button', startButton).click();
    await page.locator('#call-note', { hasText: 'could not be set up' }).waitFor();
    expect(await page.getByRole('button', startButton).isEnabled()).toBe(true);
    await page.locator('#answer').fill('In writing, then.');
    await press(page, 'Next');
  });

  it('is offered on the first question only, and not before the consent', async () => {
    const { url } = await inviteInBrowser(stage);
    const { page } = await newVisitor(stage.browser);
    await page.goto(url);
    expect(await page.getByRole('button', startButton).count()).toBe(0);
    await press(page, 'Begin');
    expect(await page.getByRole('button', startButton).count()).toBe(0);
    await press(page, 'I agree, let us start');
    expect(await page.getByRole('button', startButton).count()).toBe(1);
    await press(page, 'Skip this question');
    expect(await page.getByRole('button', startButton).count()).toBe(0);
  });

  it('is not offered where there is no vendor', async () => {
    const silent = await startTestApp();
    const { baseUrl, database } = silent;
    const { page } = await startInBrowser({ ...stage, baseUrl, database, ada: await silent.client() });
    expect(await page.content()).not.toContain('call');
    await silent.close();
  });
});
