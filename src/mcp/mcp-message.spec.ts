import { takesJson, withoutNullParams } from './mcp-message';

describe('takesJson', () => {
  it.each([
    undefined,
    '',
    ' ',
    'application/json',
    'Application/JSON, Text/Event-Stream',
    'text/event-stream, application/json',
    'text/event-stream',
    '*/*',
    'application/*',
    'application/json; charset=utf-8',
    'application/json;charset=utf-8;q=0.5',
    'application/json;q=0.001',
    'text/html, */*;q=0.1',
    'text/html;q=0, application/json',
    'text/event-stream;q=0, application/json',
    'application/json;q=1.0,text/event-stream;q=0.9',
  ])('is true for %j', (accept) => expect(takesJson(accept)).toBe(true));

  it.each([
    'text/html',
    'application/xml',
    'application/jsonp',
    'application/json;q=0',
    'application/json; Q=0.000',
    'application/json;charset=utf-8;q=0',
    'text/event-stream;q=0',
    '*/*;q=0',
    '*/*, application/json;q=0',
    'application/json;q=0, text/event-stream',
    'text/event-stream, application/*;q=0',
    'nonsense',
  ])('is false for %j', (accept) => expect(takesJson(accept)).toBe(false));
});

describe('withoutNullParams', () => {
  it.each([
    [
      { id: 1, method: 'ping', params: null },
      { id: 1, method: 'ping' },
    ],
    [
      { id: 1, params: { name: 'x', arguments: null, _meta: null } },
      { id: 1, params: { name: 'x' } },
    ],
    [
      [{ id: 1, params: null }, { id: 2 }],
      [{ id: 1 }, { id: 2 }],
    ],
    // The operation reads its own arguments.
    [{ params: { arguments: { a: null } } }, { params: { arguments: { a: null } } }],
    // An id may not be null.
    [
      { id: null, method: 'ping' },
      { id: null, method: 'ping' },
    ],
    [{ params: [null] }, { params: [null] }],
    [null, null],
    ['x', 'x'],
    [7, 7],
  ])('of %j is %j', (body, expected) => expect(withoutNullParams(body)).toEqual(expected));
});
