import Queue from 'bull';
import type { AnonymisedPersonDto, ErasedPersonDto } from '../../src/people/person.dto';
import { emptyRedisDatabase } from '../support/app/redis';
import { type TestApp, type TestClient, useTestApps } from '../support/app/test-app';
import { linksOf, outcomes, sendInvites } from '../support/builders/invites';
import { dumpOf, LOCAL, MAILBOX, plantPerson, SPELLINGS } from '../support/builders/planted-person';
import { insertResponse } from '../support/builders/responses';
import { type Answer, type ErrorBody, topicPath } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';

const ADMIN = { scopes: ['*' as const] };
/** Parts of the name and the address, none of which may be left anywhere. */
const TRACES = [LOCAL, 'quagmire', 'wilhelmina'];

const erase = (
  client: TestClient,
  identifier: string = MAILBOX,
): Promise<Answer<ErasedPersonDto & ErrorBody>> =>
  client.post('/people/erase/', { identifier, confirm: true });
const anonymise = (client: TestClient, body: object): Promise<Answer<AnonymisedPersonDto & ErrorBody>> =>
  client.post('/people/anonymise/', body);

describe('a person who is stored in all places', () => {
  const start = useTestApps();
  let app: TestApp;
  let ada: TestClient;
  let redisUrl: string | null;
  let places: string[];
  let topics: string[];

  beforeEach(async () => {
    redisUrl = await emptyRedisDatabase();
    // No worker runs, so that jobs stay in Redis.
    app = await start({ redisUrl, role: redisUrl === null ? 'all' : 'web' });
    ada = await app.client(ADMIN);
    ({ places, topics } = await plantPerson(app, ada));
  });

  it('is erased from all of them', async () => {
    expect(places.length).toBeGreaterThanOrEqual(40);
    const preview = await ada.post<ErasedPersonDto>('/people/erase/', { identifier: MAILBOX, dry_run: true });
    const before = await dumpOf(app);
    for (const trace of TRACES) expect(before).toContain(trace);
    const began = Date.now();
    const { status, body } = await erase(ada, 'WILHELMINA.Quagmire@quagmire-institute.EXAMPLE');
    expect(Date.now() - began).toBeLessThan(5000);
    expect(status).toBe(200);
    expect(body).toEqual({
      topics: 3,
      contexts: 3,
      links: 4,
      mails: 4,
      responses: 5,
      voice_reports: 3,
      webhook_messages: 6,
      stored_answers: 2,
      contacts: 1,
      texts: 8,
      opt_out_kept: false,
      dry_run: false,
    });
    expect(preview.body).toEqual({ ...body, dry_run: true });
    const after = await dumpOf(app);
    for (const trace of TRACES) expect(linesWith(after, trace)).toEqual([]);
    expect(after).toContain('grace@example.com');
    if (redisUrl !== null) {
      const redis = await redisDump(redisUrl);
      for (const trace of TRACES) expect(linesWith(redis, trace)).toEqual([]);
    }
    const again = await erase(ada);
    expect(Object.values(again.body).every((count) => count === 0 || count === false)).toBe(true);
  });

  it('leaves other people and what they said', async () => {
    await erase(ada);
    for (const topic of topics) {
      const links = await linksOf(ada, topic);
      expect(links.map((link) => link.interviewee_identifier)).toEqual(['Grace Hopper <grace@example.com>']);
    }
    const [other] = await app.database.query<{ transcript: string }>(
      `SELECT transcript FROM user_interview WHERE interviewee_identifier = 'user-5'`,
    );
    expect(other?.transcript).toBe(
      'Interviewer: Ask [erased] or [erased], too.\n\nInterviewee: Ask [erased] or [erased], too.',
    );
  });

  it('is not found in answers to repeated requests, which are not run again', async () => {
    await erase(ada);
    const [topic = ''] = topics;
    const repeated = await ada.post(
      topicPath(topic, 'generate_links/'),
      {},
      { 'idempotency-key': 'links-of-topic' },
    );
    expectError(repeated, 409, { code: 'erased' });
  });

  it('is in the audit trail as an operation without a name', async () => {
    await erase(ada);
    const { body } = await ada.get<{ results: { operation: string; target: object; reason: string }[] }>(
      '/audit_events/',
    );
    expect(body.results[0]).toMatchObject({ operation: 'people_erase_create', target: {}, reason: '' });
  });

  it('is exported with all that is known', async () => {
    const { status, body, text } = await ada.post<Record<string, unknown[]>>('/people/export/', {
      identifier: SPELLINGS[2],
    });
    expect(status).toBe(200);
    const counts = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.length : value]),
    );
    expect(counts).toMatchObject({
      identifier: SPELLINGS[2],
      topics: 3,
      contexts: 3,
      links: 4,
      mails: 4,
      responses: 5,
      webhook_messages: 6,
      erased_opt_out: false,
    });
    expect(body.identifiers).toEqual(expect.arrayContaining([...SPELLINGS]));
    expect(text).not.toContain('/interview/');
    const [withReport] = (body.responses as { voice_report: { report: string } | null }[]).filter(
      ({ voice_report: report }) => report !== null,
    );
    expect(Buffer.from(withReport?.voice_report?.report ?? '', 'base64').toString()).toContain(MAILBOX);
  });

  it('is anonymised: answers and counts stay, and no text names the person', async () => {
    const before = await progressOf(ada, topics);
    const preview = await anonymise(ada, { identifier: MAILBOX, dry_run: true });
    expect(preview.body).toMatchObject({ dry_run: true, topics: 3, responses: 5, contexts: 3, links: 4 });
    expect(preview.body.examples[0]).toEqual({
      response_id: expect.any(String) as string,
      before: expect.stringContaining(`I am Wilhelmina, write to ${MAILBOX}.`) as string,
      after: expect.stringContaining('I am [name], write to [address].') as string,
    });
    for (const trace of TRACES) expect(await dumpOf(app)).toContain(trace);

    const { status, body } = await anonymise(ada, { identifier: SPELLINGS[1] });
    expect(status).toBe(200);
    expect(body).toEqual({ ...preview.body, dry_run: false, examples: [] });
    expect(body.pseudonym).toMatch(/^person-[0-9a-f]{12}$/);
    const after = await dumpOf(app);
    for (const trace of TRACES) expect(linesWith(after, trace)).toEqual([]);
    expect(await progressOf(ada, topics)).toEqual(before);
    const { body: responses } = await ada.get<{ count: number; results: { transcript: string }[] }>(
      '/user_interviews/?search=name',
    );
    expect(responses.results[0]?.transcript).toContain('Interviewee: I am [name], write to [address].');
    const [topic = ''] = topics;
    expect(outcomes(await sendInvites(ada, topic))).toContain(`${body.pseudonym}: not_an_email`);
  });

  it('is anonymised in many interviews by a name that was given in one of them', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-9000'] });
    const person = { identifier: 'user-9000', transcript: 'Interviewee: Call me Ottilie.' };
    for (let call = 0; call < 60; call++)
      await insertResponse(app.database, id, { ...person, callId: `many-${call}` });
    await insertResponse(app.database, id, { ...person, name: 'Ottilie' });
    expect((await anonymise(ada, { identifier: 'user-9000' })).body).toMatchObject({ responses: 61 });
    expect(linesWith(await dumpOf(app), 'ottilie')).toEqual([]);
  });

  it('has the same pseudonym in a topic that is made later, and another one in another project', async () => {
    const first = await anonymise(ada, { identifier: MAILBOX });
    const { id } = await ada.createTopic({ interviewee_emails: [MAILBOX] });
    await insertResponse(app.database, id, { identifier: MAILBOX, email: MAILBOX });
    const second = await anonymise(ada, { identifier: SPELLINGS[1] });
    expect(second.body).toMatchObject({ pseudonym: first.body.pseudonym, topics: 1, responses: 1 });
    const bob = await app.client({ ...ADMIN, project: 'Other' });
    const elsewhere = await anonymise(bob, { identifier: MAILBOX });
    expect(elsewhere.body).toMatchObject({ topics: 0, responses: 0 });
    expect(elsewhere.body.pseudonym).not.toBe(first.body.pseudonym);
  });
});

