import { addressOf, named } from './person';
import { readPastedPeople } from './pasted-people';
import { guessRoles, peopleOf, readPeopleFile } from './people-file';

const pasted = (text: string, there: string[] = []) => {
  const { people, problems } = readPastedPeople(text, there);
  return {
    people: people.map(({ identifier }) => identifier),
    problems: problems.map(({ line, text: entry, reason }) => `${line} ${reason} ${entry}`),
  };
};
const fromFile = (text: string, there: string[] = []) => {
  const table = readPeopleFile(text);
  const roles = guessRoles(table);
  const { people, problems } = peopleOf(table, roles, there);
  return {
    roles,
    people: people.map(({ identifier, context }) =>
      context === '' ? identifier : `${identifier}: ${context}`,
    ),
    problems: problems.map(({ line, text: entry, reason }) => `${line} ${reason} ${entry}`),
  };
};

describe('pasted people', () => {
  it.each([
    ['ada@example.com\ngrace@example.com', ['ada@example.com', 'grace@example.com']],
    [
      'ada@example.com, grace@example.com; bob@example.com',
      ['ada@example.com', 'grace@example.com', 'bob@example.com'],
    ],
    [
      'Ada Lovelace <ada@example.com>, Grace <grace@example.com>',
      ['Ada Lovelace <ada@example.com>', 'Grace <grace@example.com>'],
    ],
    [
      'Lovelace, Ada <ada@example.com>; grace@example.com',
      ['Lovelace, Ada <ada@example.com>', 'grace@example.com'],
    ],
    ['"Lovelace, Ada" <ada@example.com>', ['"Lovelace, Ada" <ada@example.com>']],
    ['\r\n  ada@example.com  \r\n\r\n', ['ada@example.com']],
    ['jörg@müller.example', ['jörg@müller.example']],
  ])('are understood: %j', (text, people) => {
    expect(pasted(text)).toEqual({ people, problems: [] });
  });

  it('that cannot be used are told with their line', () => {
    const text = 'ada@example.com\nnobody\nbob@\nADA@example.com\nGrace <grace@example.com>';
    expect(pasted(text, ['Grace Hopper <grace@example.com>'])).toEqual({
      people: ['ada@example.com'],
      problems: [
        '2 noAddress nobody',
        '3 badAddress bob@',
        '4 twice ADA@example.com',
        '5 there Grace <grace@example.com>',
      ],
    });
  });

  it('are read quickly, also when they are many and have no form', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => `Person ${n} <person${n}@example.com>`).join('\n');
    expect(pasted(many).people).toHaveLength(10_000);
    expect(pasted('<"'.repeat(20_000)).people).toHaveLength(0);
  });
});

describe('a file of people', () => {
  it('has its columns matched by their names, whatever separates them', () => {
    for (const separator of [',', ';', '\t']) {
      const lines = [
        ['Full name', 'E-Mail', 'Notes', 'City'],
        ['Ada Lovelace', 'ada@example.com', 'Plans on paper', 'London'],
        ['', 'grace@example.com', '', ''],
      ];
      expect(fromFile(`\ufeff${lines.map((cells) => cells.join(separator)).join('\r\n')}\r\n`)).toEqual({
        roles: ['name', 'person', 'context', 'ignore'],
        people: ['Ada Lovelace <ada@example.com>: Plans on paper', 'grace@example.com'],
        problems: [],
      });
    }
  });

  it('may have no header, and quotes with line breaks', () => {
    expect(fromFile('ada@example.com,"Lovelace, Ada"\n"grace@example.com","Grace\nHopper"\n')).toEqual({
      roles: ['person', 'name'],
      people: ['"Lovelace, Ada" <ada@example.com>', 'Grace Hopper <grace@example.com>'],
      problems: [],
    });
  });

  it('may have ids in place of addresses', () => {
    expect(fromFile('user id,context\nuser-1,Plans\nuser-2,\n').people).toEqual(['user-1: Plans', 'user-2']);
  });

  it('tells what is wrong with which line', () => {
    const text = 'email,name\nada@example.com,Ada\nbroken@,Bob\n,Nobody\nADA@example.com,Again\n';
    expect(fromFile(text)).toEqual({
      roles: ['person', 'name'],
      people: ['Ada <ada@example.com>'],
      problems: ['3 badAddress broken@', '4 empty ', '5 twice Again <ADA@example.com>'],
    });
  });

  it('may be empty', () => {
    expect(fromFile('')).toEqual({ roles: [], people: [], problems: [] });
  });
});

describe('an identifier', () => {
  it.each([
    ['Ada <Ada@Example.com>', 'ada@example.com'],
    ['ada@example.com', 'ada@example.com'],
    ['user-1', null],
    ['Ada <ada>', null],
  ])('%j has the address %j', (identifier, address) => {
    expect(addressOf(identifier)).toBe(address);
  });

  it('quotes names with special characters, and leaves out what would break them', () => {
    expect(named('Dr. Ada, Countess', 'ada@example.com')).toBe('"Dr. Ada, Countess" <ada@example.com>');
    expect(named('Ada "<b>"\r\n', 'ada@example.com')).toBe('Ada b <ada@example.com>');
    expect(named('  ', 'ada@example.com')).toBe('ada@example.com');
  });
});
