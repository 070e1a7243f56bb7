import { expectError } from '../support/clients/expect-error';
import { reportOf, useVoice } from '../support/builders/voice-fixture';

describe('reports that come more than once', () => {
  const voice = useVoice();

  it('are one interview', async () => {
    const { topic, metadata } = await voice.startedCall();
    const first = await voice.deliver(reportOf('again', metadata));
    const again = await voice.deliver(reportOf('again', metadata, { analysis: { summary: 'Another.' } }));
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ status: 'duplicate', interview_id: first.body.interview_id });
    expect(await voice.interviews(topic)).toMatchObject([{ summary: 'Plans on Sundays.' }]);
  });

  it('are one interview in a race of twenty', async () => {
    const { topic, metadata } = await voice.startedCall();
    const body = JSON.stringify(reportOf('race', metadata));
    const answers = await Promise.all(Array.from({ length: 20 }, () => voice.deliver(body)));
    const [interview, ...others] = await voice.interviews(topic);
    expect(others).toEqual([]);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(new Set(answers.map((answer) => answer.body.interview_id))).toEqual(new Set([interview?.id]));
  });

  it('complete what failed the first time; meanwhile the report is kept', async () => {
    const { topic, metadata } = await voice.startedCall();
    const body = JSON.stringify(reportOf('trouble', metadata));
    const kept = () =>
      voice.parley.database.query(
        `SELECT body = convert_to($1, 'UTF8') AS same, interview_id IS NULL AS waits, received_at::text
         FROM voice_report WHERE call_id = 'trouble'`,
        [body],
      );
    await voice.parley.database.query(
      `ALTER TABLE user_interview ADD CONSTRAINT in_the_way CHECK (call_id IS DISTINCT FROM 'trouble')`,
    );
    const answer = await voice.deliver(body);
    expectError(answer, 500, { type: 'server_error' });
    expect(answer.text).not.toMatch(/Sundays|in_the_way|grace/i);
    expect(await voice.interviews(topic)).toEqual([]);
    const [before] = (await kept()) as { received_at: string }[];
    expect(before).toMatchObject({ same: true, waits: true });
    expectError(await voice.deliver(body), 500);

    await voice.parley.database.query(`ALTER TABLE user_interview DROP CONSTRAINT in_the_way`);
    expect((await voice.deliver(body)).status).toBe(201);
    expect(await kept()).toEqual([{ ...before, waits: false }]);
    const [row] = await voice.parley.database.query<{ same: boolean }>(
      `SELECT created_at = received_at AS same FROM user_interview JOIN voice_report USING (call_id)
       WHERE call_id = 'trouble'`,
    );
    expect(row).toEqual({ same: true });
  });

  it('go when the interview is deleted', async () => {
    const { topic, metadata } = await voice.startedCall();
    await voice.deliver(reportOf('deleted', metadata));
    await voice.parley.database.query(`DELETE FROM user_interview WHERE topic_id = $1`, [topic]);
    expect(await voice.parley.database.query(`SELECT 1 FROM voice_report WHERE call_id = 'deleted'`)).toEqual(
      [],
    );
  });
});
