import { createHash } from 'node:crypto';
import { interviewTextsOf } from '../../src/texts/interview/by-language';
import { LANGUAGES } from '../../src/texts/languages';
import { lockRows } from '../support/app/row-lock';
import { useClient, useTestApp } from '../support/app/test-app';
import { linksOf, testLinkOf } from '../support/builders/invites';
import { InterviewVisitor, sharedPathOf, storedInterviews } from '../support/clients/interview-visitor';

const QUESTIONS = ['secret-first?', 'secret-second?'];

const parley = useTestApp();

describe('an interview without script', () => {
  const ada = useClient(parley);

  async function invite({ language = 'en', ...values }: Record<string, unknown> = {}) {
    const { id } = await ada.createTopic({ questions: QUESTIONS, ...values });
    const [link] = await linksOf(ada, id);
    const path = new URL(link?.interview_url ?? '').pathname;
    return { id, path, visitor: new InterviewVisitor(parley.baseUrl, path, String(language)) };
  }
  const stored = async (id: string) => (await storedInterviews(parley, id))[0];

  it('a visitor gets from the greeting to the thanks', async () => {
    const { id, visitor } = await invite();
    expect((await visitor.open()).heading).toBe('Hello, Grace Hopper');
    expect((await visitor.press('begin')).heading).toBe('Before we start');
    expect((await visitor.press('consent')).heading).toBe('secret-first?');
    const second = await visitor.answer(0, 'One');
    expect(second.heading).toBe('secret-second?');
    expect(second.html).toContain('Question 2 of 3');
    expect((await visitor.answer(1, 'Two')).heading).toContain('anything else');
    const review = await visitor.answer(2, '');
    expect(review.heading).toBe('Your answers');
    expect(review.html).toMatch(/One[^]*Two[^]*No answer/);
    expect((await visitor.press('complete')).heading).toBe('Thank you');
    expect(await stored(id)).toMatchObject({
      status: 'completed',
      interviewee_identifier: 'Grace Hopper <grace@example.com>',
      interviewee_emails: ['grace@example.com'],
      transcript:
        'Interviewer: secret-first?\n\nInterviewee: One\n\nInterviewer: secret-second?\n\nInterviewee: Two',
    });
  });

  it('stores nothing before the first button, and the consent before the first answer', async () => {
    const { id, visitor } = await invite({ language: 'de' });
    await visitor.open();
    await visitor.open('/later');
    expect(await stored(id)).toBeUndefined();
    expect(await visitor.draft({ position: 0, text: 'early', revision: 0 })).toMatchObject({ status: 410 });
    await visitor.press('begin');
    await visitor.answer(0, 'early');
    expect(await stored(id)).toMatchObject({ status: 'opened', consent_version: null, answers: null });
    await visitor.press('consent');
    expect(await stored(id)).toMatchObject({
      status: 'started',
      consent_version: interviewTextsOf('de').consentVersion,
      consent_language: 'de',
      search_config: 'german',
      started_at: expect.any(Date),
    });
  });

  it('shows a question only when it is reached', async () => {
    const { visitor } = await invite();
    const seen = [await visitor.open(), await visitor.press('begin')];
    for (const { html } of seen) expect(html).not.toMatch(/secret/);
    expect((await visitor.press('consent')).html).not.toContain('secret-second');
    await visitor.press('change', { position: 1 });
    expect((await visitor.open()).heading).toBe('secret-first?');
    expect((await visitor.draft({ position: 1, text: 'x', revision: 0 })).status).toBe(410);
  });

  it('asks one open question about a topic without questions', async () => {
    const { visitor } = await invite({ questions: [] });
    expect((await visitor.open()).html).toContain('<dd>2</dd>');
    const { heading, html } = await visitor.start();
    expect(heading).toContain('How teams plan their week');
    expect(html).toContain('Question 1 of 2');
    expect((await visitor.answer(0, 'Like this')).html).toContain('Anything else?');
  });

  it('keeps the questions of the start when the topic changes', async () => {
    const { id, visitor } = await invite();
    await visitor.start();
    await ada.patch(`/user_interview_topics/${id}/`, { questions: ['Another?'] });
    expect((await visitor.answer(0, 'One')).heading).toBe('secret-second?');
  });

  it('goes back, skips, stops and goes on where it stopped', async () => {
    const { id, visitor } = await invite();
    await visitor.start();
    expect((await visitor.answer(0, 'typed, then skipped', { act: 'skip' })).heading).toBe('secret-second?');
    const back = await visitor.answer(1, 'half', { act: 'back' });
    expect(back.heading).toBe('secret-first?');
    expect(back.html).toContain('typed, then skipped');
    expect(back.html).toContain('You skipped this question');
    expect((await visitor.answer(0, 'answered after all', { revision: 1 })).html).toContain('half');
    const later = await visitor.answer(1, 'more than half', { act: 'later', revision: 1 });
    expect(later.heading).toBe('See you later');
    const elsewhere = await new InterviewVisitor(parley.baseUrl, visitor.path).open();
    expect(elsewhere.heading).toBe('secret-second?');
    expect(elsewhere.html).toContain('more than half');
    expect((await stored(id))?.answers).toEqual(['answered after all', 'more than half']);
  });

  it('returns to the overview from a change of one answer', async () => {
    const { visitor } = await invite();
    await visitor.start();
    await visitor.answer(0, 'One');
    await visitor.answer(1, 'Two');
    await visitor.answer(2, '');
    expect((await visitor.press('change', { position: 0 })).html).toContain('back to the overview');
    const review = await visitor.answer(0, 'Changed', { revision: 1 });
    expect(review.heading).toBe('Your answers');
    expect(review.html).toContain('Changed');
  });

  it('forgets what was skipped when it is sent', async () => {
    const { id, visitor } = await invite();
    await visitor.start();
    await visitor.answer(0, 'never mind', { act: 'skip' });
    await visitor.answer(1, 'Two');
    expect((await visitor.answer(2, '')).html).not.toContain('never mind');
    await visitor.press('complete');
    expect((await stored(id))?.answers).toEqual(['', 'Two']);
    expect((await stored(id))?.transcript).not.toContain('never mind');
  });

  it('cannot be sent before the end was reached', async () => {
    const { visitor } = await invite();
    await visitor.start();
    expect((await visitor.press('complete')).heading).toBe('secret-first?');
  });

  it('is declined and taken back at every step', async () => {
    const { id, visitor } = await invite();
    expect((await visitor.press('decline')).heading).toBe('Not this time');
    expect(await stored(id)).toMatchObject({ status: 'declined', started_at: null });
    expect((await visitor.press('undo')).heading).toBe('Before we start');
    await visitor.press('decline');
    expect((await visitor.press('consent')).heading).toBe('Not this time');
    await visitor.press('undo');
    await visitor.press('consent');
    const declined = await visitor.press('decline', { position: 0, text: 'half an answer', revision: 0 });
    expect(declined.heading).toBe('Not this time');
    expect((await visitor.draft({ position: 0, text: 'x', revision: 1 })).status).toBe(410);
    expect((await visitor.press('undo')).html).toContain('half an answer');
  });

  describe('after it was sent', () => {
    const complete = async () => {
      const interview = await invite({ questions: ['Q?'] });
      await interview.visitor.start();
      await interview.visitor.answer(0, 'One');
      await interview.visitor.answer(1, '');
      await interview.visitor.press('complete');
      return interview;
    };

    it('can be taken back for ten minutes', async () => {
      const { id, visitor } = await complete();
      expect((await visitor.open()).html).toContain('Take it back');
      expect((await visitor.press('undo')).heading).toBe('Your answers');
      expect((await stored(id))?.status).toBe('started');
    });

    it('is final from then on, whatever is asked for', async () => {
      const { id, visitor } = await complete();
      await parley.database.query(
        `UPDATE user_interview SET completed_at = now() - interval '601 seconds' WHERE topic_id = $1`,
        [id],
      );
      expect((await visitor.open()).html).not.toContain('Take it back');
      for (const act of ['undo', 'begin', 'consent', 'decline', 'complete']) {
        expect((await visitor.press(act)).heading).toBe('Thank you');
      }
      const late = await visitor.answer(0, 'too late', { revision: 1 });
      expect([late.status, late.heading]).toEqual([409, 'Thank you']);
      expect(late.html).toMatch(/could not be saved[^]*too late/);
      expect((await visitor.draft({ position: 0, text: 'too late', revision: 1 })).status).toBe(410);
      expect(await stored(id)).toMatchObject({ status: 'completed', answers: ['One'] });
      expect(await storedInterviews(parley, id)).toHaveLength(1);
    });

    it('a test link says that it is one and can be tried again', async () => {
      const { id } = await ada.createTopic({ questions: ['Q?'] });
      const visitor = new InterviewVisitor(parley.baseUrl, new URL(await testLinkOf(ada, id)).pathname);
      expect((await visitor.open()).html).toContain('This is a test');
      await visitor.start();
      await visitor.answer(0, 'One');
      await visitor.answer(1, '');
      expect((await visitor.press('complete')).html).toContain('Try again');
      expect((await visitor.press('begin')).heading).toBe('Before we start');
      expect((await visitor.press('consent')).html).not.toContain('One</textarea>');
      expect((await storedInterviews(parley, id)).map(({ status }) => status)).toEqual([
        'completed',
        'started',
      ]);
    });
  });

  describe('of a topic that has ended', () => {
    const end = (id: string, sql: string) =>
      parley.database.query(`UPDATE user_interview_topic SET ${sql} WHERE id = $1`, [id]);

    it.each([
      ['closes_at = now()', 200, 'closed it'],
      ['expires_at = now()', 404, 'time to answer is over'],
      ['max_responses = 0', 200, 'Enough people'],
    ])('the page says that the topic has ended: %s', async (sql, status, words) => {
      const { id, visitor } = await invite();
      await end(id, sql);
      const page = await visitor.open();
      expect([page.status, page.heading]).toEqual([status, 'This interview has ended']);
      expect(page.html).toContain(words);
      await visitor.press('begin');
      expect(await stored(id)).toBeUndefined();
    });

    it('takes no answer any more, and shows what was typed', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      await end(id, 'closes_at = now()');
      expect((await visitor.draft({ position: 0, text: 'x', revision: 0 })).status).toBe(410);
      const late = await visitor.answer(0, 'typed meanwhile');
      expect(late.status).toBe(409);
      expect(late.html).toContain('typed meanwhile');
      expect((await stored(id))?.answers).toBeNull();
    });

    it('lets those finish who had started when it was full', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      await end(id, 'max_responses = 0');
      expect((await visitor.answer(0, 'One')).heading).toBe('secret-second?');
    });
  });

  describe('languages', () => {
    it.each([
      ['de-AT,de;q=0.9,en;q=0.5', 'de', 'Guten Tag, Grace Hopper'],
      ['es', 'es', 'Hola, Grace Hopper'],
      ['fr,ja', 'en', 'Hello, Grace Hopper'],
      ['fr, es;q=0.2', 'es', 'Hola, Grace Hopper'],
      ['*', 'en', 'Hello, Grace Hopper'],
      [';;q=x,,', 'en', 'Hello, Grace Hopper'],
    ])('the page follows the language of the browser: %s', async (accepted, lang, greeting) => {
      const { visitor } = await invite({ language: accepted });
      const { html, heading } = await visitor.open();
      expect(html).toContain(`<html lang="${lang}">`);
      expect(heading).toBe(greeting);
    });

    it('a link switches the language of every page for good', async () => {
      const { visitor } = await invite();
      const switched = await visitor.open('?language=de');
      expect([switched.status, switched.location]).toEqual([303, visitor.path]);
      const cookie = switched.headers.getSetCookie().join();
      expect(cookie).toMatch(/parley_language=de; .*Path=\/interview; HttpOnly; SameSite=Lax/);
      expect((await visitor.open()).heading).toContain('Guten Tag');
      expect((await visitor.start()).html).toContain('Frage 1 von 3');
      expect((await visitor.open('/later?language=es')).location).toBe(`${visitor.path}/later`);
      expect((await visitor.open('/later')).heading).toBe('Hasta luego');
    });

    it('an unknown language is ignored in link and cookie', async () => {
      const { visitor } = await invite();
      expect((await visitor.open('?language=xx')).status).toBe(200);
      visitor.cookies.set('parley_language', '__proto__');
      expect((await visitor.open()).heading).toContain('Hello');
    });

    it.each(LANGUAGES)('the consent version belongs to its wording: %s', (language) => {
      // A new wording needs a new version, for both are stored with every consent. Then change them here.
      const PINNED: Record<string, string> = {
        '2026-12-b-en': '95b3d2deac7da9ff',
        '2026-12-b-de': 'dae0192447d09ff3',
        '2026-12-b-es': '804325dd3fd2e325',
      };
      const { consent, consentVersion } = interviewTextsOf(language);
      const hash = createHash('sha256').update(JSON.stringify(consent)).digest('hex').slice(0, 16);
      expect({ [consentVersion]: hash }).toEqual({ [consentVersion]: PINNED[consentVersion] });
    });
  });
});

