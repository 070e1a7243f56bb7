import type { AuditEventDto } from '../../src/audit/audit.dto';
import type { Page } from '../../src/pagination/page.dto';
import { type Answer, ApiClient, type ErrorBody } from '../support/clients/api-client';
import { useTestApp } from '../support/app/test-app';
import { walkPages } from '../support/clients/walk-pages';

describe('the list of audit events', () => {
  const parley = useTestApp();

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
