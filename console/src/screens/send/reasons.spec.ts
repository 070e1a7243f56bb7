import { groupsOf, reasonOf } from './reasons';

describe('the reasons of a dry run', () => {
  it('are grouped in one order, without those that nobody has', () => {
    const totals = { would_send: 41, not_an_email: 1, brand_new: 3, already_sent: 7, opted_out: 0 };
    expect(groupsOf(totals)).toEqual([
      { reason: 'already_sent', count: 7 },
      { reason: 'not_an_email', count: 1 },
      { reason: 'brand_new', count: 3 },
    ]);
  });

  it('have words also when they are new', () => {
    expect([reasonOf('opted_out'), reasonOf('brand_new')]).toEqual(['opted_out', 'other']);
  });
});
