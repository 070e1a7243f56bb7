import { selectRecipients } from './recipient-selection';

const select = (...identifiers: string[]) =>
  selectRecipients(identifiers.map((identifier) => ({ identifier }))).map(({ address, reason }) => [
    address,
    reason,
  ]);

describe('selectRecipients', () => {
  it('selects people whose identifier is an address, with or without a name', () => {
    expect(select('ada@example.com', 'Grace Hopper <grace@example.com>')).toEqual([
      ['ada@example.com', ''],
      ['grace@example.com', ''],
    ]);
  });

  it('selects no person with another identifier', () => {
    expect(select('user-42', 'ada@', '@ada', 'Ada Lovelace')).toEqual([
      [null, 'not_an_email'],
      [null, 'not_an_email'],
      [null, 'not_an_email'],
      [null, 'not_an_email'],
    ]);
  });

  it('selects each mailbox once: the first in the list, regardless of case and name', () => {
    expect(
      select(
        'Ada@Example.com',
        'ada@example.com',
        'Ada <ADA@EXAMPLE.COM>',
        'user-1',
        '"A" <ada@example.com>',
      ),
    ).toEqual([
      ['Ada@Example.com', ''],
      ['ada@example.com', 'duplicate_recipient'],
      ['ADA@EXAMPLE.COM', 'duplicate_recipient'],
      [null, 'not_an_email'],
      ['ada@example.com', 'duplicate_recipient'],
    ]);
  });

  it('treats similar mailboxes as different', () => {
    expect(
      select('a.b@example.com', 'ab@example.com', 'a+b@example.com', 'a@example.org', 'a@example.com'),
    ).toEqual([
      ['a.b@example.com', ''],
      ['ab@example.com', ''],
      ['a+b@example.com', ''],
      ['a@example.org', ''],
      ['a@example.com', ''],
    ]);
  });

  it('keeps the order, and returns each person unchanged', () => {
    const people = [
      { identifier: 'b@example.com', token: 1 },
      { identifier: 'a@example.com', token: 2 },
    ];
    expect(selectRecipients(people).map((recipient) => recipient.person)).toEqual(people);
    expect(selectRecipients([])).toEqual([]);
  });

  it('takes all spellings of an international address for one mailbox', () => {
    const spellings = ['jos\u00e9@b\u00fccher.example', 'Jose\u0301 <JOSE\u0301@B\u00dcCHER.example>'];
    const people = [...spellings, 'jos\u00e9@xn--bcher-kva.example'].map((identifier) => ({ identifier }));
    expect(selectRecipients(people).map(({ reason }) => reason)).toEqual([
      '',
      'duplicate_recipient',
      'duplicate_recipient',
    ]);
  });
});
