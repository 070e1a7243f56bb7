import { listFor } from './targeting';

const ADA = 'Ada Lovelace <ada@example.com>';

describe('listFor', () => {
  it.each([
    ['an address', 'ada@example.com', 'interviewee_emails'],
    ['a name with an address', ADA, 'interviewee_emails'],
    ['any other id', 'user-1', 'interviewee_distinct_ids'],
    ['an address with a display name that is not closed', 'Ada <ada@example.com', 'interviewee_distinct_ids'],
  ])('puts %s into its list', (_, identifier, list) => {
    expect(listFor(identifier)).toBe(list);
  });
});
