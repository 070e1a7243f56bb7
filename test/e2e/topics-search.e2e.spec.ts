import type { Page } from '../../src/pagination/page.dto';
import type { TopicDto } from '../../src/topics/topic.dto';
import { expectError } from '../support/clients/expect-error';
import { useClient, useTestApp } from '../support/app/test-app';

const TITLES = [
  'How teams plan their week',
  'Planning a team off-site',
  'Discount of 50% on plans',
  'Discount of 50 euros',
  'Naming snake_case variables',
  'Naming snakeXcase variables',
  'Paths like C:\\temp',
  'Paths like C:/temp',
  'Das Frühstück in der ÜBERSICHT',
  'Null results',
];

describe('search', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  beforeAll(async () => {
    for (const topic of TITLES) {
      await ada.createTopic({
        topic,
        agent_context: 'hidden',
        questions: ['hidden'],
        invite_subject: 'hidden',
      });
    }
  });

  /** Positions in {@link TITLES} of what is found, and the count. */
  async function find(query: string): Promise<number[]> {
    const { body } = await ada.get<Page<TopicDto>>(`/user_interview_topics/?${query}`);
    const found = body.results.map(({ topic }) => TITLES.indexOf(topic)).sort((a, b) => a - b);
    expect(body.count).toBe(found.length);
    return found;
  }
  const search = (text: string) => find(`search=${encodeURIComponent(text)}`);
  const everything = TITLES.map((_title, position) => position);

  it.each<[string, string, number[]]>([
    ['is a substring', 'lan', [0, 1, 2]],
    ['takes any case', 'TEAM', [0, 1]],
    ['takes any case of letters beyond ASCII', 'frühstück übersicht', [8]],
    ['takes any case of letters beyond ASCII', 'FRÜHSTÜCK', [8]],
    ['wants every word', 'plan team', [0, 1]],
    ['wants every word, in any order, parted by any white space', '  WEEK\t\n how ', [0]],
    ['wants every word', 'plan week nowhere', []],
    ['takes % as it is', '50%', [2]],
    ['takes % as it is', '%', [2]],
    ['takes _ as it is', 'snake_case', [4]],
    ['takes _ as it is', '_', [4]],
    ['takes \\ as it is', 'C:\\temp', [6]],
    ['takes \\ as it is', '\\', [6]],
    ['takes quotes as they are', `'; DROP TABLE "user"; --`, []],
    ['looks at the topic alone', 'hidden', []],
    ['looks at the topic alone', 'grace@example.com', []],
    ['looks for null among other words', 'null results', [9]],
  ])('%s: %j', async (_rule, text, found) => {
    expect(await search(text)).toEqual(found);
  });

  it.each(['', 'search', 'search=', 'search=null', 'search=null&limit=null', 'search=%20%20'])(
    'finds everything with ?%s',
    async (query) => {
      expect(await find(query)).toEqual(everything);
    },
  );

  it('refuses NUL', async () => {
    const answer = await ada.get('/user_interview_topics/?search=a%00b');
    expectError(answer, 400, { attr: 'search' });
  });

  it('does not stumble over what is no text', async () => {
    for (const query of ['search=%ED%A0%80', 'search=%FF', 'search=%zz', 'search=%F0%9F%98%80']) {
      expect(await find(query)).toEqual([]);
    }
  });

  it('counts all that was found, not the page', async () => {
    const { body } = await ada.get<Page<TopicDto>>('/user_interview_topics/?search=naming&limit=1');
    expect(body).toMatchObject({ count: 2, results: [{ topic: TITLES[5] }] });
  });
});