describe('an interview on a shared link', () => {
  async function share() {
    const ada = await parley.client();
    const { id } = await ada.createTopic({ questions: ['First?', 'Second?'] });
    return { id, path: await sharedPathOf(parley, id) };
  }
  const visit = (path: string) => new InterviewVisitor(parley.baseUrl, path);

  it('a shared link asks for a name and knows its visitor by a cookie of that link only', async () => {
    const { id, path } = await share();
    const visitor = visit(path);
    expect((await visitor.open()).html).toContain('Your name');
    expect(visitor.cookies.size).toBe(0);
    const begun = await visitor.send({ act: 'begin', name: '  Mary   Ann ' });
    const [cookie = ''] = begun.headers.getSetCookie();
    expect(cookie).toMatch(
      new RegExp(`^parley_respondent=[\\w-]{30}; Max-Age=\\d+; Path=${path}; HttpOnly; SameSite=Lax$`),
    );
    expect((await visitor.open()).heading).toBe('Before we start');
    expect((await visitor.press('consent')).heading).toBe('First?');
    const [interview] = await storedInterviews(parley, id);
    expect(interview).toMatchObject({ respondent_name: 'Mary Ann', interviewee_emails: [] });
    expect(interview?.interviewee_identifier).toMatch(/^shared:[\w-]{22}$/);
    expect(interview?.interviewee_identifier).not.toContain(visitor.cookies.get('parley_respondent'));
  });

  it('a shared link has one respondent for each browser, however often it begins', async () => {
    const { id, path } = await share();
    const [one, two] = [visit(path), visit(path)];
    await one.press('begin', { name: 'One' });
    await one.press('begin', { name: 'One again' });
    await two.press('begin', { name: 'Two' });
    const names = (await storedInterviews(parley, id)).map(({ respondent_name }) => respondent_name);
    expect(names).toEqual(['One', 'Two']);
    await one.press('consent');
    await one.answer(0, 'secret of one');
    expect((await two.press('consent')).html).not.toContain('secret of one');
  });

  it.each([
    ['', 'what to call you'],
    ['   ', 'what to call you'],
    ['n'.repeat(201), 'at most 200 characters'],
  ])('a missing or too long name answers 400: %#', async (name, words) => {
    const { id, path } = await share();
    const page = await visit(path).press('begin', { name });
    expect(page.status).toBe(400);
    expect(page.html).toMatch(new RegExp(`role="alert">[^<]*${words}`));
    expect(page.html).toContain(`value="${name.trim()}"`);
    expect(await storedInterviews(parley, id)).toEqual([]);
    expect((await visit(path).press('begin', { name: '😀'.repeat(200) })).heading).toBe('Before we start');
  });

  it('a program that fills in the honeypot gets a redirect and no interview', async () => {
    const { id, path } = await share();
    const program = visit(path);
    const sent = await program.send({ act: 'begin', name: 'Robot', _hp: 'https://spam.example' });
    expect([sent.status, sent.headers.getSetCookie()]).toEqual([303, []]);
    expect(await storedInterviews(parley, id)).toEqual([]);
  });

  it('a visitor without a valid cookie changes nothing', async () => {
    const { id, path } = await share();
    const visitor = visit(path);
    await visitor.press('decline');
    await visitor.press('consent');
    visitor.cookies.set('parley_respondent', 'x'.repeat(5000));
    await visitor.press('consent');
    visitor.cookies.set('parley_respondent', 'A'.repeat(30));
    await visitor.press('decline');
    expect(await storedInterviews(parley, id)).toEqual([]);
  });

  it('a browser that keeps no cookie is told to allow cookies', async () => {
    const { path } = await share();
    const visitor = visit(path);
    const { location } = await visitor.send({ act: 'begin', name: 'Mary' });
    visitor.cookies.clear();
    expect(location).toBe(`${path}?begun`);
    expect((await visitor.open('?begun')).html).toContain('allow cookies');
  });
});

