import { InterviewVisitor } from '../support/clients/interview-visitor';
import { testLinkOf } from '../support/builders/invites';
import { lockRows } from '../support/app/row-lock';
import { useClient, useTestApp } from '../support/app/test-app';

describe('a test of an interview that was sent off', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  async function sentOff() {
    const { id } = await ada.createTopic({ questions: ['One?'] });
    const { pathname } = new URL(await testLinkOf(ada, id));
    const visitor = new InterviewVisitor(parley.baseUrl, pathname);
    await visitor.start();
    await visitor.answer(0, 'an answer');
    await visitor.answer(1, '');
    expect((await visitor.press('complete')).heading).toBe('Thank you');
    return { id, visitor };
  }
  const statusesOf = async (id: string) => {
    const rows = await parley.database.query<{ status: string }>(
      'SELECT status FROM user_interview WHERE topic_id = $1 ORDER BY created_at, id',
      [id],
    );
    return rows.map(({ status }) => status);
  };

  it.each([
    [['begin', 'undo'], ['completed', 'opened'], 'Before we start'],
    [['undo', 'begin'], ['started'], 'Your answers'],
  ])('is begun anew or taken back, whichever came first: %j', async (acts, statuses, heading) => {
    const { id, visitor } = await sentOff();
    const lock = await lockRows(parley.database, 'SELECT FROM user_interview WHERE topic_id = $1', [id]);
    const pressed: Promise<{ status: number }>[] = [];
    try {
      for (const act of acts) {
        pressed.push(visitor.send({ act }));
        await lock.untilBlocked(pressed.length);
      }
    } finally {
      await lock.release();
    }
    expect((await Promise.all(pressed)).map(({ status }) => status)).toEqual([303, 303]);
    expect(await statusesOf(id)).toEqual(statuses);
    expect((await visitor.open()).heading).toBe(heading);
  });
});
