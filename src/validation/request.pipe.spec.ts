import { type ArgumentMetadata, type Type } from '@nestjs/common';
import { PartialType } from '@nestjs/swagger';
import { cpuTimeRatio } from '../../test/support/cpu-time';
import { InvalidRequestContent } from '../errors/domain-errors';
import { ChoiceField, ItemsField, LenientField, TextField, TextListField } from './fields';
import { RequestPipe } from './request.pipe';

const NAME = { description: 'A name.', maxLength: 3 };
const NOTE = { description: 'A note.', blank: true };

class Item {
  @TextField(NAME)
  name: string;

  @TextField(NOTE)
  note: string;
}

class Body {
  @TextField({ description: 'A title.' })
  title: string;

  @TextListField({ description: 'Tags.', optional: true, item: { maxLength: 3 } })
  tags?: string[];

  @ItemsField({
    description: 'Items.',
    item: () => Item,
    texts: { name: NAME, note: NOTE },
    min: 1,
    max: 2,
  })
  items: Item[];
}

class Change extends PartialType(Body, { skipNullProperties: false }) {}

class Query {
  @ChoiceField({ description: 'A choice.', choices: ['a', 'b'], optional: true })
  choice?: string;

  @LenientField({ type: Number }, (sent) => (sent === '7' ? 7 : undefined))
  limit?: number;
}

const pipe = new RequestPipe();
const read = (metatype: Type<unknown>, sent: unknown, type: ArgumentMetadata['type'] = 'body') =>
  pipe.transform(sent, { type, metatype });

/** Code and field of the error, or what was read. */
async function outcome(reading: Promise<unknown>): Promise<unknown> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof InvalidRequestContent)) throw error;
    return `${error.code} ${error.attr}`;
  }
}

/** An object that throws when its keys are listed, as every step that looks at unknown fields would have to. */
const unlistable = (target: object): object =>
  new Proxy(target, {
    ownKeys: () => {
      throw new Error('listed');
    },
  });

