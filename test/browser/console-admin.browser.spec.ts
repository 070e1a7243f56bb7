import type { Page } from 'playwright-core';
import { waitUntil } from '../support/app/wait-until';
import { changeAudit } from '../support/builders/audit';
import { insertKey, insertMember } from '../support/builders/team';
import { ApiClient } from '../support/clients/api-client';
import { axeProblems, describeInBrowser, heading, useBrowser } from '../support/clients/browser';
import { closeDialog, draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(180_000);

const HOSTILE = '\u202e<img src=x onerror="document.title=\'broken\'"><b>bold</b>\u2066';
const LONG = 'W'.repeat(20_000);
const SCREENS = ['members', 'keys', 'settings', 'audit'] as const;

describeInBrowser('the console for admins', () => {
  const fixture = useBrowser();
  const rows = (page: Page) => page.getByRole('main').getByRole('list').first().locator(':scope > li');
  const told = (page: Page, text: string | RegExp) =>
    page.getByRole('region', { name: 'Messages' }).getByText(text).waitFor();

  const searchZone = async (page: Page, text: string) => {
    const zone = page.getByRole('combobox', { name: 'Time zone' });
    // Scrolling closes the list, so it comes first.
    await zone.hover();
    await zone.click();
    await page.getByRole('option', { selected: true }).waitFor();
    // Long enough to see whether the list closes itself again, as scrolling the page makes it do.
    await page.waitForTimeout(500);
    expect(await zone.getAttribute('aria-expanded')).toBe('true');
    await zone.fill(text);
  };

  describe.each(LOOKS)('looks right: $name', ({ name, ...look }) => {
    it('on every screen, with its dialogs', async () => {
      const project = `Looks ${name}`;
      const ada = await fixture.app.client({ project, scopes: ['*'] });
      await insertMember(fixture.database, ada.projectId, {
        email: `bob-${name}@parley.test`,
        role: 'researcher',
      });
      await ada.createTopic();
      await ada.patch('/settings/', { max_invites: 2, max_invites_days: 30, time_zone: 'Europe/Berlin' });
      const { page, projectId, problems } = await openConsole(fixture, { project, ...look });
      const check = async (picture: string) => {
        expect([picture, await axeProblems(page)]).toEqual([picture, []]);
        expect([picture, await sidewaysScroll(page)]).toEqual([picture, 0]);
        await draw(page, `${picture}-${name}`);
      };
      const dialog = async (button: string, picture: string) => {
        await page.getByRole('button', { name: button }).first().click();
        await page.getByRole(/revoke/i.test(button) ? 'alertdialog' : 'dialog').waitFor();
        await check(picture);
        await closeDialog(page);
      };
      for (const screen of SCREENS) {
        await page.goto(`/console/p/${projectId}/${screen}`);
        await (screen === 'settings' ? page.getByLabel('Sender name') : rows(page).first()).waitFor();
        await check(screen);
        if (screen === 'members') await dialog('Invite a member', 'members-invite');
        if (screen === 'keys') {
          await dialog('New key', 'keys-new');
          await dialog('Revoke', 'keys-revoke');
        }
        if (screen === 'settings') {
          await page.getByLabel('Sender name').fill('Acme Research');
          await page.getByRole('button', { name: 'Save' }).waitFor();
          await check('settings-unsaved');
          const notice = page.getByLabel('Privacy notice');
          await notice.focus();
          const bar = await page.getByRole('button', { name: 'Save' }).boundingBox();
          const field = await notice.boundingBox();
          // Below the window before, the field is shown above the bar, not behind it.
          expect((field?.y ?? Infinity) + (field?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
          await searchZone(page, 'Lis');
          await page.getByRole('option', { name: 'Europe/Lisbon' }).waitFor();
          // The list hides the rest of the page from screen readers, which axe takes for a fault.
          await draw(page, `settings-zones-${name}`);
        }
      }
      await page.goto('/console/account');
      await page.getByText('This browser').waitFor();
      await check('account');
      expect(problems).toEqual([]);
    });
  });

  it.each([
    ['de', 'Mitglieder', 'Schlüssel', 'Einstellungen', 'Protokoll', 'Ihr Konto'],
    ['es', 'Miembros', 'Claves', 'Ajustes', 'Registro', 'Su cuenta'],
  ])('speaks %s', async (locale, ...titles) => {
    const { page, projectId, problems } = await openConsole(fixture, { project: 'Languages', locale });
    const shown: string[] = [];
    for (const path of [...SCREENS.map((screen) => `p/${projectId}/${screen}`), 'account']) {
      await page.goto(`/console/${path}`);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      shown.push(await heading(page));
      const loading = page.locator('[role=status]', { hasText: '…' });
      await waitUntil('it is loaded', async () => (await loading.count()) === 0);
      await draw(page, `${path.split('/').at(-1)}-${locale}`);
    }
    expect(shown).toEqual(titles);
    expect(problems).toEqual([]);
  });

  it('shows what people have written as text, whatever it is', async () => {
    const project = 'Hostile';
    const ada = await fixture.app.client({ project, scopes: ['*'] });
    const eve = await insertMember(fixture.database, ada.projectId, { email: 'eve@parley.test' });
    const key = await insertKey(fixture.database, eve);
    for (const text of [HOSTILE, LONG]) {
      await fixture.database.query('UPDATE "user" SET first_name = $1, last_name = $1 WHERE id = $2', [
        text,
        eve,
      ]);
      await fixture.database.query('UPDATE personal_api_key SET label = $1 WHERE id = $2', [text, key.id]);
      await fixture.database.query('UPDATE project SET sender_name = $1 WHERE id = $2', [
        text,
        ada.projectId,
      ]);
      await ada.createTopic();
      await changeAudit(fixture.database, `reason = $1, operation = 'something_new'`, [text]);
      for (const viewport of [
        { width: 320, height: 640 },
        { width: 1440, height: 900 },
      ]) {
        const { page, projectId, problems } = await openConsole(fixture, { project, viewport });
        for (const screen of SCREENS) {
          await page.goto(`/console/p/${projectId}/${screen}`);
          await (screen === 'settings' ? page.getByLabel('Sender name') : rows(page).first()).waitFor();
          expect([screen, await sidewaysScroll(page)]).toEqual([screen, 0]);
          expect(await page.title()).toMatch(/Parley$/);
          expect(await page.locator('main b').count()).toBe(0);
          await draw(page, `hostile-${screen}-${text.length}-${viewport.width}`);
        }
        expect(problems).toEqual([]);
        await page.context().close();
      }
    }
  });

  describe('members', () => {
    it('are invited, get another role, which is taken back, and are removed, by keyboard', async () => {
      const { page, problems } = await openConsole(fixture, { project: 'Team', path: '/p/:project/members' });
      await page.getByRole('button', { name: 'Invite a member' }).press('Enter');
      expect(await page.evaluate('document.activeElement.name')).toBe('email');
      await page.keyboard.type('Grace@Example.com');
      await page.keyboard.press('Enter');
      await told(page, 'The invitation to grace@example.com was sent.');
      expect(fixture.app.sink.recipients()).toEqual(['grace@example.com']);
      const grace = rows(page).filter({ hasText: 'grace@example.com' });
      await grace.getByText('Researcher').waitFor();

      await grace.getByRole('button', { name: 'Actions for grace@example.com' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Change role' }).press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: /Role/ }).press('Enter');
      await page.getByRole('option', { name: 'Admin' }).press('Enter');
      await page.getByRole('button', { name: 'Save role' }).press('Enter');
      await told(page, 'grace@example.com now has the role Admin.');
      await grace.getByText('Admin').waitFor();
      await page.getByRole('button', { name: 'Undo' }).press('Enter');
      await grace.getByText('Researcher').waitFor();

      await grace.getByRole('button', { name: /Actions/ }).press('Enter');
      await page.getByRole('menuitem', { name: 'Remove from project' }).press('Enter');
      await page.getByRole('alertdialog').getByText('keys no longer reach it').waitFor();
      await closeDialog(page);
      await grace.getByRole('button', { name: /Actions/ }).press('Enter');
      await page.getByRole('menuitem', { name: 'Remove from project' }).press('Enter');
      await page.getByRole('button', { name: 'Remove from project' }).press('Enter');
      await told(page, 'grace@example.com was removed from the project.');
      await grace.waitFor({ state: 'detached' });
      expect(await rows(page).count()).toBe(1);
      expect(problems).toEqual([]);
    });

    it('cannot be invited twice, and the last admin cannot leave', async () => {
      const { page, problems } = await openConsole(fixture, {
        project: 'Alone',
        path: '/p/:project/members',
      });
      await page.getByRole('button', { name: 'Invite a member' }).click();
      await page.getByLabel('Email address').fill('ADA@parley.test');
      await page.getByRole('button', { name: 'Send invitation' }).click();
      await page.getByText('This person is a member of the project already.').waitFor();
      expect(await axeProblems(page)).toEqual([]);
      await closeDialog(page);
      await page.getByRole('button', { name: /Actions for Ada/ }).click();
      await page.getByRole('menuitem', { name: 'Leave project' }).click();
      await page.getByRole('button', { name: 'Leave project' }).click();
      await page.getByText('The project needs an admin').waitFor();
      expect(await axeProblems(page)).toEqual([]);
      await draw(page, 'members-last-admin');
      expect(problems).toEqual([]);
    });

    it('who leave are led out of the project', async () => {
      const { page, projectId, problems } = await openConsole(fixture, {
        project: 'Left',
        email: 'leaver@parley.test',
        path: '/p/:project/members',
      });
      await insertMember(fixture.database, projectId, { role: 'admin' });
      await page.reload();
      await page.getByRole('button', { name: /Actions for Ada/ }).click();
      await page.getByRole('menuitem', { name: 'Leave project' }).click();
      await page.getByRole('button', { name: 'Leave project' }).click();
      await page.getByRole('heading', { name: 'You are in no project yet' }).waitFor();
      expect(problems).toEqual([]);
    });
  });

  describe('keys', () => {
    it('are made with a purpose, projects, a scope and an end, and shown once', async () => {
      const email = 'keys@parley.test';
      await fixture.app.signIn({ email, project: 'Only to look at', role: 'viewer' });
      const { page, projectId, problems } = await openConsole(fixture, {
        email,
        project: 'With keys',
        path: '/p/:project/keys',
      });
      await page.getByRole('button', { name: 'New key' }).click();
      await page.getByLabel('What it is for').fill('Nightly export');
      const projects = page.getByRole('group', { name: 'Projects' });
      expect(await projects.getByRole('checkbox', { name: 'With keys' }).isChecked()).toBe(true);
      // A key of a project in which the person only reads can only read.
      await projects.getByRole('checkbox', { name: 'Only to look at' }).check({ force: true });
      const scopes = async () => {
        await page.getByRole('button', { name: /It may/ }).click();
        const names = await page.getByRole('option').allInnerTexts();
        await page.keyboard.press('Escape');
        return names;
      };
      expect(await scopes()).toEqual(['Read']);
      await projects.getByRole('checkbox', { name: 'Only to look at' }).uncheck({ force: true });
      expect(await scopes()).toEqual(['Read', 'Read and write', 'Everything']);
      await page.getByRole('button', { name: /It may/ }).click();
      await page.getByRole('option', { name: 'Read and write' }).click();
      await page.getByRole('button', { name: 'Create key' }).click();
      const shown = page.getByRole('dialog', { name: 'Your new key' });
      const key = await shown.locator('code').first().innerText();
      expect(key).toMatch(/^ply_[\w-]{43}$/);
      await page.keyboard.press('Escape');
      await page.mouse.click(2, 2);
      expect(await shown.count()).toBe(1);
      await shown.getByRole('button', { name: 'Copy key' }).click();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(key);
      expect(await axeProblems(page)).toEqual([]);
      await draw(page, 'keys-created');
      await shown.getByRole('button', { name: 'I have kept it' }).click();
      await shown.waitFor({ state: 'detached' });
      expect(await page.content()).not.toContain(key);
      const [stored] = await fixture.database.query<{ days: number; scopes: string; project_ids: string[] }>(
        `SELECT round(extract(epoch FROM expires_at - now()) / 86400)::integer AS days,
                array_to_string(scopes, ',') AS scopes, project_ids
         FROM personal_api_key WHERE label = 'Nightly export'`,
      );
      expect(stored).toEqual({ days: 90, scopes: 'user_interview:write', project_ids: [projectId] });

      const client = new ApiClient(fixture.baseUrl, projectId, key);
      expect((await client.get('/user_interview_topics/')).status).toBe(200);
      const row = page.getByRole('list', { name: 'Your keys' }).getByRole('listitem');
      await row.filter({ hasText: 'Nightly export' }).getByRole('button', { name: 'Revoke' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
      await told(page, 'The key Nightly export was revoked.');
      expect((await client.get('/user_interview_topics/')).status).toBe(401);
      expect(problems).toEqual([]);
    });

    it('of others are seen and revoked by admins, and only by them', async () => {
      const project = 'Shared keys';
      const ada = await fixture.app.client({ project, scopes: ['*'] });
      const bob = await insertMember(fixture.database, ada.projectId, { email: 'bob@parley.test' });
      const { key } = await insertKey(fixture.database, bob);
      const { page, problems } = await openConsole(fixture, { project, path: '/p/:project/keys' });
      const list = page.getByRole('list', { name: 'Keys that reach this project' });
      await list.locator(':scope > li').filter({ hasText: 'bob@parley.test' }).getByRole('button').click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
      await told(page, /was revoked/);
      expect((await new ApiClient(fixture.baseUrl, ada.projectId, key).get('/settings/')).status).toBe(401);
      const viewer = await openConsole(fixture, {
        project,
        role: 'viewer',
        email: 'vera@parley.test',
        path: '/p/:project/keys',
      });
      await viewer.page.getByRole('list', { name: 'Your keys' }).waitFor();
      expect(await viewer.page.getByText('Keys that reach this project').count()).toBe(0);
      expect(viewer.requests.filter((request) => request.endsWith('/keys'))).toEqual([]);
      expect([...problems, ...viewer.problems]).toEqual([]);
    });
  });

  describe('settings', () => {
    it('are saved as far as they were changed, and survive a reload until then', async () => {
      const { page, projectId, problems } = await openConsole(fixture, {
        project: 'To be set',
        path: '/p/:project/settings',
      });
      await page.getByText('All changes are saved').waitFor();
      await page.getByLabel('Name', { exact: true }).fill('Set now');
      await searchZone(page, 'Berl');
      await page.getByRole('option', { name: 'Europe/Berlin' }).click();
      await page.getByText('Limit how often a person is invited').click();
      await page.getByRole('textbox', { name: 'Invites at most' }).fill('3');
      await page.keyboard.press('Tab');
      await page.getByText('Unsaved changes').waitFor();
      // Another field is changed by another person meanwhile.
      await fixture.database.query(`UPDATE project SET sender_name = 'Others' WHERE id = $1`, [projectId]);
      await page.reload();
      await page.getByText('Unsaved changes').waitFor();
      expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Set now');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('All changes are saved').waitFor();
      const [row] = await fixture.database.query(
        'SELECT name, time_zone, sender_name, max_invites, max_invites_days FROM project WHERE id = $1',
        [projectId],
      );
      expect(row).toEqual({
        name: 'Set now',
        time_zone: 'Europe/Berlin',
        sender_name: 'Others',
        max_invites: 3,
        max_invites_days: 30,
      });
      await page.getByRole('banner').getByText('Set now').waitFor();
      expect(problems).toEqual([]);
    });

    it('say at the field what is wrong with it, and can be discarded and brought back', async () => {
      const { page, problems } = await openConsole(fixture, {
        project: 'Wrong settings',
        path: '/p/:project/settings',
      });
      await page.getByLabel('Sender name').fill('Visit evil.com');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText("Links and domain names aren't allowed").first().waitFor();
      await page.getByText(/^Not saved/).waitFor();
      expect(await axeProblems(page)).toEqual([]);
      await draw(page, 'settings-wrong');
      await page.getByRole('button', { name: 'Discard' }).click();
      await page.getByText('All changes are saved').waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('Unsaved changes').waitFor();
      expect(await page.getByLabel('Sender name').inputValue()).toBe('Visit evil.com');
      expect(problems).toEqual([]);
    });
  });

  it('lists what was changed, with names, in the time zone of the project', async () => {
    const project = 'Recorded';
    const ada = await fixture.app.client({ project, scopes: ['*'] });
    await ada.patch('/settings/', { time_zone: 'Pacific/Kiritimati' });
    const { id } = await ada.createTopic();
    await changeAudit(fixture.database, `created_at = '2026-03-01T20:30:00Z' WHERE project_id = $1`, [
      ada.projectId,
    ]);
    const { page, problems } = await openConsole(fixture, { project, path: '/p/:project/audit' });
    await page.getByRole('heading', { name: 'Mar 2, 2026' }).waitFor();
    await page.getByText('Times are those of Pacific/Kiritimati.').waitFor();
    const created = rows(page).filter({ hasText: 'Created a topic' });
    const text = await created.innerText();
    expect(text).toContain('10:30');
    expect(text).toContain('ada@parley.test');
    expect(text).toContain(`Key ply_…${ada.key.slice(-4)}`);
    await created.getByRole('link', { name: 'Open the topic' }).click();
    await page.waitForURL(`**/topics/${id}`);
    expect(problems).toEqual([]);
  });

  it('lists where one is signed in, ends other sessions, and signs out', async () => {
    const email = 'account@parley.test';
    const other = await fixture.app.signIn({ email, project: 'Mine' });
    const { page, problems } = await openConsole(fixture, { email, project: 'Mine', path: '/account' });
    const sessions = page.getByRole('list', { name: 'Where you are signed in' }).locator(':scope > li');
    await sessions.nth(1).waitFor();
    expect(await sessions.count()).toBe(2);
    expect(await sessions.filter({ hasText: 'This browser' }).getByRole('button').count()).toBe(0);
    await sessions.getByRole('button', { name: 'End', exact: true }).click();
    await told(page, 'The session was ended.');
    expect((await other.get('/settings/')).status).toBe(401);
    await sessions.nth(1).waitFor({ state: 'detached' });
    expect(await sessions.count()).toBe(1);
    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    expect(problems).toEqual([]);
  });

  it('shows viewers and researchers no button that writes', async () => {
    const project = 'Looked at';
    await fixture.app.client({ project, scopes: ['*'] });
    for (const role of ['viewer', 'researcher'] as const) {
      const { page, projectId, problems } = await openConsole(fixture, {
        project,
        role,
        email: `${role}@parley.test`,
        path: '/p/:project/members',
      });
      await rows(page).first().waitFor();
      expect(await page.getByRole('button', { name: /Invite|Actions/ }).count()).toBe(0);
      await page.goto(`/console/p/${projectId}/settings`);
      await page.getByText('Only admins can change the settings.').waitFor();
      expect(await page.getByRole('button', { name: /Save/ }).count()).toBe(0);
      expect(await page.getByLabel('Sender name').isEditable()).toBe(false);
      expect(await axeProblems(page)).toEqual([]);
      await draw(page, `settings-${role}`);
      expect(problems).toEqual([]);
    }
  });

  it('copies each action as a command, with a key or a session', async () => {
    const { page, projectId } = await openConsole(fixture, { project: 'Curl', path: '/p/:project/members' });
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
    await page.getByRole('button', { name: 'Invite a member' }).click();
    await page.getByLabel('Email address').fill('grace@example.com');
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await copied()).toContain(`/api/projects/${projectId}/members`);
    expect(await copied()).toContain('"email":"grace@example.com","role":"researcher"');
    await page.goto(`/console/p/${projectId}/keys`);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await copied()).toContain('parley_session=$PARLEY_SESSION');
  });

  it.each([...SCREENS])(
    'says on %s that the server is away, and comes back when asked to',
    async (screen) => {
      const { page, projectId } = await openConsole(fixture, { project: 'Away' });
      await page.route(/\/api\/(projects|personal)/, (route) => route.abort());
      await page.goto(`/console/p/${projectId}/${screen}`);
      await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).first().waitFor();
      expect(await axeProblems(page)).toEqual([]);
      await page.unroute(/\/api\/(projects|personal)/);
      const again = page.getByRole('button', { name: 'Try again' });
      for (let left = await again.count(); left > 0; left--) await again.nth(left - 1).click();
      await waitUntil('nothing is wrong', async () => (await page.getByRole('alert').count()) === 0);
    },
  );
});
