import { createHash, randomUUID } from 'node:crypto';
import { type Answer, ApiClient } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import {
  byId,
  call,
  newSubject,
  OPERATIONS,
  OPERATIONS_ON_A_RESPONSE,
  OPERATIONS_ON_A_TOPIC,
  type Subject,
} from '../support/builders/operations';
import { useClient, useTestApp } from '../support/app/test-app';

const NOBODY = '01890000-0000-7000-8000-000000000000';
const NOT_IDS = [
  '1',
  'x',
  'null',
  `${NOBODY}0`,
  NOBODY.slice(1),
  NOBODY.replaceAll('-', ''),
  '%27%3B--',
  '%00',
];

describe('tenancy', () => {
  const parley = useTestApp();
  const ada = useClient(parley);
  let eve: ApiClient;
  let adas: Subject;
  let eves: Subject;

  beforeAll(async () => {
    eve = await parley.client({ email: 'eve@parley.test', project: 'Eve Inc' });
    [adas, eves] = [await newSubject(ada), await newSubject(eve)];
  });

  /** All that a caller can tell two answers apart by. */
  const visible = ({ status, headers, text }: Answer<unknown>) => {
    const kept = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
    return { status, text, headers: kept };
  };

  describe.each(byId(OPERATIONS))('%s', (_id, operation) => {
    it('answers the same 404 for a foreign project and for none', async () => {
      const foreign = await call(eve, operation, adas, ada.project);
      const missing = await call(eve, operation, adas, `/api/projects/${NOBODY}`);
      const wellHidden = await call(eve, operation, eves, ada.project);
      expectError(foreign, 404, { code: 'not_found', attr: null });
      expect(visible(foreign)).toEqual(visible(missing));
      expect(visible(foreign)).toEqual(visible(wellHidden));
    });

    it('answers the same 404 below /api/environments/', async () => {
      const foreign = await call(eve, operation, adas, `/api/environments/${ada.projectId}`);
      expect(visible(foreign)).toEqual(
        visible(await call(eve, operation, adas, `/api/environments/${NOBODY}`)),
      );
      expectError(foreign, 404, { code: 'not_found' });
    });

    it('gives a key without the scope no hint about projects', async () => {
      const weak = await parley.client({ email: 'eve@parley.test', project: 'Eve Inc', scopes: [] });
      const foreign = await call(weak, operation, adas, ada.project);
      expect(visible(foreign)).toEqual(visible(await call(weak, operation, adas, `/api/projects/${NOBODY}`)));
      expect(visible(foreign)).toEqual(visible(await call(weak, operation, eves)));
    });

    it.each(['1', 'x', '%00'])('answers 404 for the project %s', async (project) => {
      const answer = await call(eve, operation, eves, `/api/projects/${project}`);
      expectError(answer, 404, { code: 'not_found' });
    });
  });

  describe.each(byId(OPERATIONS_ON_A_TOPIC))('%s', (_id, operation) => {
    it("answers for another project's topic as for none", async () => {
      const foreign = await call(eve, operation, adas);
      const missing = await call(eve, operation, { topic: NOBODY, interviewee: NOBODY });
      expectError(foreign, 404, { code: 'not_found', attr: null });
      expect(visible(foreign)).toEqual(visible(missing));
    });

    it.each(NOT_IDS)('answers 404 for the topic %s', async (topic) => {
      const answer = await call(eve, operation, { ...eves, topic });
      expectError(answer, 404, { code: 'not_found', attr: null });
    });
  });

  describe.each(byId(OPERATIONS_ON_A_RESPONSE))('%s', (_id, operation) => {
    it("answers for another project's response as for none", async () => {
      const foreign = await call(eve, operation, { ...eves, response: adas.response });
      const missing = await call(eve, operation, { ...eves, response: NOBODY });
      expectError(foreign, 404, { code: 'not_found', attr: null });
      expect(visible(foreign)).toEqual(visible(missing));
    });

    it.each(NOT_IDS)('answers 404 for the response %s', async (response) => {
      const answer = await call(eve, operation, { ...eves, response });
      expectError(answer, 404, { code: 'not_found', attr: null });
    });
  });

  const ON_A_PERSON = OPERATIONS_ON_A_TOPIC.filter(({ path }) => path.includes(':interviewee'));
  describe.each(byId(ON_A_PERSON))('%s', (_id, operation) => {
    it.each(NOT_IDS)('answers 404 for the context %s', async (interviewee) => {
      const answer = await call(eve, operation, { ...eves, interviewee });
      expectError(answer, 404, { code: 'not_found', attr: null });
    });

    it('answers 404 for a context of another topic', async () => {
      const other = await newSubject(eve);
      for (const interviewee of [adas.interviewee, other.interviewee, NOBODY]) {
        expectError(await call(eve, operation, { ...eves, interviewee }), 404, { code: 'not_found' });
      }
    });
  });

  it('an id of any length that is none is 404', async () => {
    for (const length of [99, 999, 2000, 6000]) {
      const id = 'a'.repeat(length);
      expectError(await eve.get(`/user_interview_topics/${id}`), 404, { code: 'not_found' });
      const path = `/api/projects/${id}/user_interview_topics/`;
      expectError(await eve.request('GET', path), 404, { code: 'not_found' });
    }
  });

  it('takes an id in capitals', async () => {
    const { status, body } = await eve.get(`/user_interview_topics/${eves.topic.toUpperCase()}`);
    expect({ status, id: body.id }).toEqual({ status: 200, id: eves.topic });
  });

  it('nothing of all this has touched the topics', async () => {
    for (const [client, { topic, interviewee }] of [
      [ada, adas],
      [eve, eves],
    ] as const) {
      const path = `/user_interview_topics/${topic}`;
      expect((await client.get(path)).body).toMatchObject({
        topic: 'How teams plan their week',
        interviewee_emails: ['Grace Hopper <grace@example.com>'],
        interviewee_distinct_ids: [],
      });
      const people = (await client.get<{ results: { id: string }[] }>(`${path}/interviewees`)).body;
      expect(people.results.map(({ id }) => id)).toEqual([interviewee]);
    }
  });

  it('lists show the own project alone', async () => {
    for (const client of [ada, eve]) {
      const made = await client.createTopic({ topic: `only ${client.projectId}` });
      const { body } = await client.get<{ results: { id: string }[] }>('/user_interview_topics/?search=only');
      expect(body.results.map(({ id }) => id)).toEqual([made.id]);
    }
  });

  describe('a key', () => {
    const status = async (client: ApiClient, projectId: string) =>
      (await new ApiClient(parley.baseUrl, projectId, client.key).get('/user_interview_topics/')).status;
    const limitTo = (client: ApiClient, projects: string[] | null) =>
      parley.database.query(`UPDATE personal_api_key SET project_ids = $1 WHERE key_hash = $2`, [
        projects,
        createHash('sha256').update(client.key).digest(),
      ]);

    it('limited to a project reaches no other of its user', async () => {
      const email = 'two@parley.test';
      const one = await parley.client({ email, project: 'One' });
      const two = await parley.client({ email, project: 'Two' });
      expect(await status(one, one.projectId)).toBe(200);
      expect(await status(one, two.projectId)).toBe(404);
      await limitTo(one, [two.projectId]);
      expect([await status(one, one.projectId), await status(one, two.projectId)]).toEqual([404, 200]);
      await limitTo(one, []);
      expect([await status(one, one.projectId), await status(one, two.projectId)]).toEqual([404, 404]);
    });

    it('without limit reaches the projects of its user, and those only', async () => {
      const email = 'all@parley.test';
      const one = await parley.client({ email, project: 'Three' });
      const two = await parley.client({ email, project: 'Four' });
      await limitTo(one, null);
      expect([await status(one, one.projectId), await status(one, two.projectId)]).toEqual([200, 200]);
      expect([await status(one, ada.projectId), await status(one, randomUUID())]).toEqual([404, 404]);
    });

    it('reaches a project no longer when its user has left it', async () => {
      const leaver = await parley.client({ email: 'leaver@parley.test', project: 'Five' });
      expect(await status(leaver, leaver.projectId)).toBe(200);
      await limitTo(leaver, [leaver.projectId, ada.projectId]);
      expect(await status(leaver, ada.projectId)).toBe(404);
      await parley.database.query('DELETE FROM project_membership WHERE project_id = $1', [leaver.projectId]);
      expect(await status(leaver, leaver.projectId)).toBe(404);
    });
  });
});