describe('RequestPipe', () => {
  it('gives the declared fields, trimmed, as instances of their classes', async () => {
    const items = [{ name: ' a ', note: '', id: 1 }];
    const body = await read(Body, { title: ' x ', tags: [' b '], items, other: 1 });
    expect(body).toEqual({ title: 'x', tags: ['b'], items: [{ name: 'a', note: '' }] });
    expect(body).toBeInstanceOf(Body);
    expect((body as Body).items[0]).toBeInstanceOf(Item);
  });

  it('leaves what was sent as it was', async () => {
    const sent = { title: ' x ', tags: [' b '], items: [{ name: 'a', note: '' }], constructor: 1 };
    const before = structuredClone(sent);
    await read(Body, sent);
    expect(sent).toEqual(before);
  });

  it.each<[string, unknown, string]>([
    ['null', null, 'null'],
    ['a list', [], 'list'],
    ['a number', 3, 'number'],
    ['a string', 'x', 'string'],
  ])('refuses a body that is %s', async (_what, sent, got) => {
    await expect(read(Body, sent)).rejects.toMatchObject({
      code: 'invalid_input',
      detail: `Invalid data. Expected an object, but got ${got}.`,
      attr: null,
    });
  });

  it('takes no body for an empty one', async () => {
    expect(await outcome(read(Body, undefined))).toBe('required title');
    expect(await outcome(read(Query, undefined))).toEqual({});
  });

  it('leaves parameters alone that are no bodies or queries', async () => {
    const caller = { any: 'thing' };
    expect(await pipe.transform(caller, { type: 'custom', metatype: Body })).toBe(caller);
    expect(await pipe.transform('x', { type: 'param', metatype: String })).toBe('x');
    expect(await pipe.transform(caller, { type: 'body', metatype: Object })).toBe(caller);
    expect(await pipe.transform(caller, { type: 'body' })).toBe(caller);
  });

  it.each<[unknown, string]>([
    [{}, 'required title'],
    [{ title: null }, 'null title'],
    [{ title: 3 }, 'invalid_input title'],
    [{ title: ['x'] }, 'invalid_input title'],
    [{ title: ' ' }, 'blank title'],
    [{ title: 'a\0b' }, 'invalid_input title'],
    [{ title: '\ud800' }, 'invalid_input title'],
    [{ title: 'x' }, 'required items'],
    [{ title: 'x', tags: null }, 'null tags'],
    [{ title: 'x', tags: 'a' }, 'not_a_list tags'],
    [{ title: 'x', tags: ['a', 'abcd'] }, 'max_length tags__1'],
    [{ title: 'x', tags: ['a', 'b', null, 3] }, 'null tags__2'],
    [{ title: 'x', tags: ['a', []] }, 'invalid_input tags__1'],
    [{ title: 'x', tags: [' '] }, 'blank tags__0'],
    [{ title: 'x', items: null }, 'null items'],
    [{ title: 'x', items: {} }, 'not_a_list items'],
    [{ title: 'x', items: [] }, 'empty items'],
    [{ title: 'x', items: [{}, {}, {}] }, 'max_length items'],
    [{ title: 'x', items: [{}, 1] }, 'invalid_input items__1'],
    [{ title: 'x', items: [null] }, 'invalid_input items__0'],
    [{ title: 'x', items: [{ name: 'a', note: 'b' }, []] }, 'invalid_input items__1'],
    [{ title: 'x', items: [{ name: 'a' }, { name: 'abcd' }] }, 'required items__0__note'],
    [{ title: 'x', items: [{ name: 'a', note: ' ' }, { name: 'abcd' }] }, 'max_length items__1__name'],
    [{ title: 'x', items: [{ name: { a: 1 }, note: '' }] }, 'invalid_input items__0__name'],
    [{ title: '', tags: 3, items: [] }, 'blank title'],
    [{ title: 'x', tags: [3], items: [{}, {}, {}] }, 'invalid_input tags__0'],
  ])('reports the first broken rule and its place: %j', async (sent, expected) => {
    expect(await outcome(read(Body, sent))).toBe(expected);
  });

  it.each<[object, string, string]>([
    [{ title: 'x', tags: { a: 1 } }, 'not_a_list', 'Expected a list of items but got type "object".'],
    [{ title: 'x', tags: true }, 'not_a_list', 'Expected a list of items but got type "boolean".'],
    [{ title: 'x', tags: ['abcd'] }, 'max_length', 'Ensure this field has no more than 3 characters.'],
    [{ title: 'x', items: [{}, {}, {}] }, 'max_length', 'Ensure this field has no more than 2 items.'],
  ])('says in one sentence what is wrong: %j', async (sent, code, detail) => {
    await expect(read(Body, sent)).rejects.toMatchObject({ code, detail });
  });

  it('takes the text "null" in a query, and only there, for a value that was not sent', async () => {
    expect(await outcome(read(Query, { choice: 'null', limit: 'null' }, 'query'))).toEqual({});
    expect(await outcome(read(Query, { choice: 'null' }))).toBe('invalid_input choice');
  });

  it('falls back to the default for an unusable value of a lenient field', async () => {
    expect(await outcome(read(Query, { limit: '7' }, 'query'))).toEqual({ limit: 7 });
    for (const limit of ['seven', ['7'], { constructor: 1 }, null]) {
      expect(await outcome(read(Query, { limit }, 'query'))).toEqual({});
    }
  });

  it('requires nothing in a partial class, and checks what was sent', async () => {
    expect(await outcome(read(Change, {}))).toEqual({});
    expect(await outcome(read(Change, { tags: [' a '] }))).toEqual({ tags: ['a'] });
    expect(await outcome(read(Change, { title: null }))).toBe('null title');
    expect(await outcome(read(Change, { title: ' ' }))).toBe('blank title');
    expect(await outcome(read(Change, { items: [{}, {}, {}] }))).toBe('max_length items');
  });

  describe('with hostile input', () => {
    it('never lists the names that were sent', async () => {
      const items = [unlistable({ name: 'a', note: '' })];
      const sent = unlistable({ title: 'x', items });
      expect(await read(Body, sent)).toEqual({ title: 'x', items: [{ name: 'a', note: '' }] });
      expect(await outcome(read(Body, unlistable({ title: unlistable({}) })))).toBe('invalid_input title');
      expect(await outcome(read(Body, unlistable({ title: 'x', tags: [unlistable({})] })))).toBe(
        'invalid_input tags__0',
      );
    });

    it.each([
      ['{"title": {"constructor": 1}}', 'invalid_input title'],
      ['{"title": {"__proto__": {"x": 1}}}', 'invalid_input title'],
      ['{"title": {"then": 1, "length": 1}}', 'invalid_input title'],
      ['{"title": "x", "tags": {"constructor": [], "length": 1}}', 'not_a_list tags'],
      ['{"title": "x", "tags": [{"constructor": 1}]}', 'invalid_input tags__0'],
      ['{"title": "x", "items": [{"constructor": 1}]}', 'required items__0__name'],
      ['{"title": "x", "items": [{"name": {"constructor": "String"}}]}', 'invalid_input items__0__name'],
      ['{"__proto__": {"title": "x"}}', 'required title'],
      ['{"title": "x", "items": [{"__proto__": {"name": "a", "note": ""}}]}', 'required items__0__name'],
    ])('takes no field and no class from %s', async (text, expected) => {
      expect(await outcome(read(Body, JSON.parse(text)))).toBe(expected);
    });

    it('lets unknown names of the prototype pass', async () => {
      const text =
        '{"__proto__": {"a": 1}, "constructor": {"b": 1}, "toString": 1, "title": "x", "tags": []}';
      const body = await read(Change, JSON.parse(text));
      expect(body).toEqual({ title: 'x', tags: [] });
      expect(Object.keys(body as object)).not.toContain('constructor');
      expect(body).toBeInstanceOf(Change);
    });

    it('takes no inherited member for a field', async () => {
      expect(await outcome(read(Body, Object.create({ title: 'x' })))).toBe('required title');
    });

    it('spends no time on unknown fields', async () => {
      const flood = Object.fromEntries(
        Array.from({ length: 500_000 }, (_, n) => [`n${n}`, { deep: [1] }]),
      ) as object;
      const known = { title: 'x', items: [{ name: 'a', note: '' }] };
      const sent = Object.assign(flood, known);
      const ratio = await cpuTimeRatio(
        () => read(Body, sent),
        () => read(Body, known),
      );
      expect(ratio).toBeLessThan(20);
    });

    it('spends no time on the entries of a list past its limit', async () => {
      const refused = (length: number) => {
        const items = Array.from({ length }, () => ({ name: 'a', note: '' }));
        return async () => expect(await outcome(read(Body, { title: 'x', items }))).toBe('max_length items');
      };
      expect(await cpuTimeRatio(refused(1_000_000), refused(3))).toBeLessThan(20);
    });

    it('reports one error for a list in which every entry is broken', async () => {
      const refused = (entry: unknown, expected: string) => {
        const tags = Array.from({ length: 50_000 }, () => entry);
        return async () => expect(await outcome(read(Body, { title: 'x', tags }))).toBe(expected);
      };
      // A list without a broken entry fails at the next field. An error for each entry would take many times as long.
      const ratio = await cpuTimeRatio(refused(3, 'invalid_input tags__0'), refused('a', 'required items'));
      expect(ratio).toBeLessThan(2);
    });
  });
});
