import { randomBytes } from 'node:crypto';
import { useClient, useTestApp, useTestApps } from '../support/app/test-app';
import { lockRows } from '../support/app/row-lock';
import { inviteForOptOut, storedChoices, storedContact } from '../support/builders/opt-out';

const URLENCODED = 'application/x-www-form-urlencoded';
const OPTED_OUT = { status: 'opted_out', reason: 'Asked never to be written to again.', later_until: null };
const FREE = { status: 'free', reason: '', later_until: null };

describe('the unsubscribe button of a mail program', () => {
  const parley = useTestApp();
  const ada = useClient(parley);
  const invite = () => inviteForOptOut(parley, ada);

  /** Sends a form as mail providers do: without cookie, Origin or language. */
  const post = (path: string, body: string | FormData, headers: Record<string, string> = {}) =>
    fetch(parley.baseUrl + path, { method: 'POST', body, redirect: 'manual', headers });
  const press = (path: string, headers: Record<string, string> = {}) =>
    post(path, 'List-Unsubscribe=One-Click', { 'content-type': URLENCODED, ...headers });
  const multipart = (...lines: string[]) => ['--b1', ...lines, '--b1--', ''].join('\r\n');
  const MULTIPART = 'multipart/form-data; boundary=b1';
  const FIELD = 'Content-Disposition: form-data; name="List-Unsubscribe"';

  it('opts out at once, without cookie and origin, and is answered with a page', async () => {
    const { path, contactId } = await invite();
    const response = await press(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.text()).toContain('<h1>You get no more mails</h1>');
    expect(await storedContact(parley, contactId)).toEqual(OPTED_OUT);
    expect(await storedChoices(parley, contactId)).toEqual(['never']);
  });

  it.each<[string, string, string]>([
    ['urlencoded', 'List-Unsubscribe=One-Click', URLENCODED],
    ['urlencoded with a charset', 'List-Unsubscribe=One-Click', `${URLENCODED}; charset=UTF-8`],
    ['with a line end', 'List-Unsubscribe=One-Click\r\n', URLENCODED],
    ['with blanks', ' List-Unsubscribe = One-Click ', URLENCODED],
    ['with other letters', 'list-unsubscribe=one-click', URLENCODED],
    ['with another field', 'x=1&List-Unsubscribe=One-Click', URLENCODED],
    ['twice in one body', 'List-Unsubscribe=One-Click&List-Unsubscribe=One-Click', URLENCODED],
    ['multipart', multipart(FIELD, '', 'One-Click'), MULTIPART],
    ['multipart with a type', multipart(FIELD, 'Content-Type: text/plain', '', 'One-Click'), MULTIPART],
    ['multipart without a last line end', multipart(FIELD, '', 'One-Click').trimEnd(), MULTIPART],
    ['multipart with an end of line in the value', multipart(FIELD, '', 'One-Click', ''), MULTIPART],
  ])('is understood when it is sent %s', async (_how, body, type) => {
    const { path, contactId } = await invite();
    const response = await post(path, body, { 'content-type': type });
    expect(response.status).toBe(200);
    expect(await storedContact(parley, contactId)).toEqual(OPTED_OUT);
  });

  it('is understood as a form of the client library', async () => {
    const { path, contactId } = await invite();
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await post(path, form)).status).toBe(200);
    expect(await storedContact(parley, contactId)).toEqual(OPTED_OUT);
  });

  it('may be pressed any number of times, and at the same time, and is recorded once', async () => {
    const { path, contactId } = await invite();
    const lock = await lockRows(parley.database, 'SELECT FROM contact WHERE id = $1', [contactId]);
    const presses = Array.from({ length: 6 }, () => press(path));
    await lock.untilBlocked(6);
    await lock.release();
    const statuses = (await Promise.all(presses)).map(({ status }) => status);
    statuses.push((await press(path)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await storedChoices(parley, contactId)).toEqual(['never']);
  });

  it('is answered with a line of text where no page is accepted', async () => {
    const { path } = await invite();
    const response = await press(path, { accept: 'application/json' });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; charset=utf-8',
    ]);
    expect(await response.text()).toBe('You get no more mails.\n');
    const german = await press(path, { accept: 'text/plain', 'accept-language': 'de' });
    expect(await german.text()).toBe('Sie bekommen keine E\u2011Mails mehr.\n');
  });

  it.each(['bounced', 'do_not_contact'])('opts out a contact that is %s, too', async (status) => {
    const { path, contactId } = await invite();
    await parley.database.query(`UPDATE contact SET status = $2, reason = 'before' WHERE id = $1`, [
      contactId,
      status,
    ]);
    expect((await press(path)).status).toBe(200);
    expect(await storedContact(parley, contactId)).toEqual(OPTED_OUT);
  });

  it.each([
    ['nothing', ''],
    ['another field', 'unsubscribe=1'],
    ['another value', 'List-Unsubscribe=Two-Click'],
  ])('does nothing with %s in the form', async (_what, body) => {
    const { path, contactId } = await invite();
    const response = await post(path, body, { 'content-type': URLENCODED });
    expect([response.status, response.headers.get('location')]).toEqual([303, path]);
    expect(await storedContact(parley, contactId)).toEqual(FREE);
    expect(await storedChoices(parley, contactId)).toEqual([]);
  });

  it.each([
    ['made up', () => randomBytes(48).toString('base64url')],
    ['truncated', (token: string) => token.slice(0, -1)],
    ['of another contact', (token: string) => `B${token.slice(1)}`],
    ['with another signature', (token: string) => token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')],
    ['very long', () => 'A'.repeat(900)],
    ['damaged', (token: string) => `${token.slice(0, 10)}%E0%A4%A`],
    ['a NUL', () => '%00'],
  ])('is a 404 for a token that is %s', async (_what, forge) => {
    const { token, contactId } = await invite();
    const response = await press(`/unsubscribe/${forge(token)}`, { accept: 'text/html' });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('This link does not stop any mails');
    expect(await storedContact(parley, contactId)).toEqual(FREE);
  });

  it('does not mix up interviews and opt-outs', async () => {
    const { token, interviewPath, contactId } = await invite();
    const interviewToken = interviewPath.slice('/interview/'.length);
    expect((await press(`/unsubscribe/${interviewToken}`)).status).toBe(404);
    const opened = await fetch(`${parley.baseUrl}/interview/${token}`, { headers: { accept: 'text/html' } });
    expect(opened.status).toBe(404);
    expect(await opened.text()).toContain('This link does not open an interview');
    expect(await storedContact(parley, contactId)).toEqual(FREE);
  });

  it('is a 404 once the contact is gone', async () => {
    const { path, contactId } = await invite();
    await parley.database.query('DELETE FROM contact WHERE id = $1', [contactId]);
    expect((await press(path)).status).toBe(404);
    expect((await press(path, { accept: 'application/json' })).status).toBe(404);
  });

  it('works after link and topic are gone', async () => {
    const { path, contactId, topicId } = await invite();
    await ada.delete(`/user_interview_topics/${topicId}/`);
    expect((await press(path)).status).toBe(200);
    expect(await storedContact(parley, contactId)).toEqual(OPTED_OUT);
    expect(await storedChoices(parley, contactId)).toEqual(['never']);
  });

  it.each(['GET', 'HEAD'])('is not what %s does, which changes nothing in the database', async (method) => {
    const { path } = await invite();
    const tables = async () =>
      JSON.stringify(
        await parley.database.query(
          `SELECT (SELECT jsonb_agg(c ORDER BY id) FROM contact c) AS contacts,
                  (SELECT jsonb_agg(c ORDER BY id) FROM contact_choice c) AS choices,
                  (SELECT jsonb_agg(i ORDER BY id) FROM user_interview i) AS interviews,
                  (SELECT jsonb_agg(s ORDER BY id) FROM sharing_configuration s) AS links`,
        ),
      );
    const before = await tables();
    for (const query of ['', '?choice=never', '?List-Unsubscribe=One-Click', '?language=de']) {
      const { status } = await fetch(parley.baseUrl + path + query, { method, redirect: 'manual' });
      expect([query, status]).toEqual([query, query === '?language=de' ? 303 : 200]);
    }
    expect(await tables()).toBe(before);
  });
});

