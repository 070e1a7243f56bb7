import { searchPatterns } from './topics.read-model';

describe('searchPatterns', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['plan  week plan', ['%plan%', '%week%']],
    ['100%_\\', ['%100\\%\\_\\\\%']],
  ])('of %j are %j', (search, patterns) => {
    expect(searchPatterns(search)).toEqual(patterns);
  });
});
