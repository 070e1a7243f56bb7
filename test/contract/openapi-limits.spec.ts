import { expectError } from '../support/expect-error';
import { bodyLimits, type LimitCase, valueLimits } from '../support/document-limits';
import { DocumentStage } from '../support/document-stage';
import { DOCUMENTED, type DocumentedOperation } from '../support/openapi-document';

type Case = [string, DocumentedOperation, LimitCase];

const JSON_TYPE = 'application/json';
/** The document's limits of identifiers that must be targeted, as people. */
const LISTED = ['x', 'x'.repeat(400)];

const titled = (operation: DocumentedOperation, limits: LimitCase[]): Case[] =>
  limits
    .filter(({ broken, kept }) => broken.length + kept.length > 0)
    .map((limit) => [`${operation.operationId}: ${limit.title}`, operation, limit]);

const bodies = DOCUMENTED.flatMap((operation) => {
  const media = operation.requestBody?.content[JSON_TYPE];
  return media ? titled(operation, bodyLimits(media.schema, media.example as Record<string, unknown>)) : [];
});
const queries = DOCUMENTED.flatMap((operation) =>
  operation.parameters
    .filter((parameter) => parameter.in === 'query' && !parameter['x-lenient'])
    .flatMap(({ name, schema }) => titled(operation, valueLimits(schema, name, 'x'))),
).filter(([, , { title }]) => !/ (type|not null|nullable)/.test(title));
const paged = DOCUMENTED.filter(({ method, parameters }) =>
  parameters.some(({ name }) => name === 'limit' && ['GET', 'POST'].includes(method)),
).map((operation): [string, DocumentedOperation] => [operation.operationId, operation]);
const keyed = DOCUMENTED.filter(({ parameters }) =>
  parameters.some(({ in: place, name }) => place === 'header' && name === 'Idempotency-Key'),
);

describe('limits of the document', () => {
  let stage: DocumentStage;

  beforeAll(async () => {
    stage = await DocumentStage.start();
  });
  afterAll(() => stage.stop());

  it('are there to be tried', () => {
    expect(bodies.length).toBeGreaterThan(100);
    expect(queries.length).toBeGreaterThan(0);
    expect(paged.length).toBeGreaterThan(4);
    expect(keyed.length).toBeGreaterThan(9);
  });

  it.each(bodies)('%s', async (_title, operation, { attr, broken, kept }) => {
    for (const body of broken) {
      expectError(await stage.request(operation, await stage.pathFor(operation, LISTED), body), 400, {
        attr,
      });
    }
    for (const body of kept) {
      const answer = await stage.request(operation, await stage.pathFor(operation, LISTED), body);
      expect([answer.status < 300, answer.body]).toEqual([true, answer.body]);
    }
  });

  it.each(queries)('%s', async (_title, operation, { attr, broken, kept }) => {
    const path = await stage.pathFor(operation);
    for (const value of broken) {
      const query = new URLSearchParams({ [attr]: String(value) }).toString();
      expectError(await stage.request(operation, `${path}?${query}`), 400, { attr });
    }
    for (const value of kept) {
      const query = new URLSearchParams({ [attr]: String(value) }).toString();
      expect((await stage.request(operation, `${path}?${query}`)).status).toBe(200);
    }
  });

  it.each(paged)(
    '%s takes limit and offset up to their limits, and their defaults beyond',
    async (_id, operation) => {
      const path = await stage.pathFor(operation);
      const previous = async (limit: string, offset: string) => {
        const { body } = await stage.request(operation, `${path}?limit=${limit}&offset=${offset}`);
        const link = body.previous as string | null;
        const used = link === null ? null : new URL(link).searchParams;
        return used && { limit: used.get('limit'), offset: used.get('offset') };
      };
      const [limit, offset] = ['limit', 'offset'].map(
        (name) => operation.parameters.find((parameter) => parameter.name === name)?.schema ?? {},
      );
      // Where the whole list is the default page, there is nothing before it to link to.
      const fallback =
        limit?.default === undefined ? null : { limit: JSON.stringify(limit.default), offset: null };
      const most = limit?.maximum ?? 0;
      const furthest = offset?.maximum ?? 0;
      expect(await previous(String(most), '1')).toEqual({ limit: String(most), offset: null });
      expect(await previous(String(limit?.minimum), '1')).toEqual({
        limit: String(limit?.minimum),
        offset: null,
      });
      for (const unusable of [most + 1, (limit?.minimum ?? 0) - 1, 'many', 1.5]) {
        expect(await previous(String(unusable), '1')).toEqual(fallback);
      }
      expect(await previous('1', String(furthest))).toEqual({ limit: '1', offset: String(furthest - 1) });
      for (const unusable of [furthest + 1, (offset?.minimum ?? 0) - 1, 'far']) {
        expect(await previous('1', String(unusable))).toBeNull();
      }
    },
  );

  it('hold for the Idempotency-Key of every operation that takes one', async () => {
    for (const operation of keyed) {
      const { minLength = 0, maxLength = 0 } =
        operation.parameters.find(({ name }) => name === 'Idempotency-Key')?.schema ?? {};
      const body = operation.requestBody?.content[JSON_TYPE]?.example;
      const under = async (key: string) =>
        stage.request(operation, await stage.pathFor(operation), body, { 'idempotency-key': key });
      expectError(await under('k'.repeat(maxLength + 1)), 400, { code: 'max_length', attr: null });
      expectError(await under(''), 400, { code: 'max_length', attr: null });
      for (const length of [minLength, maxLength])
        expect((await under('k'.repeat(length))).status).not.toBe(400);
    }
  });
});
