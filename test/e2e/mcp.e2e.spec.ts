import { TOOLS } from '../../src/mcp/tools/tools';
import { McpConnection } from '../support/clients/mcp-client';
import { useClient, useTestApp } from '../support/app/test-app';

const TOPIC = { topic: 'Planning', interviewee_emails: ['Grace Hopper <grace@example.com>'] };

describe('MCP', () => {
  const parley = useTestApp();
  const ada = useClient(parley);
  let mcp: McpConnection;

  beforeAll(async () => {
    mcp = await McpConnection.open(parley.baseUrl, ada.key);
  });
  afterAll(async () => {
    await mcp.close();
  });

  const createTopic = async (connection = mcp) => {
    const { body } = await connection.call('user-interview-topics-create', TOPIC);
    return body.id as string;
  };

  it('lists every tool with schemas, a description and hints', async () => {
    const { tools } = await mcp.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    for (const tool of tools) {
      expect(tool.title).toBeTruthy();
      expect((tool.description ?? '').length).toBeGreaterThan(30);
      expect(tool.inputSchema.type).toBe('object');
      expect(Object.keys(tool.annotations ?? {})).toEqual(
        expect.arrayContaining(['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint']),
      );
    }
    expect(JSON.stringify(tools)).not.toContain('$ref');
  });

  it('does a whole job: plan, add context, link, preview, send, watch', async () => {
    const id = await createTopic();
    const added = await mcp.call('user-interview-topics-add-interviewee', { id, identifier: 'user-42' });
    expect(added.body.interviewee_distinct_ids).toEqual(['user-42']);
    const bulk = await mcp.call('user-interview-topics-interviewees-bulk-create', {
      topic_id: id,
      items: [{ interviewee_identifier: 'user-42', agent_context: 'Plans on paper.' }],
    });
    expect(bulk.body.inserted_count).toBe(1);
    const links = await mcp.call('user-interview-topics-generate-links', { id });
    expect(links.body.count).toBe(2);
    const preview = await mcp.call('user-interview-topics-preview-invite', { id });
    expect(preview.body).toMatchObject({ user_name: 'Grace Hopper', is_preview_link: true });
    const csv = await mcp.call('user-interview-topics-links-csv', { id });
    expect(csv.text).toContain('interviewee_identifier,interviewee_email');
    const dryRun = await mcp.call('user-interview-topics-send-invites', { id, dry_run: true });
    expect(dryRun.body).toMatchObject({ count: 2, would_be_mailed: 1 });
    const sent = await mcp.call('user-interview-topics-send-invites', {
      id,
      send_async: true,
      confirmation_code: dryRun.body.confirmation_code,
    });
    expect(sent.body.count).toBe(2);
    const ledger = await mcp.call('user-interview-topics-invites-list', { id });
    expect(ledger.body.count).toBe(1);
  });

  it('keeps pages small unless asked for more, and never gives more than a hundred', async () => {
    const emails = Array.from({ length: 150 }, (_, n) => `p${n}@example.com`);
    const { body } = await mcp.call('user-interview-topics-create', { ...TOPIC, interviewee_emails: emails });
    const rows = async (args: object) =>
      (await mcp.call('user-interview-topics-generate-links', { id: body.id, ...args })).body.results;
    expect(await rows({})).toHaveLength(20);
    expect(await rows({ limit: 30, offset: 140 })).toHaveLength(10);
    expect(await rows({ limit: 1000 })).toHaveLength(100);
    const { text } = await mcp.call('user-interview-topics-links-csv', { id: body.id });
    expect(text.split('\n').length).toBeLessThan(110);
    expect(text).toContain('more lines');
  });

  it('gives errors back as tool errors in the API’s shape', async () => {
    expect(await mcp.call('user-interview-topics-create', { ...TOPIC, topic: ' ' })).toMatchObject({
      isError: true,
      body: { type: 'validation_error', code: 'blank', attr: 'topic' },
    });
    const nowhere = { id: '01890000-0000-7000-8000-000000000000' };
    expect((await mcp.call('user-interview-topics-retrieve', nowhere)).body).toMatchObject({
      code: 'not_found',
    });
    expect((await mcp.call('user-interview-topics-retrieve', {})).body).toMatchObject({
      code: 'required',
      attr: 'id',
    });
    for (const id of ['..', '../..', 'a/b', '%2e%2e', '?x=1', 7, null, ['x']]) {
      const { isError, body } = await mcp.call('user-interview-topics-retrieve', { id });
      expect([isError, body.attr === 'id' || body.code === 'not_found']).toEqual([true, true]);
    }
  });

  it('refuses what the key may not do', async () => {
    const reader = await ada.another({ scopes: ['user_interview:read'] });
    const connection = await McpConnection.open(parley.baseUrl, reader.key);
    expect((await connection.call('user-interview-topics-list')).isError).toBe(false);
    expect((await connection.call('user-interview-topics-create', TOPIC)).body).toMatchObject({
      type: 'authentication_error',
      code: 'permission_denied',
    });
    await connection.close();
  });

  it('shows nothing of another project', async () => {
    const id = await createTopic();
    const other = await parley.client({ email: 'eve@parley.test', project: 'Other' });
    const connection = await McpConnection.open(parley.baseUrl, other.key);
    expect((await connection.call('user-interview-topics-retrieve', { id })).body.code).toBe('not_found');
    const project = ada.project.split('/').pop();
    expect((await connection.call('user-interview-topics-list', { project_id: project })).body.code).toBe(
      'not_found',
    );
    expect((await connection.call('user-interview-topics-list')).body.count).toBe(0);
    await connection.close();
  });

  it.each(['', 'Bearer nonsense', 'Basic abc'])('asks for a key: %j', async (authorization) => {
    const answer = await fetch(`${parley.baseUrl}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
      body: '{}',
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  describe('the confirmation of a send', () => {
    const send = (id: string, args: object = {}, connection = mcp) =>
      connection.call('user-interview-topics-send-invites', { id, ...args });
    const codeFor = async (id: string, args: object = {}) =>
      (await send(id, { dry_run: true, ...args })).body.confirmation_code as string;
    const deliveries = async (id: string) => {
      const [row] = await parley.database.query<{ count: number }>(
        'SELECT count(*)::integer FROM invite_delivery WHERE topic_id = $1',
        [id],
      );
      return row?.count;
    };

    it('is needed, and a dry run mails nobody', async () => {
      const id = await createTopic();
      expect((await send(id)).body).toMatchObject({ code: 'required', attr: 'confirmation_code' });
      expect((await send(id, { dry_run: false })).isError).toBe(true);
      expect((await send(id, { confirmation_code: 'guess' })).body.code).toBe('confirmation_code_invalid');
      await codeFor(id);
      expect(await deliveries(id)).toBe(0);
    });

    it('is good for one send', async () => {
      const id = await createTopic();
      const confirmation_code = await codeFor(id);
      const both = await Promise.all([send(id, { confirmation_code }), send(id, { confirmation_code })]);
      expect(both.filter(({ isError }) => isError)).toHaveLength(1);
      expect(await deliveries(id)).toBe(1);
    });

    it('ends when the audience or the mail changes, and for another topic or key', async () => {
      const id = await createTopic();
      const confirmation_code = await codeFor(id);
      expect((await send(id, { confirmation_code, subject: 'Other' })).isError).toBe(true);
      expect((await send(await createTopic(), { confirmation_code })).isError).toBe(true);
      const second = await McpConnection.open(parley.baseUrl, (await ada.another()).key);
      expect((await send(id, { confirmation_code }, second)).isError).toBe(true);
      await second.close();
      await mcp.call('user-interview-topics-add-interviewee', { id, identifier: 'new@example.com' });
      expect((await send(id, { confirmation_code })).body.code).toBe('confirmation_code_invalid');
      expect(await deliveries(id)).toBe(0);
      expect((await send(id, { confirmation_code: await codeFor(id) })).isError).toBe(false);
      expect(await deliveries(id)).toBe(2);
    });

    it('ends after ten minutes', async () => {
      const id = await createTopic();
      const confirmation_code = await codeFor(id);
      const [row] = await parley.database.query<{ seconds: number }>(
        'SELECT extract(epoch FROM expires_at - now())::integer AS seconds FROM send_confirmation WHERE topic_id = $1',
        [id],
      );
      expect(row?.seconds).toBeGreaterThan(590);
      expect(row?.seconds).toBeLessThanOrEqual(600);
      await parley.database.query('UPDATE send_confirmation SET expires_at = now() WHERE topic_id = $1', [
        id,
      ]);
      expect((await send(id, { confirmation_code })).isError).toBe(true);
    });
  });
});
