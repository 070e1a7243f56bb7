import { InterviewVisitor, sharedPathOf } from '../support/clients/interview-visitor';
import { linksOf } from '../support/builders/invites';
import { lockRows } from '../support/app/row-lock';
import { useClient, useTestApp } from '../support/app/test-app';

describe('an interview whose topic is deleted at that moment', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  /** Has the topic deleted after the visitor's link was looked up and before the interview is stored. */
  async function whileDeleted(id: string, press: () => Promise<{ status: number }>): Promise<number> {
    const lock = await lockRows(parley.database, 'SELECT FROM user_interview_topic WHERE id = $1', [id]);
    try {
      const deleted = ada.delete(`/user_interview_topics/${id}/`);
      await lock.untilBlocked(1);
      const pressed = press();
      await lock.untilBlocked(2);
      await lock.release();
      expect((await deleted).status).toBe(204);
      return (await pressed).status;
    } finally {
      await lock.release();
    }
  }

  it.each(['begin', 'decline'])('is none: %s', async (act) => {
    const { id } = await ada.createTopic();
    const [link] = await linksOf(ada, id);
    const visitor = new InterviewVisitor(parley.baseUrl, new URL(link?.interview_url ?? '').pathname);
    expect(await whileDeleted(id, () => visitor.send({ act }))).toBe(303);
    const page = await visitor.open();
    expect([page.status, page.heading]).toEqual([404, 'This link does not open an interview']);
  });

  it('is none for a visitor of a shared link either', async () => {
    const { id } = await ada.createTopic();
    const visitor = new InterviewVisitor(parley.baseUrl, await sharedPathOf(parley, id));
    expect(await whileDeleted(id, () => visitor.send({ act: 'begin', name: 'Grace' }))).toBe(303);
    expect((await visitor.open()).status).toBe(404);
    expect(await parley.database.query('SELECT FROM user_interview')).toEqual([]);
  });
});
