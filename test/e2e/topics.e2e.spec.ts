import type { TopicDto } from '../../src/topics/topic.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { sendInvites } from '../support/builders/invites';
import { call, newSubject, OPERATIONS_ON_A_TOPIC } from '../support/builders/operations';
import { insertResponse } from '../support/builders/responses';
import type { ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const TOPICS = '/user_interview_topics/';

const BLANK_TOPIC = {
  agent_context: '',
  questions: [],
  invite_subject: '',
  invite_message: '',
  closes_at: null,
  max_responses: null,
  expires_at: null,
  reminder_count: 0,
  reminder_gap_days: 3,
  reminder_subject: '',
  reminder_message: '',
  thank_you: false,
  mail_language: null,
};

const FULL_TOPIC = {
  topic: 'Planning',
  interviewee_emails: ['zoe@example.com', 'Grace Hopper <grace@example.com>'],
  interviewee_distinct_ids: ['user-42', 'user-7'],
  agent_context: 'The weekly view is new.',
  questions: ['Why?', 'How?', 'Why?'],
  invite_subject: 'A few questions',
  invite_message: 'Dear all,\n\twe would love to hear from you.',
  closes_at: '2031-01-31T18:00:00.000Z',
  max_responses: 50,
  expires_at: '2031-02-28T18:00:00.000Z',
  reminder_count: 3,
  reminder_gap_days: 30,
  reminder_subject: 'Still interested?',
  reminder_message: 'Dear all,\nthe questions are still open.',
  thank_you: true,
  mail_language: 'de',
};

const READ_ONLY = {
  id: '01890000-0000-7000-8000-000000000000',
  created_by: { id: 99, email: 'eve@example.com' },
  created_at: '1999-01-01T00:00:00Z',
};

const parley = useTestApp();

describe('topics', () => {
  const ada = useClient(parley);

  const create = (body: unknown) => ada.post<TopicDto>(TOPICS, body);
  const retrieve = async (id: string) => (await ada.get<TopicDto>(TOPICS + id)).body;

  describe('create', () => {
    it('answers with the whole topic, lists in the order that was sent', async () => {
      const { status, body } = await create(FULL_TOPIC);
      expect(status).toBe(201);
      expect(body).toEqual({
        ...FULL_TOPIC,
        id: body.id,
        created_at: body.created_at,
        created_by: {
          id: body.created_by.id,
          uuid: body.created_by.uuid,
          distinct_id: body.created_by.uuid,
          first_name: 'Ada',
          last_name: 'Lovelace',
          email: 'ada@parley.test',
          is_email_verified: null,
          hedgehog_config: {},
          role_at_organization: null,
        },
      });
      expect(Number.isInteger(body.created_by.id)).toBe(true);
      expect(await retrieve(body.id)).toEqual(body);
    });

    it('fills what is left out with blanks', async () => {
      const byMail = await create({ topic: 'x', interviewee_emails: ['a@b.co'] });
      expect(byMail.body).toMatchObject({ ...BLANK_TOPIC, interviewee_distinct_ids: [] });
      const byId = await create({ topic: 'x', interviewee_emails: [], interviewee_distinct_ids: ['u'] });
      expect(byId.body).toMatchObject({ ...BLANK_TOPIC, interviewee_emails: [] });
    });

    it('ignores read-only and unknown fields', async () => {
      const { status, body } = await create({ ...FULL_TOPIC, ...READ_ONLY, color: 'red' });
      expect(status).toBe(201);
      expect(Object.keys(body)).not.toContain('color');
      expect(body.id).not.toBe(READ_ONLY.id);
      expect(body.created_by.email).toBe('ada@parley.test');
      expect(Date.now() - Date.parse(body.created_at)).toBeLessThan(60_000);
    });

    it('trims every text, in lists too', async () => {
      const padded = Object.fromEntries(
        Object.entries(FULL_TOPIC).map(([field, value]) => [
          field,
          Array.isArray(value)
            ? value.map((entry) => ` \t${entry}\n `)
            : typeof value === 'string'
              ? `\n ${value}\t `
              : value,
        ]),
      );
      expect((await create(padded)).body).toMatchObject(FULL_TOPIC);
    });

    it.each([
      ['neither list', {}],
      ['two empty lists', { interviewee_emails: [], interviewee_distinct_ids: [] }],
    ])('may target nobody: %s', async (_what, lists) => {
      const { status, body } = await create({ topic: 'x', ...lists });
      expect(status).toBe(201);
      expect(body).toMatchObject({ topic: 'x', interviewee_emails: [], interviewee_distinct_ids: [] });
      const shared = await ada.post(`${TOPICS}${body.id}/shared_link/`);
      expect(shared.status).toBe(200);
      for (const action of ['generate_links', 'links_csv', 'preview_invite', 'send_invites']) {
        const answer = await ada.post(`${TOPICS}${body.id}/${action}/`);
        expectError(answer, 400, { code: 'invalid_input', attr: null });
      }
    });
  });

  describe('partial update', () => {
    it('changes what is sent and nothing else', async () => {
      const { body: before } = await create(FULL_TOPIC);
      for (const [field, value] of Object.entries({
        topic: 'Something else',
        interviewee_emails: ['new@example.com'],
        interviewee_distinct_ids: [],
        agent_context: '',
        questions: [],
        invite_subject: '',
        invite_message: 'Hello',
        reminder_count: 0,
        reminder_gap_days: 1,
        reminder_subject: '',
        reminder_message: '',
        thank_you: false,
        mail_language: 'es',
      })) {
        const expected = { ...(await retrieve(before.id)), [field]: value };
        const { status, body } = await ada.patch(TOPICS + before.id, { [field]: value });
        expect({ status, body }).toEqual({ status: 200, body: expected });
        expect(await retrieve(before.id)).toEqual(expected);
      }
    });

    it('ignores read-only and unknown fields, and an empty body', async () => {
      const { body: before } = await create(FULL_TOPIC);
      for (const body of [{ ...READ_ONLY, color: 'red' }, {}, undefined]) {
        const answer = await ada.patch(TOPICS + before.id, body);
        expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: before });
      }
    });

    it('trims', async () => {
      const { body } = await create(FULL_TOPIC);
      const changed = await ada.patch(TOPICS + body.id, { topic: ' x ', questions: [' y '] });
      expect(changed.body).toMatchObject({ topic: 'x', questions: ['y'] });
    });
  });

  const BAD_FIELDS: [string, unknown, Partial<ErrorBody>][] = [
    ['topic', '', { code: 'blank', attr: 'topic' }],
    ['topic', ' \n ', { code: 'blank', attr: 'topic' }],
    ['topic', null, { code: 'null', attr: 'topic' }],
    ['topic', 5, { code: 'invalid_input', attr: 'topic' }],
    ['topic', ['x'], { code: 'invalid_input', attr: 'topic' }],
    ['agent_context', null, { code: 'null', attr: 'agent_context' }],
    ['agent_context', {}, { code: 'invalid_input', attr: 'agent_context' }],
    ['invite_subject', null, { code: 'null', attr: 'invite_subject' }],
    ['invite_message', true, { code: 'invalid_input', attr: 'invite_message' }],
    ['reminder_count', null, { code: 'null', attr: 'reminder_count' }],
    ['reminder_count', -1, { code: 'invalid_input', attr: 'reminder_count' }],
    ['reminder_count', 4, { code: 'invalid_input', attr: 'reminder_count' }],
    ['reminder_count', 1.5, { code: 'invalid_input', attr: 'reminder_count' }],
    ['reminder_count', '1', { code: 'invalid_input', attr: 'reminder_count' }],
    ['reminder_gap_days', null, { code: 'null', attr: 'reminder_gap_days' }],
    ['reminder_gap_days', 0, { code: 'invalid_input', attr: 'reminder_gap_days' }],
    ['reminder_gap_days', 31, { code: 'invalid_input', attr: 'reminder_gap_days' }],
    ['reminder_subject', null, { code: 'null', attr: 'reminder_subject' }],
    ['reminder_message', 5, { code: 'invalid_input', attr: 'reminder_message' }],
    ['thank_you', null, { code: 'null', attr: 'thank_you' }],
    ['thank_you', 'yes', { code: 'invalid_input', attr: 'thank_you' }],
    ['mail_language', 'fr', { code: 'invalid_input', attr: 'mail_language' }],
    ['mail_language', '', { code: 'invalid_input', attr: 'mail_language' }],
    ['mail_language', ['en'], { code: 'invalid_input', attr: 'mail_language' }],
    ['questions', null, { code: 'null', attr: 'questions' }],
    ['questions', 'Why?', { code: 'not_a_list', attr: 'questions' }],
    ['questions', ['Why?', ' '], { code: 'blank', attr: 'questions__1' }],
    ['questions', [null], { code: 'null', attr: 'questions__0' }],
    ['questions', ['Why?', 'How?', {}], { code: 'invalid_input', attr: 'questions__2' }],
    ['interviewee_emails', null, { code: 'null', attr: 'interviewee_emails' }],
    ['interviewee_emails', 'a@b.co', { code: 'not_a_list', attr: 'interviewee_emails' }],
    ['interviewee_emails', { 0: 'a@b.co' }, { code: 'not_a_list', attr: 'interviewee_emails' }],
    ['interviewee_emails', [''], { code: 'blank', attr: 'interviewee_emails__0' }],
    [
      'interviewee_emails',
      ['a@b.co', 'b@b.co', 'no'],
      { code: 'invalid_input', attr: 'interviewee_emails__2' },
    ],
    ['interviewee_distinct_ids', 7, { code: 'not_a_list', attr: 'interviewee_distinct_ids' }],
    ['interviewee_distinct_ids', ['u', ''], { code: 'blank', attr: 'interviewee_distinct_ids__1' }],
    ['interviewee_distinct_ids', ['u', [1]], { code: 'invalid_input', attr: 'interviewee_distinct_ids__1' }],
  ];
  it.each(BAD_FIELDS)('create and update refuse %s = %j', async (field, value, error) => {
    expectError(await create({ ...FULL_TOPIC, [field]: value }), 400, error);
    const { body: before } = await create(FULL_TOPIC);
    expectError(await ada.patch(TOPICS + before.id, { agent_context: 'new', [field]: value }), 400, error);
    expect(await retrieve(before.id)).toEqual(before);
  });

  it('asks for a topic on create', async () => {
    expectError(await create({ interviewee_emails: ['a@b.co'] }), 400, { code: 'required', attr: 'topic' });
  });

  it.each([
    'ada@example.com',
    'Grace Hopper <grace@example.com>',
    '"Hopper, Grace" <grace@example.com>',
    'Zoë 😀 <zoe+test@mail.example.co.uk>',
  ])('takes %s as an address', async (address) => {
    const { status, body } = await create({ topic: 'x', interviewee_emails: [address] });
    expect({ status, emails: body.interviewee_emails }).toEqual({ status: 201, emails: [address] });
  });

  it.each([
    'ada',
    'ada@',
    '@example.com',
    'a b@example.com',
    'Ada <ada>',
    'Ada <ada@example.com',
    'Ada (home <ada@example.com>',
    'ada@example.com, grace@example.com',
    'Ada <ada@example.com> Lovelace',
    'ada@example.com\nBcc: eve@example.com',
    'Ada\r\nBcc: eve@example.com <ada@example.com>',
  ])('does not take %j as an address', async (text) => {
    const error = { code: 'invalid_input', attr: 'interviewee_emails__0' };
    expectError(await create({ topic: 'x', interviewee_emails: [text] }), 400, error);
  });

  describe('destroy', () => {
    it('answers 204 without a body, and from then on everything about the topic is 404', async () => {
      const subject = await newSubject(ada);
      const { status, text } = await ada.delete(TOPICS + subject.topic);
      expect({ status, text }).toEqual({ status: 204, text: '' });
      for (const operation of OPERATIONS_ON_A_TOPIC) {
        expectError(await call(ada, operation, subject), 404, { code: 'not_found', attr: null });
      }
      const { body } = await ada.get<{ results: TopicDto[] }>(`${TOPICS}?limit=1000`);
      expect(body.results.map(({ id }) => id)).not.toContain(subject.topic);
    });

    it('leaves other topics alone', async () => {
      const [gone, kept] = [await create(FULL_TOPIC), await create(FULL_TOPIC)];
      await ada.delete(TOPICS + gone.body.id);
      expect(await retrieve(kept.body.id)).toEqual(kept.body);
    });
  });
});