describe('a completed test interview', () => {
  const ada = useClient(parley);

  async function sentOff() {
    const { id } = await ada.createTopic({ questions: ['One?'] });
    const { pathname } = new URL(await testLinkOf(ada, id));
    const visitor = new InterviewVisitor(parley.baseUrl, pathname);
    await visitor.start();
    await visitor.answer(0, 'an answer');
    await visitor.answer(1, '');
    expect((await visitor.press('complete')).heading).toBe('Thank you');
    return { id, visitor };
  }
  const statusesOf = async (id: string) => {
    const rows = await parley.database.query<{ status: string }>(
      'SELECT status FROM user_interview WHERE topic_id = $1 ORDER BY created_at, id',
      [id],
    );
    return rows.map(({ status }) => status);
  };

  it.each([
    [['begin', 'undo'], ['completed', 'opened'], 'Before we start'],
    [['undo', 'begin'], ['started'], 'Your answers'],
  ])('begin and undo at once: the first to get the lock decides: %j', async (acts, statuses, heading) => {
    const { id, visitor } = await sentOff();
    const lock = await lockRows(parley.database, 'SELECT FROM user_interview WHERE topic_id = $1', [id]);
    const pressed: Promise<{ status: number }>[] = [];
    try {
      for (const act of acts) {
        pressed.push(visitor.send({ act }));
        await lock.untilBlocked(pressed.length);
      }
    } finally {
      await lock.release();
    }
    expect((await Promise.all(pressed)).map(({ status }) => status)).toEqual([303, 303]);
    expect(await statusesOf(id)).toEqual(statuses);
    expect((await visitor.open()).heading).toBe(heading);
  });
});

