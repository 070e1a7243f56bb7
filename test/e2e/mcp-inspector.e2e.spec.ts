import { TOOLS } from '../../src/mcp/tools/tools';
import type { ApiClient } from '../support/api-client';
import { Inspector, type Inspected } from '../support/inspector';
import { ledgerPage } from '../support/ledger';
import { startTestApp, type TestApp } from '../support/test-app';
import { argumentsFor } from '../support/tool-arguments';

const TOPIC = { topic: 'Planning', interviewee_emails: ['Grace Hopper <grace@example.com>'] };
const SEND = 'user-interview-topics-send-invites';

// Every call starts two processes.
jest.setTimeout(180_000);

describe('the MCP Inspector', () => {
  let parley: TestApp;
  let ada: ApiClient;

  beforeAll(async () => {
    parley = await startTestApp();
    ada = await parley.client();
  });
  afterAll(() => parley.close());

  const bodyOf = ({ result }: Inspected) => result?.structuredContent ?? {};
  const errorOf = ({ result }: Inspected) =>
    JSON.parse(result?.content?.[0]?.text ?? '{}') as Record<string, unknown>;

  describe.each([
    ['over streamable HTTP', (url: string, key: string) => Inspector.overHttp(url, key)],
    ['through parley-mcp', (url: string, key: string) => Inspector.overStdio(url, key)],
  ])('%s', (_way, connect) => {
    let inspector: Inspector;

    beforeAll(() => {
      inspector = connect(parley.baseUrl, ada.key);
    });

    it('lists every tool', async () => {
      const { code, result } = await inspector.list();
      expect(code).toBe(0);
      expect(result?.tools?.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
      expect(result?.tools?.map(({ annotations }) => annotations)).toEqual(
        TOOLS.map(({ title, hints }) => ({ title, ...hints })),
      );
    });

    it('plans a topic, and mails only what was confirmed', async () => {
      const created = await inspector.call('user-interview-topics-create', TOPIC);
      expect([created.code, bodyOf(created)]).toEqual([0, expect.objectContaining(TOPIC)]);
      const id = String(bodyOf(created).id);
      expect(bodyOf(await inspector.call('user-interview-topics-retrieve', { id }))).toMatchObject({ id });

      const unconfirmed = await inspector.call(SEND, { id });
      expect(unconfirmed.result?.isError).toBe(true);
      expect(errorOf(unconfirmed)).toMatchObject({ code: 'required', attr: 'confirmation_code' });
      const dryRun = bodyOf(await inspector.call(SEND, { id, dry_run: true }));
      expect(dryRun.would_be_mailed).toBe(1);
      expect((await ledgerPage(ada, id)).body.count).toBe(0);
      const sent = await inspector.call(SEND, { id, confirmation_code: dryRun.confirmation_code });
      expect(bodyOf(sent).results).toMatchObject([{ email: 'grace@example.com', sent: true }]);
      expect((await ledgerPage(ada, id)).body.count).toBe(1);
    });

    it("gets the API's errors, and the protocol's", async () => {
      const refused = await inspector.call('user-interview-topics-create', { ...TOPIC, topic: '   ' });
      expect(refused.result?.isError).toBe(true);
      expect(errorOf(refused)).toEqual({
        type: 'validation_error',
        code: 'blank',
        detail: expect.any(String) as string,
        attr: 'topic',
      });
      const unknown = await inspector.call('user-interview-topics-nothing');
      expect(unknown.code).toBe(1);
      expect(unknown.stderr).toContain('-32602: Unknown tool: user-interview-topics-nothing');
    });

    it('is kept out without a key that works', async () => {
      const { code, result, stderr } = await connect(parley.baseUrl, 'ply_nonsense').list();
      expect([code, result]).toEqual([1, undefined]);
      expect(stderr).toContain('Failed to connect');
    });
  });

  it.each(TOOLS.map(({ name, operationId }) => [name, operationId]))(
    'calls %s',
    async (name, operationId) => {
      const inspector = Inspector.overHttp(parley.baseUrl, ada.key);
      const { code, result, stderr } = await inspector.call(
        name,
        await argumentsFor(operationId, ada, parley),
      );
      expect([code, result?.isError ?? false, stderr.includes('Failed')]).toEqual([0, false, false]);
      expect(result?.content?.[0]?.text).toBeTruthy();
    },
  );
});
