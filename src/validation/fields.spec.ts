import type { Type } from '@nestjs/common';
import { IsEmail } from 'class-validator';
import fastify from 'fastify';
import { InvalidRequestContent } from '../errors/domain-errors';
import { registerBodyParsers } from '../http/body-parsers';
import {
  BooleanField,
  ChoiceField,
  ChoiceListField,
  ItemsField,
  TextField,
  TextListField,
  TimeField,
  WholeNumberField,
} from './fields';
import { RequestPipe } from './request.pipe';
import { failsWith } from './rules';

class Item {
  @TextField({ description: 'A name.' })
  name: string;
}

class Kinds {
  @BooleanField({ description: 'A boolean.', optional: true })
  flag?: boolean;

  @WholeNumberField({ description: 'A number.', min: 1, max: 9, optional: true, nullable: true })
  count?: number | null;

  @WholeNumberField({ description: 'A size.', min: 1, max: 9, optional: true })
  size?: number;

  @TimeField({ description: 'A time.', optional: true })
  due?: string | null;

  @ChoiceField({ description: 'A choice.', choices: ['a', 'b'], optional: true })
  choice?: string;

  @ChoiceListField({ description: 'Choices.', choices: ['a', 'b'], min: 1, optional: true })
  choices?: string[];

  @TextListField({ description: 'Texts.', optional: true, item: {} })
  texts?: string[];

  @TextField({
    description: 'An address.',
    optional: true,
    nullable: true,
    blank: true,
    rules: [IsEmail({}, failsWith({ code: 'invalid_input', detail: 'No address.' }))],
  })
  address?: string | null;

  @ItemsField({
    description: 'Items.',
    item: () => Item,
    texts: { name: {} },
    min: 1,
    max: 2,
    optional: true,
  })
  items?: Item[];
}

const pipe = new RequestPipe();

/** Code and field of the error, or what was read. */
async function outcome(reading: Promise<unknown>): Promise<unknown> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof InvalidRequestContent)) throw error;
    return `${error.code} ${error.attr}`;
  }
}

/** Reads a body through the real parsers, which mark forms. */
async function readForm(metatype: Type<unknown>, form: string): Promise<unknown> {
  const server = fastify();
  registerBodyParsers(server);
  let reading: unknown;
  server.post('/', async ({ body }) => {
    reading = await outcome(pipe.transform(body, { type: 'body', metatype }));
    return {};
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await server.inject({ method: 'POST', url: '/', payload: form, headers });
  await server.close();
  return reading;
}

describe('fields', () => {
  it.each<[object, unknown]>([
    [{ flag: 'TRUE' }, { flag: true }],
    [{ flag: 1 }, 'invalid_input flag'],
    [{ count: null }, { count: null }],
    [{ count: 9 }, { count: 9 }],
    [{ count: 10 }, 'invalid_input count'],
    [{ count: 1.5 }, 'invalid_input count'],
    [{ count: '7' }, 'invalid_input count'],
    [{ size: null }, 'null size'],
    [{ due: null }, { due: null }],
    [{ due: ' 2030-01-31T18:00:00Z ' }, { due: '2030-01-31T18:00:00Z' }],
    [{ due: '2030-02-30T18:00:00Z' }, 'invalid_input due'],
    [{ due: '2030-01-31' }, 'invalid_input due'],
    [{ due: '' }, 'invalid_input due'],
    [{ choice: ' a ' }, { choice: 'a' }],
    [{ choice: 'c' }, 'invalid_input choice'],
    [{ choice: ['a'] }, 'invalid_input choice'],
    [{ choices: ['a', 'a'] }, { choices: ['a', 'a'] }],
    [{ choices: [] }, 'empty choices'],
    [{ choices: ['a', 'c'] }, 'invalid_input choices__1'],
    [{ choices: [null] }, 'null choices__0'],
    [{ texts: 'a' }, 'not_a_list texts'],
    [{ address: ' ' }, { address: '' }],
    [{ address: null }, { address: null }],
    [{ address: 'a@example.com' }, { address: 'a@example.com' }],
    [{ address: 'a' }, 'invalid_input address'],
  ])('reads each kind of field in JSON: %j', async (sent, expected) => {
    expect(await outcome(pipe.transform(sent, { type: 'body', metatype: Kinds }))).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['flag=true', { flag: true }],
    ['flag=yes', 'invalid_input flag'],
    ['count=7', { count: 7 }],
    ['count=', { count: null }],
    ['size=', 'null size'],
    ['size=seven', 'invalid_input size'],
    ['due=', { due: null }],
    ['texts=a', { texts: ['a'] }],
    ['texts=+a+&texts=b', { texts: ['a', 'b'] }],
    ['texts=', 'blank texts__0'],
    ['choices=a', { choices: ['a'] }],
    ['items[0][name]=+a&items[1][name]=b', { items: [{ name: 'a' }, { name: 'b' }] }],
    ['items[0][name]=a&items[1][nom]=b', 'required items__1__name'],
  ])('reads each kind of field in a form: %s', async (form, expected) => {
    expect(await readForm(Kinds, form)).toEqual(expected);
  });
});