describe('the throttle of the unsubscribe page', () => {
  const start = useTestApps({ rateLimitEnabled: true, visitorRequestsPerMinute: 3 });

  it('counts true tokens each by itself, and all others by address', async () => {
    const app = await start();
    const ada = await app.client();
    const press = async (path: string) =>
      (
        await fetch(app.baseUrl + path, {
          method: 'POST',
          body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
        })
      ).status;
    const forged = `/unsubscribe/${randomBytes(48).toString('base64url')}`;
    const answers = [];
    for (let n = 0; n < 4; n++) answers.push(await press(forged));
    expect(answers).toEqual([404, 404, 404, 429]);
    // Many people of one provider, whose servers share an address
    for (let n = 0; n < 8; n++) {
      const { path } = await inviteForOptOut(app, ada);
      expect(await press(path)).toBe(200);
    }
    const { path } = await inviteForOptOut(app, ada);
    const own = [];
    for (let n = 0; n < 4; n++) own.push(await press(path));
    expect(own).toEqual([200, 200, 200, 429]);
  });

  it('says so with a page in the language of the visitor', async () => {
    const app = await start({ visitorRequestsPerMinute: 1 });
    const { path } = await inviteForOptOut(app, await app.client());
    const open = () =>
      fetch(app.baseUrl + path, { headers: { accept: 'text/html', 'accept-language': 'de' } });
    expect((await open()).status).toBe(200);
    const refused = await open();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([
      429,
      expect.stringMatching(/^\d+$/) as string,
    ]);
    expect(await refused.text()).toContain('Einen Moment bitte');
  });
});
