import { expectError } from '../support/clients/expect-error';
import { useOperationFixture } from '../support/openapi/operation-fixture';
import {
  DOCUMENTED,
  type DocumentedOperation,
  isNullable,
  resolved,
  type Schema,
  typeOf,
} from '../support/openapi/document';

type Body = Record<string, unknown>;

/** One limit of a field: values that break it, and values that just keep it. */
interface LimitCase {
  /** Such as `items__0__agent_context maxLength 10000`. */
  title: string;
  /** The field as an error names it. */
  attr: string;
  broken: unknown[];
  kept: unknown[];
}

/** The honeypot field, whose errors name no field. */
const TRAP = '_hp';
/** Fields that take addresses only. */
const ADDRESS_FIELDS = new Set(['interviewee_emails', 'reply_to']);

const UNUSABLE: Readonly<Record<string, string>> = {
  'date-time': 'yesterday',
  uuid: 'no-uuid',
  email: 'nobody',
};
const USABLE: Readonly<Record<string, string>> = {
  'date-time': '2031-05-31T18:00:00Z',
  uuid: '01890000-0000-7000-8000-000000000000',
  email: 'grace@example.com',
};

/** Good values of fields of which a filler is none. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  send_at: new Date(Date.now() + 24 * 3600 * 1000).toISOString(),
  url: 'https://hooks.invalid/',
  sending_windows: [{ days: ['mon'], from: '09:00', to: '17:00' }],
  consent_text: { en: 'By your own choice.' },
  retention: { audit: 30 },
};

/** Fields that a field needs beside it. */
const NEEDED: Readonly<Record<string, Body>> = {
  override_contact_rules: { override_reason: 'All of them agreed.' },
  max_invites: { max_invites_days: 30 },
  max_invites_days: { max_invites: 1 },
  max_participations: { max_participations_days: 30 },
  max_participations_days: { max_participations: 1 },
};

/** The fields beside a value: those that a field needs go with it when it is emptied. */
function besides(name: string, value: unknown): Body {
  const needed = NEEDED[name] ?? {};
  return value === null ? Object.fromEntries(Object.keys(needed).map((other) => [other, null])) : needed;
}

const NAMED_ADDRESS = ' <ada@example.com>';

/** A text of exactly this length that the field takes, or the shortest one. */
function textOf(length: number, field: string): string {
  if (field === 'email') return NAMED_ADDRESS.padStart(length, 'x');
  if (field === 'time_zone') return 'UTC';
  if (field === 'url' || field === 'privacy_url') return 'https://hooks.invalid/'.padEnd(length, 'x');
  if (!ADDRESS_FIELDS.has(field)) return 'x'.repeat(length);
  if (length < 10) return 'a@b.co';
  const labels = ['d'.repeat(63), 'd'.repeat(63), 'd'.repeat(Math.max(length - 197, 1)), 'com'];
  return `${'a'.repeat(64)}@${labels.join('.')}`;
}

/** Every limit of a body's fields, as whole bodies made from `example`. */
function bodyLimits(schema: Schema, example: Body): LimitCase[] {
  const { properties = {}, required = [] } = resolved(schema);
  return Object.entries(properties).flatMap(([name, given]) => {
    if (name === TRAP) return [];
    const field = resolved(given);
    const sample = example[name] ?? sampleOf(field, name);
    const without = Object.fromEntries(Object.entries(example).filter(([other]) => other !== name));
    const presence: LimitCase = required.includes(name)
      ? { title: `${name} required`, attr: name, broken: [without], kept: [] }
      : { title: `${name} optional`, attr: name, broken: [], kept: [without] };
    const limits = valueLimits(field, name, sample).map((limit) => ({
      ...limit,
      broken: limit.broken.map((value) => ({ ...example, [name]: value })),
      kept: limit.kept.map((value) => ({ ...example, ...besides(name, value), [name]: value })),
    }));
    return [presence, ...limits.map((limit) => (field['x-lenient'] ? lenient(limit) : limit))];
  });
}

