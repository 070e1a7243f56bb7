import type { AuditEventDto } from '../../src/audit/audit.dto';
import type { Page } from '../../src/pagination/page.dto';
import { useClient, useTestApp } from '../support/app/test-app';
import { setContact } from '../support/builders/contacts';
import { deliveriesOf, insertDeliveries, insertOpenBatch } from '../support/builders/deliveries';
import { insertWebhook } from '../support/builders/webhooks';
import { linksOf, sendInvites, testLinkOf } from '../support/builders/invites';
import { insertResponse } from '../support/builders/responses';
import { type Answer, ApiClient, type ErrorBody, topicPath } from '../support/clients/api-client';
import { walkPages } from '../support/clients/walk-pages';

const TOPICS = '/user_interview_topics/';
const PERSON = 'Grace Hopper <grace@example.com>';

const parley = useTestApp();

describe('the audit trail', () => {
  const ada = useClient(parley, { scopes: ['*'] });
  let adaId: string;

  beforeAll(async () => {
    const [user] = await parley.database.query<{ id: string }>(
      `SELECT id FROM "user" WHERE email = 'ada@parley.test'`,
    );
    adaId = user?.id ?? '';
  });

  const trailOf = (client: ApiClient, query = ''): Promise<Answer<Page<AuditEventDto>>> =>
    client.get(`/audit_events/${query}`);
  const events = async (client: ApiClient = ada) => (await trailOf(client, '?limit=1000')).body.results;
  /** The events that the work leaves, newest first. */
  const eventsOf = async (work: () => Promise<unknown>, client: ApiClient = ada) => {
    const before = (await events(client)).length;
    await work();
    const after = await events(client);
    return after.slice(0, after.length - before);
  };
  const withInterviewee = async () => {
    const { id } = await ada.createTopic({ interviewee_emails: [PERSON, 'b@example.com'] });
    const { body } = await ada.post<{ id: string }>(topicPath(id, 'interviewees/'), {
      interviewee_identifier: PERSON,
      agent_context: 'x',
    });
    return { id, contextId: body.id };
  };
  const withDelivery = async (status = 'failed') => {
    const { id } = await ada.createTopic();
    await insertDeliveries(parley.database, id, { count: 1, status });
    const [row] = await deliveriesOf(ada, id);
    return { id, inviteId: row?.id ?? '' };
  };

  type Write = [
    operation: string,
    write: () => Promise<{ answer: Answer<unknown>; target: Record<string, string> }>,
  ];
  const onTopic = (action: string, body?: object) => async () => {
    const { id } = await withInterviewee();
    return { answer: await ada.post(topicPath(id, action), body), target: { id } };
  };
  let people = 0;
  const addMember = (role: string) =>
    ada.post<{ id: string }>('/members/', { email: `person${++people}@parley.test`, role });

  const writes: Write[] = [
    [
      'create',
      async () => {
        const answer = await ada.post<{ id: string }>(TOPICS, { topic: 'x', interviewee_emails: [PERSON] });
        return { answer, target: { result: answer.body.id } };
      },
    ],
    [
      'partial_update',
      async () => {
        const { id } = await ada.createTopic();
        return { answer: await ada.patch(topicPath(id), { topic: 'y' }), target: { id, result: id } };
      },
    ],
    [
      'destroy',
      async () => {
        const { id } = await ada.createTopic();
        return { answer: await ada.delete(topicPath(id)), target: { id } };
      },
    ],
    ...['add_interviewee', 'remove_interviewee'].map((action): Write => [
      `${action}_create`,
      async () => {
        const { answer, target } = await onTopic(`${action}/`, { identifier: PERSON })();
        return { answer, target: { ...target, result: target.id ?? '' } };
      },
    ]),
    ['generate_links_create', onTopic('generate_links/')],
    ['links_csv_create', onTopic('links_csv/')],
    ['rotate_link_create', onTopic('rotate_link/', { identifier: PERSON })],
    ['send_test_create', onTopic('send_test/')],
    ['shared_link_create', onTopic('shared_link/', {})],
    [
      'shared_link_destroy',
      async () => {
        const { id } = await ada.createTopic();
        return { answer: await ada.delete(topicPath(id, 'shared_link/')), target: { id } };
      },
    ],
    ['send_invites_create', onTopic('send_invites/', { send_async: false })],
    ['remind_create', onTopic('remind/')],
    ['invites_cancel_create', onTopic('invites/cancel/')],
    [
      'invites_retry_create',
      async () => {
        const { id, inviteId } = await withDelivery();
        const answer = await ada.post(topicPath(id, `invites/${inviteId}/retry/`));
        return { answer, target: { id, invite_id: inviteId, result: inviteId } };
      },
    ],
    [
      'invites_settle_create',
      async () => {
        const { id, inviteId } = await withDelivery('uncertain');
        const answer = await ada.post(topicPath(id, `invites/${inviteId}/settle/`), { outcome: 'sent' });
        return { answer, target: { id, invite_id: inviteId, result: inviteId } };
      },
    ],
    ...['pause', 'resume', 'cancel'].map((action): Write => [
      `batches_${action}_create`,
      async () => {
        const { id } = await ada.createTopic();
        const batchId = await insertOpenBatch(parley.database, id);
        const path = topicPath(id, `batches/${batchId}`);
        if (action === 'resume') await ada.post(`${path}/pause/`);
        const answer = await ada.post(`${path}/${action}/`);
        return { answer, target: { id, batch_id: batchId, result: batchId } };
      },
    ]),
    [
      'interviewees_create',
      async () => {
        const { id } = await ada.createTopic();
        const body = { interviewee_identifier: 'user-1', agent_context: 'x' };
        const answer = await ada.post<{ id: string }>(topicPath(id, 'interviewees/'), body);
        return { answer, target: { topic_id: id, result: answer.body.id } };
      },
    ],
    [
      'interviewees_partial_update',
      async () => {
        const { id, contextId } = await withInterviewee();
        const answer = await ada.patch(topicPath(id, `interviewees/${contextId}/`), { agent_context: 'z' });
        return { answer, target: { topic_id: id, id: contextId, result: contextId } };
      },
    ],
    [
      'interviewees_destroy',
      async () => {
        const { id, contextId } = await withInterviewee();
        const answer = await ada.delete(topicPath(id, `interviewees/${contextId}/`));
        return { answer, target: { topic_id: id, id: contextId } };
      },
    ],
    [
      'interviewees_bulk_create',
      async () => {
        const { id } = await ada.createTopic();
        const items = [{ interviewee_identifier: 'user-1', agent_context: 'x' }];
        const answer = await ada.post(topicPath(id, 'interviewees/bulk/'), { items });
        return { answer, target: { topic_id: id } };
      },
    ],
    [
      'user_interviews_partial_update',
      async () => {
        const id = await insertResponse(parley.database, (await ada.createTopic()).id);
        const answer = await ada.patch(`/user_interviews/${id}/`, { summary: 'x' });
        return { answer, target: { id, result: id } };
      },
    ],
    [
      'user_interviews_destroy',
      async () => {
        const id = await insertResponse(parley.database, (await ada.createTopic()).id);
        return { answer: await ada.delete(`/user_interviews/${id}/`), target: { id } };
      },
    ],
    [
      'contacts_create',
      async () => {
        const answer = await setContact(ada, 'new@example.com', 'free');
        return { answer, target: { result: answer.body.id } };
      },
    ],
    [
      'contacts_partial_update',
      async () => {
        const { id } = (await setContact(ada, 'changed@example.com', 'free')).body;
        const answer = await ada.patch(`/contacts/${id}/`, { status: 'do_not_contact' });
        return { answer, target: { id, result: id } };
      },
    ],
    [
      'contacts_import_create',
      async () => {
        const file = 'email\nimported@example.com\n';
        const answer = await ada.post('/contacts/import/', file, { 'content-type': 'text/csv' });
        return { answer, target: {} };
      },
    ],
    [
      'members_create',
      async () => {
        const answer = await addMember('viewer');
        return { answer, target: { result: answer.body.id } };
      },
    ],
    [
      'members_partial_update',
      async () => {
        const { id } = (await addMember('viewer')).body;
        const answer = await ada.patch(`/members/${id}/`, { role: 'researcher' });
        return { answer, target: { id, result: id } };
      },
    ],
    [
      'members_destroy',
      async () => {
        const { id } = (await addMember('viewer')).body;
        return { answer: await ada.delete(`/members/${id}/`), target: { id } };
      },
    ],
    [
      'project_keys_destroy',
      async () => {
        await ada.another({ email: 'keys@parley.test' });
        const { body } = await ada.get<{ results: { id: string }[] }>('/keys/');
        const id = body.results[0]?.id ?? '';
        return { answer: await ada.delete(`/keys/${id}/`), target: { id } };
      },
    ],
    [
      'webhooks_create',
      async () => {
        const body = { url: 'https://hooks.invalid/', events: ['topic.full'] };
        const answer = await ada.post<{ id: string }>('/webhooks/', body);
        return { answer, target: { result: answer.body.id } };
      },
    ],
    ...['rotate_secret', 'test'].map((action): Write => [
      `webhooks_${action}_create`,
      async () => {
        const { webhook } = await insertWebhook(parley.database, ada.projectId);
        const answer = await ada.post<{ id?: string }>(`/webhooks/${webhook}/${action}/`);
        const { id: result } = answer.body;
        return { answer, target: { id: webhook, ...(result ? { result } : {}) } };
      },
    ]),
    [
      'webhooks_partial_update',
      async () => {
        const { webhook } = await insertWebhook(parley.database, ada.projectId);
        const answer = await ada.patch(`/webhooks/${webhook}/`, { enabled: false });
        return { answer, target: { id: webhook, result: webhook } };
      },
    ],
    [
      'webhooks_attempts_replay_create',
      async () => {
        const { webhook, attempt } = await insertWebhook(parley.database, ada.projectId);
        const answer = await ada.post(`/webhooks/${webhook}/attempts/${attempt}/replay/`);
        return { answer, target: { id: webhook, attempt_id: attempt } };
      },
    ],
    [
      'webhooks_destroy',
      async () => {
        const { webhook } = await insertWebhook(parley.database, ada.projectId);
        return { answer: await ada.delete(`/webhooks/${webhook}/`), target: { id: webhook } };
      },
    ],
    ...['export', 'erase', 'anonymise'].map((action): Write => [
      `people_${action}_create`,
      async () => {
        const body = { identifier: 'grace@example.com', confirm: true };
        return { answer: await ada.post(`/people/${action}/`, body), target: {} };
      },
    ]),
    [
      'project_settings_partial_update',
      async () => ({ answer: await ada.patch('/settings/', { mail_language: 'de' }), target: {} }),
    ],
  ];
  const idOf = (operation: string) =>
    /^(user_interviews|contacts|project_settings|members|people|project_keys|webhooks)_/.test(operation)
      ? operation
      : `user_interview_topics_${operation}`;

  it.each(writes)('notes who did %s, to what and in which request', async (operation, write) => {
    const before = Date.now();
    const { answer, target } = await write();
    expect(answer.status).toBeLessThan(300);
    const [event] = await events();
    expect(event).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      operation: idOf(operation),
      target,
      user: { uuid: adaId, email: 'ada@parley.test' },
      key: `ply_…${ada.key.slice(-4)}`,
      reason: '',
      request_id: answer.headers.get('x-request-id'),
    });
    expect(Math.abs(Date.parse(event?.created_at ?? '') - before)).toBeLessThan(10_000);
    const sameRequest = (await events()).filter((other) => other.request_id === event?.request_id);
    expect(sameRequest).toHaveLength(1);
  });

  it('knows every operation that needs the write scope', async () => {
    const { body } = await ada.request<{ paths: Record<string, Record<string, Record<string, string>>> }>(
      'GET',
      '/api/schema',
    );
    const documented = Object.values(body.paths)
      .flatMap((path) => Object.entries(path))
      .filter(([method, operation]) => method !== 'get' && operation['x-required-scope'] !== undefined)
      .filter(([, operation]) => operation['x-required-scope'] !== 'user_interview:read')
      .map(([, operation]) => operation.operationId);
    expect(writes.map(([operation]) => idOf(operation)).sort()).toEqual(documented.sort());
  });

  it('takes over the request id that the client has chosen', async () => {
    const [event] = await eventsOf(() =>
      ada.post(TOPICS, { topic: 'x', interviewee_emails: [PERSON] }, { 'x-request-id': 'import-7.2' }),
    );
    expect(event?.request_id).toBe('import-7.2');
  });

  it('tells users and keys apart', async () => {
    const grace = await ada.another({ email: 'grace@parley.test', name: 'Grace Hopper' });
    const secondKey = await ada.another();
    const found = await eventsOf(async () => {
      await grace.createTopic();
      await secondKey.createTopic();
    });
    expect(found.map((event) => [event.user.email, event.key])).toEqual([
      ['ada@parley.test', `ply_…${secondKey.key.slice(-4)}`],
      ['grace@parley.test', `ply_…${grace.key.slice(-4)}`],
    ]);
  });

  it('outlives the key', async () => {
    const brief = await ada.another({ email: 'grace@parley.test' });
    const [event] = await eventsOf(() => brief.createTopic());
    await parley.database.query(`DELETE FROM personal_api_key WHERE mask = $1`, [event?.key]);
    const [after] = await events();
    expect(after).toEqual({ ...event, key: null });
  });

  it('is silent about reads, previews and dry runs', async () => {
    const { id, contextId } = await withInterviewee();
    const found = await eventsOf(async () => {
      const reads = [
        TOPICS,
        topicPath(id),
        ...['interviewees/', `interviewees/${contextId}/`].map((path) => topicPath(id, path)),
        ...['invites/', 'invites/summary/'].map((path) => topicPath(id, path)),
        '/audit_events/',
      ];
      for (const path of reads) expect((await ada.get(path)).status).toBe(200);
      expect((await ada.post(topicPath(id, 'preview_invite/'))).status).toBe(200);
      expect((await sendInvites(ada, id, { dry_run: true })).status).toBe(200);
    });
    expect(found).toEqual([]);
  });

  it('tells of a test link when it is made, and not when it is shown again', async () => {
    const { id } = await ada.createTopic();
    const made = await eventsOf(() => testLinkOf(ada, id));
    expect(made.map((event) => event.operation)).toEqual(['user_interview_topics_test_link_retrieve']);
    expect(await eventsOf(() => testLinkOf(ada, id))).toEqual([]);
    await parley.database.query(`UPDATE sharing_configuration SET expires_at = now() WHERE kind = 'test'`);
    expect(await eventsOf(() => testLinkOf(ada, id))).toHaveLength(1);
    expect(await eventsOf(() => ada.post(topicPath(id, 'send_test/')))).toHaveLength(1);
  });

  it.each(['generate_links/', 'links_csv/'])(
    'tells of %s when links are made, and not when they are shown again',
    async (action) => {
      const { id } = await ada.createTopic({ interviewee_emails: [PERSON] });
      expect(await eventsOf(() => ada.post(topicPath(id, action)))).toHaveLength(1);
      expect(await eventsOf(() => ada.post(topicPath(id, action)))).toEqual([]);
      await ada.post(topicPath(id, 'add_interviewee/'), { identifier: 'grace@example.com' });
      expect(await eventsOf(() => ada.post(topicPath(id, action)))).toHaveLength(1);
    },
  );

  it('is silent about what failed', async () => {
    const { id } = await ada.createTopic();
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const found = await eventsOf(async () => {
      const answers = [
        await ada.post(TOPICS, {}),
        await ada.patch(topicPath(id), { topic: '' }),
        await ada.post(topicPath(id, 'rotate_link/'), { identifier: 'nobody' }),
        await ada.post(topicPath('00000000-0000-7000-8000-000000000000', 'generate_links/')),
        await ada.delete(topicPath('no-uuid')),
        await reader.post(TOPICS, { topic: 'x', interviewee_emails: [PERSON] }),
        await new ApiClient(parley.baseUrl, ada.projectId, '').post(TOPICS, {}),
        await ada.post(topicPath(id, `invites/${id}/retry/`)),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 404, 404, 403, 401, 404]);
    });
    expect(found).toEqual([]);
  });

  it('cannot be dodged by a field that an operation does not know', async () => {
    const found = await eventsOf(() => ada.createTopic({ dry_run: true }));
    expect(found.map((event) => event.operation)).toEqual(['user_interview_topics_create']);
  });

  it('holds no addresses, tokens or keys', async () => {
    const { id } = await withInterviewee();
    await ada.post(topicPath(id, 'add_interviewee/'), { identifier: 'Secret Person <secret@example.com>' });
    const tokens = (await linksOf(ada, id)).map((link) => link.interview_url);
    tokens.push(await testLinkOf(ada, id));
    await sendInvites(ada, id);
    const stored = JSON.stringify(await parley.database.query('SELECT * FROM audit_event'));
    // The name of an operation, which is no secret.
    const rows = stored.replaceAll('webhooks_rotate_secret_create', '');
    expect(rows).not.toMatch(/@|secret|hopper|interview\//i);
    for (const secret of [ada.key, ...tokens.map((url) => url.split('/').at(-1) ?? '')]) {
      expect(rows).not.toContain(secret);
    }
  });
});

