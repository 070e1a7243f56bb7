import {
  answersOf,
  describeInBrowser,
  field,
  heading,
  inviteInBrowser,
  newVisitor,
  press,
  saveState,
  startInBrowser,
  useBrowser,
} from '../support/clients/browser';

jest.setTimeout(60_000);

describeInBrowser('small comforts of the interview page', () => {
  const fixture = useBrowser();

  it.each([
    [360, 640],
    [1280, 720],
  ])('"Begin" is on the first screen of %i×%i pixels', async (width, height) => {
    const { page } = await newVisitor(fixture.browser, { viewport: { width, height } });
    const { url } = await inviteInBrowser(fixture);
    await page.goto(url);
    const box = await page.getByRole('button', { name: 'Begin' }).boundingBox();
    expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  });

  it.each(['en', 'de', 'es'])(
    '"Begin" is on the first screen of a phone in the language %s',
    async (locale) => {
      const { page } = await newVisitor(fixture.browser, { viewport: { width: 360, height: 640 }, locale });
      const { url } = await inviteInBrowser(fixture);
      await page.goto(url);
      const box = await page.locator('button[value="begin"]').boundingBox();
      expect((box?.y ?? 640) + (box?.height ?? 0)).toBeLessThanOrEqual(640);
    },
  );

  it('the field has the focus on a wide screen', async () => {
    const { page } = await startInBrowser(fixture);
    expect(await page.evaluate('document.activeElement.id')).toBe('answer');
  });

  it.each(['Control+Enter', 'Meta+Enter'])('%s leads on', async (keys) => {
    const { page } = await startInBrowser(fixture);
    await field(page).fill('typed');
    const next = page.waitForNavigation();
    await field(page).press(keys);
    await next;
    expect(await heading(page)).toBe('What was hard?');
  });

  it('Next says that the answer is being sent', async () => {
    const { page } = await startInBrowser(fixture);
    await field(page).fill('typed');
    await saveState(page, 'Saved').waitFor();
    await page.evaluate(`document.addEventListener('submit', () => setTimeout(() =>
      sessionStorage.setItem('label', document.querySelector('button[value="next"]').textContent)))`);
    await press(page, 'Next');
    expect(await page.evaluate('sessionStorage.getItem("label")')).toBe('Sending …');
  });

  it('the error box goes once there is an answer', async () => {
    const { page } = await startInBrowser(fixture);
    await press(page, 'Next');
    await page.locator('#problem').waitFor();
    await field(page).fill('now there is one');
    expect(await page.locator('#problem').count()).toBe(0);
    expect(await field(page).getAttribute('aria-invalid')).toBeNull();
  });

  it('Next keeps the page while the browser is offline, and works again after that', async () => {
    const { id, page } = await startInBrowser(fixture);
    await page.context().setOffline(true);
    await field(page).fill('typed offline');
    await page.getByRole('button', { name: 'Next' }).click();
    await saveState(page, 'You are offline').waitFor();
    expect(await field(page).inputValue()).toBe('typed offline');
    await page.context().setOffline(false);
    await press(page, 'Next');
    expect(await heading(page)).toBe('What was hard?');
    expect(await answersOf(fixture, id)).toEqual(['typed offline']);
  });

  it('Next goes on when the browser calls itself offline and the server answers', async () => {
    const { id, page } = await startInBrowser(fixture);
    await page.evaluate('Object.defineProperty(navigator, "onLine", { get: () => false })');
    await field(page).fill('typed on a machine without a network');
    await press(page, 'Next');
    expect(await heading(page)).toBe('What was hard?');
    expect(await answersOf(fixture, id)).toEqual(['typed on a machine without a network']);
  });

  it('a completion says until when it can be taken back', async () => {
    const { page } = await startInBrowser(fixture);
    for (const answer of ['one', 'two', 'three']) {
      await field(page).fill(answer);
      await press(page, 'Next');
    }
    await press(page, 'Send my answers');
    expect(await page.locator('[data-undo-seconds]').innerText()).toMatch(
      /^Until \d{1,2}:\d\d.* you can take your answers back/,
    );
  });

  it('on a phone the button stays in sight beside a long answer', async () => {
    const { page: blank } = await newVisitor(fixture.browser, { viewport: { width: 360, height: 640 } });
    const { page } = await startInBrowser(fixture, blank.context());
    await page.setViewportSize({ width: 360, height: 360 });
    await field(page).fill('line\n'.repeat(60));
    await page.evaluate('scrollTo(0, document.querySelector("#answer").offsetTop)');
    const box = await page.getByRole('button', { name: 'Next' }).boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(360);
  });
});
