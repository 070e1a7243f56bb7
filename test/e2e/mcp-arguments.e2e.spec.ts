import { TOOLS } from '../../src/mcp/tools/tools';
import { useClient, useTestApp } from '../support/app/test-app';
import { argumentsFor } from '../support/builders/operations';
import { McpConnection } from '../support/clients/mcp-client';

const parley = useTestApp();

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
  additionalProperties?: boolean;
}

/** Arguments that another one needs beside it. */
const BESIDE: Record<string, Record<string, unknown>> = {
  override_contact_rules: { override_reason: 'They agreed.' },
  max_invites: { max_invites_days: 30 },
  max_invites_days: { max_invites: 1 },
  max_participations: { max_participations_days: 30 },
  max_participations_days: { max_participations: 1 },
};

describe('arguments of MCP tools', () => {
  const ada = useClient(parley, { scopes: ['*'] });
  let mcp: McpConnection;
  let schemas: Map<string, Schema>;

  beforeAll(async () => {
    mcp = await McpConnection.open(parley.baseUrl, ada.key);
    const { tools } = await mcp.client.listTools();
    schemas = new Map(tools.map(({ name, inputSchema }) => [name, inputSchema as Schema]));
  });
  afterAll(() => mcp.close());

  const propertiesOf = (tool: string) => schemas.get(tool)?.properties ?? {};
  const topicOf = async (count: number) => {
    const emails = Array.from({ length: count }, (_, n) => `p${n}@example.com`);
    const { id } = await ada.createTopic({ interviewee_emails: emails });
    return id;
  };

  describe.each(TOOLS.map(({ name, operationId }) => [name, operationId]))('%s', (name, operationId) => {
    const call = async (extra: Record<string, unknown> = {}) =>
      mcp.call(name, { ...(await argumentsFor(operationId, ada, parley)), ...extra });
    const works = async (extra: Record<string, unknown>) => {
      const { isError, text } = await call(extra);
      expect([extra, isError, text.slice(0, 200)]).toEqual([extra, false, expect.any(String)]);
    };
    const fails = async (extra: Record<string, unknown>, attr: string) => {
      const { isError, body } = await call(extra);
      expect([extra, isError, body]).toMatchObject([extra, true, { type: 'validation_error', attr }]);
    };

    it('takes null for what is optional as absent', async () => {
      const given = Object.keys(await argumentsFor(operationId, ada, parley));
      const optional = Object.keys(propertiesOf(name)).filter((argument) => !given.includes(argument));
      await works(Object.fromEntries(optional.map((argument) => [argument, null])));
    });

    it('takes numbers and truth values as text, and refuses what is none', async () => {
      for (const [argument, { type }] of Object.entries(propertiesOf(name))) {
        if (type === 'integer') {
          for (const value of ['3', ' 3 ', 3]) await works({ ...BESIDE[argument], [argument]: value });
          for (const value of ['', 'x', '-1', -1, 1.5, '1.5', '1e3', true, [3], {}, '9'.repeat(30)]) {
            await fails({ [argument]: value }, argument);
          }
        }
        if (type === 'boolean') {
          // A send in earnest would need a confirmation.
          const values = argument === 'dry_run' ? ['true', ' TRUE ', true] : ['true', 'False', true, false];
          for (const value of values) await works({ ...BESIDE[argument], [argument]: value });
          for (const value of ['', 'yes', 1, 0, [], {}]) await fails({ [argument]: value }, argument);
        }
      }
    });

    it('refuses text arguments that are objects', async () => {
      const texts = Object.entries(propertiesOf(name)).filter(([, { type }]) => type === 'string');
      for (const [argument] of texts) await fails({ [argument]: { a: 1 } }, argument);
    });

    it('names an argument that it does not have, and those that it has', async () => {
      for (const argument of ['Limit', 'unknown', 'project', 'constructor']) {
        const { isError, body } = await call({ [argument]: 'x' });
        expect([isError, body]).toEqual([
          true,
          expect.objectContaining({ code: 'invalid_input', attr: argument }),
        ]);
        expect(body.detail).toContain(Object.keys(propertiesOf(name)).join(', '));
      }
    });

    it('has a plain schema: no list of types, no null, no extension, a type beside each format', () => {
      const check = (schema: unknown) => {
        if (typeof schema !== 'object' || schema === null) return;
        if (Array.isArray(schema)) return schema.forEach(check);
        const { type, format, ...keywords } = schema as Record<string, unknown>;
        if (typeof format === 'string') expect(type).toBe('string');
        expect(Array.isArray(type)).toBe(false);
        expect(type).not.toBe('null');
        expect(Object.keys(keywords).filter((keyword) => /^x-|^nullable$|^\$ref$/.test(keyword))).toEqual([]);
        Object.values(keywords).forEach(check);
      };
      check(schemas.get(name));
      expect(schemas.get(name)?.additionalProperties).toBe(false);
    });
  });

  it('no output has a list of types', async () => {
    const { tools } = await mcp.client.listTools();
    expect(JSON.stringify(tools)).not.toMatch(/"type":\[/);
  });

  describe('of a list', () => {
    // The calls above have left contact rules, which would keep people out of the dry run.
    beforeAll(() =>
      ada.patch('/settings/', Object.fromEntries(Object.keys(BESIDE).map((field) => [field, null]))),
    );

    const LINKS = 'user-interview-topics-generate-links';

    it.each([['50'], [50], [' 50 '], ['50.0']])('limit %j is fifty rows', async (limit) => {
      const { body } = await mcp.call(LINKS, { id: await topicOf(60), limit });
      expect(body.results).toHaveLength(50);
      expect(body.next_offset).toBe(50);
    });

    it('offset as text goes on there, and next_offset leads through everything once', async () => {
      const id = await topicOf(47);
      const seen: unknown[] = [];
      let offset: unknown = '0';
      do {
        const { body } = await mcp.call(LINKS, { id, offset: String(offset) });
        expect(Object.keys(body).slice(0, 3)).toEqual(['count', 'next_offset', 'results']);
        seen.push(...(body.results as { interviewee_identifier: string }[]));
        offset = body.next_offset;
      } while (offset !== null);
      expect(new Set(seen.map((row) => JSON.stringify(row))).size).toBe(47);
      expect(seen).toHaveLength(47);
    });

    it('no link of the API is left, in a dry run neither', async () => {
      const id = await topicOf(25);
      const dryRun = await mcp.call('user-interview-topics-send-invites', {
        id,
        dry_run: 'true',
        limit: '10',
      });
      expect(dryRun.body).toMatchObject({ count: 25, next_offset: 10, would_be_mailed: 25 });
      expect(dryRun.body.results).toHaveLength(10);
      for (const { name, operationId } of TOOLS.filter(({ name }) => propertiesOf(name).offset)) {
        const args = await argumentsFor(operationId, ada, parley);
        const { body, text } = await mcp.call(name, { ...args, limit: 1 });
        expect([name, Object.keys(body)]).toEqual([name, expect.arrayContaining(['next_offset'])]);
        expect(Object.keys(body)).not.toContain('next');
        expect(text).not.toContain('localhost/api');
      }
    });
  });

  it('lists may come as JSON text, and as lists where the API takes commas', async () => {
    const created = await mcp.call('user-interview-topics-create', {
      topic: 'Planning',
      interviewee_emails: '["a@example.com", "b@example.com"]',
    });
    expect(created.body.interviewee_emails).toEqual(['a@example.com', 'b@example.com']);
    const found = await mcp.call('user-interviews-list', { classifications: ['off-topic', 'abandoned'] });
    expect(found.isError).toBe(false);
    const refused = await mcp.call('user-interview-topics-create', { topic: 'x', questions: 'Why?' });
    expect(refused.body).toMatchObject({ code: 'not_a_list', attr: 'questions' });
  });

  it('names an unknown field of an entry', async () => {
    const { body } = await mcp.call('user-interview-topics-interviewees-bulk-create', {
      topic_id: await topicOf(1),
      items: [
        { interviewee_identifier: 'a', agent_context: 'x' },
        { identifier: 'b', agent_context: 'x' },
      ],
    });
    expect(body).toMatchObject({ code: 'invalid_input', attr: 'items__1__identifier' });
  });

  describe('that can be emptied', () => {
    const CHANGE = 'user-interview-topics-partial-update';
    const values = { closes_at: '2040-01-01T00:00:00Z', max_responses: 5 };

    it('stay with null, and are emptied by name', async () => {
      const { id } = await ada.createTopic(values);
      const kept = await mcp.call(CHANGE, { id, closes_at: null, max_responses: null, topic: 'New' });
      expect(kept.body).toMatchObject({ topic: 'New', max_responses: 5 });
      expect(kept.body.closes_at).toContain('2040-01-01');
      const emptied = await mcp.call(CHANGE, { id, clear: ['closes_at', 'max_responses'] });
      expect(emptied.body).toMatchObject({ topic: 'New', closes_at: null, max_responses: null });
    });

    it.each([[['topic']], ['closes_at'], [['closes_at', 7]], [{}]])('not by %j', async (clear) => {
      const { id } = await ada.createTopic(values);
      expect((await mcp.call(CHANGE, { id, clear })).body).toMatchObject({ attr: 'clear' });
    });
  });

  it('a truth value that cannot be read sends nothing, even with a code', async () => {
    const id = await topicOf(1);
    const dryRun = await mcp.call('user-interview-topics-send-invites', { id, dry_run: true });
    const { body } = await mcp.call('user-interview-topics-send-invites', {
      id,
      dry_run: 'yes',
      confirmation_code: dryRun.body.confirmation_code,
    });
    expect(body).toMatchObject({ code: 'invalid_input', attr: 'dry_run' });
  });

  describe('over HTTP', () => {
    const send = (message: object, headers: Record<string, string> = {}) =>
      fetch(`${parley.baseUrl}/mcp`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${ada.key}`, ...headers },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
      });

    it.each([
      'application/json',
      'text/event-stream',
      '*/*',
      'application/*',
      'Application/JSON, Text/Event-Stream',
      'application/json;q=0.5, */*;q=0.1',
    ])('Accept: %s gets JSON', async (accept) => {
      const answer = await send({ method: 'tools/list' }, { accept });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'application/json; charset=utf-8',
      ]);
      expect(await answer.json()).toMatchObject({ id: 1, result: { tools: expect.any(Array) as unknown } });
    });

    it.each(['text/html', 'application/json;q=0', '*/*;q=0'])('Accept: %s is 406', async (accept) => {
      const answer = await send({ method: 'tools/list' }, { accept });
      expect(answer.status).toBe(406);
      expect(await answer.json()).toMatchObject({ id: null, error: { code: -32000 } });
    });

    it.each([
      { method: 'ping', params: null },
      { method: 'tools/list', params: null },
      { method: 'tools/list', params: { cursor: null, _meta: null } },
      { method: 'tools/call', params: { name: 'user-interview-topics-list', arguments: null } },
    ])('%j is answered', async (message) => {
      const answer = await send(message, { accept: 'application/json' });
      expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ id: 1 })]);
    });
  });
});