describe('the list of audit events', () => {
  const trailOf = (client: ApiClient, query = ''): Promise<Answer<Page<AuditEventDto> & ErrorBody>> =>
    client.get(`/audit_events/${query}`);

  it('shows each event once on its pages, newest first', async () => {
    const ada = await parley.client({ project: 'Paging' });
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.unshift((await ada.createTopic()).id);
    const pages = await walkPages<AuditEventDto>(
      ada,
      `${parley.baseUrl}${ada.project}/audit_events/?limit=2`,
    );
    expect(pages.map((page) => [page.count, page.results.length])).toEqual([
      [5, 2],
      [5, 2],
      [5, 1],
    ]);
    expect(pages.flatMap((page) => page.results).map((event) => event.target.result)).toEqual(made);
    expect(await walkPages(ada, pages.at(-1)?.previous ?? '', 'previous')).toEqual([pages[1], pages[0]]);
  });

  it('shows the project of the path only', async () => {
    const ada = await parley.client({ project: 'One' });
    const adaAtTwo = await parley.client({ project: 'Two' });
    const eve = await parley.client({ email: 'eve@parley.test', project: 'Two' });
    const { id } = await ada.createTopic();
    const { id: otherId } = await adaAtTwo.createTopic();
    const targets = async (client: ApiClient) =>
      (await trailOf(client)).body.results.map((event) => event.target.result);
    expect(await targets(ada)).toEqual([id]);
    expect(await targets(adaAtTwo)).toEqual([otherId]);
    expect(await targets(eve)).toEqual([otherId]);
    const stranger = await trailOf(new ApiClient(parley.baseUrl, ada.projectId, eve.key));
    expect([stranger.status, stranger.body.code]).toEqual([404, 'not_found']);
  });

  it('is for readers too, and for nobody without a key', async () => {
    const ada = await parley.client({ project: 'Readers' });
    await ada.createTopic();
    const reader = await parley.client({ project: 'Readers', scopes: ['user_interview:read'] });
    expect((await trailOf(reader)).body.count).toBe(1);
    expect((await trailOf(new ApiClient(parley.baseUrl, ada.projectId, ''))).status).toBe(401);
  });

  it('cannot be changed over HTTP', async () => {
    const ada = await parley.client({ project: 'Readers' });
    const answers = [
      await ada.post('/audit_events/', {}),
      await ada.delete('/audit_events/'),
      await ada.patch('/audit_events/', {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([405, 405, 405]);
    expect((await trailOf(ada)).body.count).toBe(1);
  });

  it('keeps the operation when the event cannot be stored', async () => {
    const ada = await parley.client({ project: 'Broken' });
    await parley.database.query(
      `ALTER TABLE audit_event ADD CONSTRAINT broken CHECK (operation = 'never') NOT VALID`,
    );
    const answer = await ada.post('/user_interview_topics/', { topic: 'x', interviewee_emails: ['a@b.co'] });
    await parley.database.query('ALTER TABLE audit_event DROP CONSTRAINT broken');
    expect(answer.status).toBe(201);
    expect((await ada.get('/user_interview_topics/')).body.count).toBe(1);
  });
});
