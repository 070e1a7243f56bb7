import { useClient, useTestApp } from '../support/app/test-app';
import { expectError } from '../support/clients/expect-error';

const many = (count: number, part: (n: number) => string) => Array.from({ length: count }, (_, n) => part(n));
const form = (count: number, part: (n: number) => string) => many(count, part).join('&');

// Work that grows faster than the body would run into the time limit of the test.
describe('large bodies', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const send = (path: string, type: string, body: string) =>
    ada.request('POST', `${ada.project}/user_interview_topics/${path}`, body, { 'content-type': type });

  it.each<[string, string]>([
    ['far positions', form(1000, (n) => `interviewee_distinct_ids[${999_999 - n}]=x`)],
    ['many positions', form(200_000, (n) => `interviewee_distinct_ids[${n}]=x`)],
    ['one name over and over', form(400_000, () => 'interviewee_distinct_ids=x')],
    ['an empty position over and over', form(400_000, () => 'interviewee_distinct_ids[]=x')],
    ['many unknown names', form(300_000, (n) => `n${n}=x`)],
    ['many objects', form(200_000, (n) => `items[${n}][name]=x`)],
    ['many brackets', `${'a[b]'.repeat(100_000)}=x&${'['.repeat(400_000)}=x`],
  ])('a form with %s is read in one go', async (_what, text) => {
    const body = `${text}&topic=Planning`;
    const { status } = await send('', 'application/x-www-form-urlencoded', body);
    expect(status).toBe(201);
  });

  it('a form has as many list entries as it names', async () => {
    const body = `topic=Planning&${form(5000, (n) => `interviewee_distinct_ids[${n}]=q${n}`)}`;
    const answer = await send('', 'application/x-www-form-urlencoded', body);
    const { interviewee_distinct_ids } = answer.body as { interviewee_distinct_ids: string[] };
    expect(interviewee_distinct_ids).toEqual(many(5000, (n) => `q${n}`));
  });

  it('unknown JSON members cost nothing', async () => {
    const members = Object.fromEntries(many(500_000, (n) => `n${n}`).map((name) => [name, { deep: [1] }]));
    const body = { ...members, topic: 'Planning', interviewee_distinct_ids: ['u'] };
    expect((await send('', 'application/json', JSON.stringify(body))).status).toBe(201);
  });

  it('a list with too many objects is refused as a whole', async () => {
    const { id } = await ada.createTopic({});
    const items = many(300_000, (n) => `user-${n}`).map((interviewee_identifier) => ({
      interviewee_identifier,
      agent_context: 'x',
    }));
    const answer = await send(`${id}/interviewees/bulk/`, 'application/json', JSON.stringify({ items }));
    expectError(answer, 400, { code: 'max_length', attr: 'items' });
  });
});
