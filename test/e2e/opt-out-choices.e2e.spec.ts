import { UnsubscribeTokens } from '../../src/contacts/unsubscribe-tokens';
import { useClient, useTestApp } from '../support/app/test-app';
import { lockRows } from '../support/app/row-lock';
import {
  dayFromToday,
  inviteForOptOut,
  type OptOutFixture,
  storedChoices,
  storedContact,
} from '../support/builders/opt-out';
import { InterviewVisitor, storedInterviews } from '../support/clients/interview-visitor';

const FREE = { status: 'free', reason: '', later_until: null };
const OPTED_OUT = { status: 'opted_out', reason: 'Asked never to be written to again.', later_until: null };
const ASK = 'Which mails would you like to stop?';
const NO_TOPIC = 'No more mails about this topic';
const NEVER = 'You get no more mails';

describe('the choices of the unsubscribe page', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const invite = async (values: Record<string, unknown> = {}) => {
    const person = await inviteForOptOut(parley, ada, values);
    return { ...person, visitor: new InterviewVisitor(parley.baseUrl, person.path) };
  };
  /** Presses a button and follows where it leads. */
  const choose = async (visitor: InterviewVisitor, choice: string, fields: Record<string, string> = {}) => {
    const sent = await visitor.send({ choice, ...fields });
    if (sent.location === null) return sent;
    expect([sent.status, sent.location]).toEqual([303, visitor.path]);
    return visitor.open();
  };
  const buttons = (html: string) =>
    [...html.matchAll(/name="choice" value="(\w+)"/g)].map(([, name]) => name);
  const interviewOf = async ({ topicId }: OptOutFixture) =>
    (await storedInterviews(parley, topicId)).map(({ status }) => status);
  const contact = ({ contactId }: OptOutFixture) => storedContact(parley, contactId);
  const choices = ({ contactId }: OptOutFixture) => storedChoices(parley, contactId);
  const setContact = ({ contactId }: OptOutFixture, sql: string) =>
    parley.database.query(`UPDATE contact SET ${sql} WHERE id = $1`, [contactId]);

  it('says who writes about what, and offers all three', async () => {
    const { visitor, token } = await invite({ topic: 'How <teams> plan' });
    const page = await visitor.open();
    expect([page.status, page.heading]).toEqual([200, ASK]);
    expect(page.html).toContain('<bdi>Ada Lovelace</bdi> wrote to you');
    expect(page.html).toContain('How &lt;teams&gt; plan');
    expect(buttons(page.html)).toEqual(['topic', 'later', 'never']);
    expect(page.html).toContain(
      `value="${dayFromToday(30)}" min="${dayFromToday(1)}" max="${dayFromToday(365)}"`,
    );
    expect(page.html).not.toMatch(/person-\d+@|[0-9a-f]{8}-[0-9a-f]{4}|<script/);
    expect(page.html).not.toContain(token);
  });

  it('is kept out of caches, search engines, referrers and frames, and sets no cookie', async () => {
    const { visitor } = await invite();
    for (const { headers } of [await visitor.open(), await visitor.send({ choice: 'never' })]) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('set-cookie')).toBeNull();
    }
  });

  describe('not this topic', () => {
    it('declines the interview, and can be undone', async () => {
      const person = await invite();
      const chosen = await choose(person.visitor, 'topic');
      expect(chosen.heading).toBe(NO_TOPIC);
      expect(buttons(chosen.html)).toEqual(['undo', 'later', 'never']);
      expect(await interviewOf(person)).toEqual(['declined']);
      expect([await contact(person), await choices(person)]).toEqual([FREE, ['topic']]);
      const undone = await choose(person.visitor, 'undo');
      expect([undone.heading, buttons(undone.html)]).toEqual([ASK, ['topic', 'later', 'never']]);
      expect(await interviewOf(person)).toEqual(['opened']);
      expect([await contact(person), await choices(person)]).toEqual([FREE, ['topic, undone']]);
    });

    it('lets an interview go on where it was when it is undone', async () => {
      const person = await invite({ questions: ['First?', 'Second?'] });
      const interview = new InterviewVisitor(parley.baseUrl, person.interviewPath);
      await interview.start();
      await interview.answer(0, 'One');
      await choose(person.visitor, 'topic');
      expect((await interview.open()).heading).toBe('Not this time');
      await choose(person.visitor, 'undo');
      expect((await interview.open()).heading).toBe('Second?');
      expect((await storedInterviews(parley, person.topicId))[0]?.answers).toEqual(['One']);
    });

    it('is recorded once, however often it is pressed', async () => {
      const person = await invite();
      for (let n = 0; n < 3; n++) await choose(person.visitor, 'topic');
      expect(await choices(person)).toEqual(['topic']);
    });

    it('takes back what was declined on the interview page, too', async () => {
      const person = await invite();
      await new InterviewVisitor(parley.baseUrl, person.interviewPath).press('decline');
      expect((await person.visitor.open()).heading).toBe(NO_TOPIC);
      expect((await choose(person.visitor, 'undo')).heading).toBe(ASK);
      expect([await interviewOf(person), await choices(person)]).toEqual([['opened'], []]);
    });

    it('does not undo a completed interview, and the page says so', async () => {
      const person = await invite({ questions: ['First?'] });
      const interview = new InterviewVisitor(parley.baseUrl, person.interviewPath);
      await interview.start();
      await interview.answer(0, 'One');
      await interview.answer(1, '', { act: 'skip' });
      await interview.press('complete');
      const page = await choose(person.visitor, 'topic');
      expect(page.heading).toBe(ASK);
      expect(page.html).toContain('You have already answered on this topic');
      expect(buttons(page.html)).toEqual(['later', 'never']);
      expect([await interviewOf(person), await choices(person)]).toEqual([['completed'], []]);
    });

    it.each([
      ['disabled', 'UPDATE sharing_configuration SET enabled = false WHERE topic_id = $1'],
      ['expired', 'UPDATE sharing_configuration SET expires_at = now() WHERE topic_id = $1'],
      ['of a closed topic', 'UPDATE user_interview_topic SET closes_at = now() WHERE id = $1'],
      ['of an expired topic', 'UPDATE user_interview_topic SET expires_at = now() WHERE id = $1'],
      ['of a full topic', 'UPDATE user_interview_topic SET max_responses = 0 WHERE id = $1'],
    ])('works with a link that is %s', async (_what, sql) => {
      const person = await invite();
      await parley.database.query(sql, [person.topicId]);
      expect((await choose(person.visitor, 'topic')).heading).toBe(NO_TOPIC);
      expect(await interviewOf(person)).toEqual(['declined']);
      expect((await choose(person.visitor, 'undo')).heading).toBe(ASK);
    });

    it('concerns the person, not the link: a mail with a newer link can undo it', async () => {
      const person = await invite();
      await choose(person.visitor, 'topic');
      await ada.post(`/user_interview_topics/${person.topicId}/rotate_link/`, {
        identifier: (await storedInterviews(parley, person.topicId))[0]?.interviewee_identifier,
      });
      const [fresh] = await parley.database.query<{ id: string }>(
        `SELECT id FROM sharing_configuration WHERE topic_id = $1 AND rotated_at IS NULL`,
        [person.topicId],
      );
      const tokens = parley.app.get(UnsubscribeTokens, { strict: false });
      const token = tokens.create({ contactId: person.contactId, shareId: fresh?.id ?? '' });
      const newer = new InterviewVisitor(parley.baseUrl, `/unsubscribe/${token}`);
      expect((await newer.open()).heading).toBe(NO_TOPIC);
      expect((await choose(newer, 'undo')).heading).toBe(ASK);
      expect(await choices(person)).toEqual(['topic, undone']);
    });

    it('leaves other topics alone, and mails about them do not undo it', async () => {
      const emails = ['two-topics@example.com'];
      const one = await invite({ interviewee_emails: emails });
      const other = await invite({ interviewee_emails: emails });
      expect(other.contactId).toBe(one.contactId);
      await choose(one.visitor, 'topic');
      expect((await other.visitor.open()).heading).toBe(ASK);
      expect((await choose(other.visitor, 'undo')).heading).toBe(ASK);
      expect([await interviewOf(one), await choices(one)]).toEqual([['declined'], ['topic']]);
    });

    it('is not offered once the topic is deleted, and changes nothing then', async () => {
      const person = await invite();
      await ada.delete(`/user_interview_topics/${person.topicId}/`);
      const page = await choose(person.visitor, 'topic');
      expect([page.heading, buttons(page.html)]).toEqual([ASK, ['later', 'never']]);
      expect(page.html).toContain('A research team wrote to you to invite you to an interview.');
      expect(await choices(person)).toEqual([]);
    });

    it('survives that the topic is deleted at the same moment', async () => {
      const person = await invite();
      const lock = await lockRows(parley.database, 'SELECT FROM contact WHERE id = $1', [person.contactId]);
      const pressed = person.visitor.send({ choice: 'topic' });
      await lock.untilBlocked(1);
      await ada.delete(`/user_interview_topics/${person.topicId}/`);
      await lock.release();
      expect((await pressed).status).toBe(303);
      expect(await choices(person)).toEqual([]);
    });
  });

  describe('ask me later', () => {
    it('keeps mails away until that day, and can be undone', async () => {
      const person = await invite();
      const until = dayFromToday(20);
      const chosen = await choose(person.visitor, 'later', { until });
      expect(chosen.heading).toBe(
        `No mail before ${new Date(until).toLocaleDateString('en-GB', { dateStyle: 'long' })}`,
      );
      expect(buttons(chosen.html)).toEqual(['undo', 'topic', 'later', 'never']);
      expect(chosen.html).toContain(`value="${until}"`);
      expect(await contact(person)).toEqual({ ...FREE, later_until: `${until}T00:00Z` });
      expect(await choices(person)).toEqual([`later ${until}`]);
      expect((await choose(person.visitor, 'undo')).heading).toBe(ASK);
      expect([await contact(person), await choices(person)]).toEqual([FREE, [`later ${until}, undone`]]);
    });

    it.each([1, 365])('takes %d days', async (days) => {
      const person = await invite();
      const until = dayFromToday(days);
      expect((await choose(person.visitor, 'later', { until })).status).toBe(200);
      expect(await choices(person)).toEqual([`later ${until}`]);
    });

    it.each([
      ['today', dayFromToday(0)],
      ['yesterday', dayFromToday(-1)],
      ['366 days', dayFromToday(366)],
      ['no day', 'soon'],
      ['nothing', ''],
      ['a day that no month has', '2026-02-30'],
      ['a time', `${dayFromToday(3)}T00:00:00Z`],
      ['markup', '"><script>alert(1)</script>'],
    ])('refuses %s, says why and keeps what was typed', async (_what, until) => {
      const person = await invite();
      const page = await choose(person.visitor, 'later', { until });
      expect([page.status, page.heading]).toEqual([400, ASK]);
      expect(page.html).toMatch(/role="alert">Please choose a day from \d+ \w+ \d+ to \d+ \w+ \d+\./);
      expect(page.html).toContain('<title>Please check');
      expect(page.html).toContain('aria-invalid="true"');
      expect(page.html).not.toContain('<script');
      expect([await contact(person), await choices(person)]).toEqual([FREE, []]);
    });

    it('can be moved, and each step taken back', async () => {
      const person = await invite();
      const [first, second] = [dayFromToday(10), dayFromToday(40)];
      await choose(person.visitor, 'later', { until: first });
      await choose(person.visitor, 'later', { until: first });
      await choose(person.visitor, 'later', { until: second });
      expect(await choices(person)).toEqual([`later ${first}`, `later ${second}`]);
      await choose(person.visitor, 'undo');
      expect((await contact(person)).later_until).toBe(`${first}T00:00Z`);
      await choose(person.visitor, 'undo');
      expect(await contact(person)).toEqual(FREE);
    });

    it('is over when the day has come', async () => {
      const person = await invite();
      await choose(person.visitor, 'later', { until: dayFromToday(1) });
      await parley.database.query(`UPDATE contact SET later_until = now() WHERE id = $1`, [person.contactId]);
      expect((await person.visitor.open()).heading).toBe(ASK);
    });

    it('does not lift anything else', async () => {
      const person = await invite();
      await setContact(person, `status = 'do_not_contact', reason = 'by phone'`);
      await choose(person.visitor, 'later', { until: dayFromToday(5) });
      expect(await contact(person)).toMatchObject({ status: 'do_not_contact', reason: 'by phone' });
      await choose(person.visitor, 'undo');
      expect(await contact(person)).toEqual({
        status: 'do_not_contact',
        reason: 'by phone',
        later_until: null,
      });
    });
  });

  describe('never', () => {
    it('opts out, and undoing it brings back what was before', async () => {
      const person = await invite();
      const until = dayFromToday(9);
      await choose(person.visitor, 'later', { until });
      const chosen = await choose(person.visitor, 'never');
      expect([chosen.heading, buttons(chosen.html)]).toEqual([NEVER, ['undo']]);
      expect(await contact(person)).toEqual(OPTED_OUT);
      await choose(person.visitor, 'undo');
      expect(await contact(person)).toEqual({ ...FREE, later_until: `${until}T00:00Z` });
      await choose(person.visitor, 'undo');
      expect([await contact(person), await choices(person)]).toEqual([
        FREE,
        [`later ${until}, undone`, 'never, undone'],
      ]);
      expect((await choose(person.visitor, 'undo')).heading).toBe(ASK);
    });

    it.each(['bounced', 'do_not_contact'])('goes back to %s when it is undone', async (status) => {
      const person = await invite();
      await setContact(person, `status = '${status}', reason = 'before'`);
      await choose(person.visitor, 'never');
      expect(await contact(person)).toEqual(OPTED_OUT);
      await choose(person.visitor, 'undo');
      expect(await contact(person)).toEqual({ status, reason: 'before', later_until: null });
    });

    it('is not softened by the other choices', async () => {
      const person = await invite();
      await choose(person.visitor, 'never');
      expect((await choose(person.visitor, 'topic')).heading).toBe(NEVER);
      expect((await choose(person.visitor, 'later', { until: dayFromToday(5) })).heading).toBe(NEVER);
      const refused = await choose(person.visitor, 'later', { until: 'soon' });
      expect([refused.status, refused.heading]).toEqual([200, NEVER]);
      expect([await contact(person), await choices(person), await interviewOf(person)]).toEqual([
        OPTED_OUT,
        ['never'],
        [],
      ]);
    });

    it.each([
      ['a bounce', `status = 'bounced', reason = 'hard bounce'`],
      ['an admin who lifts it', `status = 'free', reason = 'asked to be back'`],
      ['an admin who confirms it', `reason = 'Asked by phone, too.'`],
    ])('does not overwrite %s when it is undone', async (_who, sql) => {
      const person = await invite();
      await choose(person.visitor, 'never');
      await setContact(person, sql);
      const before = await contact(person);
      const page = await choose(person.visitor, 'undo');
      expect(await contact(person)).toEqual(before);
      expect(buttons(page.html)).not.toContain('undo');
    });

    it('shows people whom somebody else has opted out that they get no mails', async () => {
      const person = await invite();
      await setContact(person, `status = 'opted_out', reason = 'imported'`);
      const page = await choose(person.visitor, 'undo');
      expect([page.heading, buttons(page.html)]).toEqual([NEVER, []]);
      expect((await contact(person)).reason).toBe('imported');
    });

    it('and undo at the same moment leave one of the two states', async () => {
      const person = await invite();
      const lock = await lockRows(parley.database, 'SELECT FROM contact WHERE id = $1', [person.contactId]);
      const pressed = ['never', 'undo', 'never', 'undo'].map((choice) => person.visitor.send({ choice }));
      await lock.untilBlocked(4);
      await lock.release();
      for (const { status } of await Promise.all(pressed)) expect(status).toBe(303);
      const live = (await choices(person)).filter((choice) => choice === 'never').length;
      expect(await contact(person)).toEqual(live === 1 ? OPTED_OUT : FREE);
    });
  });

  describe('languages', () => {
    it.each([
      ['de', 'Welche E\u2011Mails möchten Sie abbestellen?', 'Nie wieder schreiben'],
      ['es', '¿Qué correos quiere dejar de recibir?', 'No escribirme nunca más'],
    ])('speaks %s, the language of the browser', async (language, heading, button) => {
      const { path } = await invite();
      const page = await new InterviewVisitor(parley.baseUrl, path, language).open();
      expect([page.heading, page.html.includes(button)]).toEqual([heading, true]);
      expect(page.html).toContain(`<html lang="${language}">`);
    });

    it('keeps the chosen language, on the interview page too', async () => {
      const { visitor, interviewPath } = await invite();
      const switched = await visitor.open('?language=de');
      expect([switched.status, switched.location]).toEqual([303, visitor.path]);
      const paths = switched.headers.getSetCookie().map((cookie) => /Path=([^;]+)/.exec(cookie)?.[1]);
      expect(paths).toEqual(['/interview', '/unsubscribe', '/sign-in']);
      expect((await visitor.open()).heading).toBe('Welche E\u2011Mails möchten Sie abbestellen?');
      const interview = new InterviewVisitor(parley.baseUrl, interviewPath);
      const back = await interview.open('?language=es');
      expect(back.headers.getSetCookie()).toHaveLength(3);
    });
  });

  it.each(['/unsubscribe', '/unsubscribe/', '/unsubscribe/a/b'])('has a 404 page at %s', async (path) => {
    const page = await new InterviewVisitor(parley.baseUrl, path, 'de').open();
    expect([page.status, page.heading]).toEqual([
      404,
      'Mit diesem Link lassen sich keine E\u2011Mails abbestellen',
    ]);
  });

  it('explains the placeholder link of a preview, which opts nobody out', async () => {
    const visitor = new InterviewVisitor(parley.baseUrl, '/unsubscribe/preview');
    const page = await visitor.open();
    expect([page.status, page.heading]).toEqual([200, 'This is only a preview link']);
    expect((await visitor.send({ 'List-Unsubscribe': 'One-Click' })).status).toBe(404);
    expect((await visitor.open('?language=de')).location).toBe('/unsubscribe/preview');
    expect((await visitor.open()).heading).toBe('Das ist nur ein Vorschau-Link');
  });

  it('answers a form that cannot be read with a page', async () => {
    const { path } = await invite();
    const response = await fetch(parley.baseUrl + path, {
      method: 'POST',
      body: Buffer.from('choice=\xff', 'latin1'),
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('We could not read that');
  });
});
