import fc from 'fast-check';
import { useClient, useTestApp } from '../support/app/test-app';
import {
  byId,
  newSubject,
  type Operation,
  OPERATIONS,
  pathOf,
  type Subject,
} from '../support/builders/operations';
import type { Answer } from '../support/clients/api-client';
import { shapeProblems } from '../support/clients/expect-error';

const FIELDS = [
  'topic',
  'interviewee_emails',
  'interviewee_distinct_ids',
  'agent_context',
  'questions',
  'invite_subject',
  'invite_message',
  'reminder_count',
  'reminder_gap_days',
  'reminder_subject',
  'reminder_message',
  'thank_you',
  'mail_language',
  'identifier',
  'interviewee_identifier',
  'items',
  'on_conflict',
  'subject',
  'reply_to',
  'send_async',
  'query',
  'document_types',
  'topic_id',
  'classifications',
  'limit',
  'summary',
];
const PARAMETERS = [
  'limit',
  'offset',
  'search',
  'limit[]',
  'topic',
  'classifications',
  'status',
  'kind',
  'state',
];
const TRAPS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  'toJSON',
  '',
];
const STRINGS = [
  '\0',
  'a\0b',
  '\ud800',
  'a\udc00b',
  '\u202e\u200b\ufeff',
  '\u{10ffff}',
  'ﷺ'.repeat(60),
  '㍿'.repeat(300),
  'e\u0301\u0327'.repeat(50),
  'x'.repeat(100_000),
  '😀'.repeat(20_000),
  ' '.repeat(5000),
  'Ada <ada@example.com>',
  `"${'\\'.repeat(200)}" <a@b.co>`,
  'a@b.co, c@d.co\r\nBcc: e@f.co',
  `${'a.'.repeat(300)}com`,
  `'; DROP TABLE "user"; --`,
  '%s%n{{7*7}}${7*7}',
  '=1+1',
  '__proto__',
  'null',
  'true',
  'NaN',
  '1e999',
  '01890000-0000-7000-8000-000000000000',
];

/** Text of all kinds, half surrogate pairs and control characters included. */
const text = fc.oneof(
  fc.constantFrom(...STRINGS),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.nat(0xffff), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
);

const scalar = fc.oneof(
  text,
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1e308, 2 ** 53, 0.1),
  fc.integer(),
);

const key = fc.oneof(fc.constantFrom(...FIELDS), fc.constantFrom(...TRAPS), fc.string({ maxLength: 10 }));

/** Any JSON value. Keys are often those that a careless reader trips over. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** A body that is right but for some fields, so that it comes further than random ones do. */
function nearly(good: Record<string, unknown>): fc.Arbitrary<unknown> {
  const itemField = fc.constantFrom('interviewee_identifier', 'agent_context');
  const items = fc.array(
    fc
      .tuple(itemField, anything)
      .map(([field, value]) => ({ interviewee_identifier: 'u', agent_context: 'x', [field]: value })),
    { maxLength: 4 },
  );
  const value = fc.oneof(anything, items, fc.array(text, { maxLength: 300 }));
  const change = fc.tuple(fc.constantFrom(...FIELDS, ...Object.keys(good)), value);
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => ({ ...good, ...Object.fromEntries(changes) }));
}

const brokenJson = fc.oneof(
  fc.constantFrom('{', '[', '"', '{"a"', '{"a":}', 'nul', '\ufeff{}', '{}{}', '[1,]', "{'a':1}", '\0'),
  fc.integer({ min: 1, max: 100_000 }).map((depth) => '['.repeat(depth)),
  fc.integer({ min: 1, max: 50_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => `${'{"topic":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.tuple(anything, fc.nat(200)).map(([value, cut]) => JSON.stringify(value).slice(0, -1 - cut)),
  text,
);

const formKey = fc
  .tuple(key, fc.array(fc.constantFrom('', '0', '1', '99', 'x', ...FIELDS, ...TRAPS), { maxLength: 4 }))
  .map(([name, path]) => name + path.map((part) => `[${part}]`).join(''));
const form = fc
  .array(fc.tuple(formKey, text), { maxLength: 20 })
  .map((pairs) => pairs.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&'));

/** A body and its media type. */
interface WireBody {
  type: string;
  text: string;
}

/** Bodies that no client should send, of every media type that is read here. */
function hostileBody(good: Record<string, unknown>): fc.Arbitrary<WireBody> {
  const json = fc.oneof(anything, nearly(good)).map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: fc.constant('application/json'), text: json }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('application/json'), text: brokenJson }) },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('application/x-www-form-urlencoded'), text: form }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constantFrom(
          'text/plain',
          'application/json; charset=x',
          'application/x-www-form-urlencoded',
        ),
        text,
      }),
    },
  );
}

/** Query strings, well-formed or not. */
const hostileQuery: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.tuple(fc.constantFrom(...PARAMETERS, ...TRAPS), text), {
      maxLength: 4,
    })
    .map((pairs) =>
      pairs.map(([name, value]) => `${escaped(name)}=${escaped(value)}`.slice(0, 2000)).join('&'),
    ),
  fc.constantFrom(
    'limit=%',
    'search=%zz',
    'search=%ff',
    '&&&',
    '=',
    'search=%00',
    'limit=-0&offset=1e3',
    '?',
  ),
);

/** Path segments where an id belongs. */
const hostileId: fc.Arbitrary<string> = fc
  .oneof(text, fc.uuid(), fc.string({ maxLength: 40 }))
  .map((id) => escaped(id.slice(0, 100)) || '0')
  // A client resolves these before it sends them.
  .filter((id) => !/^\.+$/.test(id));

function escaped(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

// A fixed seed, so that a failure comes again. On an idle machine all of it takes some 15 seconds.
const MANY = { seed: 20_261_123, numRuns: 50, interruptAfterTimeLimit: 5000 };
const FEW = { ...MANY, numRuns: 10 };
const NOBODY: Subject = {
  topic: '01890000-0000-7000-8000-000000000000',
  interviewee: '01890000-0000-7000-8000-000000000000',
};

describe('bad input', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  /** Answers below 500 are fine, as long as errors have the usual body. */
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
