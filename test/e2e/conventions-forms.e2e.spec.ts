import type { IntervieweeDto } from '../../src/interviewees/interviewee.dto';
import type { InviteResultDto } from '../../src/invites/sending/invite.dto';
import type { TopicDto } from '../../src/topics/topic.dto';
import { expectError } from '../support/clients/expect-error';
import { useClient, useTestApp } from '../support/app/test-app';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const TOPICS = '/user_interview_topics/';

type Person = Pick<IntervieweeDto, 'interviewee_identifier'>;

describe('form bodies', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const send = <T>(method: string, path: string, form: string, headers = FORM) =>
    ada.request<T>(method, ada.project + path, form, headers);
  const create = (form: string) => send<TopicDto>('POST', TOPICS, form);

  it('create a topic, repeated keys making a list', async () => {
    const { status, body } = await create(
      'topic=How+teams+plan%3F&interviewee_emails=a%40b.co&interviewee_emails=Grace+%3Cg%40b.co%3E' +
        '&interviewee_distinct_ids=u%261&questions=Why%3F&questions=How%3F&questions=Why%3F&color=red&id=x',
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({
      topic: 'How teams plan?',
      interviewee_emails: ['a@b.co', 'Grace <g@b.co>'],
      interviewee_distinct_ids: ['u&1'],
      questions: ['Why?', 'How?', 'Why?'],
    });
  });

  it('keep every one of 300 repeated keys, in order', async () => {
    const people = Array.from({ length: 300 }, (_, n) => `person-${n}`);
    const form = people.map((person) => `interviewee_distinct_ids=${person}`).join('&');
    expect((await create(`topic=x&${form}`)).body.interviewee_distinct_ids).toEqual(people);
  });

  it('take one value for a list of one', async () => {
    const { body } = await create('topic=x&interviewee_emails=a%40b.co');
    expect(body.interviewee_emails).toEqual(['a@b.co']);
  });

  it('take Unicode, and a charset in the content type', async () => {
    const form = new URLSearchParams({ topic: 'Zoë 😀 & co=1', interviewee_distinct_ids: 'ü' });
    const type = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
    const { status, body } = await send<TopicDto>('POST', TOPICS, form.toString(), type);
    expect(status).toBe(201);
    expect(body).toMatchObject({ topic: 'Zoë 😀 & co=1', interviewee_distinct_ids: ['ü'] });
  });

  it("change nothing with the API page's own example", async () => {
    const { id } = await ada.createTopic();
    const { body: topic } = await ada.get(TOPICS + id);
    const patched = await send('PATCH', `${TOPICS}${id}/`, 'created_by=undefined');
    expect([patched.status, patched.body]).toEqual([200, topic]);

    const item = { interviewee_identifier: 'u', agent_context: 'x' };
    const { body: row } = await ada.post<IntervieweeDto>(`${TOPICS}${id}/interviewees/`, item);
    const same = await send('PATCH', `${TOPICS}${id}/interviewees/${row.id}/`, 'created_by=undefined');
    expect([same.status, same.body]).toEqual([200, row]);
  });

  it('patch, blank included', async () => {
    const { id } = await ada.createTopic({ agent_context: 'x', questions: ['Why?'] });
    const { status, body } = await send<TopicDto>('PATCH', TOPICS + id, 'agent_context=&questions=+New%3F+');
    expect(status).toBe(200);
    expect(body).toMatchObject({ agent_context: '', questions: ['New?'] });
  });

  it('add and remove an interviewee', async () => {
    const { id } = await ada.createTopic();
    const identifier = new URLSearchParams({ identifier: 'Ada + co <ada@b.co>' }).toString();
    const added = await send<TopicDto>('POST', `${TOPICS}${id}/add_interviewee/`, identifier);
    expect(added.body.interviewee_emails.at(-1)).toBe('Ada + co <ada@b.co>');
    const removed = await send<TopicDto>('POST', `${TOPICS}${id}/remove_interviewee/`, identifier);
    expect(removed.body.interviewee_emails).toHaveLength(1);
  });

  it('preview an invite', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-1'] });
    const path = `${TOPICS}${id}/preview_invite/`;
    const { status, body } = await send<Person>('POST', path, 'interviewee_identifier=user-1');
    expect({ status, who: body.interviewee_identifier }).toEqual({ status: 200, who: 'user-1' });
  });

  it.each(['false', 'False', 'FALSE'])('take %s as a boolean', async (text) => {
    const { id } = await ada.createTopic({ interviewee_emails: [`${text}@refused.example.com`] });
    parley.sink.refuse = (address) => (address.endsWith('@refused.example.com') ? 550 : null);
    const path = `${TOPICS}${id}/send_invites/`;
    const { status, body } = await send<{ results: InviteResultDto[] }>('POST', path, `send_async=${text}`);
    // Only a synchronous send can know that the mail was refused.
    expect(status).toBe(200);
    expect(body.results[0]?.reason).toMatch(/^error:/);
  });

  it.each(['true', 'True', 'TRUE'])('take %s as a boolean', async (text) => {
    const { id } = await ada.createTopic({ interviewee_emails: [`async-${text}@refused.example.com`] });
    const path = `${TOPICS}${id}/send_invites/`;
    const { status, body } = await send<{ results: InviteResultDto[] }>('POST', path, `send_async=${text}`);
    expect({ status, sent: body.results[0]?.sent }).toEqual({ status: 200, sent: true });
  });

  it('refuse what is no boolean', async () => {
    const { id } = await ada.createTopic();
    const answer = await send('POST', `${TOPICS}${id}/send_invites/`, 'send_async=perhaps');
    expectError(answer, 400, { code: 'invalid_input', attr: 'send_async' });
  });

  it('add contexts, in bulk too', async () => {
    const { id } = await ada.createTopic();
    const people = `${TOPICS}${id}/interviewees/`;
    const one = await send('POST', people, 'interviewee_identifier=user-1&agent_context=Plans+on+paper.');
    expect(one.status).toBe(201);
    expect(one.body).toMatchObject({ interviewee_identifier: 'user-1', agent_context: 'Plans on paper.' });
    const many = await send(
      'POST',
      `${people}bulk/`,
      'items[0][interviewee_identifier]=user-2&items[0][agent_context]=x' +
        '&items[1][interviewee_identifier]=user-1&items[1][agent_context]=y&on_conflict=update',
    );
    expect(many.body).toMatchObject({ inserted_count: 1, updated_count: 1, skipped_count: 0 });
  });

  it.each([
    ['topic=&interviewee_emails=a%40b.co', { code: 'blank', attr: 'topic' }],
    ['interviewee_emails=a%40b.co', { code: 'required', attr: 'topic' }],
    ['topic=x&interviewee_emails=a%40b.co&interviewee_emails=no', { attr: 'interviewee_emails__1' }],
    ['topic=x', { attr: null }],
    ['topic=a%00b&interviewee_emails=a%40b.co', { attr: 'topic' }],
    ['', { code: 'required', attr: 'topic' }],
    ['&&&===&', { code: 'required', attr: 'topic' }],
    [`topic=x&invite_subject=${'%F0%9F%98%80'.repeat(256)}`, { code: 'max_length', attr: 'invite_subject' }],
  ])('break the same rules as JSON does: %.60s', async (form, error) => {
    expectError(await create(form), 400, error);
  });

  it.each([
    'topic=%zz',
    'topic=%ff%fe',
    'topic=%',
    '%=%',
    'topic[[[=x',
    'topic]=x',
    'topic[a][b][c][d][e][f]=x',
  ])('are an answer below 500 when malformed: %s', async (form) => {
    const answer = await create(`${form}&interviewee_distinct_ids=u`);
    if (answer.status !== 201) expectError(answer, 400);
  });
});
