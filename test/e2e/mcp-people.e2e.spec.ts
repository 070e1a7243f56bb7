import { useClient, useTestApp } from '../support/app/test-app';
import { McpConnection } from '../support/clients/mcp-client';

const parley = useTestApp();

describe('erasing people over MCP', () => {
  const ada = useClient(parley, { scopes: ['*'] });
  let mcp: McpConnection;
  beforeAll(async () => {
    mcp = await McpConnection.open(parley.baseUrl, ada.key);
  });
  afterAll(() => mcp.close());

  const person = async () => {
    const identifier = `p${Math.random().toString(36).slice(2)}@example.com`;
    const { id } = await ada.createTopic({ interviewee_emails: [identifier] });
    const targets = async () =>
      (await ada.get<{ interviewee_emails: string[] }>(`/user_interview_topics/${id}/`)).body
        .interviewee_emails;
    return { identifier, targets };
  };

  it.each(['people-erase', 'people-anonymise'])('%s takes the code of a dry run, once', async (tool) => {
    const { identifier, targets } = await person();
    const without = await mcp.call(tool, { identifier });
    expect(without.body).toMatchObject({ code: 'required', attr: 'confirmation_code' });
    const dryRun = await mcp.call(tool, { identifier, dry_run: true });
    expect(dryRun.body).toMatchObject({ topics: 1, dry_run: true });
    const code = dryRun.body.confirmation_code;
    const other = await mcp.call(tool, { identifier: 'other@example.com', confirmation_code: code });
    expect(other.body).toMatchObject({ code: 'confirmation_code_invalid' });
    expect(await targets()).toEqual([identifier]);
    const done = await mcp.call(tool, { identifier, confirmation_code: code });
    expect(done.body).toMatchObject({ topics: 1, dry_run: false });
    expect(await targets()).toEqual([]);
    const again = await mcp.call(tool, { identifier, confirmation_code: code });
    expect(again.body).toMatchObject({ code: 'confirmation_code_invalid' });
  });

  it('does not take a code for another tool, or after more was stored about the person', async () => {
    const { identifier, targets } = await person();
    const { body } = await mcp.call('people-anonymise', { identifier, dry_run: true });
    const code = body.confirmation_code;
    const wrong = await mcp.call('people-erase', { identifier, confirmation_code: code });
    expect(wrong.body).toMatchObject({ code: 'confirmation_code_invalid' });
    await ada.createTopic({ interviewee_emails: [identifier] });
    const late = await mcp.call('people-anonymise', { identifier, confirmation_code: code });
    expect(late.body).toMatchObject({ code: 'confirmation_code_invalid' });
    expect(await targets()).toEqual([identifier]);
  });

  it('cannot be confirmed by an argument of the API', async () => {
    const { identifier, targets } = await person();
    await mcp.call('people-erase', { identifier, confirm: true });
    expect(await targets()).toEqual([identifier]);
  });
});
