import { WithdrawalsService } from '../../src/interviews/withdrawals/withdrawals.service';
import { useTestApp } from '../support/app/test-app';
import { checkEvent } from '../support/openapi/answer-check';
import { contactOf, setContact } from '../support/builders/contacts';
import { linksOf, outcomes, sendInvites } from '../support/builders/invites';
import { insertResponse } from '../support/builders/responses';
import { createWebhook } from '../support/builders/webhooks';
import { type ApiClient, topicPath } from '../support/clients/api-client';
import { InterviewVisitor, sharedPathOf } from '../support/clients/interview-visitor';

const parley = useTestApp();
let ada: ApiClient;
beforeEach(async () => {
  ada = await parley.client({ scopes: ['*'] });
});

let people = 0;

/** A person with a link, who has answered one question. */
async function answered(language = 'en') {
  const email = `person-${++people}@example.com`;
  const { id } = await ada.createTopic({
    interviewee_emails: [`Grace Hopper <${email}>`],
    questions: ['How?'],
  });
  const [link] = await linksOf(ada, id);
  const path = new URL(link?.interview_url ?? '').pathname;
  const visitor = new InterviewVisitor(parley.baseUrl, path, language);
  await visitor.start();
  await visitor.answer(0, 'On <b>paper</b>.');
  await visitor.press('skip', { position: 1, revision: 0 });
  await visitor.press('complete');
  return { id, email, path, visitor, data: new InterviewVisitor(parley.baseUrl, `${path}/data`, language) };
}

