import {
  axeProblems,
  describeInBrowser,
  inviteInBrowser,
  newVisitor,
  press,
  useBrowser,
  startInBrowser,
} from '../support/clients/browser';
import { type FakeVoiceProvider, startFakeVoiceProvider } from '../support/fakes/voice-provider';
import { useTestApps } from '../support/app/test-app';

jest.setTimeout(120_000);

describeInBrowser('a voice call from the page', () => {
  let provider: FakeVoiceProvider;

  beforeAll(async () => {
    provider = await startFakeVoiceProvider();
  });
  beforeEach(() => provider.behave());
  const fixture = useBrowser(async () => ({ vapi: provider.account }));
  afterAll(() => provider?.stop());
  const startApp = useTestApps();

  const startButton = { name: 'Start a voice call' };

  it('is offered after the consent, and leads to the voice provider', async () => {
    const { page, problems } = await startInBrowser(fixture);
    expect(await axeProblems(page)).toEqual([]);
    await page.route('https://calls.example.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Call</title>' }),
    );
    await page.getByRole('button', startButton).click();
    await page.waitForURL(/^https:\/\/calls\.example\.com\/call-\d+$/);
    expect(provider.requests.at(-1)?.body.assistantOverrides.variableValues.userName).toBe('Grace Hopper');
    expect(problems).toEqual([]);
  });

  it('that cannot be set up is no dead end: one can try again, or write', async () => {
    provider.behave((response) => response.writeHead(500).end());
    const { page } = await startInBrowser(fixture);
    await page.getByRole('button', startButton).click();
    await page.locator('#call-note', { hasText: 'could not be set up' }).waitFor();
    expect(await page.getByRole('button', startButton).isEnabled()).toBe(true);
    await page.locator('#answer').fill('In writing, then.');
    await press(page, 'Next');
  });

  it('is offered on the first question only, and not before the consent', async () => {
    const { url } = await inviteInBrowser(fixture);
    const { page } = await newVisitor(fixture.browser);
    await page.goto(url);
    expect(await page.getByRole('button', startButton).count()).toBe(0);
    await press(page, 'Begin');
    expect(await page.getByRole('button', startButton).count()).toBe(0);
    await press(page, 'I agree, let’s start');
    expect(await page.getByRole('button', startButton).count()).toBe(1);
    await press(page, 'Skip this question');
    expect(await page.getByRole('button', startButton).count()).toBe(0);
  });

  it('is not offered where no voice provider is configured', async () => {
    const silent = await startApp();
    const { baseUrl, database } = silent;
    const { page } = await startInBrowser({ ...fixture, baseUrl, database, ada: await silent.client() });
    expect(await page.content()).not.toContain('call');
  });
});
