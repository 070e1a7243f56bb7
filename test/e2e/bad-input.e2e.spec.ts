import fc from 'fast-check';
import type { Answer, ApiClient } from '../support/api-client';
import { shapeProblems } from '../support/expect-error';
import { hostileBody, hostileId, hostileQuery } from '../support/hostile-input';
import { byId, newSubject, type Operation, OPERATIONS, pathOf, type Subject } from '../support/operations';
import { startTestApp, type TestApp } from '../support/test-app';

// A fixed seed, so that a failure comes again. On an idle machine all of it takes some 15 seconds.
const MANY = { seed: 20_261_123, numRuns: 50, interruptAfterTimeLimit: 5000 };
const FEW = { ...MANY, numRuns: 10 };
const NOBODY: Subject = {
  topic: '01890000-0000-7000-8000-000000000000',
  interviewee: '01890000-0000-7000-8000-000000000000',
};

describe('bad input', () => {
  let parley: TestApp;
  let ada: ApiClient;

  beforeAll(async () => {
    parley = await startTestApp();
    ada = await parley.client();
  });
  afterAll(() => parley.close());

  /** Everything below 500 is fine, as long as errors have the contract's shape. */
  function problemsOf(answer: Answer<unknown>): string[] {
    if (answer.status < 400) return [];
    return answer.status >= 500 ? [`${answer.status} ${answer.text}`] : shapeProblems(answer);
  }

  /** Deletions get nothing to delete, so that what the others work on stays. */
  const subjectFor = (operation: Operation) => (operation.method === 'DELETE' ? NOBODY : newSubject(ada));

  describe.each(byId(OPERATIONS))('%s', (_id, operation) => {
    const canHaveBody = operation.method !== 'GET';

    if (canHaveBody) {
      it('never breaks on a hostile body', async () => {
        const path = ada.project + pathOf(operation, await subjectFor(operation));
        const property = fc.asyncProperty(hostileBody(operation.body ?? {}), async ({ type, text }) => {
          const answer = await ada.request(operation.method, path, text, { 'content-type': type });
          expect(problemsOf(answer)).toEqual([]);
        });
        await fc.assert(property, MANY);
      });
    }

    it('never breaks on a hostile query', async () => {
      const path = ada.project + pathOf(operation, await subjectFor(operation));
      const property = fc.asyncProperty(hostileQuery, async (query) => {
        const answer = await ada.request(operation.method, `${path}?${query}`, operation.body);
        expect(problemsOf(answer)).toEqual([]);
      });
      await fc.assert(property, FEW);
    });

    if (operation.path.includes(':topic')) {
      it('answers a hostile id with an error', async () => {
        const property = fc.asyncProperty(hostileId, hostileId, async (topic, interviewee) => {
          const path = ada.project + pathOf(operation, { topic, interviewee });
          const answer = await ada.request(operation.method, path, operation.body);
          expect([400, 404, 405]).toContain(answer.status);
          expect(problemsOf(answer)).toEqual([]);
        });
        await fc.assert(property, FEW);
      });
    }
  });

  it.each([
    '{"constructor":1}',
    '{"x":{"constructor":1}}',
    '{"x":{"constructor":"String"}}',
    '{"topic":{"constructor":{"name":"Object"}}}',
    '{"items":[{"constructor":1}]}',
    '{"items":{"constructor":[],"length":1}}',
    '{"interviewee_emails":[{"constructor":1}]}',
    '{"__proto__":{"polluted":true}}',
    '{"x":{"__proto__":{"polluted":true}}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"items":[{"__proto__":{"interviewee_identifier":"u","agent_context":"x"}}]}',
    '{"toString":1,"valueOf":2,"hasOwnProperty":3,"then":4,"toJSON":5}',
  ])('no operation trips over %s', async (text) => {
    for (const operation of OPERATIONS.filter(({ method }) => method === 'POST' || method === 'PATCH')) {
      const path = ada.project + pathOf(operation, await newSubject(ada));
      const answer = await ada.request(operation.method, path, text, { 'content-type': 'application/json' });
      expect([operation.id, ...problemsOf(answer)]).toEqual([operation.id]);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  it('an item takes no field from a smuggled prototype', async () => {
    const { topic } = await newSubject(ada);
    const path = `${ada.project}/user_interview_topics/${topic}/interviewees/bulk/`;
    const body = '{"items":[{"__proto__":{"interviewee_identifier":"u","agent_context":"x"}}]}';
    const answer = await ada.request('POST', path, body, { 'content-type': 'application/json' });
    expect(answer.body).toMatchObject({ code: 'required', attr: 'items__0__interviewee_identifier' });
  });

  it('the service is well after all that', async () => {
    for (const operation of OPERATIONS) {
      const subject = await newSubject(ada);
      const path = ada.project + pathOf(operation, subject);
      const { status } = await ada.request(operation.method, path, operation.body);
      expect({ id: operation.id, status }).toEqual({ id: operation.id, status: operation.status });
    }
  });
});
