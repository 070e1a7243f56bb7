import type { TopicDto } from '../../src/topics/topic.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { linksOf, statusOfLink } from '../support/builders/invites';
import type { ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const TOPICS = '/user_interview_topics/';

const parley = useTestApp();

describe('whom a topic targets', () => {
  const ada = useClient(parley);

  const retrieve = async (id: string) => (await ada.get<TopicDto>(TOPICS + id)).body;
  const add = (id: string, identifier: unknown) =>
    ada.post<TopicDto>(`${TOPICS}${id}/add_interviewee/`, { identifier });
  const remove = (id: string, identifier: unknown) =>
    ada.post<TopicDto>(`${TOPICS}${id}/remove_interviewee/`, { identifier });
  const lists = ({ interviewee_emails, interviewee_distinct_ids }: TopicDto) => [
    interviewee_emails,
    interviewee_distinct_ids,
  ];

  describe('add_interviewee', () => {
    it.each(['ada@example.com', 'Ada Lovelace <ada@example.com>', '"Lovelace, Ada" <ada@example.com>'])(
      'appends the e-mail shaped %s to the e-mails',
      async (identifier) => {
        const { id } = await ada.createTopic({ interviewee_emails: ['first@example.com'] });
        const { status, body } = await add(id, identifier);
        expect({ status, lists: lists(body) }).toEqual({
          status: 200,
          lists: [['first@example.com', identifier], []],
        });
        expect(await retrieve(id)).toEqual(body);
      },
    );

    it.each(['user-42', '@ada', 'ada@', 'Ada <ada>', '007', 'null', '<b>', '{"a":1}', 'Größe 😀'])(
      'appends %j to the distinct ids',
      async (identifier) => {
        const { id } = await ada.createTopic({ interviewee_emails: [], interviewee_distinct_ids: ['first'] });
        const { status, body } = await add(id, identifier);
        expect({ status, lists: lists(body) }).toEqual({ status: 200, lists: [[], ['first', identifier]] });
      },
    );

    it('trims, and changes nothing for somebody who is there', async () => {
      const { id } = await ada.createTopic({ interviewee_distinct_ids: ['listed@example.com'] });
      await add(id, ' user-42 ');
      const { body: before } = await add(id, 'ada@example.com');
      for (const identifier of ['user-42', '\tuser-42\n', 'ada@example.com', 'listed@example.com']) {
        const { status, body } = await add(id, identifier);
        expect({ status, body }).toEqual({ status: 200, body: before });
      }
    });

    it('takes two ways of writing one mailbox for two people', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['ada@example.com'] });
      const { body } = await add(id, 'Ada <ada@example.com>');
      expect(lists(body)).toEqual([['ada@example.com', 'Ada <ada@example.com>'], []]);
    });

    it('keeps everybody of 50 parallel adds', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['first@example.com'] });
      const people = Array.from({ length: 50 }, (_, n) =>
        n % 2 === 0 ? `p${n}@example.com` : `person-${n}`,
      );
      const answers = await Promise.all(people.map((identifier) => add(id, identifier)));
      expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
      const { interviewee_emails: emails, interviewee_distinct_ids: ids } = await retrieve(id);
      expect([...emails, ...ids].sort()).toEqual(['first@example.com', ...people].sort());
    });

    it('keeps one of 20 parallel adds of one person', async () => {
      const { id } = await ada.createTopic();
      await Promise.all(Array.from({ length: 20 }, () => add(id, 'user-42')));
      expect((await retrieve(id)).interviewee_distinct_ids).toEqual(['user-42']);
    });
  });

  describe('remove_interviewee', () => {
    it('drops the identifier from both lists, wherever it stands', async () => {
      const { id } = await ada.createTopic({
        interviewee_emails: ['a@example.com', 'b@example.com', 'a@example.com'],
        interviewee_distinct_ids: ['a@example.com', 'user-1'],
      });
      const { status, body } = await remove(id, ' a@example.com ');
      expect({ status, lists: lists(body) }).toEqual({ status: 200, lists: [['b@example.com'], ['user-1']] });
      expect(await retrieve(id)).toEqual(body);
    });

    it('changes nothing for somebody who is not there', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['Ada <ada@example.com>'] });
      const before = await retrieve(id);
      for (const identifier of ['ada@example.com', 'user-42', 'ADA <ada@example.com>']) {
        const { status, body } = await remove(id, identifier);
        expect({ status, body }).toEqual({ status: 200, body: before });
      }
    });

    it('may remove the last one', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['ada@example.com'] });
      const { status, body } = await remove(id, 'ada@example.com');
      expect({ status, lists: lists(body) }).toEqual({ status: 200, lists: [[], []] });
    });

    it('removes whatever can be listed, also a long distinct id that looks like a mailbox', async () => {
      const long = `${'N'.repeat(300)} <ada@example.com>`;
      const { id } = await ada.createTopic({ interviewee_distinct_ids: [long] });
      const { status, body } = await remove(id, long);
      expect({ status, ids: body.interviewee_distinct_ids }).toEqual({ status: 200, ids: [] });
    });

    it('keeps the others of 25 parallel removals among 25 adds', async () => {
      const names = Array.from({ length: 50 }, (_, n) => `person-${n}`);
      const [gone, come] = [names.slice(0, 25), names.slice(25)];
      const { id } = await ada.createTopic({ interviewee_emails: [], interviewee_distinct_ids: gone });
      const answers = await Promise.all(
        names.map((name) => (gone.includes(name) ? remove(id, name) : add(id, name))),
      );
      expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
      expect((await retrieve(id)).interviewee_distinct_ids.sort()).toEqual(come.sort());
    });
  });

  it.each<[unknown, Partial<ErrorBody>]>([
    [undefined, { code: 'required', attr: 'identifier' }],
    [null, { code: 'null', attr: 'identifier' }],
    ['', { code: 'blank', attr: 'identifier' }],
    [' \n', { code: 'blank', attr: 'identifier' }],
    [42, { code: 'invalid_input', attr: 'identifier' }],
    [['user-42'], { code: 'invalid_input', attr: 'identifier' }],
  ])('add and remove refuse the identifier %j', async (identifier, error) => {
    const { id } = await ada.createTopic();
    const before = await retrieve(id);
    expectError(await add(id, identifier), 400, error);
    expectError(await remove(id, identifier), 400, error);
    expect(await retrieve(id)).toEqual(before);
  });

  describe('a PATCH', () => {
    it('replaces the list it sends and leaves the other', async () => {
      const { id } = await ada.createTopic({
        interviewee_emails: ['a@example.com', 'b@example.com'],
        interviewee_distinct_ids: ['user-1', 'user-2'],
      });
      const emails = await ada.patch<TopicDto>(TOPICS + id, { interviewee_emails: ['c@example.com'] });
      expect(lists(emails.body)).toEqual([['c@example.com'], ['user-1', 'user-2']]);
      const ids = await ada.patch<TopicDto>(TOPICS + id, { interviewee_distinct_ids: [] });
      expect(lists(ids.body)).toEqual([['c@example.com'], []]);
    });

    it.each<[string, object, object]>([
      [
        'both lists',
        { interviewee_distinct_ids: ['u'] },
        { interviewee_emails: [], interviewee_distinct_ids: [] },
      ],
      ['the only one', {}, { interviewee_emails: [] }],
    ])('may empty %s', async (_what, before, change) => {
      const { id } = await ada.createTopic({ ...before });
      const { status, body } = await ada.patch<TopicDto>(TOPICS + id, { topic: 'new', ...change });
      expect({ status, topic: body.topic, lists: lists(body) }).toEqual({
        status: 200,
        topic: 'new',
        lists: [[], []],
      });
      expect(await retrieve(id)).toEqual(body);
    });

    it('changes a topic that has lost everybody, and targets people again', async () => {
      const { id } = await ada.createTopic({ interviewee_emails: ['ada@example.com'] });
      await remove(id, 'ada@example.com');
      expect((await ada.patch(TOPICS + id, { topic: 'new' })).status).toBe(200);
      const { body } = await ada.patch<TopicDto>(TOPICS + id, { interviewee_distinct_ids: ['u'] });
      expect(lists(body)).toEqual([[], ['u']]);
    });

    it('keeps both of two parallel changes to different lists', async () => {
      for (let round = 0; round < 10; round++) {
        const { id } = await ada.createTopic({ interviewee_distinct_ids: ['u'] });
        const answers = await Promise.all([
          ada.patch(TOPICS + id, { interviewee_emails: [] }),
          ada.patch(TOPICS + id, { interviewee_distinct_ids: ['v'] }),
        ]);
        expect(answers.map(({ status }) => status)).toEqual([200, 200]);
        expect(lists(await retrieve(id))).toEqual([[], ['v']]);
      }
    });
  });
});

