import { waitUntil } from '../support/app/wait-until';
import { insertDeliveries } from '../support/builders/deliveries';
import { axeProblems, describeInBrowser, useBrowser } from '../support/clients/browser';
import { draw, LOOKS, openConsole, sidewaysScroll } from '../support/console/console-page';

jest.setTimeout(120_000);

const PEOPLE = {
  interviewee_emails: [
    'Ada Lovelace <ada@example.com>',
    'grace@example.com',
    'ADA@example.com',
    'out@example.com',
  ],
  interviewee_distinct_ids: ['user-42'],
};

describeInBrowser('sending in the console', () => {
  const fixture = useBrowser();

  const openTopic = async (tab: string, values: Record<string, unknown> = PEOPLE, options: object = {}) => {
    const ada = await fixture.app.client({ scopes: ['*'] });
    await ada.post('/contacts/', { email: 'out@example.com', status: 'opted_out' });
    const { id } = await ada.createTopic(values);
    const opened = await openConsole(fixture, { path: `/p/:project/topics/${id}/${tab}`, ...options });
    return { ...opened, ada, id };
  };

  it('says in words who gets a mail and who does not, sends, and follows the mails', async () => {
    const { page, ada, id, problems, requests } = await openTopic('send');
    await page.getByRole('heading', { name: '2 people would get an invite now' }).waitFor();
    await page.getByRole('button', { name: /1 asked not to be written to/ }).click();
    await page.getByText('out@example.com').waitFor();
    await page.getByRole('button', { name: /1 without a mail address/ }).waitFor();
    await page.getByRole('button', { name: /1 with an address that is in the list already/ }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(fixture.app.sink.mails).toHaveLength(0);
    await page.getByRole('button', { name: 'Send me a test' }).click();
    await page.getByText('The test was sent to ada@parley.test.').waitFor();
    await page.getByRole('button', { name: 'Send to 2 people' }).click();
    expect(await axeProblems(page)).toEqual([]);
    // Both presses of a double click belong to one send.
    await page.getByRole('button', { name: 'Send 2 mails' }).dblclick();
    await page.getByRole('heading', { name: 'All mails are out' }).waitFor();
    await page.getByRole('heading', { name: 'Nobody would get an invite now' }).waitFor();
    await page.getByRole('button', { name: /2 got this mail before/ }).waitFor();
    const recipients = (await fixture.app.sink.parsed()).map(({ to }) => [to].flat()[0]?.text);
    expect(recipients.sort()).toEqual([
      '"Ada Lovelace" <ada@example.com>',
      '"Ada Lovelace" <ada@parley.test>',
      'grace@example.com',
    ]);
    const before = requests.length;
    await page.waitForTimeout(5000);
    // Nothing is asked any more once all mails are out.
    expect(requests.slice(before)).toEqual([]);
    const { body } = await ada.get<{ sent: number }>(`/user_interview_topics/${id}/invites/summary`);
    expect(body.sent).toBe(2);
    expect(problems).toEqual([]);
  });

  it('retries what failed, settles what is unclear, and cancels what waits', async () => {
    const { page, ada, id, problems } = await openTopic('people');
    await ada.post(`/user_interview_topics/${id}/generate_links/`);
    await insertDeliveries(fixture.app.database, id, { count: 1, status: 'uncertain' });
    await page.getByRole('link', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Mails that may have arrived' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'It did not' }).click();
    await page.getByRole('heading', { name: 'Mails that failed' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitUntil('the mail is tried again', async () => {
      const { body } = await ada.get<{ failed: number }>(`/user_interview_topics/${id}/invites/summary`);
      return body.failed === 0;
    });
    expect(problems).toEqual([]);
  });

  it('shows which mails came back, and why', async () => {
    const { page, ada, id, problems } = await openTopic('people');
    await ada.post(`/user_interview_topics/${id}/generate_links/`);
    await insertDeliveries(fixture.app.database, id, { count: 2, status: 'sent' });
    await fixture.app.database.query(
      `UPDATE invite_delivery SET bounce_kind = 'hard', bounce_code = '5.1.1', bounced_at = now()
       WHERE id = (SELECT id FROM invite_delivery WHERE topic_id = $1 ORDER BY id LIMIT 1)`,
      [id],
    );
    await page.getByRole('link', { name: 'Send' }).click();
    const list = page.getByRole('heading', { name: 'Mails that came back' }).locator('xpath=..');
    await list.getByText('No mailbox').waitFor();
    expect(await list.getByRole('listitem').count()).toBe(1);
    expect(await list.getByText('5.1.1').isVisible()).toBe(true);
    expect(await axeProblems(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('lets a send pass the contact rules for a reason', async () => {
    const { page, ada, problems } = await openTopic('people', { interviewee_emails: ['spare@example.com'] });
    await ada.post('/contacts/', { email: 'spare@example.com', status: 'do_not_contact' });
    await page.getByRole('link', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Nobody would get an invite now' }).waitFor();
    await page.getByRole('button', { name: /1 marked as not to be contacted/ }).waitFor();
    await page.getByLabel(/Write to them all the same/).fill('They agreed by phone.');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Send to 1 person' }).click();
    await page.getByRole('button', { name: 'Send 1 mail' }).click();
    await waitUntil('the mail is out', async () => fixture.app.sink.mails.length === 1);
    await waitUntil('the audit trail has the reason', async () => {
      const { body } = await ada.get<{ results: { reason: string }[] }>('/audit_events/');
      return body.results.some(({ reason }) => reason === 'They agreed by phone.');
    });
    expect(problems).toEqual([]);
  });

  it('is not offered to a viewer', async () => {
    const { page, requests, problems } = await openTopic('send', PEOPLE, {
      role: 'viewer',
      email: 'viewer@parley.test',
    });
    await page.getByText('No mail was sent yet.').waitFor();
    expect(await page.getByRole('button', { name: /^Send/ }).count()).toBe(0);
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('is followed on the progress screen, with filters', async () => {
    const { page, ada, id, problems } = await openTopic('progress');
    await ada.post(`/user_interview_topics/${id}/send_invites/`, { send_async: false });
    await page.reload();
    const invited = page.locator('dt', { hasText: 'Invited' }).locator('xpath=../dd');
    expect(await invited.innerText()).toMatch(/^2\s+40 %/);
    await page.getByRole('button', { name: /Everybody/ }).click();
    await page.getByRole('option', { name: 'Not invited (3)' }).click();
    await page.getByText('user-42').waitFor();
    await page.getByText('grace@example.com').waitFor({ state: 'detached' });
    await page.getByText('asked not to be written to').waitFor();
    expect(problems).toEqual([]);
  });

  it.each(LOOKS)('looks right: $name', async ({ name, ...look }) => {
    const { page, problems, projectId } = await openTopic('send', PEOPLE, look);
    await page.getByRole('heading', { name: '2 people would get an invite now' }).waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `send-${name}`);
    await page.getByRole('button', { name: 'Send to 2 people' }).click();
    await page.getByRole('button', { name: 'Send 2 mails' }).click();
    await page.getByRole('heading', { name: 'All mails are out' }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `send-done-${name}`);
    await page.goto(page.url().replace('/send', '/progress'));
    await page.getByText('user-42').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await draw(page, `progress-${name}`);
    expect(projectId).not.toBe('');
    expect(problems).toEqual([]);
  });
});
