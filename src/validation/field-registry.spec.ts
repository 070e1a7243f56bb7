import { ItemsField, Optional, TextField, TextListField } from './fields';
import { readFields } from './field-registry';

class Item {
  @TextField({ description: 'A name.', maxLength: 3 })
  name: string;
}

class Body {
  @TextField({ description: 'A title.' })
  title: string;

  @TextListField({ description: 'Tags.', optional: true, item: { maxLength: 3 } })
  tags?: string[];

  @ItemsField({ description: 'Items.', item: () => Item, min: 1, max: 2 })
  items: Item[];
}

class Change extends Optional(Body) {}

describe('readFields', () => {
  it('gives the declared fields, normalised, in an object of the class', () => {
    const reading = readFields(Body, { title: ' x ', items: [{ name: ' a ', id: 1 }], other: 1 }, false);
    expect(reading).toEqual({ value: { title: 'x', items: [{ name: 'a' }] } });
    expect((reading as { value: object }).value).toBeInstanceOf(Body);
  });

  it.each<[object, string, (string | number)[]]>([
    [{}, 'required', ['title']],
    [{ title: 'x', tags: ['a', 'abcd'] }, 'max_length', ['tags', 1]],
    [{ title: 'x', items: [] }, 'empty', ['items']],
    [{ title: 'x', items: [{}, {}, {}] }, 'max_length', ['items']],
    [{ title: 'x', items: [{ name: 'a' }, 1] }, 'invalid_input', ['items', 1]],
    [{ title: 'x', items: [{ name: 'a' }, { name: 'abcd' }] }, 'max_length', ['items', 1, 'name']],
  ])('reports the first broken rule and where it is: %j', (sent, code, path) => {
    expect(readFields(Body, sent, false)).toMatchObject({ violation: { code, path } });
  });

  it('takes nothing for granted in a class of optional fields, and checks what was sent', () => {
    expect(readFields(Change, {}, false)).toEqual({ value: {} });
    expect(readFields(Change, { title: null }, false)).toMatchObject({ violation: { code: 'null' } });
  });

  it('never looks through fields that nobody declared, so that many of them cost nothing', () => {
    const sent = new Proxy(
      { title: 'x', items: [{ name: 'a' }] },
      {
        ownKeys: () => {
          throw new Error('listed');
        },
      },
    );
    expect(readFields(Body, sent, false)).toEqual({ value: { title: 'x', items: [{ name: 'a' }] } });
  });

  it('takes no inherited member for a field', () => {
    const sent = Object.create({ title: 'inherited' }) as object;
    expect(readFields(Body, sent, false)).toMatchObject({ violation: { code: 'required' } });
    expect(readFields(Body, JSON.parse('{"__proto__": {"title": "x"}}') as object, false)).toMatchObject({
      violation: { code: 'required', path: ['title'] },
    });
  });
});
