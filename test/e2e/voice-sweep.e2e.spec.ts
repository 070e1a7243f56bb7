import { Writable } from 'node:stream';
import { pino } from 'pino';
import { VoiceReportSweeper } from '../../src/voice/voice-report-sweeper.service';
import { reportOf, VoiceFixture } from '../support/builders/voice-fixture';
import { waitUntil } from '../support/app/wait-until';

describe('a stored report without an interview', () => {
  const lines: string[] = [];
  let voice: VoiceFixture;
  let calls = 0;

  beforeAll(async () => {
    const memory = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    voice = await VoiceFixture.start({}, pino({ level: 'info' }, memory));
  });
  afterAll(() => voice.stop());

  const query = <T extends object>(sql: string, values: unknown[] = []) =>
    voice.parley.database.query<T>(sql, values);
  const stored = async (id: string) => {
    const [row] = await query<{ has: boolean; attempts: number; isOver: boolean; error: string | null }>(
      `SELECT interview_id IS NOT NULL AS has, attempts, next_attempt_at IS NULL AS "isOver", last_error AS error
       FROM voice_report WHERE call_id = $1`,
      [id],
    );
    return row;
  };
  const makeDue = () =>
    query(`UPDATE voice_report SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL`);
  const sweep = () => voice.parley.app.get(VoiceReportSweeper, { strict: false }).sweep();

  /** Stores a report while no interview can be created. */
  async function storeOnly(values: Record<string, unknown> = {}) {
    const { topic, token } = await voice.invite();
    await voice.startCall(token);
    const id = `waits-${++calls}`;
    await query(`ALTER TABLE user_interview ADD CONSTRAINT in_the_way CHECK (false) NOT VALID`);
    const answer = await voice.deliver(reportOf(id, voice.lastMetadata, values));
    expect([answer.status, answer.body]).toEqual([202, { status: 'stored' }]);
    return { topic, id };
  }
  const clearTheWay = () => query(`ALTER TABLE user_interview DROP CONSTRAINT in_the_way`);

  it('becomes one by itself', async () => {
    const { topic, id } = await storeOnly();
    await clearTheWay();
    await makeDue();
    await waitUntil('an interview', async () => (await stored(id))?.has === true);
    expect(await voice.interviews(topic)).toMatchObject([{ call_id: id, status: 'completed' }]);
  });

  it('is left alone while the request itself may create the interview', async () => {
    const { id } = await storeOnly();
    await sweep();
    expect(await stored(id)).toMatchObject({ has: false, attempts: 0 });
    await clearTheWay();
  });

  it('is tried again later, however often that failed', async () => {
    const { id } = await storeOnly();
    for (const attempts of [1, 2]) {
      await makeDue();
      await sweep();
      expect(await stored(id)).toEqual({ has: false, attempts, isOver: false, error: '23514' });
    }
    await clearTheWay();
    await makeDue();
    await sweep();
    expect(await stored(id)).toMatchObject({ has: true });
  });

  it('becomes one interview, however many sweeps run', async () => {
    const reports: { topic: string; id: string }[] = [];
    for (let n = 0; n < 3; n++) {
      reports.push(await storeOnly());
      await clearTheWay();
    }
    await makeDue();
    await Promise.all(Array.from({ length: 8 }, sweep));
    for (const { topic, id } of reports) {
      expect(await voice.interviews(topic)).toHaveLength(1);
      expect(await stored(id)).toMatchObject({ has: true, attempts: 1 });
    }
  });

  it.each([
    ['its link is gone', 'DELETE FROM sharing_configuration', 'not_found'],
    [
      'it is unreadable',
      `UPDATE voice_report SET body = 'Confidential' WHERE interview_id IS NULL`,
      'parse_error',
    ],
    [
      'it is no report',
      `UPDATE voice_report SET body = '{"message":{"type":"status-update"}}' WHERE interview_id IS NULL`,
      'invalid_input',
    ],
  ])('is given up when %s', async (_why, sql, error) => {
    const { id } = await storeOnly();
    await clearTheWay();
    await query(sql);
    await makeDue();
    await sweep();
    await sweep();
    expect(await stored(id)).toEqual({ has: false, attempts: 1, isOver: true, error });
    const metrics = await (await fetch(`${voice.parley.baseUrl}/metrics`)).text();
    expect(metrics).toMatch(/^parley_voice_reports\{state="given_up"\} [1-9]/m);
    expect(metrics).toMatch(/^parley_voice_reports\{state="waiting"\} 0$/m);
    expect(lines.join('')).toContain('a stored voice report was given up');
    expect(lines.join('')).not.toMatch(/Confidential|Sundays|grace@/);
  });

  it('is given up after a hundred attempts', async () => {
    const { id } = await storeOnly();
    await query(`UPDATE voice_report SET attempts = 99 WHERE call_id = $1`, [id]);
    await makeDue();
    await sweep();
    expect(await stored(id)).toEqual({ has: false, attempts: 100, isOver: true, error: '23514' });
    await clearTheWay();
  });

  it('is finished by the provider too, and then tried anew', async () => {
    const { topic, token } = await voice.invite();
    await voice.startCall(token);
    const report = reportOf('delivered-again', voice.lastMetadata);
    await query(`ALTER TABLE user_interview ADD CONSTRAINT in_the_way CHECK (false) NOT VALID`);
    await voice.deliver(report);
    await clearTheWay();
    await query(`UPDATE voice_report SET next_attempt_at = NULL WHERE call_id = 'delivered-again'`);
    expect((await voice.deliver(report)).status).toBe(201);
    expect(await voice.interviews(topic)).toHaveLength(1);
  });
});