/** Every limit of one value; titles and names begin with `path`. */
function valueLimits(schema: Schema, path: string, sample: unknown): LimitCase[] {
  const field = path.split('__')[0] ?? path;
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, format } = schema;
  const nullable = isNullable(schema);
  const choices = schema.enum?.filter((choice) => choice !== null);
  const limits: LimitCase[] = [];
  const add = (rule: string, broken: unknown[], kept: unknown[]) =>
    limits.push({ title: `${path} ${rule}`, attr: path, broken, kept });
  add(nullable ? 'nullable' : 'not null', nullable ? [] : [null], nullable ? [null] : []);
  add(`type ${typeOf(schema)}`, [typeOf(schema) === 'object' ? 'no object' : { no: 'object' }], [sample]);
  if (minLength !== undefined)
    add(`minLength ${minLength}`, ['', '  '], [(format && USABLE[format]) ?? textOf(minLength, field)]);
  if (maxLength !== undefined)
    add(`maxLength ${maxLength}`, [textOf(maxLength + 1, field)], [textOf(maxLength, field)]);
  if (minimum !== undefined) add(`minimum ${minimum}`, [minimum - 1, minimum + 0.5], [minimum]);
  if (maximum !== undefined) add(`maximum ${maximum}`, [maximum + 1], [maximum]);
  if (choices !== undefined) add('enum', ['no-such-choice'], choices);
  const unusable = format === undefined ? undefined : UNUSABLE[format];
  if (format !== undefined && unusable !== undefined)
    add(`format ${format}`, [unusable], [SAMPLES[field] ?? USABLE[format]]);
  if (schema.properties) return [...limits, ...memberLimits(schema, path, sample as Body)];
  const item = schema.items && resolved(schema.items);
  if (item === undefined) return limits;
  const entry = (sample as unknown[])[0] ?? sampleOf(item, field);
  if (minItems) add(`minItems ${minItems}`, [entries(entry, minItems - 1)], [entries(entry, minItems)]);
  if (maxItems !== undefined)
    add(`maxItems ${maxItems}`, [entries(entry, maxItems + 1)], [entries(entry, maxItems)]);
  return [...limits, ...itemLimits(item, path, entry)];
}

/** Every limit of the members of an object, as whole objects. */
function memberLimits(schema: Schema, path: string, sample: Body): LimitCase[] {
  return bodyLimits(schema, sample).map((limit) => ({
    ...limit,
    title: `${path}__${limit.title}`,
    attr: `${path}__${limit.attr}`,
  }));
}

function itemLimits(item: Schema, path: string, entry: unknown): LimitCase[] {
  const inside = item.properties ? bodyLimits(item, entry as Body) : valueLimits(item, '0', entry);
  const field = path.split('__')[0] ?? path;
  return inside.map((limit) => ({
    title: `${path}__${limit.title}`,
    attr: item.properties ? `${path}__0__${limit.attr}` : `${path}__0`,
    broken: limit.broken.map((value) => [readdressed(value, field)]),
    kept: limit.kept.map((value) => [readdressed(value, field)]),
  }));
}

/** The item of a list knows its length, but not the name of the list, which says that it is an address. */
function readdressed(value: unknown, field: string): unknown {
  const isFiller = typeof value === 'string' && /^x+$/.test(value);
  return isFiller && ADDRESS_FIELDS.has(field) ? textOf(value.length, field) : value;
}

/** Different items, since some lists refuse repetition. */
function entries(entry: unknown, count: number): unknown[] {
  return Array.from({ length: count }, (_, n) => {
    if (typeof entry !== 'object' || entry === null) return entry;
    const [[name, value] = ['', '']] = Object.entries(entry);
    return typeof value === 'string' ? { ...entry, [name]: `${value} ${n}` } : entry;
  });
}

function sampleOf(schema: Schema, field: string): unknown {
  if (field in SAMPLES) return SAMPLES[field];
  if (schema.enum) return schema.enum[0];
  if (typeOf(schema) === 'array') return [sampleOf(resolved(schema.items ?? {}), field)];
  if (typeOf(schema) === 'boolean') return true;
  if (typeOf(schema) === 'integer') return schema.minimum ?? 0;
  return (schema.format && USABLE[schema.format]) ?? textOf(10, field);
}