describe('a visitor whose topic is deleted during the request', () => {
  const ada = useClient(parley);

  /** Has the topic deleted after the visitor's link was looked up and before the interview is stored. */
  async function whileDeleted(id: string, press: () => Promise<{ status: number }>): Promise<number> {
    const lock = await lockRows(parley.database, 'SELECT FROM user_interview_topic WHERE id = $1', [id]);
    try {
      const deleted = ada.delete(`/user_interview_topics/${id}/`);
      await lock.untilBlocked(1);
      const pressed = press();
      await lock.untilBlocked(2);
      await lock.release();
      expect((await deleted).status).toBe(204);
      return (await pressed).status;
    } finally {
      await lock.release();
    }
  }

  it.each(['begin', 'decline'])('no interview is stored: %s', async (act) => {
    const { id } = await ada.createTopic();
    const [link] = await linksOf(ada, id);
    const visitor = new InterviewVisitor(parley.baseUrl, new URL(link?.interview_url ?? '').pathname);
    expect(await whileDeleted(id, () => visitor.send({ act }))).toBe(303);
    const page = await visitor.open();
    expect([page.status, page.heading]).toEqual([404, 'This link does not open an interview']);
  });

  it('no interview is stored on a shared link', async () => {
    const { id } = await ada.createTopic();
    const visitor = new InterviewVisitor(parley.baseUrl, await sharedPathOf(parley, id));
    expect(await whileDeleted(id, () => visitor.send({ act: 'begin', name: 'Grace' }))).toBe(303);
    expect((await visitor.open()).status).toBe(404);
    const stored = await parley.database.query('SELECT FROM user_interview WHERE project_id = $1', [
      ada.projectId,
    ]);
    expect(stored).toEqual([]);
  });
});
