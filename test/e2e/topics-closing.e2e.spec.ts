import type { TopicDto } from '../../src/topics/topic.dto';
import { expectError } from '../support/clients/expect-error';
import { sendInvites } from '../support/builders/invites';
import { insertResponse } from '../support/builders/responses';
import { useClient, useTestApp } from '../support/app/test-app';

const PAST = '2020-01-01T00:00:00Z';

describe('when a topic ends', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const patch = (id: string, values: object) => ada.patch<TopicDto>(`/user_interview_topics/${id}/`, values);

  it.each([
    ['closes_at', '2030-01-31T18:00:00+02:00', '2030-01-31T16:00:00.000Z'],
    ['expires_at', '2030-01-31T18:00:00.5Z', '2030-01-31T18:00:00.500Z'],
    ['max_responses', 1, 1],
    ['max_responses', 1_000_000, 1_000_000],
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
