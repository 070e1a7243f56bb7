import { MAX_TERMS, parseQuery, type Term } from './search-query';

const term = (text: string, rest: Partial<Term> = {}): Term => ({
  alternative: 0,
  text,
  excluded: false,
  ...rest,
});

describe('parseQuery', () => {
  it.each<[string, string, Term[]]>([
    ['words', 'weekly  planning', [term('weekly'), term('planning')]],
    ['a phrase', '"weekly planning" tool', [term('weekly planning'), term('tool')]],
    ['a phrase without an end', '"weekly planning', [term('weekly planning')]],
    ['an excluded word', 'plan -budget', [term('plan'), term('budget', { excluded: true })]],
    ['an excluded phrase', 'plan -"the budget"', [term('plan'), term('the budget', { excluded: true })]],
    ['several minus signs as one', 'plan --budget', [term('plan'), term('budget', { excluded: true })]],
    ['a minus sign within a word', 'follow-up', [term('follow-up')]],
    ['alternatives', 'paper OR app', [term('paper'), term('app', { alternative: 1 })]],
    ['OR in lower case', 'paper or app', [term('paper'), term('app', { alternative: 1 })]],
    ['OR in a phrase as a word', '"paper or app"', [term('paper or app')]],
    ['OR in a longer word as a part of it', 'order', [term('order')]],
    ['other scripts', '计划 планы', [term('计划'), term('планы')]],
    ['other characters as words', 'a&b | !c', [term('a&b'), term('|'), term('!c')]],
  ])('reads %s', (_name, query, terms) => {
    expect(parseQuery(query)).toEqual(terms);
  });

  it.each(['', '   ', '-', '""', '-""', 'OR', 'OR OR'])('finds no terms in %j', (query) => {
    expect(parseQuery(query)).toEqual([]);
  });

  it('drops an alternative that only excludes', () => {
    expect(parseQuery('-budget')).toEqual([]);
    expect(parseQuery('-budget OR plan')).toEqual([term('plan', { alternative: 1 })]);
  });

  it('ignores terms beyond the limit, also excluded ones', () => {
    const words = Array.from({ length: MAX_TERMS + 5 }, (_, n) => `word${n}`);
    expect(parseQuery(words.join(' ')).map(({ text }) => text)).toEqual(words.slice(0, MAX_TERMS));
    expect(parseQuery(`${words.slice(0, MAX_TERMS).join(' ')} -budget`)).toHaveLength(MAX_TERMS);
  });
});
