import type { ApiClient } from '../support/api-client';
import { InterviewVisitor, sharedPathOf, storedInterviews } from '../support/interview-visitor';
import { linksOf } from '../support/invites';
import { startTestApp, type TestApp } from '../support/test-app';

describe('the interview page, misused', () => {
  let parley: TestApp;
  let ada: ApiClient;

  beforeAll(async () => {
    parley = await startTestApp();
    ada = await parley.client();
  });
  afterAll(() => parley.close());

  async function invite(values: Record<string, unknown> = {}) {
    const { id } = await ada.createTopic({ questions: ['First?', 'Second?'], ...values });
    const [link] = await linksOf(ada, id);
    const path = new URL(link?.interview_url ?? '').pathname;
    return { id, visitor: new InterviewVisitor(parley.baseUrl, path) };
  }
  async function share() {
    const { id } = await ada.createTopic({ questions: ['First?', 'Second?'] });
    return { id, path: await sharedPathOf(parley, id) };
  }
  const answersOf = async (id: string) => (await storedInterviews(parley, id))[0]?.answers ?? [];

  describe('forms', () => {
    it('come back with the reason when an answer is blank, and offer to skip', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      const page = await visitor.answer(0, ' \r\n ');
      expect([page.status, page.heading]).toEqual([400, 'First?']);
      expect(page.html).toMatch(/role="alert">There is no answer yet/);
      expect(page.html).toContain('aria-invalid="true"');
      expect(page.html).toContain('value="skip"');
      expect(page.html).toContain('<title>Please check');
      expect(await answersOf(id)).toEqual([]);
    });

    it('come back with everything typed when an answer is too long', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      const text = `${'😀'.repeat(20_000)}!`;
      const page = await visitor.answer(0, text);
      expect([page.status, page.heading]).toEqual([400, 'First?']);
      expect(page.html).toContain(text);
      expect(page.html).toContain('longer than 20,000 characters');
      expect(await answersOf(id)).toEqual([]);
      expect((await visitor.answer(0, '😀'.repeat(20_000))).heading).toBe('Second?');
    });

    it('keep the same text, however line ends are sent, and drop what cannot be stored', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      await visitor.answer(0, 'a\r\nb\0\r\nc');
      expect(await answersOf(id)).toEqual(['a\nb\nc']);
      expect((await visitor.draft({ position: 0, text: 'a\nb\nc', revision: 0 })).status).toBe(200);
    });

    it.each<Record<string, string | number>>([
      {},
      { act: 'nonsense' },
      { act: 'next' },
      { act: 'next', position: -1, text: 'x' },
      { act: 'change', position: '1e9' },
    ])('that make no sense change nothing: %j', async (fields) => {
      const { id, visitor } = await invite();
      await visitor.start();
      expect((await visitor.send(fields)).location).toBe(visitor.path);
      expect(await answersOf(id)).toEqual([]);
    });

    it.each([7, 2, 999_999_999])('for a question that is not there store nothing: %d', async (position) => {
      const { id, visitor } = await invite();
      await visitor.start();
      const page = await visitor.answer(position, 'x');
      expect([page.status, page.heading]).toEqual([409, 'First?']);
      expect(await answersOf(id)).toEqual([]);
    });

    it('of an old tab that were pressed twice count once', async () => {
      const { visitor } = await invite();
      await visitor.start();
      await visitor.answer(0, 'One');
      expect((await visitor.answer(0, 'One')).heading).toBe('Second?');
    });

    it('make one interview when they are sent many times at once', async () => {
      const { id, visitor } = await invite();
      await Promise.all(Array.from({ length: 10 }, () => visitor.press('begin')));
      expect(await storedInterviews(parley, id)).toHaveLength(1);
    });

    it('of a stranger to the link find nothing', async () => {
      const stranger = new InterviewVisitor(parley.baseUrl, `/interview/${'A'.repeat(30)}`);
      for (const act of ['begin', 'consent', 'next', 'decline', 'undo', 'complete']) {
        const page = await stranger.press(act, { position: 0, text: 'x' });
        expect([page.status, page.heading]).toEqual([404, 'This link does not open an interview']);
      }
      expect((await stranger.draft({ position: 0, text: 'x', revision: 0 })).body).toEqual({
        type: 'invalid_request',
        code: 'not_found',
        detail: 'Not found.',
        attr: null,
      });
    });

    it('of one link do nothing to another person', async () => {
      const { id } = await ada.createTopic({
        interviewee_emails: ['a@example.com', 'b@example.com'],
        questions: ['Q?'],
      });
      const visitors = (await linksOf(ada, id)).map(
        ({ interview_url }) => new InterviewVisitor(parley.baseUrl, new URL(interview_url).pathname),
      );
      await visitors[0]?.start();
      await visitors[0]?.answer(0, 'of the first');
      const other = await visitors[1]?.start();
      expect(other?.html).not.toContain('of the first');
      expect(await answersOf(id)).toEqual(['of the first']);
    });

    it('show typed text as text', async () => {
      const { visitor } = await invite();
      await visitor.start();
      await visitor.answer(0, '</textarea><script>alert(1)</script>', { act: 'save' });
      const { html } = await visitor.open();
      expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)');
      expect(html.match(/<script/g)).toHaveLength(2);
    });
  });

  describe('two tabs', () => {
    it('are shown both texts, and keep both until somebody chooses', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      await visitor.answer(0, 'from the first tab', { act: 'save' });
      const page = await visitor.answer(0, 'from the second tab');
      expect([page.status, page.heading]).toEqual([409, 'Which answer should we keep?']);
      expect(page.html).toMatch(/from the second tab<\/textarea>[^]*from the first tab/);
      expect(await answersOf(id)).toEqual(['from the first tab']);
      const chosen = await visitor.answer(0, 'both', { act: 'save', revision: 1 });
      expect(chosen.html).toContain('both</textarea>');
    });

    it('can keep what was stored', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      await visitor.answer(0, 'first', { act: 'save' });
      await visitor.answer(0, 'second');
      expect((await visitor.press('change', { position: 0 })).html).toContain('first</textarea>');
      expect(await answersOf(id)).toEqual(['first']);
    });
  });

  describe('drafts', () => {
    it('tell the revision, and what is stored when it was another', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      const draft = (text: string, revision: number) => visitor.draft({ position: 0, text, revision });
      expect(await draft('a', 0)).toMatchObject({ status: 200, body: { revision: 1 } });
      expect((await draft('ab', 1)).body).toEqual({ revision: 2 });
      expect(await draft('x', 1)).toMatchObject({
        status: 409,
        body: { type: 'invalid_request', code: 'conflict', attr: null, text: 'ab', revision: 2 },
      });
      expect(await answersOf(id)).toEqual(['ab']);
    });

    it.each([
      [{ text: 'x', revision: 0 }, 'required', 'position'],
      [{ position: 0, revision: 0 }, 'required', 'text'],
      [{ position: 0, text: 'x' }, 'required', 'revision'],
      [{ position: -1, text: 'x', revision: 0 }, 'invalid_input', 'position'],
      [{ position: 0.5, text: 'x', revision: 0 }, 'invalid_input', 'position'],
      [{ position: 0, text: 'x', revision: 1e10 }, 'invalid_input', 'revision'],
      [{ position: 0, text: 7, revision: 0 }, 'invalid_input', 'text'],
      [{ position: 0, text: 'a\0', revision: 0 }, 'invalid_input', 'text'],
      [{ position: 0, text: 'x'.repeat(20_001), revision: 0 }, 'max_length', 'text'],
    ])('that break a rule are refused in the shape of all errors: %#', async (body, code, attr) => {
      const { visitor } = await invite();
      await visitor.start();
      expect(await visitor.draft(body)).toMatchObject({
        status: 400,
        body: { type: 'validation_error', code, attr },
      });
    });
  });

  describe('shared links', () => {
    const visit = (path: string) => new InterviewVisitor(parley.baseUrl, path);

    it('ask for a name, and know their visitor by a cookie of that link only', async () => {
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

    it('hold one respondent for each browser, however often it begins', async () => {
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
    ])('refuse a name that is none: %#', async (name, words) => {
      const { id, path } = await share();
      const page = await visit(path).press('begin', { name });
      expect(page.status).toBe(400);
      expect(page.html).toMatch(new RegExp(`role="alert">[^<]*${words}`));
      expect(page.html).toContain(`value="${name.trim()}"`);
      expect(await storedInterviews(parley, id)).toEqual([]);
      expect((await visit(path).press('begin', { name: '😀'.repeat(200) })).heading).toBe('Before we start');
    });

    it('let a program that fills in the trap believe what it likes', async () => {
      const { id, path } = await share();
      const program = visit(path);
      const sent = await program.send({ act: 'begin', name: 'Robot', _hp: 'https://spam.example' });
      expect([sent.status, sent.headers.getSetCookie()]).toEqual([303, []]);
      expect(await storedInterviews(parley, id)).toEqual([]);
    });

    it('take no part without a key, with a made-up one, or by declining', async () => {
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

    it('say what is wrong when the cookie was not kept', async () => {
      const { path } = await share();
      const visitor = visit(path);
      const { location } = await visitor.send({ act: 'begin', name: 'Mary' });
      visitor.cookies.clear();
      expect(location).toBe(`${path}?begun`);
      expect((await visitor.open('?begun')).html).toContain('allow cookies');
    });
  });

  describe('errors', () => {
    it('are pages in the language of the browser, with what was typed', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      await parley.database.query(
        `ALTER TABLE interview_answer ADD CONSTRAINT never CHECK (false) NOT VALID`,
      );
      const broken = new InterviewVisitor(parley.baseUrl, visitor.path, 'es');
      const page = await broken.answer(0, 'lo que escribí');
      await parley.database.query(`ALTER TABLE interview_answer DROP CONSTRAINT never`);
      expect([page.status, page.heading]).toEqual([500, 'Algo ha fallado por nuestra parte']);
      expect(page.html).toContain('lo que escribí</textarea>');
      expect(page.html).toContain('name="position" value="0"');
      expect(page.html).not.toMatch(/constraint|QueryFailed/);
      expect(await answersOf(id)).toEqual([]);
    });

    it('are the contract’s JSON for everybody else', async () => {
      const { visitor } = await invite();
      const response = await fetch(parley.baseUrl + visitor.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '[]',
      });
      expect([response.status, await response.json()]).toMatchObject([400, { type: 'validation_error' }]);
    });
  });
});

