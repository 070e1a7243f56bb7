import { expectError } from '../support/clients/expect-error';
import { useClient, useTestApp } from '../support/app/test-app';

const TOPICS = '/user_interview_topics/';

/** Method, path below the topic, body around the text, and where the text is in it. */
type Place = [string, string, (text: string) => object, string];

const ITEM = { interviewee_identifier: 'u', agent_context: 'x' };
const PLACES: Place[] = [
  ['PATCH', '', (topic) => ({ topic }), 'topic'],
  ['PATCH', '', (text) => ({ agent_context: text }), 'agent_context'],
  ['PATCH', '', (text) => ({ questions: ['Why?', text] }), 'questions__1'],
  ['PATCH', '', (text) => ({ invite_subject: text }), 'invite_subject'],
  ['PATCH', '', (text) => ({ invite_message: text }), 'invite_message'],
  ['PATCH', '', (text) => ({ interviewee_emails: [`${text} <a@b.co>`] }), 'interviewee_emails__0'],
  ['PATCH', '', (text) => ({ interviewee_distinct_ids: ['u', 'v', text] }), 'interviewee_distinct_ids__2'],
  ['POST', '/add_interviewee/', (identifier) => ({ identifier }), 'identifier'],
  ['POST', '/remove_interviewee/', (identifier) => ({ identifier }), 'identifier'],
  ['POST', '/preview_invite/', (text) => ({ interviewee_identifier: text }), 'interviewee_identifier'],
  ['POST', '/send_invites/', (subject) => ({ subject, send_async: false }), 'subject'],
  ['POST', '/send_invites/', (text) => ({ reply_to: `${text}@b.co`, send_async: false }), 'reply_to'],
  ['POST', '/interviewees/', (text) => ({ ...ITEM, interviewee_identifier: text }), 'interviewee_identifier'],
  ['POST', '/interviewees/', (text) => ({ ...ITEM, agent_context: text }), 'agent_context'],
  [
    'POST',
    '/interviewees/bulk/',
    (text) => ({ items: [{ ...ITEM, agent_context: text }] }),
    'items__0__agent_context',
  ],
  ['POST', '/interviewees/bulk/', (on_conflict) => ({ items: [ITEM], on_conflict }), 'on_conflict'],
];

describe('text', () => {
  const parley = useTestApp();
  const ada = useClient(parley);
  let topic: string;

  beforeAll(async () => {
    topic = TOPICS + (await ada.createTopic()).id;
  });

  describe.each(PLACES)('%s topic%s', (method, path, bodyWith, attr) => {
    const send = (text: string) => ada.request(method, ada.project + topic + path, bodyWith(text));

    it.each(['\0', 'a\0b', 'ab\0', '\0'.repeat(10)])(`refuses NUL in ${attr}: %j`, async (text) => {
      expectError(await send(text), 400, { attr });
    });

    it.each(['\ud800', 'a\udc00b', '\udc00\ud800', 'ab\ud83d'])(
      `refuses half a surrogate pair in ${attr}: %j`,
      async (text) => {
        expectError(await send(text), 400, { attr });
      },
    );
  });

  it.each([
    '😀 👩‍👩‍👧 🏳️‍🌈',
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!',
    'Ω≈ç√∫˜µ≤≥÷ ﷽ ﷺ',
    '\u{10ffff} \u{fffe} \ufdd0',
    '‮txet sdrawkcab‬',
    `'"\\\`; DROP TABLE "user"; --`,
    '{{constructor.constructor("x")()}} ${x} %s %n',
    'a\u0001\u0008\u001b\u007f\u0085\u2028b',
  ])('that is merely odd comes back as it was sent: %j', async (text) => {
    const values = {
      topic: text,
      agent_context: text,
      questions: [text],
      interviewee_distinct_ids: [text],
    };
    const { id } = await ada.createTopic(values);
    expect((await ada.get(TOPICS + id)).body).toMatchObject(values);
    const found = await ada.get(`${TOPICS}?search=${encodeURIComponent(text)}`);
    expect(found.body).toMatchObject({ count: 1, results: [{ id }] });
    const item = { interviewee_identifier: text, agent_context: text };
    const person = await ada.post(`${TOPICS}${id}/interviewees/`, item);
    expect(person.body).toMatchObject(item);
  });
});