function lenient({ broken, kept, ...limit }: LimitCase): LimitCase {
  return { ...limit, broken: [], kept: [...kept, ...broken] };
}

type Case = [string, DocumentedOperation, LimitCase];

const CSV_TYPE = 'text/csv';
const JSON_TYPE = 'application/json';
/** The document's limits of identifiers that must be targeted, as people. */
const LISTED = ['x', textOf(10, 'identifiers'), 'x'.repeat(400)];

const titled = (operation: DocumentedOperation, limits: LimitCase[]): Case[] =>
  limits
    .filter(({ broken, kept }) => broken.length + kept.length > 0)
    .map((limit) => [`${operation.operationId}: ${limit.title}`, operation, limit]);

/** Ids of one's own projects, which no filler is: test/e2e/api-keys tries their limits. */
const OWN_PROJECTS = /: project_ids(__0| maxItems)/;

const bodies = DOCUMENTED.flatMap((operation) => {
  const media = operation.requestBody?.content[JSON_TYPE];
  return media ? titled(operation, bodyLimits(media.schema, media.example as Record<string, unknown>)) : [];
}).filter(([title]) => !OWN_PROJECTS.test(title));
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
  const fixture = useOperationFixture();

  it('are there to be tried', () => {
    expect(bodies.length).toBeGreaterThan(100);
    expect(queries.length).toBeGreaterThan(0);
    expect(paged.length).toBeGreaterThan(4);
    expect(keyed.length).toBeGreaterThan(9);
  });

  it.each(bodies)('%s', async (_title, operation, { attr, broken, kept }) => {
    for (const body of broken) {
      expectError(await fixture.request(operation, await fixture.pathFor(operation, LISTED), body), 400, {
        attr,
      });
    }
    for (const body of kept) {
      const answer = await fixture.request(operation, await fixture.pathFor(operation, LISTED), body);
      expect([answer.status < 300, answer.body]).toEqual([true, answer.body]);
    }
  });

  it.each(queries)('%s', async (_title, operation, { attr, broken, kept }) => {
    const path = await fixture.pathFor(operation);
    for (const value of broken) {
      const query = new URLSearchParams({ [attr]: String(value) }).toString();
      expectError(await fixture.request(operation, `${path}?${query}`), 400, { attr });
    }
    for (const value of kept) {
      const query = new URLSearchParams({ [attr]: String(value) }).toString();
      expect((await fixture.request(operation, `${path}?${query}`)).status).toBe(200);
    }
  });

  it.each(paged)(
    '%s takes limit and offset up to their limits, the largest limit above it, and defaults otherwise',
    async (_id, operation) => {
      const path = await fixture.pathFor(operation);
      const previous = async (limit: string, offset: string) => {
        const { body } = await fixture.request(operation, `${path}?limit=${limit}&offset=${offset}`);
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
      expect(await previous(String(most + 1), '1')).toEqual({ limit: String(most), offset: null });
      for (const unusable of [(limit?.minimum ?? 0) - 1, 'many', 1.5]) {
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
      const { content = {} } = operation.requestBody ?? {};
      const body = content[JSON_TYPE]?.example ?? content[CSV_TYPE]?.schema.example;
      const type: Record<string, string> = content[CSV_TYPE] ? { 'content-type': CSV_TYPE } : {};
      const under = async (key: string) =>
        fixture.request(operation, await fixture.pathFor(operation), body, {
          ...type,
          'idempotency-key': key,
        });
      expectError(await under('k'.repeat(maxLength + 1)), 400, { code: 'max_length', attr: null });
      expectError(await under(''), 400, { code: 'max_length', attr: null });
      for (const length of [minLength, maxLength]) {
        const { status, body: answer } = await under('k'.repeat(length));
        expect([operation.operationId, status === 400, answer]).toEqual([
          operation.operationId,
          false,
          answer,
        ]);
      }
    }
  });
});