describe('the throttle of interviews', () => {
  let parley: TestApp;
  beforeAll(async () => {
    parley = await startTestApp({ rateLimitEnabled: true, visitorRequestsPerMinute: 3 });
  });
  afterAll(() => parley.close());
  const visit = (token: string) => new InterviewVisitor(parley.baseUrl, `/interview/${token.repeat(30)}`);
  const draft = { position: 0, text: 'x', revision: 0 };

  it('holds back one visitor of one link, not the colleagues behind the same address', async () => {
    const statuses = async (visitor: InterviewVisitor, count: number) => {
      const found: number[] = [];
      for (let n = 0; n < count; n++) found.push((await visitor.draft(draft)).status);
      return found;
    };
    expect(await statuses(visit('A'), 4)).toEqual([404, 404, 404, 429]);
    expect(await statuses(visit('B'), 4)).toEqual([404, 404, 404, 429]);
    const colleague = visit('A');
    colleague.cookies.set('parley_respondent', 'c'.repeat(30));
    expect(await statuses(colleague, 1)).toEqual([404]);
  });

  it('says in words when to come back, and gives the text back', async () => {
    for (let n = 0; n < 3; n++) await visit('C').send({ act: 'undo' });
    const page = await visit('C').send({ act: 'next', text: 'long thoughts' });
    expect([page.status, page.heading]).toEqual([429, 'One moment, please']);
    expect(page.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(page.html).toContain('long thoughts</textarea>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('has an end for an address, however many links it tries', async () => {
    let refused = 0;
    for (let n = 0; n < 61; n++) {
      const token = String(n).padStart(30, '0');
      const visitor = new InterviewVisitor(parley.baseUrl, `/interview/${token}`);
      if ((await visitor.draft(draft)).status === 429) refused++;
    }
    expect(refused).toBeGreaterThan(0);
  });
});
