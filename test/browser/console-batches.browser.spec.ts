import type { Page } from 'playwright-core';
import { waitUntil } from '../support/app/wait-until';
import { batchesOf, closedWindow, latestBatch } from '../support/builders/batches';
import { insertDeliveries } from '../support/builders/deliveries';
import type { ApiClient } from '../support/clients/api-client';
import { axeProblems, describeInBrowser, useBrowser } from '../support/clients/browser';
import { closeDialog, draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(180_000);

const HOSTILE = '\u202e<img src=x onerror="document.title=\'broken\'"><b>bold</b>\u2066';
/** Fourteen hours ahead of UTC all year, and of the browser's clock by many. */
const ZONE = 'Pacific/Kiritimati';
const people = (count: number, prefix = 'p') =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}@example.com`);

describeInBrowser('sends under control in the console', () => {
  // One connection, so that a slow mail server makes a send last.
  const fixture = useBrowser({ mailConnections: 1 });

  let projects = 0;
  interface Opened {
    count?: number;
    settings?: object;
    topic?: object;
    [option: string]: unknown;
  }
  const openSend = async ({ count = 2, settings = {}, topic = {}, ...options }: Opened = {}) => {
    const project = `Sends ${++projects}`;
    const ada = await fixture.app.client({ project, scopes: ['*'] });
    await ada.patch('/settings/', { time_zone: ZONE, ...settings });
    const { id } = await ada.createTopic({ interviewee_emails: people(count), ...topic });
    const path = `/p/:project/topics/${id}/send`;
    return { ...(await openConsole(fixture, { project, path, ...options })), ada, id, project };
  };
  const current = (page: Page) => page.getByRole('list', { name: 'Sends under way' }).locator(':scope > li');
  const told = (page: Page, text: string | RegExp) =>
    page.getByRole('region', { name: 'Messages' }).getByText(text).waitFor();
  const badge = (page: Page, text: string) => current(page).getByText(text, { exact: true }).waitFor();
  const send = async (page: Page, count: number) => {
    await page.getByRole('button', { name: `Send to ${count} people` }).click();
    await page.getByRole('button', { name: `Send ${count} mails` }).click();
  };
  const done = (page: Page) =>
    page
      // A button that waits for its answer has one, too.
      .getByRole('progressbar', { name: /mails are done/ })
      .getAttribute('aria-valuenow')
      .then((value) => Number(value));

  it('schedules by the clock of the project, lists it, stays quiet, and cancels after a question', async () => {
    const { page, ada, id, requests, problems } = await openSend();
    await page.getByRole('radio', { name: 'At a time' }).check({ force: true });
    const field = page.getByLabel('Day and time');
    await page.getByText(`In the time zone ${ZONE}, where it is`).waitFor();
    const button = page.getByRole('button', { name: 'Schedule for 2 people' });
    expect(await field.inputValue()).toMatch(/^\d{4}-\d\d-\d\dT09:00$/);
    expect(await button.isEnabled()).toBe(true);
    for (const [daysAhead, fault] of [
      [-1, 'This time has passed.'],
      [92, 'This is more than 90 days ahead.'],
    ] as const) {
      await field.fill(new Date(Date.now() + daysAhead * 86_400_000).toISOString().slice(0, 16));
      await page.getByText(fault).waitFor();
      expect(await button.isDisabled()).toBe(true);
      expect(await axeProblems(page)).toEqual([]);
    }
    const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await field.fill(`${day}T10:30`);
    await button.press('Enter');
    const dialog = page.getByRole('alertdialog', { name: 'Schedule 2 mails?' });
    await dialog.getByText(/10:30 AM \(Pacific\/Kiritimati\)/).waitFor();
    await dialog.getByRole('button', { name: 'Copy as curl' }).click();
    const sendAt = new Date(`${day}T10:30:00+14:00`).toISOString();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(`"send_at":"${sendAt}"`);
    await dialog.getByRole('button', { name: 'Schedule 2 mails' }).click();
    await told(page, /^2 mails will leave on .* 10:30 AM\.$/);
    await badge(page, 'Scheduled');
    await current(page)
      .getByText(/^Leaves on .* 10:30 AM\.$/)
      .waitFor();
    await page.getByRole('heading', { name: '2 mails wait' }).waitFor();
    expect(await latestBatch(ada, id)).toMatchObject({ kind: 'invite', state: 'scheduled', send_at: sendAt });
    expect(fixture.app.sink.mails).toEqual([]);
    await page.getByRole('heading', { name: 'Nobody would get an invite now' }).waitFor();
    const before = requests.length;
    await page.waitForTimeout(5000);
    expect(requests.slice(before)).toEqual([]);

    await current(page).getByRole('button', { name: 'Cancel this send' }).press('Enter');
    const question = page.getByRole('alertdialog', { name: 'Cancel 2 mails that wait?' });
    expect(await axeProblems(page)).toEqual([]);
    await question.getByRole('button', { name: 'Keep them' }).click();
    expect((await latestBatch(ada, id)).state).toBe('scheduled');
    await current(page).getByRole('button', { name: 'Cancel this send' }).click();
    await question.getByRole('button', { name: 'Cancel this send' }).click();
    await told(page, 'The send was cancelled.');
    await badge(page, 'Cancelled');
    await page.getByRole('heading', { name: '2 people would get an invite now' }).waitFor();
    expect((await latestBatch(ada, id)).state).toBe('cancelled');
    expect(problems).toEqual([]);
  });

  it('schedules reminders too', async () => {
    const { page, ada, id, problems } = await openSend();
    await ada.post(`/user_interview_topics/${id}/send_invites/`, { send_async: false });
    await fixture.database.query(
      `UPDATE invite_delivery SET sent_at = sent_at - interval '9 days' WHERE topic_id = $1`,
      [id],
    );
    await page.reload();
    await page.getByRole('radio', { name: 'Reminders' }).click();
    await page.getByRole('radio', { name: 'At a time' }).check({ force: true });
    await page.getByRole('button', { name: 'Schedule for 2 people' }).click();
    await page.getByRole('button', { name: 'Schedule 2 mails' }).click();
    await badge(page, 'Scheduled');
    await current(page)
      .getByText(/^Reminders/)
      .waitFor();
    const earlier = page.getByRole('list', { name: 'Earlier sends' }).getByRole('listitem');
    await earlier.getByText('2 sent').waitFor();
    expect(await latestBatch(ada, id)).toMatchObject({ kind: 'reminder', state: 'scheduled' });
    expect(problems).toEqual([]);
  });

  it('pauses in the middle of a send, and resumes, with live progress, by keyboard', async () => {
    fixture.app.sink.delay = 200;
    const { page, ada, id, problems } = await openSend({ count: 40 });
    await send(page, 40);
    await badge(page, 'Being sent');
    await page.getByRole('heading', { name: /mails are on their way/ }).waitFor();
    await waitUntil('progress is shown', async () => (await done(page)) > 0);
    const first = await done(page);
    await waitUntil('progress is live', async () => (await done(page)) > first);
    await page.getByText(/^Done at about .* mails a second\.$/).waitFor();
    await current(page).getByRole('button', { name: 'Pause' }).press('Enter');
    await told(page, 'The send is paused: no further mail leaves.');
    await badge(page, 'Paused');
    await waitUntil('no mail is under way', async () => (await latestBatch(ada, id)).counts.sending === 0);
    const { sent } = (await latestBatch(ada, id)).counts;
    expect(sent).toBeLessThan(40);
    await current(page)
      .getByText(`${40 - sent} mails wait until somebody resumes the send.`)
      .waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.waitForTimeout(3000);
    expect(fixture.app.sink.mails).toHaveLength(sent);

    fixture.app.sink.delay = 0;
    await current(page).getByRole('button', { name: 'Resume' }).press('Enter');
    await badge(page, 'Done');
    await page.getByRole('heading', { name: 'All mails are out' }).waitFor();
    expect(new Set(fixture.app.sink.recipients()).size).toBe(40);
    expect(fixture.app.sink.mails).toHaveLength(40);
    expect(await current(page).getByRole('button').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('says that a send has paused itself, why, and what to do, and goes on when asked to', async () => {
    fixture.app.sink.refuse = () => 550;
    fixture.app.sink.delay = 50;
    const { page, ada, id, problems } = await openSend({ count: 40 });
    await send(page, 40);
    await badge(page, 'Paused by itself');
    await page.getByText('because the mail server refused 10 of the last 50 mails').waitFor();
    await page.getByText('ask whoever runs your mail server').waitFor();
    const failed = page.getByRole('heading', { name: 'Mails that failed' });
    await failed.waitFor();
    // Who was refused can be written to again.
    const { failed: refused } = (await latestBatch(ada, id)).counts;
    expect(refused).toBeGreaterThanOrEqual(10);
    await page.getByRole('heading', { name: `${refused} people would get an invite now` }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await draw(page, 'batches-stopped');
    fixture.app.sink.refuse = () => null;
    await current(page).getByRole('button', { name: 'Resume' }).click();
    await badge(page, 'Done');
    expect(fixture.app.sink.mails.length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

  it('says when mails leave while no sending window is open', async () => {
    const { page, ada, id, problems } = await openSend({
      settings: { time_zone: 'UTC', sending_windows: [closedWindow()] },
    });
    await page
      .getByText(/^Outside of the sending windows now: the mails leave on \w+day, .* 12:00 AM\./)
      .waitFor();
    await page.getByRole('radio', { name: 'At a time' }).check({ force: true });
    await page.getByLabel('Day and time').fill(new Date(Date.now() + 3_600_000).toISOString().slice(0, 16));
    await page.getByText(/^That is outside of the sending windows: the mails leave on/).waitFor();
    const inside = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Day and time').fill(`${inside}T13:00`);
    await page.getByText(/outside of the sending windows/).waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Now' }).check({ force: true });
    await page.getByRole('button', { name: 'Send to 2 people' }).click();
    await page
      .getByRole('alertdialog')
      .getByText(/^Outside of the sending windows now/)
      .waitFor();
    await page.getByRole('button', { name: 'Send 2 mails' }).click();
    await told(page, /^2 mails will leave on \w+day, .* 12:00 AM\.$/);
    await badge(page, 'Waits for a window');
    await current(page)
      .getByText(/the mails leave on \w+day, .* 12:00 AM\./)
      .waitFor();
    const { waiting_until: waitingUntil } = await latestBatch(ada, id);
    // The console and the server find the same time.
    expect(waitingUntil).toBe(`${inside}T00:00:00.000Z`);
    expect(fixture.app.sink.mails).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('tells of a send that has ended meanwhile', async () => {
    const { page, ada, id, problems } = await openSend();
    await insertDeliveries(fixture.database, id, { count: 3, prefix: 'late' });
    await page.reload();
    await current(page).getByRole('button', { name: 'Pause' }).waitFor();
    const { id: batchId } = await latestBatch(ada, id);
    await page.route('**/batches?*', (route) => route.abort());
    await ada.post(`/user_interview_topics/${id}/batches/${batchId}/cancel/`);
    await current(page).getByRole('button', { name: 'Pause' }).click();
    await page.getByText('This send has ended in the meantime.').waitFor();
    expect(problems).toEqual([]);
  });

  it('copies what each button sends as a command', async () => {
    const { page, ada, id, projectId } = await openSend();
    await ada.post(`/user_interview_topics/${id}/send_invites/`, { send_at: new Date(Date.now() + 9e7) });
    await page.reload();
    const { id: batchId } = await latestBatch(ada, id);
    const copied = (path: string) =>
      waitUntil(`${path} is copied`, async () =>
        (await page.evaluate<string>('navigator.clipboard.readText()')).includes(`${url}/${path}'`),
      );
    const url = `/api/projects/${projectId}/user_interview_topics/${id}/batches/${batchId}`;
    await current(page).getByRole('button', { name: 'Copy as curl' }).click();
    await copied('pause');
    await current(page).getByRole('button', { name: 'Cancel this send' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Copy as curl' }).click();
    await copied('cancel');
    await closeDialog(page);
    await current(page).getByRole('button', { name: 'Pause' }).click();
    await badge(page, 'Paused');
    await current(page).getByRole('button', { name: 'Copy as curl' }).click();
    await copied('resume');
  });

  it('shows viewers the sends without buttons', async () => {
    const { page, ada, id, project } = await openSend();
    await ada.post(`/user_interview_topics/${id}/send_invites/`, { send_at: new Date(Date.now() + 9e7) });
    await page.context().close();
    const viewer = await openConsole(fixture, {
      project,
      role: 'viewer',
      email: 'viewer@parley.test',
      path: `/p/:project/topics/${id}/send`,
    });
    await badge(viewer.page, 'Scheduled');
    expect(await current(viewer.page).getByRole('button').count()).toBe(0);
    expect(await axeProblems(viewer.page)).toEqual([]);
    expect(viewer.problems).toEqual([]);
  });

  it('says that the sends cannot be read, and reads them when asked to', async () => {
    const { page } = await openSend();
    await page.route('**/batches?*', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.unroute('**/batches?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: '2 people would get an invite now' }).waitFor();
  });

  describe('sending windows', () => {
    const open = async (settings: object = {}) => {
      const project = `Windows ${++projects}`;
      const ada = await fixture.app.client({ project, scopes: ['*'] });
      await ada.patch('/settings/', settings);
      const path = '/p/:project/settings';
      return { ...(await openConsole(fixture, { project, path })), ada, project };
    };
    const windowsOf = async (ada: ApiClient) =>
      (await ada.get<{ sending_windows: object[] }>('/settings/')).body.sending_windows;
    const window = (page: Page, number: number) => page.getByRole('group', { name: `Window ${number}` });
    const save = (page: Page) => page.getByRole('button', { name: 'Save' }).press('Enter');
    const saved = (page: Page) => page.getByText('All changes are saved').waitFor();
    /** The name of the element that has the focus. */
    const focused = (page: Page) =>
      page.evaluate<string>(
        'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
      );

    it('are added, edited and removed by keyboard, with what they mean now', async () => {
      const { page, ada, problems } = await open();
      await page.getByText('Mails leave now.').waitFor();
      await page.getByRole('button', { name: 'Add a window' }).press('Enter');
      await waitUntil('the first day has the focus', async () => (await focused(page)) === 'Monday');
      // Not on Monday, but on Saturday.
      await page.keyboard.press('Space');
      for (let day = 0; day < 5; day++) await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('Saturday');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.type('0815AM');
      await waitUntil('the field has the time', async () => {
        return (await window(page, 1).getByLabel('From').inputValue()) === '08:15';
      });
      await window(page, 1).getByLabel('To').focus();
      await page.keyboard.type('1200AM');
      await page.getByText('Once this is saved:').waitFor();
      await save(page);
      await saved(page);
      const days = ['tue', 'wed', 'thu', 'fri', 'sat'];
      expect(await windowsOf(ada)).toEqual([{ days, from: '08:15', to: '24:00' }]);
      await page.getByText('Once this is saved:').waitFor({ state: 'detached' });
      await page.reload();
      await saved(page);
      expect(await window(page, 1).getByLabel('To').inputValue()).toBe('00:00');
      expect(await window(page, 1).getByRole('checkbox', { name: 'Monday' }).isChecked()).toBe(false);

      await page.getByRole('button', { name: 'Remove window 1' }).press('Enter');
      await waitUntil('the focus has moved on', async () => (await focused(page)) === 'Sending windows');
      await save(page);
      await saved(page);
      expect(await windowsOf(ada)).toEqual([]);
      expect(problems).toEqual([]);
    });

    it('have the errors of the API beside them, until they are edited', async () => {
      const day = { days: ['mon'], from: '09:00', to: '17:00' };
      const { page, problems } = await open({ sending_windows: [day, day] });
      await window(page, 2).getByLabel('From').fill('18:00');
      await save(page);
      await window(page, 2)
        .getByText(/^Must be later than from/)
        .waitFor();
      expect(
        await window(page, 1)
          .getByText(/^Must be/)
          .count(),
      ).toBe(0);
      expect(await axeProblems(page)).toEqual([]);
      await window(page, 2).getByLabel('To').fill('19:00');
      await window(page, 2)
        .getByText(/^Must be/)
        .waitFor({ state: 'detached' });
      await window(page, 1).getByText('Mon', { exact: true }).click();
      await save(page);
      await window(page, 1).getByText('This list may not be empty.').waitFor();
      await page.getByRole('button', { name: 'Remove window 1' }).click();
      await page.getByText('This list may not be empty.').first().waitFor({ state: 'detached' });
      await save(page);
      await saved(page);
      expect(problems).toEqual([]);
    });

    it('say when the next mails leave, by the clock of the project', async () => {
      const { page } = await open({ time_zone: 'UTC', sending_windows: [closedWindow()] });
      await page.getByText(/^The next mails leave on \w+day, .* 12:00 AM\.$/).waitFor();
    });

    it('can only be looked at by those who are no admins', async () => {
      const { project, ada } = await open({ sending_windows: [closedWindow()] });
      const { page, problems } = await openConsole(fixture, {
        project,
        role: 'researcher',
        email: 'researcher@parley.test',
        path: '/p/:project/settings',
      });
      await window(page, 1).waitFor();
      expect(await page.getByRole('button', { name: /window/ }).count()).toBe(0);
      await window(page, 1).getByText('Mon', { exact: true }).click();
      expect(await window(page, 1).getByLabel('From').isEditable()).toBe(false);
      expect(await windowsOf(ada)).toEqual([closedWindow()]);
      expect(await axeProblems(page)).toEqual([]);
      expect(problems).toEqual([]);
    });
  });

  /** One batch in each state, newest last, with a subject that means no good. */
  const insertAllStates = async (id: string, subject: string) => {
    const states = ['done', 'active', 'paused', 'stopped', 'cancelled'];
    for (const prefix of states) {
      await insertDeliveries(fixture.database, id, { count: 3, prefix, status: 'sent', sentSecondsAgo: 20 });
      const [row] = await fixture.database.query<{ id: string }>(
        'SELECT batch_id AS id FROM invite_delivery WHERE topic_id = $1 AND starts_with(address, $2)',
        [id, prefix],
      );
      await fixture.database.query(
        `UPDATE invite_batch SET subject = $2, state = CASE $3 WHEN 'stopped' THEN 'paused' WHEN 'done' THEN 'active' ELSE $3 END,
           pause_reason = CASE $3 WHEN 'stopped' THEN 'failures' WHEN 'paused' THEN 'manual' END
         WHERE id = $1`,
        [row?.id, subject, prefix],
      );
      if (prefix === 'done') continue;
      await fixture.database.query(
        `UPDATE invite_delivery SET status = $2, sent_at = NULL, last_error = $3, due_at = now() + interval '1 hour'
         WHERE batch_id = $1 AND address LIKE '%1@%'`,
        [row?.id, prefix === 'cancelled' ? 'cancelled' : 'queued', ''],
      );
    }
  };

  it.each(LOOKS)('looks right: $name', async ({ name, ...look }) => {
    const { page, ada, id, projectId, problems } = await openSend({
      settings: { time_zone: 'Europe/Berlin' },
      ...look,
    });
    await insertAllStates(id, 'A few questions about how you plan your week');
    await ada.post(`/user_interview_topics/${id}/send_invites/`, { send_at: new Date(Date.now() + 9e7) });
    await page.goto(`/console/p/${projectId}/topics/${id}/send`);
    await badge(page, 'Paused by itself');
    expect(await current(page).count()).toBe(4);
    const check = async (picture: string) => {
      expect([picture, await axeProblems(page)]).toEqual([picture, []]);
      expect([picture, await sidewaysScroll(page)]).toEqual([picture, 0]);
      await draw(page, `${picture}-${name}`);
    };
    await check('batches');
    const { id: other } = await ada.createTopic({ interviewee_emails: people(3, name) });
    await ada.patch('/settings/', {
      sending_windows: [
        { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '00:01' },
        closedWindow(),
      ],
    });
    await page.goto(`/console/p/${projectId}/topics/${other}/send`);
    await page.getByRole('radio', { name: 'At a time' }).check({ force: true });
    await page.getByText('That is outside of the sending windows').waitFor();
    await check('batches-when');
    await page.getByRole('button', { name: 'Schedule for 3 people' }).click();
    await page.getByRole('alertdialog').waitFor();
    await check('batches-schedule');
    await page.goto(`/console/p/${projectId}/settings`);
    await page.getByRole('group', { name: 'Window 2' }).waitFor();
    await check('windows');
    expect(problems).toEqual([]);
  });

  it.each([HOSTILE, 'W'.repeat(20_000)])('shows what people have written as text: %#', async (text) => {
    const { page, id, problems, projectId } = await openSend({ viewport: { width: 320, height: 640 } });
    await insertAllStates(id, text);
    await fixture.database.query('UPDATE "user" SET first_name = $1 WHERE email = $2', [
      text,
      'ada@parley.test',
    ]);
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`/console/p/${projectId}/topics/${id}/send`);
      await current(page).first().waitFor();
      expect(await sidewaysScroll(page)).toBe(0);
      expect(await page.locator('main b').count()).toBe(0);
      expect(await page.title()).toMatch(/Parley$/);
      await draw(page, `batches-hostile-${text.length}-${width}`);
    }
    await fixture.database.query('UPDATE "user" SET first_name = $1 WHERE email = $2', [
      'Ada',
      'ada@parley.test',
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['de', 'Von selbst angehalten', 'Geht am', 'Die nächsten Mails gehen am', 'Früherer Versand'],
    ['es', 'Pausado por sí mismo', 'Sale el', 'Los próximos correos salen el', 'Envíos anteriores'],
  ])('speaks %s', async (locale, stopped, leaves, next, earlier) => {
    const { page, ada, id, projectId, problems } = await openSend({ locale });
    await insertAllStates(id, 'A few questions');
    await ada.post(`/user_interview_topics/${id}/send_invites/`, { send_at: new Date(Date.now() + 9e7) });
    await page.goto(`/console/p/${projectId}/topics/${id}/send`);
    for (const text of [stopped, leaves, earlier]) await page.getByText(text).first().waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `batches-${locale}`);
    await ada.patch('/settings/', { time_zone: 'UTC', sending_windows: [closedWindow()] });
    await page.goto(`/console/p/${projectId}/settings`);
    await page.getByText(next).waitFor();
    await draw(page, `windows-${locale}`);
    expect(await batchesOf(ada, id)).toHaveLength(6);
    expect(problems).toEqual([]);
  });
});
