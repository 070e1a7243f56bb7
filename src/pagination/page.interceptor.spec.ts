import { type ExecutionContext, StreamableFile } from '@nestjs/common';
import { text } from 'node:stream/consumers';
import { firstValueFrom, of } from 'rxjs';
import { Settings } from '../config/settings';
import { RawJson } from '../http/raw-json';
import { MAX_OFFSET, type Page } from './page.dto';
import { PageInterceptor } from './page.interceptor';
import { type PageRange, PageResult, type PageRows, ROWS_PER_CHUNK } from './page-result';

const interceptor = new PageInterceptor(
  Object.assign(new Settings(), { publicUrl: 'https://public.example' }),
);

function intercept(result: unknown, { host = 'parley.example.com', url = '/topics/' } = {}) {
  const request = { protocol: 'https', host, originalUrl: url };
  const context = { switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
  return firstValueFrom(interceptor.intercept(context, { handle: () => of(result) }));
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

describe('PageInterceptor', () => {
  const links = async (range: PageRange, request?: { host?: string; url?: string }) => {
    const { next, previous } = (await intercept(new PageResult([], range), request)) as Page<unknown>;
    return { next, previous };
  };
  const at = (query: string) => `https://parley.example.com/topics/${query}`;

  it.each<[string, PageRange, string | null, string | null]>([
    ['an empty list', { count: 0, limit: 10, offset: 0 }, null, null],
    ['the only page', { count: 10, limit: 10, offset: 0 }, null, null],
    ['the first page', { count: 11, limit: 10, offset: 0 }, '?limit=10&offset=10', null],
    ['a middle page', { count: 50, limit: 10, offset: 20 }, '?limit=10&offset=30', '?limit=10&offset=10'],
    ['the second page', { count: 20, limit: 10, offset: 10 }, null, '?limit=10'],
    ['an offset below the limit', { count: 20, limit: 10, offset: 3 }, '?limit=10&offset=13', '?limit=10'],
    ['an offset behind the end', { count: 5, limit: 10, offset: 30 }, null, '?limit=10&offset=20'],
    ['a page of one row', { count: 3, limit: 1, offset: 1 }, '?limit=1&offset=2', '?limit=1'],
    [
      'the largest offset',
      { count: 5, limit: 1000, offset: MAX_OFFSET },
      null,
      `?limit=1000&offset=${MAX_OFFSET - 1000}`,
    ],
    ['a page without limit', { count: 5, limit: undefined, offset: 0 }, null, null],
    ['the rest of a list', { count: 5, limit: undefined, offset: 2 }, null, null],
  ])('links %s to its neighbours', async (_, range, next, previous) => {
    expect(await links(range)).toEqual({ next: next && at(next), previous: previous && at(previous) });
  });

  it('keeps all other query parameters of the request', async () => {
    const url = '/topics/?search=caf%C3%A9%20%26%20co&offset=10&limit=5&x=1';
    expect(await links({ count: 100, limit: 5, offset: 10 }, { url })).toEqual({
      next: at('?search=caf%C3%A9+%26+co&offset=15&limit=5&x=1'),
      previous: at('?search=caf%C3%A9+%26+co&offset=5&limit=5&x=1'),
    });
  });

  it.each([
    '',
    'a b',
    'a/b',
    'a?b',
    'a#b',
    'user:secret@a',
    'a:b',
    'a:99999',
    '[1]',
    'a\\b',
    '300.1.1.1',
    'ä',
  ])('links to the public address when the Host header is %j, which is unusable', async (host) => {
    expect(await links({ count: 2, limit: 1, offset: 0 }, { host, url: '/topics' })).toEqual({
      next: 'https://public.example/topics?limit=1&offset=1',
      previous: null,
    });
  });

  it.each(['a', 'a.example', 'a_b:8080', '127.0.0.1:3000', '[2001:db8::1]', '[::1]:3000'])(
    'links to the host %s that was asked',
    async (host) => {
      const { next } = await links({ count: 2, limit: 1, offset: 0 }, { host });
      expect(next).toBe(`https://${host}/topics/?limit=1&offset=1`);
    },
  );

  const range = { count: 3, limit: 2, offset: 0 };
  const head = { count: 3, next: at('?limit=2&offset=2'), previous: null };

  it('makes a body of rows, with further fields after the results', async () => {
    const body = await intercept(new PageResult([{ a: 1 }, { a: 2 }], range, { counts: { b: 3 } }));
    expect(body).toEqual({ ...head, results: [{ a: 1 }, { a: 2 }], counts: { b: 3 } });
    expect(Object.keys(body as object)).toEqual(['count', 'next', 'previous', 'results', 'counts']);
  });

  it('puts rows that are JSON already into the body as they are', async () => {
    const rows = new RawJson<{ a: number }[]>('[{"a": 1}]');
    const body = (await intercept(new PageResult(rows, range))) as RawJson<Page<unknown>>;
    expect(body).toBeInstanceOf(RawJson);
    expect(body.text).toBe(`${JSON.stringify(head).slice(0, -1)},"results":[{"a": 1}]}`);
    const extended = (await intercept(new PageResult(rows, range, { b: [] }))) as RawJson<unknown>;
    expect(JSON.parse(extended.text)).toEqual({ ...head, results: [{ a: 1 }], b: [] });
  });

  it.each([[[]], [[[1, 2], [3]]]])('streams the chunks %j', async (chunks) => {
    const rows = (function* () {
      yield* chunks;
    })() as PageRows<number>;
    const body = (await intercept(new PageResult(rows, range, { b: 1 }))) as StreamableFile;
    expect(body).toBeInstanceOf(StreamableFile);
    expect(body.getHeaders().type).toBe('application/json; charset=utf-8');
    expect(JSON.parse(await text(body.getStream()))).toEqual({ ...head, results: chunks.flat(), b: 1 });
  });

  it.each([[undefined], [null], ['text'], [{ count: 1 }], [[1]]])('leaves %j as it is', async (result) => {
    expect(await intercept(result)).toBe(result);
  });
});

describe('PageResult.fromList', () => {
  const double = (n: number) => n * 2;

  it.each<[number | undefined, number | undefined, number[]]>([
    [undefined, undefined, [0, 2, 4, 6, 8]],
    [undefined, 3, [6, 8]],
    [2, undefined, [0, 2]],
    [2, 3, [6, 8]],
    [2, 4, [8]],
    [2, 5, []],
    [1000, MAX_OFFSET, []],
  ])('cuts out limit %s, offset %s', (limit, offset, expected) => {
    const page = PageResult.fromList(numbers(5), { limit, offset }, double);
    expect(page.rows).toEqual(expected);
    expect(page.range).toEqual({ count: 5, limit, offset: offset ?? 0 });
  });

  it('converts only the rows of the page', () => {
    const toDto = jest.fn(double);
    PageResult.fromList(numbers(5), { limit: 2, offset: 1 }, toDto);
    expect(toDto.mock.calls.map(([n]) => n)).toEqual([1, 2]);
  });

  it('makes a list of up to one chunk of rows', () => {
    expect(PageResult.fromList(numbers(ROWS_PER_CHUNK), {}, double).rows).toHaveLength(ROWS_PER_CHUNK);
  });

  it('converts the rows of a longer page in chunks, when they are asked for', () => {
    const toDto = jest.fn(double);
    const { rows, range } = PageResult.fromList(numbers(ROWS_PER_CHUNK * 2 + 1), {}, toDto);
    expect(toDto).not.toHaveBeenCalled();
    const chunks = [...(rows as Generator<number[]>)];
    expect(chunks.map(({ length }) => length)).toEqual([ROWS_PER_CHUNK, ROWS_PER_CHUNK, 1]);
    expect(chunks.flat()).toEqual(numbers(ROWS_PER_CHUNK * 2 + 1).map(double));
    expect(range.count).toBe(ROWS_PER_CHUNK * 2 + 1);
  });
});