describe('erasing people', () => {
  const start = useTestApps();
  let app: TestApp;
  let ada: TestClient;

  beforeEach(async () => {
    app = await start({});
    ada = await app.client(ADMIN);
  });

  it('takes an admin and a confirmation', async () => {
    const writer = await app.client({ scopes: ['user_interview:write'] });
    for (const path of ['export', 'erase', 'anonymise']) {
      expectError(await writer.post(`/people/${path}/`, { identifier: MAILBOX, confirm: true }), 403);
    }
    expectError(await ada.post('/people/erase/', { identifier: MAILBOX }), 400, {
      code: 'required',
      attr: 'confirm',
    });
    expectError(await ada.post('/people/erase/', { identifier: MAILBOX, confirm: false }), 400, {
      code: 'required',
      attr: 'confirm',
    });
    expectError(await ada.post('/people/erase/', { identifier: ' ', confirm: true }), 400, {
      attr: 'identifier',
    });
    expectError(await ada.post('/people/export/', { identifier: 'x'.repeat(401) }), 400, {
      code: 'max_length',
      attr: 'identifier',
    });
  });

  it('finds a person by another id, and not those whose id begins the same', async () => {
    const { id } = await ada.createTopic({ interviewee_distinct_ids: ['user-1', 'user-10'] });
    await linksOf(ada, id);
    await insertResponse(app.database, id, { identifier: 'user-1' });
    await insertResponse(app.database, id, { identifier: 'user-10' });
    expect((await erase(ada, 'user-1')).body).toMatchObject({
      topics: 1,
      links: 1,
      responses: 1,
      contexts: 1,
    });
    expect((await erase(ada, 'user-10')).body).toMatchObject({
      topics: 1,
      links: 1,
      responses: 1,
      contexts: 1,
    });
  });

  it('leaves other projects alone', async () => {
    const bob = await app.client({ ...ADMIN, project: 'Other' });
    const { id } = await bob.createTopic({ interviewee_emails: [MAILBOX] });
    await sendInvites(bob, id);
    expect((await erase(ada)).body).toMatchObject({ topics: 0, contacts: 0, mails: 0 });
    expect((await erase(bob)).body).toMatchObject({ topics: 1, contacts: 1, mails: 1 });
  });

  it('takes less than five seconds for a person with 1000 responses', async () => {
    const { id } = await ada.createTopic({ interviewee_emails: [MAILBOX] });
    await insertResponse(app.database, id, { identifier: MAILBOX, email: MAILBOX });
    await app.database.query(
      `INSERT INTO user_interview (project_id, created_by_id, kind, interviewee_identifier, mailbox, status, started_at,
         transcript, questions)
       SELECT project_id, created_by_id, 'personal', interviewee_identifier, $1, 'completed', now(),
         repeat('Somebody said something here. ', 100), '{How?}'
       FROM user_interview, generate_series(1, 999)`,
      [MAILBOX],
    );
    const began = Date.now();
    expect((await erase(ada)).body.responses).toBe(1000);
    expect(Date.now() - began).toBeLessThan(5000);
  });
});

async function progressOf(client: TestClient, topics: string[]): Promise<unknown[]> {
  const counts = topics.map(async (topic) => (await client.get(topicPath(topic, 'progress/'))).body.counts);
  return Promise.all(counts);
}

function linesWith(text: string, part: string): string[] {
  return text.split('\n').filter((line) => line.includes(part));
}

/** All keys and values of a Redis database. */
async function redisDump(url: string): Promise<string> {
  const queue = new Queue('dump', url);
  try {
    const parts: string[] = [];
    for (const key of await queue.client.keys('*')) {
      parts.push(key, (await queue.client.dumpBuffer(key)).toString('latin1'));
    }
    return parts.join('\n').toLowerCase();
  } finally {
    await queue.close();
  }
}