const GRACE = 'Grace Hopper <grace@example.com>';

const TARGETS = {
  interviewee_emails: ['ada@example.com', GRACE],
  interviewee_distinct_ids: ['user-1', 'user-2'],
};

describe('links of people who stop being targeted', () => {
  const ada = useClient(parley);

  /** A topic that targets four people, and the page status of everybody's first link. */
  async function topicWithLinks() {
    const { id } = await ada.createTopic(TARGETS);
    const urls = await urlsOf(id);
    const statuses = async () => {
      const entries = [...urls].map(async ([person, url]) => [
        person,
        await statusOfLink(parley.baseUrl, url),
      ]);
      return Object.fromEntries(await Promise.all(entries)) as Record<string, number>;
    };
    expect(await statuses()).toEqual({ 'ada@example.com': 200, [GRACE]: 200, 'user-1': 200, 'user-2': 200 });
    return { id, urls, statuses };
  }

  async function urlsOf(id: string): Promise<Map<string, string>> {
    const links = await linksOf(ada, id);
    return new Map(links.map((link) => [link.interviewee_identifier, link.interview_url]));
  }

  it('a PATCH that drops people disables their links and no others', async () => {
    const { id, urls, statuses } = await topicWithLinks();
    const change = { interviewee_emails: ['new@example.com', GRACE], interviewee_distinct_ids: ['user-2'] };
    expect((await ada.patch(TOPICS + id, change)).status).toBe(200);
    expect(await statuses()).toEqual({ 'ada@example.com': 404, [GRACE]: 200, 'user-1': 404, 'user-2': 200 });
    const after = await urlsOf(id);
    expect([...after.keys()]).toEqual(['new@example.com', GRACE, 'user-2']);
    expect([after.get(GRACE), after.get('user-2')]).toEqual([urls.get(GRACE), urls.get('user-2')]);
  });

  it('links stay when a PATCH only moves or repeats people', async () => {
    const { id, statuses } = await topicWithLinks();
    await ada.patch(TOPICS + id, {
      interviewee_emails: [GRACE, GRACE],
      interviewee_distinct_ids: ['user-2', 'ada@example.com', 'user-1'],
    });
    expect(Object.values(await statuses())).toEqual([200, 200, 200, 200]);
  });

  it('links stay when a PATCH is refused', async () => {
    const { id, statuses } = await topicWithLinks();
    const { status } = await ada.patch(TOPICS + id, { interviewee_emails: [], topic: '' });
    expect(status).toBe(400);
    expect(Object.values(await statuses())).toEqual([200, 200, 200, 200]);
  });

  it.each([GRACE, 'user-1'])('remove_interviewee disables the link of %s', async (identifier) => {
    const { id, statuses } = await topicWithLinks();
    await ada.post(`${TOPICS}${id}/remove_interviewee/`, { identifier });
    expect(await statuses()).toEqual({
      ...{ 'ada@example.com': 200, [GRACE]: 200, 'user-1': 200, 'user-2': 200 },
      [identifier]: 404,
    });
  });

  it('remove_interviewee disables the link of a person who is not listed any more', async () => {
    const { id, urls, statuses } = await topicWithLinks();
    // As an older version may have left it: off the list, and the link still open.
    await parley.database.query(
      `UPDATE user_interview_topic SET interviewee_distinct_ids = '{user-2}' WHERE id = $1`,
      [id],
    );
    expect(await statusOfLink(parley.baseUrl, urls.get('user-1') ?? '')).toBe(200);
    const { status } = await ada.post(`${TOPICS}${id}/remove_interviewee/`, { identifier: 'user-1' });
    expect(status).toBe(200);
    expect(await statuses()).toMatchObject({ 'user-1': 404, 'user-2': 200 });
  });

  it('a person who comes back gets a new link', async () => {
    const { id, urls } = await topicWithLinks();
    await ada.post(`${TOPICS}${id}/remove_interviewee/`, { identifier: 'user-1' });
    await ada.patch(TOPICS + id, { interviewee_emails: [GRACE] });
    await ada.post(`${TOPICS}${id}/add_interviewee/`, { identifier: 'user-1' });
    await ada.post(`${TOPICS}${id}/add_interviewee/`, { identifier: 'ada@example.com' });
    const after = await urlsOf(id);
    for (const person of ['user-1', 'ada@example.com']) {
      const [before = '', now = ''] = [urls.get(person), after.get(person)];
      expect(now).not.toBe(before);
      expect(await statusOfLink(parley.baseUrl, before)).toBe(404);
      expect(await statusOfLink(parley.baseUrl, now)).toBe(200);
    }
    expect(after.get(GRACE)).toBe(urls.get(GRACE));
  });

  it('links of the same person on another topic stay', async () => {
    const [one, other] = [await topicWithLinks(), await topicWithLinks()];
    await ada.post(`${TOPICS}${one.id}/remove_interviewee/`, { identifier: 'user-1' });
    await ada.patch(TOPICS + one.id, { interviewee_emails: ['new@example.com'] });
    await ada.delete(TOPICS + one.id);
    expect(Object.values(await other.statuses())).toEqual([200, 200, 200, 200]);
  });

  it('links of a deleted topic answer 404', async () => {
    const { id, statuses } = await topicWithLinks();
    await ada.delete(TOPICS + id);
    expect(Object.values(await statuses())).toEqual([404, 404, 404, 404]);
  });

  it('a removal that races with generate_links leaves no working link', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await ada.createTopic(TARGETS);
      const [made] = await Promise.all([
        linksOf(ada, id),
        ada.post(`${TOPICS}${id}/remove_interviewee/`, { identifier: 'user-1' }),
      ]);
      const link = made.find((row) => row.interviewee_identifier === 'user-1');
      if (link) expect(await statusOfLink(parley.baseUrl, link.interview_url)).toBe(404);
      const open = await parley.database.query(
        `SELECT FROM sharing_configuration WHERE topic_id = $1 AND identifier = 'user-1' AND enabled`,
        [id],
      );
      expect(open).toHaveLength(0);
    }
  });
});
