import { identifiersOf, listFor, removedIdentifiers, replaceLists } from './targeting';

const ADA = 'Ada Lovelace <ada@example.com>';
const both = { interviewee_emails: [ADA], interviewee_distinct_ids: ['user-1', 'user-2'] };

describe('targeting', () => {
  it('lists e-mails before other ids', () => {
    expect(identifiersOf(both)).toEqual([ADA, 'user-1', 'user-2']);
  });

  it.each([
    ['an address', 'ada@example.com', 'interviewee_emails'],
    ['a name with an address', ADA, 'interviewee_emails'],
    ['any other id', 'user-1', 'interviewee_distinct_ids'],
    ['an address with a display name that is not closed', 'Ada <ada@example.com', 'interviewee_distinct_ids'],
  ])('puts %s into its list', (_, identifier, list) => {
    expect(listFor(identifier)).toBe(list);
  });

  it('replaces only the lists that were sent', () => {
    expect(replaceLists({ interviewee_emails: [] }, both)).toEqual({ ...both, interviewee_emails: [] });
    expect(replaceLists({}, both)).toEqual(both);
  });

  it('tells who was removed, and not who moved to the other list', () => {
    const after = { interviewee_emails: [], interviewee_distinct_ids: ['user-2', ADA] };
    expect(removedIdentifiers(both, after)).toEqual(['user-1']);
    expect(removedIdentifiers(both, both)).toEqual([]);
  });
});
