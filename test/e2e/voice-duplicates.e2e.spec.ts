import { reportOf, VoiceStage } from '../support/voice';

describe('reports that come more than once', () => {
  let stage: VoiceStage;

  beforeAll(async () => {
    stage = await VoiceStage.start();
  });
  afterAll(() => stage.stop());

  async function started() {
    const { topic, token } = await stage.invite();
    await stage.startCall(token);
    return { topic, metadata: stage.lastMetadata };
  }

  it('are one interview', async () => {
    const { topic, metadata } = await started();
    const first = await stage.deliver(reportOf('again', metadata));
    const again = await stage.deliver(reportOf('again', metadata, { analysis: { summary: 'Another.' } }));
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ status: 'duplicate', interview_id: first.body.interview_id });
    expect(await stage.interviews(topic)).toMatchObject([{ summary: 'Plans on Sundays.' }]);
  });

  it('are one interview in a race of twenty', async () => {
    const { topic, metadata } = await started();
    const body = JSON.stringify(reportOf('race', metadata));
    const answers = await Promise.all(Array.from({ length: 20 }, () => stage.deliver(body)));
    const [interview, ...others] = await stage.interviews(topic);
    expect(others).toEqual([]);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(new Set(answers.map((answer) => answer.body.interview_id))).toEqual(new Set([interview?.id]));
  });

  it('complete what failed the first time; meanwhile the report is kept', async () => {
    const { topic, metadata } = await started();
    const body = JSON.stringify(reportOf('trouble', metadata));
    const kept = () =>
      stage.parley.database.query(
        `SELECT body = convert_to($1, 'UTF8') AS same, interview_id IS NULL AS waits, received_at::text
         FROM voice_report WHERE call_id = 'trouble'`,
        [body],
      );
    await stage.parley.database.query(
      `ALTER TABLE user_interview ADD CONSTRAINT in_the_way CHECK (call_id IS DISTINCT FROM 'trouble')`,
    );
    const answer = await stage.deliver(body);
    expect([answer.status, answer.body]).toEqual([202, { status: 'stored' }]);
    expect(answer.text).not.toMatch(/Sundays|in_the_way|grace/i);
    expect(await stage.interviews(topic)).toEqual([]);
    const [before] = (await kept()) as { received_at: string }[];
    expect(before).toMatchObject({ same: true, waits: true });
    expect((await stage.deliver(body)).status).toBe(202);

    await stage.parley.database.query(`ALTER TABLE user_interview DROP CONSTRAINT in_the_way`);
    expect((await stage.deliver(body)).status).toBe(201);
    expect(await kept()).toEqual([{ ...before, waits: false }]);
    const [row] = await stage.parley.database.query<{ same: boolean }>(
      `SELECT created_at = received_at AS same FROM user_interview JOIN voice_report USING (call_id)
       WHERE call_id = 'trouble'`,
    );
    expect(row).toEqual({ same: true });
  });

  it('go when the interview is deleted', async () => {
    const { topic, metadata } = await started();
    await stage.deliver(reportOf('deleted', metadata));
    await stage.parley.database.query(`DELETE FROM user_interview WHERE topic_id = $1`, [topic]);
    expect(await stage.parley.database.query(`SELECT 1 FROM voice_report WHERE call_id = 'deleted'`)).toEqual(
      [],
    );
  });
});
