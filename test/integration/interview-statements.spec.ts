import type { ApiClient } from '../support/clients/api-client';
import { InterviewVisitor, sharedPathOf } from '../support/clients/interview-visitor';
import { linksOf } from '../support/builders/invites';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { statementsOf } from '../support/app/statement-counter';

const LINK_LOOKUP = /WHERE s\.(id|token_hash) = /;
const NEXT = { act: 'next', position: 0, revision: 0 };

/** BEGIN and COMMIT count as statements. */
describe('statements of the interview page', () => {
  let parley: TestApp;
  let ada: ApiClient;

  beforeAll(async () => {
    // A process of the role web has no background jobs, so all statements belong to the request.
    parley = await startTestApp({ role: 'web' });
    ada = await parley.client();
  });
  afterAll(() => parley.close());

  async function invite(values: Record<string, unknown> = {}): Promise<InterviewVisitor> {
    const { id } = await ada.createTopic({ questions: ['First?', 'Second?'], ...values });
    const [link] = await linksOf(ada, id);
    return new InterviewVisitor(parley.baseUrl, new URL(link?.interview_url ?? '').pathname);
  }
  async function started(values: Record<string, unknown> = {}): Promise<InterviewVisitor> {
    const visitor = await invite(values);
    await visitor.start();
    return visitor;
  }
  /** Counts the statements of one request, which looks its link up once. */
  async function count(status: number, send: () => Promise<{ status: number }>): Promise<number> {
    const statements = await statementsOf(async () => expect((await send()).status).toBe(status));
    expect(statements.filter((sql) => LINK_LOOKUP.test(sql))).toHaveLength(1);
    return statements.length;
  }

  it.each([
    ['without a limit', {}, { welcome: 2, question: 3 }],
    ['with max_responses', { max_responses: 5 }, { welcome: 3, question: 3 }],
  ])('open the page of a topic %s', async (_limit, values, expected) => {
    const visitor = await invite(values);
    const welcome = await count(200, () => visitor.open());
    await visitor.start();
    expect({ welcome, question: await count(200, () => visitor.open()) }).toEqual(expected);
  });

  it('begin, consent, complete, decline and undo', async () => {
    const visitor = await invite();
    expect(await count(303, () => visitor.send({ act: 'begin' }))).toBe(5);
    expect(await count(303, () => visitor.send({ act: 'consent' }))).toBe(5);
    expect(await count(303, () => visitor.send({ act: 'decline' }))).toBe(5);
    expect(await count(303, () => visitor.send({ act: 'undo' }))).toBe(6);
    expect(await count(303, () => visitor.send({ act: 'skip', position: 0 }))).toBe(6);
    expect(await count(303, () => visitor.send({ act: 'change', position: 0 }))).toBe(5);
    await visitor.answer(1, 'Two');
    expect(await count(303, () => visitor.send({ act: 'next', position: 2 }))).toBe(5);
    expect(await count(303, () => visitor.send({ act: 'complete' }))).toBe(6);
  });

  it.each([{}, { max_responses: 5 }])('store an answer, or find a conflict: %j', async (values) => {
    const visitor = await started(values);
    expect(await count(303, () => visitor.send({ ...NEXT, text: 'One' }))).toBe(6);
    expect(await count(409, () => visitor.send({ ...NEXT, text: 'Other' }))).toBe(6);
    const declined = { act: 'decline', position: 0, text: 'Last', revision: 1 };
    expect(await count(303, () => visitor.send(declined))).toBe(7);
  });

  it('save a draft, or find a conflict', async () => {
    const visitor = await started();
    const draft = (text: string) => visitor.draft({ position: 0, text, revision: 0 });
    expect(await count(200, () => draft('One'))).toBe(6);
    expect(await count(409, () => draft('Other'))).toBe(6);
  });

  it.each([
    ['a blank answer', 400, { ...NEXT, text: '' }],
    ['an answer that is too long', 400, { ...NEXT, text: 'x'.repeat(20_001) }],
    ['an answer to a question that was not reached', 409, { ...NEXT, position: 1, text: 'x' }],
  ])('refuse %s', async (_what, status, form) => {
    const visitor = await started();
    expect(await count(status, () => visitor.send(form))).toBe(5);
  });

  it('begin on a shared link, or ask for the name again', async () => {
    const { id } = await ada.createTopic();
    const visitor = new InterviewVisitor(parley.baseUrl, await sharedPathOf(parley, id));
    expect(await count(400, () => visitor.send({ act: 'begin', name: '' }))).toBe(2);
    expect(await count(303, () => visitor.send({ act: 'begin', name: 'Mary' }))).toBe(5);
  });

  it('find out that a link is unknown', async () => {
    const stranger = new InterviewVisitor(parley.baseUrl, `/interview/${'A'.repeat(30)}`);
    expect(await count(404, () => stranger.send({ ...NEXT, text: 'x' }))).toBe(1);
  });
});
