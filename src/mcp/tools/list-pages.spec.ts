import { withNextOffset } from './list-pages';

describe('withNextOffset', () => {
  const page = (next: string | null) => ({ count: 9, next, previous: null, results: [1], extra: 2 });

  it.each([
    ['http://localhost/topics?limit=5&offset=5', 5],
    ['https://parley.example/topics?offset=140&limit=20&search=a%26offset%3D3', 140],
    [null, null],
  ])('replaces the link %j by %j', (next, next_offset) => {
    expect(withNextOffset(page(next))).toEqual({ count: 9, next_offset, results: [1], extra: 2 });
  });

  it('leaves what is no page', () => {
    expect(withNextOffset({ id: 'x', next: 'y' })).toEqual({ id: 'x', next: 'y' });
  });
});
