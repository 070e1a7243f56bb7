import type { Page } from 'playwright-core';
import { createWebhook, insertWebhook, webhookOf } from '../support/builders/webhooks';
import { axeProblems, describeInBrowser, useBrowser } from '../support/clients/browser';
import { draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';
import { WebhookReceiver } from '../support/fakes/webhook-receiver';
import { waitUntil } from '../support/app/wait-until';

jest.setTimeout(120_000);

describeInBrowser('webhooks in the console', () => {
  const fixture = useBrowser({ webhookAllowPrivate: true });
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
  });
  afterAll(() => receiver?.stop());
  beforeEach(async () => {
    await fixture.database.query('DELETE FROM webhook');
    receiver.messages.splice(0);
    receiver.answer = () => 200;
  });

  const open = (path = '', options: Parameters<typeof openConsole>[1] = {}) =>
    openConsole(fixture, { path: `/p/:project/webhooks${path}`, ...options });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const told = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();

  it('are made, tried, changed, switched off and deleted, with the secret shown once', async () => {
    const { page, problems } = await open();
    await page.getByText('No webhooks yet').waitFor();
    await button(page, 'New webhook').click();
    await page.getByLabel('Address').fill('not an address');
    await page.getByLabel('What it is for').fill('Team chat');
    await page.getByText('Mail bounced', { exact: true }).click();
    await button(page, 'Make webhook').click();
    await page.getByText('Enter an absolute URL', { exact: false }).waitFor();
    await page.getByLabel('Address').fill('https://user:secret@example.com/');
    await page.getByLabel('Address').press('Tab');
    await button(page, 'Make webhook').click();
    await page.getByText('Must have no user name or password.', { exact: false }).waitFor();
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByLabel('Address').press('Tab');
    await button(page, 'Make webhook').click();
    const dialog = page.getByRole('dialog', { name: 'The secret of the webhook' });
    const secret = await dialog.locator('code').innerText();
    expect(secret).toMatch(/^whsec_/);
    await button(page, 'I have kept it').click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(secret);

    await page.getByRole('link', { name: 'Team chat' }).click();
    await page.getByRole('heading', { level: 1, name: 'Team chat' }).waitFor();
    await button(page, 'Send a test').click();
    await told(page, 'A test is on its way.');
    await receiver.waitFor(1);
    const list = page.getByRole('list', { name: 'Attempts' });
    await list.getByText('Test', { exact: true }).waitFor();
    receiver.answer = () => 500;
    await button(page, 'Send again').click();
    await receiver.waitFor(2);
    await list.getByText('500', { exact: true }).waitFor();
    expect(new Set(receiver.messages.map(({ id }) => id)).size).toBe(1);
    await page.getByText('Failures only').click();
    await waitUntil(
      'one attempt is shown',
      async () => (await list.getByRole('button', { name: 'Send again' }).count()) === 1,
    );

    await button(page, 'Change').click();
    await page.getByLabel('What it is for').fill('Research chat');
    await button(page, 'Save').click();
    await page.getByRole('heading', { level: 1, name: 'Research chat' }).waitFor();
    await button(page, 'Switch off').click();
    await page.getByText('This webhook is switched off.', { exact: false }).waitFor();
    expect(await button(page, 'Send a test').isDisabled()).toBe(true);
    await button(page, 'Switch on').click();
    await button(page, 'Replace secret').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Replace secret' }).click();
    const rotated = await page.getByRole('dialog', { name: 'The new secret' }).locator('code').innerText();
    expect([rotated.startsWith('whsec_'), rotated === secret]).toEqual([true, false]);
    await button(page, 'I have kept it').click();
    await button(page, 'Delete').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No webhooks yet').waitFor();
    expect(problems).toEqual([]);
  });

  it('are for admins: others are told so, and nothing is read', async () => {
    const { page, requests, problems } = await open('', { role: 'researcher', email: 'grace@parley.test' });
    await page.getByText('Webhooks are for admins').waitFor();
    expect(requests.filter((request) => request.includes('/webhooks'))).toEqual([]);
    expect(await button(page, 'New webhook').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it.each(LOOKS)('look right: $name', async ({ name, ...look }) => {
    const { page, projectId, problems } = await open('', look);
    const admin = await fixture.app.client({ scopes: ['*'] });
    const { webhook } = await insertWebhook(fixture.database, projectId);
    await createWebhook(admin, `https://example.com/${'long'.repeat(100)}`, {
      description: '<b>Hostile</b> \u202etxet\u202c ' + 'x'.repeat(150),
      include_personal_data: true,
    });
    expect((await webhookOf(admin, webhook)).enabled).toBe(true);
    await fixture.database.query(
      `UPDATE webhook SET enabled = false, disabled_reason = 'failing', failing_since = now() WHERE id = $1`,
      [webhook],
    );
    await page.reload();
    await page.getByRole('list', { name: 'Webhooks' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `webhooks-${name}`);
    await page.goto(`/console/p/${projectId}/webhooks/${webhook}`);
    await page.getByRole('list', { name: 'Attempts' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `webhook-${name}`);
    await button(page, 'Change').click();
    await page.getByRole('dialog').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `webhook-form-${name}`);
    expect(problems).toEqual([]);
  });
});
