import type { TopicDto } from '../../src/topics/topic.dto';
import { expectError } from '../support/clients/expect-error';
import { useClient, useTestApp } from '../support/app/test-app';

const TOPICS = '/user_interview_topics/';

/** An address of so many characters; its parts are as long as mail allows, which makes 254 possible. */
const address = (length: number) =>
  `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(length - 197)}.com`;
const named = (length: number, letter: string) => `${letter.repeat(length - 9)} <a@b.co>`;

// An emoji is one character, although JavaScript and JSON escapes make two units of it.
const LETTERS = ['x', '😀'];

describe('limits of a topic', () => {
  const parley = useTestApp();
  const ada = useClient(parley);
  let id: string;

  beforeAll(async () => {
    ({ id } = await ada.createTopic());
  });

  const patch = (body: object) => ada.patch<TopicDto & Record<string, unknown>>(TOPICS + id, body);
  const act = (action: string, identifier: string) =>
    ada.post<TopicDto>(`${TOPICS}${id}/${action}/`, { identifier });

  describe.each(LETTERS)('counted in %s', (letter) => {
    it.each([
      ['invite_subject', 255],
      ['invite_message', 1000],
    ])('%s takes %d characters and no more', async (field, max) => {
      const { status, body } = await patch({ [field]: letter.repeat(max) });
      expect({ status, text: body[field] }).toEqual({ status: 200, text: letter.repeat(max) });
      const error = { code: 'max_length', attr: field };
      expectError(await patch({ [field]: letter.repeat(max + 1) }), 400, error);
    });

    it('interviewee_emails take 254 characters each and no more', async () => {
      const longest = named(254, letter);
      const { status, body } = await patch({ interviewee_emails: ['a@b.co', longest] });
      expect({ status, emails: body.interviewee_emails }).toEqual({
        status: 200,
        emails: ['a@b.co', longest],
      });
      expectError(await patch({ interviewee_emails: ['a@b.co', named(255, letter)] }), 400, {
        code: 'max_length',
        attr: 'interviewee_emails__1',
      });
    });

    it('interviewee_distinct_ids take 400 characters each and no more', async () => {
      const longest = letter.repeat(400);
      const { status, body } = await patch({ interviewee_distinct_ids: ['u', longest] });
      expect({ status, ids: body.interviewee_distinct_ids }).toEqual({ status: 200, ids: ['u', longest] });
      expectError(await patch({ interviewee_distinct_ids: ['u', letter.repeat(401)] }), 400, {
        code: 'max_length',
        attr: 'interviewee_distinct_ids__1',
      });
    });

    it.each(['add_interviewee', 'remove_interviewee'])(
      '%s takes 400 characters and no more',
      async (action) => {
        const { status, body } = await act(action, letter.repeat(400));
        expect(status).toBe(200);
        expect(body.interviewee_distinct_ids.includes(letter.repeat(400))).toBe(action === 'add_interviewee');
        const error = { code: 'max_length', attr: 'identifier' };
        expectError(await act(action, letter.repeat(401)), 400, error);
      },
    );

    it('add_interviewee takes 254 characters of what is shaped like a mailbox and no more', async () => {
      const { status, body } = await act('add_interviewee', named(254, letter));
      expect({ status, last: body.interviewee_emails.at(-1) }).toEqual({
        status: 200,
        last: named(254, letter),
      });
      const error = { code: 'max_length', attr: 'identifier' };
      expectError(await act('add_interviewee', named(255, letter)), 400, error);
    });

    it('white space around does not count', async () => {
      const padded = ` ${letter.repeat(255)}\n\t `;
      expect((await patch({ invite_subject: padded })).body.invite_subject).toBe(letter.repeat(255));
      expect((await act('add_interviewee', ` ${letter.repeat(400)} `)).status).toBe(200);
    });
  });

  it('a bare address takes 254 characters and no more', async () => {
    expect(address(254)).toHaveLength(254);
    expect((await patch({ interviewee_emails: [address(254)] })).status).toBe(200);
    expect((await act('add_interviewee', address(254))).status).toBe(200);
    const tooLong = await patch({ interviewee_emails: [address(255)] });
    expectError(tooLong, 400, { code: 'max_length', attr: 'interviewee_emails__0' });
    const error = { code: 'max_length', attr: 'identifier' };
    expectError(await act('add_interviewee', address(255)), 400, error);
  });

  it('there is none on topic, agent_context, questions and the number of people', async () => {
    const text = '😀x'.repeat(50_000);
    const values = {
      topic: text,
      agent_context: text,
      questions: [text, ...Array.from({ length: 1000 }, (_, n) => `Question ${n}?`)],
      interviewee_emails: Array.from({ length: 5000 }, (_, n) => `p${n}@example.com`),
      interviewee_distinct_ids: Array.from({ length: 5000 }, (_, n) => `person-${n}`),
    };
    const { status, body } = await ada.post<TopicDto>(TOPICS, values);
    expect(status).toBe(201);
    expect(body).toMatchObject(values);
  });
});