const PAST = '2020-01-01T00:00:00Z';

describe('when a topic ends', () => {
  const ada = useClient(parley);

  const patch = (id: string, values: object) => ada.patch<TopicDto>(`/user_interview_topics/${id}/`, values);

  it.each([
    ['closes_at', '2030-01-31T18:00:00+02:00', '2030-01-31T16:00:00.000Z'],
    ['expires_at', '2030-01-31T18:00:00.5Z', '2030-01-31T18:00:00.500Z'],
    ['closes_at', '9999-12-31T23:59:59.9999Z', '9999-12-31T23:59:59.999Z'],
    ['expires_at', '9999-12-31T23:59:59+05:00', '9999-12-31T18:59:59.000Z'],
    ['max_responses', 1, 1],
    ['max_responses', 1_000_000, 1_000_000],
    ['mail_language', 'de', 'de'],
  ])('%s takes %j, keeps it through other changes, and goes with null', async (field, sent, served) => {
    const { id } = await ada.createTopic();
    expect((await patch(id, { [field]: sent })).body).toMatchObject({ [field]: served });
    expect((await patch(id, { topic: 'Other' })).body).toMatchObject({ [field]: served });
    expect((await patch(id, { [field]: null })).body).toMatchObject({ [field]: null });
  });

  it.each([
    ['closes_at', 'tomorrow'],
    ['closes_at', '2030-02-31T00:00:00Z'],
    ['closes_at', '0000-01-01T00:00:00Z'],
    ['closes_at', '2030-01-01T00:00:00'],
    ['closes_at', '2030-01-01'],
    ['closes_at', 1_900_000_000],
    ['expires_at', ''],
    ['expires_at', ['2030-01-01T00:00:00Z']],
    ['max_responses', 0],
    ['max_responses', 1_000_001],
    ['max_responses', 1.5],
    ['max_responses', '5'],
  ])('%s refuses %j', async (field, value) => {
    const { id } = await ada.createTopic();
    expectError(await patch(id, { [field]: value }), 400, { code: 'invalid_input', attr: field });
  });

  it.each(['closes_at', 'expires_at'])(
    '%s refuses a time whose year in UTC has no four digits',
    async (field) => {
      const topic = { topic: 'x', interviewee_emails: ['a@example.com'] };
      const { id } = await ada.createTopic({ [field]: null });
      for (const time of [
        '9999-12-31T23:59:59-05:00',
        '9999-12-31T23:59:59.999-00:01',
        '0001-01-01T00:00:00+05:00',
        '0000-12-31T23:00:00Z',
        '-000001-01-01T00:00:00Z',
        '+010000-01-01T00:00:00Z',
      ]) {
        const error = { code: 'invalid_input', attr: field };
        expectError(await ada.post('/user_interview_topics/', { ...topic, [field]: time }), 400, error);
        expectError(await patch(id, { [field]: time }), 400, error);
        const form = `topic=x&interviewee_distinct_ids=u&${field}=${encodeURIComponent(time)}`;
        const type = { 'content-type': 'application/x-www-form-urlencoded' };
        expectError(await ada.post('/user_interview_topics/', form, type), 400, error);
      }
      expect((await ada.get<TopicDto>(`/user_interview_topics/${id}/`)).body).toMatchObject({
        [field]: null,
      });
    },
  );

  it('a form says none by an empty field and a number by its digits', async () => {
    const { id } = await ada.createTopic({ closes_at: PAST, max_responses: 3 });
    const path = `${ada.project}/user_interview_topics/${id}/`;
    const form = (body: string) =>
      ada.request<TopicDto>('PATCH', path, body, { 'content-type': 'application/x-www-form-urlencoded' });
    expect((await form('closes_at=&max_responses=7')).body).toMatchObject({
      closes_at: null,
      max_responses: 7,
    });
    expectError(await form('max_responses=seven'), 400, { attr: 'max_responses' });
  });

  it('a multipart form changes a topic as the other form does', async () => {
    const { id } = await ada.createTopic({ closes_at: PAST, max_responses: 3 });
    const fields = {
      closes_at: '',
      max_responses: '7',
      'questions[0]': 'Why, and\r\nhow?',
      'questions[1]': 'Ü?',
    };
    const form = Object.entries(fields).map(
      ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const path = `${ada.project}/user_interview_topics/${id}/`;
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    const { status, body } = await ada.request<TopicDto>('PATCH', path, `${form.join('')}--x--\r\n`, type);
    expect([status, body]).toMatchObject([
      200,
      { closes_at: null, max_responses: 7, questions: ['Why, and\r\nhow?', 'Ü?'] },
    ]);
  });

  it.each(['closes_at', 'expires_at'])('nobody is invited once %s has passed', async (field) => {
    const { id } = await ada.createTopic({ [field]: PAST });
    const sent = parley.sink.mails.length;
    expectError(await sendInvites(ada, id, { send_async: false }), 400, { attr: null });
    expect(parley.sink.mails.length).toBe(sent);
    await patch(id, { [field]: null });
    expect((await sendInvites(ada, id, { send_async: false })).status).toBe(200);
  });

  it('nobody is invited once max_responses people have answered; tests do not count', async () => {
    const { id } = await ada.createTopic({ max_responses: 1 });
    await insertResponse(parley.database, id, { kind: 'test' });
    await insertResponse(parley.database, id, { status: 'started', identifier: 'still at it' });
    const dryRun = await sendInvites(ada, id, { dry_run: true });
    expect(dryRun.status).toBe(200);
    await insertResponse(parley.database, id);
    const sent = parley.sink.mails.length;
    for (const body of [{ send_async: false }, {}, { dry_run: true }]) {
      expectError(await sendInvites(ada, id, body), 400, { attr: null });
    }
    expect(parley.sink.mails.length).toBe(sent);
    await patch(id, { max_responses: 2 });
    expect((await sendInvites(ada, id, { send_async: false })).status).toBe(200);
  });
});

/** An address of so many characters; its parts are as long as mail allows, which makes 254 possible. */
const address = (length: number) =>
  `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(length - 197)}.com`;

const named = (length: number, letter: string) => `${letter.repeat(length - 9)} <a@b.co>`;

// An emoji is one character, although JavaScript and JSON escapes make two units of it.
const LETTERS = ['x', '😀'];

describe('limits of a topic', () => {
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
      ['topic', 2000],
      ['agent_context', 100_000],
      ['invite_subject', 255],
      ['invite_message', 1000],
      ['reminder_subject', 255],
      ['reminder_message', 1000],
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

  it('the longest texts and many people are kept as they are', async () => {
    const text = (characters: number) => '😀x'.repeat(characters / 2);
    const values = {
      topic: text(2000),
      agent_context: text(100_000),
      questions: Array.from({ length: 200 }, (_, n) => `${n} `.padEnd(5000, 'x')),
      interviewee_emails: Array.from({ length: 5000 }, (_, n) => `p${n}@example.com`),
      interviewee_distinct_ids: Array.from({ length: 5000 }, (_, n) => `person-${n}`),
    };
    const { status, body } = await ada.post<TopicDto>(TOPICS, values);
    expect(status).toBe(201);
    expect(body).toMatchObject(values);
  });

  it('a topic takes 200 questions and no more', async () => {
    const questions = Array.from({ length: 201 }, (_, n) => `Question ${n}?`);
    expect((await patch({ questions: questions.slice(1) })).status).toBe(200);
    expectError(await patch({ questions }), 400, { code: 'max_length', attr: 'questions' });
    expectError(await patch({ questions: ['x'.repeat(5001)] }), 400, {
      code: 'max_length',
      attr: 'questions__0',
    });
  });
});