const file = async (path: string, language = 'en') => {
  const response = await fetch(parley.baseUrl + path, { headers: { 'accept-language': language } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const responses = async (topic: string, query = '') =>
  (
    await ada.get<{ results: { status: string; transcript: string; answers: unknown[] }[] }>(
      `/user_interviews/?topic=${topic}${query}`,
    )
  ).body.results;

describe("an interviewee's own data", () => {
  it('is reached from the pages of the interview, in the language of the visitor', async () => {
    const { visitor, path } = await answered('de');
    const page = await visitor.open();
    expect(page.html).toContain('href="?data"');
    const moved = await visitor.open('?data');
    expect([moved.status, moved.location]).toEqual([303, `${path}/data`]);
    const data = await visitor.open('/data');
    expect([data.status, data.heading]).toEqual([200, 'Ihre Daten']);
    expect(data.html).toContain('On &lt;b&gt;paper&lt;/b&gt;.');
    expect(data.html).not.toContain(path);
  });

  it('can be downloaded as text and as JSON', async () => {
    const { path, email } = await answered();
    const text = await file(`${path}/data/text`);
    expect(text.headers.get('content-disposition')).toBe('attachment; filename="interview.txt"');
    expect(text.text).toContain(`You were invited as: Grace Hopper <${email}>`);
    expect(text.text).toContain('How?\nOn <b>paper</b>.');
    const json = await file(`${path}/data/json`);
    expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.parse(json.text)).toMatchObject({
      identifier: `Grace Hopper <${email}>`,
      opted_out_of_mails: false,
      interviews: [
        {
          status: 'completed',
          answers: [
            { question: 'How?', text: 'On <b>paper</b>.', skipped: false },
            { skipped: true, text: '' },
          ],
        },
      ],
    });
  });

  it('is not changed by opening anything, as mail scanners do', async () => {
    const { id, path } = await answered();
    for (const suffix of ['', '/text', '/json', '/receipt', '?act=withdraw'])
      await file(`${path}/data${suffix}`);
    expect((await responses(id))[0]?.transcript).toContain('paper');
  });

  it('is withdrawn at once, brought back within ten minutes, and deleted then', async () => {
    const { id, data, path, visitor } = await answered();
    const hook = await createWebhook(ada, 'https://hooks.invalid/');
    const withdrawn = await data.press('withdraw');
    expect([withdrawn.status, withdrawn.heading]).toEqual([200, 'You have withdrawn your interview']);
    expect(withdrawn.html).not.toContain('paper');
    expect(await responses(id)).toEqual([
      expect.objectContaining({ status: 'declined', transcript: '', answers: [] }) as unknown,
    ]);
    expect((await ada.post('/user_interviews/search/', { query: 'paper', topic_id: id })).body).toEqual([]);
    for (const kind of ['csv', 'jsonl']) {
      expect((await ada.get(topicPath(id, `responses/${kind}/`))).text).not.toContain('paper');
    }
    const [event] = await parley.database.query<{ type: string; data: object }>(
      `SELECT type, data FROM webhook_message WHERE webhook_id = $1 AND type LIKE 'interview%'`,
      [hook.body.id],
    );
    expect(event).toMatchObject({ type: 'interview.withdrawn', data: { status: 'withdrawn' } });
    checkEvent({ timestamp: new Date().toISOString(), ...event } as { type: string });

    const again = await data.press('undo');
    expect(again.heading).toBe('Your data');
    expect(again.html).toContain('paper');
    expect((await responses(id))[0]).toMatchObject({ status: 'completed' });
    expect((await visitor.open()).heading).toBe('Thank you');

    await data.press('withdraw');
    await parley.database.query(`UPDATE withdrawn_words SET withdrawn_at = now() - interval '11 minutes'`);
    expect((await data.press('undo')).html).toContain('Your words are deleted.');
    await parley.app.get(WithdrawalsService, { strict: false }).deleteDue();
    const [dump] = await parley.database.query<{ text: string }>(
      `SELECT concat((SELECT json_agg(i) FROM user_interview i WHERE topic_id = $1)::text,
         (SELECT json_agg(a) FROM interview_answer a JOIN user_interview i ON i.id = a.interview_id WHERE topic_id = $1)::text,
         (SELECT json_agg(w) FROM withdrawn_words w)::text) AS text`,
      [id],
    );
    expect(dump?.text).not.toContain('paper');
    const receipt = await file(`${path}/data/receipt`);
    expect(receipt.text).toMatch(
      /^Receipt\n=======\n[^]*Number: ([0-9A-F]{4}-){3}[0-9A-F]{4}\nWithdrawn: .+ UTC\n$/,
    );
  });

  it('has a receipt only after a withdrawal', async () => {
    const { path } = await answered();
    expect((await file(`${path}/data/receipt`)).status).toBe(404);
  });

  it('is withdrawn twice at one moment as once, and by nobody else', async () => {
    const { id, data } = await answered();
    const other = await answered();
    await Promise.all([1, 2, 3].map(() => data.send({ act: 'withdraw' })));
    const [row] = await parley.database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM withdrawn_words w JOIN user_interview i ON i.id = w.interview_id WHERE i.topic_id = $1`,
      [id],
    );
    expect(row?.count).toBe(1);
    expect((await responses(other.id))[0]?.status).toBe('completed');
  });

  it('brings words back from the page of the interview, too, and lets people begin anew later', async () => {
    const { id, data, visitor } = await answered();
    await data.press('withdraw');
    expect((await visitor.open()).heading).toBe('Not this time');
    await visitor.press('undo');
    expect((await responses(id))[0]?.transcript).toContain('paper');
    await data.press('withdraw');
    await parley.database.query(`UPDATE withdrawn_words SET withdrawn_at = now() - interval '11 minutes'`);
    await parley.app.get(WithdrawalsService, { strict: false }).deleteDue();
    expect((await visitor.press('undo')).heading).toBe('How?');
    await visitor.answer(0, 'By heart.');
    expect((await data.open()).html).toContain('By heart.');
  });

  it('is withdrawn again before the words of the first withdrawal are deleted', async () => {
    const { id, data, visitor } = await answered();
    await data.press('withdraw');
    await parley.database.query(`UPDATE withdrawn_words SET withdrawn_at = now() - interval '11 minutes'`);
    expect((await visitor.press('undo')).heading).toBe('How?');
    await visitor.answer(0, 'By heart.');
    const again = await data.press('withdraw');
    expect([again.status, again.heading]).toEqual([200, 'You have withdrawn your interview']);
    await parley.app.get(WithdrawalsService, { strict: false }).deleteDue();
    const restored = await data.press('undo');
    expect(restored.html).toContain('By heart.');
    expect(restored.html).not.toContain('paper');
    expect((await responses(id))[0]?.status).toBe('started');
  });

  it('includes voice calls with their reports', async () => {
    const { id, email, data } = await answered();
    const call = await insertResponse(parley.database, id, {
      identifier: `Grace Hopper <${email}>`,
      callId: `call-${email}`,
      answers: ['Spoken words.'],
    });
    await parley.database.query(
      `INSERT INTO voice_report (call_id, project_id, interview_id, body) VALUES ($1, $2, $3, 'Spoken words.')`,
      [`call-${email}`, ada.projectId, call],
    );
    expect((await data.open()).html).toContain('Spoken words.');
    await data.press('withdraw');
    await parley.database.query(`UPDATE withdrawn_words SET withdrawn_at = now() - interval '11 minutes'`);
    await parley.app.get(WithdrawalsService, { strict: false }).deleteDue();
    expect(await parley.database.query(`SELECT FROM voice_report WHERE interview_id = $1`, [call])).toEqual(
      [],
    );
  });

  it('lets a person stop all mails', async () => {
    const { id, email, data } = await answered();
    expect((await data.press('never')).html).toContain('You get no more mails from this team.');
    expect(await contactOf(ada, email)).toMatchObject({ status: 'opted_out' });
    const { id: other } = await ada.createTopic({ interviewee_emails: [email] });
    expect(outcomes(await sendInvites(ada, other))).toEqual([`${email}: opted_out`]);
    await setContact(ada, email, 'free', 'By phone.');
    expect((await data.open()).html).toContain('Never write to me again');
    expect(id).not.toBe(other);
  });

  it('works after the topic has ended or the person was removed, and not with a replaced link', async () => {
    const { id, email, data } = await answered();
    const identifier = `Grace Hopper <${email}>`;
    await ada.patch(topicPath(id), { expires_at: '2020-01-01T00:00:00Z' });
    expect((await data.open()).status).toBe(200);
    const { body } = await ada.post<{ interview_url: string }>(topicPath(id, 'rotate_link/'), { identifier });
    expect((await data.open()).status).toBe(404);
    const fresh = new InterviewVisitor(parley.baseUrl, `${new URL(body.interview_url).pathname}/data`);
    await ada.patch(topicPath(id), { interviewee_emails: ['other@example.com'] });
    expect((await fresh.press('withdraw')).heading).toBe('You have withdrawn your interview');
    for (const path of [
      `/interview/${'A'.repeat(30)}/data`,
      '/interview/x/data',
      '/interview/%00/data/json',
    ]) {
      expect((await file(path)).status).toBe(404);
    }
    expect(
      (await new InterviewVisitor(parley.baseUrl, '/interview/x/data').send({ act: 'withdraw' })).status,
    ).toBe(404);
  });

  it('on a shared link is that of the browser, and nobody else sees it', async () => {
    const { id } = await ada.createTopic({ questions: ['How?'] });
    const path = await sharedPathOf(parley, id);
    const visitor = new InterviewVisitor(parley.baseUrl, path);
    await visitor.press('begin', { name: 'Grace' });
    await visitor.press('consent');
    await visitor.answer(0, 'In my head.');
    const own = await visitor.open('/data');
    expect(own.html).toContain('In my head.');
    expect(own.html).toContain('Grace');
    expect(own.html).not.toContain('shared:');
    const stranger = await new InterviewVisitor(parley.baseUrl, path).open('/data');
    expect([stranger.status, stranger.html.includes('In my head.')]).toEqual([200, false]);
    expect(stranger.html).toContain('No answers are stored.');
  });
});
