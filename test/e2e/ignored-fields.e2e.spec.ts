import type { IntervieweeDto } from '../../src/interviewees/interviewee.dto';
import type { TopicDto } from '../../src/topics/topic.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { byId, newSubject, OPERATIONS, pathOf } from '../support/builders/operations';
import type { Answer } from '../support/clients/api-client';
import { sendRaw } from '../support/clients/raw-request';

const TOPICS = '/user_interview_topics/';
const TOPIC = { topic: 'x', interviewee_distinct_ids: ['u'] };

const parley = useTestApp();

const ignored = ({ headers }: Answer<unknown>) => headers.get('x-ignored-fields');

describe('X-Ignored-Fields', () => {
  const ada = useClient(parley);

  it('names the fields that are not known, in the order in which they were sent', async () => {
    const answer = await ada.post(TOPICS, { ...TOPIC, topci: 1, questons: [], 'Invite-Subject': null });
    expect([answer.status, ignored(answer)]).toEqual([201, 'topci, questons, Invite-Subject']);
  });

  it('is not there when all fields are known or read-only', async () => {
    const created = await ada.post<TopicDto>(TOPICS, TOPIC);
    const rewritten = await ada.patch(`${TOPICS}${created.body.id}/`, created.body);
    expect([created.status, ignored(created), rewritten.status, ignored(rewritten)]).toEqual([
      201,
      null,
      200,
      null,
    ]);
    const people = `${TOPICS}${created.body.id}/interviewees/`;
    const person = { interviewee_identifier: 'u', agent_context: 'x' };
    const { id } = (await ada.post<IntervieweeDto>(people, person)).body;
    const { body } = await ada.get<IntervieweeDto>(`${people}${id}/`);
    expect(ignored(await ada.patch(`${people}${id}/`, body))).toBeNull();
    const bulk = { items: [{ ...body, interviewee_identifier: 'v' }] };
    expect(ignored(await ada.post(`${people}bulk/`, bulk))).toBeNull();
    expect(ignored(await ada.get(TOPICS))).toBeNull();
  });

  it('names unknown fields of objects in a list once, with the first position', async () => {
    const { id } = await ada.createTopic();
    const item = (n: number) => ({ interviewee_identifier: `u${n}`, agent_context: 'x' });
    const items = [item(0), { ...item(1), contxt: 1 }, { ...item(2), contxt: 2, name: 'Ada' }];
    const answer = await ada.post(`${TOPICS}${id}/interviewees/bulk/`, { items, on_conflit: 'update' });
    expect([answer.status, ignored(answer)]).toEqual([200, 'on_conflit, items__1__contxt, items__2__name']);
  });

  it('comes with an error as well, and with a replayed response', async () => {
    const refused = await ada.post(TOPICS, { topci: 'x' });
    expect([refused.status, ignored(refused)]).toEqual([400, 'topci']);
    const repeat = () => ada.post(TOPICS, { ...TOPIC, topci: 1 }, { 'idempotency-key': 'k-1' });
    const [first, second] = [await repeat(), await repeat()];
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect([ignored(first), ignored(second)]).toEqual(['topci', 'topci']);
  });

  it('reads forms', async () => {
    const form = 'topic=x&interviewee_distinct_ids=u&interviewee_distinct_ids%5B%5D=v&topci=1&a%5B0%5D=1';
    const answer = await ada.post(TOPICS, form, { 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.status, ignored(answer)]).toEqual([201, 'topci, a']);
  });

  it('has at most 20 names, each safe in a header and none long', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`n${n}`, n]));
    expect(ignored(await ada.post(TOPICS, { ...TOPIC, ...many }))?.split(', ')).toEqual(
      Object.keys(many).slice(0, 20),
    );
    const odd = {
      'a,b': 1,
      'c\r\nSet-Cookie: x=1': 1,
      ü: 1,
      '\ud800': 1,
      'x y': 1,
      '%': 1,
      '': 1,
      [`${'ü'.repeat(200)}`]: 1,
    };
    const answer = await ada.post(TOPICS, { ...TOPIC, ...odd });
    const names = ignored(answer)?.split(', ') ?? [];
    expect(names.slice(0, 6)).toEqual([
      'a%2Cb',
      'c%0D%0ASet-Cookie%3A%20x%3D1',
      '%C3%BC',
      '%EF%BF%BD',
      'x%20y',
      '%25',
    ]);
    expect(answer.headers.get('set-cookie')).toBeNull();
    for (const name of names)
      expect([name.length <= 100, decodeURIComponent(name) !== '']).toEqual([true, true]);
  });

  it('names nothing of the prototype, and nothing that a name could reach', async () => {
    const text =
      '{"topic":"x","interviewee_distinct_ids":["u"],"__proto__":{"a":1},"constructor":1,"toString":2}';
    const answer = await ada.post(TOPICS, text, { 'content-type': 'application/json' });
    expect([answer.status, ignored(answer)]).toEqual([201, '__proto__, constructor, toString']);
  });

  it('is left out for bodies over 256 KB, where a flood of names would take time', async () => {
    const flood = `{${Array.from({ length: 300_000 }, (_, n) => `"n${n}":1`).join()}}`;
    const answer = await ada.post(TOPICS, flood, { 'content-type': 'application/json' });
    expect([answer.status, ignored(answer)]).toEqual([400, null]);
  });

  it('leaves bodies of unknown length alone', async () => {
    const body = JSON.stringify({ topci: 1 });
    const head = `POST ${ada.project}${TOPICS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${ada.key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await sendRaw(parley.baseUrl, [
      head,
      `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    ]);
    expect([answer.status, ignored(answer)]).toEqual([400, null]);
  });
});

describe('every operation with a body', () => {
  const ada = useClient(parley);
  const withBody = OPERATIONS.filter(({ body }) => body !== undefined);

  it.each(byId(withBody))('%s names unknown fields, below both prefixes', async (_id, operation) => {
    const subject = await newSubject(ada);
    for (const prefix of [ada.project, `/api/environments/${ada.projectId}`]) {
      for (const slash of ['', '/']) {
        const path = prefix + pathOf(operation, subject).replace(/\/$/, '') + slash;
        const answer = await ada.request(operation.method, path, { unknown_field: 1, id: 1, created_at: 1 });
        expect([path, ignored(answer)]).toEqual([path, 'unknown_field']);
      }
    }
  });
});
