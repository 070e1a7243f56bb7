import { InterviewVisitor, sharedPathOf, storedInterviews } from '../support/clients/interview-visitor';
import { useTestApp } from '../support/app/test-app';

describe('shared links', () => {
  const parley = useTestApp();

  async function share() {
    const ada = await parley.client();
    const { id } = await ada.createTopic({ questions: ['First?', 'Second?'] });
    return { id, path: await sharedPathOf(parley, id) };
  }
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
