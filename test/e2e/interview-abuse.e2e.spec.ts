import { useClient, useTestApp } from '../support/app/test-app';
import { linksOf } from '../support/builders/invites';
import { InterviewVisitor, storedInterviews } from '../support/clients/interview-visitor';

describe('the interview page under misuse', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  async function invite(values: Record<string, unknown> = {}) {
    const { id } = await ada.createTopic({ questions: ['First?', 'Second?'], ...values });
    const [link] = await linksOf(ada, id);
    const path = new URL(link?.interview_url ?? '').pathname;
    return { id, visitor: new InterviewVisitor(parley.baseUrl, path) };
  }
  const answersOf = async (id: string) => (await storedInterviews(parley, id))[0]?.answers ?? [];

  describe('forms', () => {
    it('a blank answer returns the form with the reason and the offer to skip', async () => {
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

    it('an answer that is too long returns the form with the whole text', async () => {
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

    it('all answers together have a limit, which short ones never reach', async () => {
      const questions = Array.from({ length: 12 }, (_, n) => `Question ${n}?`);
      const { id, visitor } = await invite({ questions });
      await visitor.start();
      const text = 'x'.repeat(20_000);
      for (let position = 0; position < 10; position++) {
        expect((await visitor.answer(position, text)).status).toBe(200);
      }
      const page = await visitor.answer(10, 'y'.repeat(1001));
      expect([page.status, page.heading]).toEqual([400, 'Question 10?']);
      expect(page.html).toContain('together are longer than 200,000 characters');
      expect(page.html).toContain('y'.repeat(1001));
      const draft = await visitor.draft({ position: 10, text: 'y'.repeat(1001), revision: 0 });
      expect([draft.status, (draft.body as { code: string }).code]).toEqual([400, 'max_length']);
      expect(await answersOf(id)).toHaveLength(10);
      expect((await visitor.answer(10, 'y'.repeat(1000))).status).toBe(200);
    });

    it('an answer is stored with plain line ends and without NUL', async () => {
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
    ])('a form that makes no sense changes nothing: %j', async (fields) => {
      const { id, visitor } = await invite();
      await visitor.start();
      expect((await visitor.send(fields)).location).toBe(visitor.path);
      expect(await answersOf(id)).toEqual([]);
    });

    it.each([7, 2, 999_999_999])(
      'an answer to a question that does not exist is not stored: %d',
      async (position) => {
        const { id, visitor } = await invite();
        await visitor.start();
        const page = await visitor.answer(position, 'x');
        expect([page.status, page.heading]).toEqual([409, 'First?']);
        expect(await answersOf(id)).toEqual([]);
      },
    );

    it('the same answer sent twice counts once', async () => {
      const { visitor } = await invite();
      await visitor.start();
      await visitor.answer(0, 'One');
      expect((await visitor.answer(0, 'One')).heading).toBe('Second?');
    });

    it('ten forms that begin at once make one interview', async () => {
      const { id, visitor } = await invite();
      await Promise.all(Array.from({ length: 10 }, () => visitor.press('begin')));
      expect(await storedInterviews(parley, id)).toHaveLength(1);
    });

    it('a form on an unknown link answers 404', async () => {
      const stranger = new InterviewVisitor(parley.baseUrl, `/interview/${'A'.repeat(30)}`);
      for (const act of ['begin', 'consent', 'next', 'decline', 'undo', 'complete']) {
        const page = await stranger.press(act, { position: 0, text: 'x' });
        expect([page.status, page.heading]).toEqual([404, 'This link does not open an interview']);
      }
      expect((await stranger.draft({ position: 0, text: 'x', revision: 0 })).body).toEqual({
        type: 'invalid_request',
        code: 'not_found',
        detail: 'No interview has this link, or the link does not work any more.',
        attr: null,
      });
    });

    it('a form on a revoked link answers 404 with the typed text', async () => {
      const { id, visitor } = await invite({ interviewee_emails: ['a@example.com'] });
      await visitor.start();
      await ada.post(`/user_interview_topics/${id}/remove_interviewee/`, { identifier: 'a@example.com' });
      for (const act of ['next', 'skip', 'back', 'later', 'decline']) {
        const page = await visitor.answer(0, 'long <b>thoughts', { act });
        expect([page.status, page.heading]).toEqual([404, 'This link does not open an interview']);
        expect(page.html).toContain('long &lt;b&gt;thoughts');
      }
      expect((await visitor.open()).html).not.toContain('could not be saved');
      expect(await answersOf(id)).toEqual([]);
    });

    it('an answer of one person does not show on the page of another', async () => {
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

    it('typed markup is shown as text', async () => {
      const { visitor } = await invite();
      await visitor.start();
      await visitor.answer(0, '</textarea><script>alert(1)</script>', { act: 'save' });
      const { html } = await visitor.open();
      expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)');
      expect(html.match(/<script/g)).toHaveLength(2);
    });
  });

  describe('two tabs', () => {
    it('two tabs with different texts are offered both', async () => {
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

    it('the stored one of two texts can be kept', async () => {
      const { id, visitor } = await invite();
      await visitor.start();
      await visitor.answer(0, 'first', { act: 'save' });
      await visitor.answer(0, 'second');
      expect((await visitor.press('change', { position: 0 })).html).toContain('first</textarea>');
      expect(await answersOf(id)).toEqual(['first']);
    });
  });

  describe('drafts', () => {
    it('a draft answers with its revision, a conflict with the stored text', async () => {
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
    ])('an invalid draft answers 400 in JSON: %#', async (body, code, attr) => {
      const { visitor } = await invite();
      await visitor.start();
      expect(await visitor.draft(body)).toMatchObject({
        status: 400,
        body: { type: 'validation_error', code, attr },
      });
    });
  });

  describe('errors', () => {
    it('an error is a page in the language of the browser with the typed text', async () => {
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

    it('an error is JSON for all other clients', async () => {
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
  const parley = useTestApp({ rateLimitEnabled: true, visitorRequestsPerMinute: 3 });
  const visit = (token: string) => new InterviewVisitor(parley.baseUrl, `/interview/${token.repeat(30)}`);
  const draft = { position: 0, text: 'x', revision: 0 };

  it('the visitor limit counts one visitor of one link, not colleagues behind the same IP', async () => {
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

  it('a throttled form is a page that says when to come back and keeps the text', async () => {
    for (let n = 0; n < 3; n++) await visit('C').send({ act: 'undo' });
    const page = await visit('C').send({ act: 'next', text: 'long thoughts' });
    expect([page.status, page.heading]).toEqual([429, 'One moment, please']);
    expect(page.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(page.html).toContain('long thoughts</textarea>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('one IP is limited however many links it tries', async () => {
    let refused = 0;
    for (let n = 0; n < 61; n++) {
      const token = String(n).padStart(30, '0');
      const visitor = new InterviewVisitor(parley.baseUrl, `/interview/${token}`);
      if ((await visitor.draft(draft)).status === 429) refused++;
    }
    expect(refused).toBeGreaterThan(0);
  });
});
