import { selectRecipients } from './recipient-selection';

const plan = (...identifiers: string[]) =>
  selectRecipients(identifiers.map((identifier) => ({ identifier }))).map(({ address, reason }) => [
    address,
    reason,
  ]);

describe('planRecipients', () => {
  it('mails everybody whose identifier is an address, with or without a name', () => {
    expect(plan('ada@example.com', 'Grace Hopper <grace@example.com>')).toEqual([
      ['ada@example.com', ''],
      ['grace@example.com', ''],
    ]);
  });

  it('mails nobody who is known by another id', () => {
    expect(plan('user-42', 'ada@', '@ada', 'Ada Lovelace')).toEqual([
      [null, 'not_an_email'],
      [null, 'not_an_email'],
      [null, 'not_an_email'],
      [null, 'not_an_email'],
    ]);
  });

  it('mails each mailbox once: the first in the list, whatever its case or name', () => {
    expect(
      plan('Ada@Example.com', 'ada@example.com', 'Ada <ADA@EXAMPLE.COM>', 'user-1', '"A" <ada@example.com>'),
    ).toEqual([
      ['Ada@Example.com', ''],
      ['ada@example.com', 'duplicate_recipient'],
      ['ADA@EXAMPLE.COM', 'duplicate_recipient'],
      [null, 'not_an_email'],
      ['ada@example.com', 'duplicate_recipient'],
    ]);
  });

  it('takes mailboxes that only look alike for different ones', () => {
    expect(
      plan('a.b@example.com', 'ab@example.com', 'a+b@example.com', 'a@example.org', 'a@example.com'),
    ).toEqual([
      ['a.b@example.com', ''],
      ['ab@example.com', ''],
      ['a+b@example.com', ''],
      ['a@example.org', ''],
      ['a@example.com', ''],
    ]);
  });

  it('keeps the order and hands each person back as given', () => {
    const people = [
      { identifier: 'b@example.com', token: 1 },
      { identifier: 'a@example.com', token: 2 },
    ];
    expect(selectRecipients(people).map((planned) => planned.person)).toEqual(people);
    expect(selectRecipients([])).toEqual([]);
  });
});
