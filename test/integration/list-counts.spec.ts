import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/app/test-database';
import { waitUntil } from '../support/app/wait-until';

const KEPT = {
  topics: {
    kept: `SELECT project_id AS parent, '' AS kind, sum(number)::integer AS number FROM topic_count GROUP BY 1, 2`,
    true: `SELECT project_id AS parent, '' AS kind, count(*)::integer AS number FROM user_interview_topic GROUP BY 1, 2`,
  },
  responses: {
    kept: `SELECT project_id AS parent, kind, sum(number)::integer AS number FROM response_count GROUP BY 1, 2`,
    true: `SELECT project_id AS parent, kind, count(*)::integer AS number FROM user_interview
           WHERE started_at IS NOT NULL OR call_id IS NOT NULL GROUP BY 1, 2`,
  },
  deliveries: {
    kept: `SELECT topic_id AS parent, status AS kind, sum(number)::integer AS number FROM delivery_count GROUP BY 1, 2`,
    true: `SELECT topic_id AS parent, status AS kind, count(*)::integer AS number FROM invite_delivery GROUP BY 1, 2`,
  },
};

describe('the counts of lists', () => {
  let database: TestDatabase;
  let user: string;
  let project: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    user = await idOf(`INSERT INTO "user" (email) VALUES ('ada@example.com')`);
    project = await idOf(`INSERT INTO project (name) VALUES ('one')`);
  });
  afterEach(() => database.drop());

  async function idOf(insert: string, values: unknown[] = []): Promise<string> {
    const [row] = await database.query<{ id: string }>(`${insert} RETURNING id`, values);
    return row?.id ?? '';
  }

  const addTopics = (number: number, into = project) =>
    database.query<{ id: string }>(
      `INSERT INTO user_interview_topic (project_id, created_by_id, topic)
       SELECT $1, $2, 'topic' FROM generate_series(1, $3) RETURNING id`,
      [into, user, number],
    );
  const addInterviews = (number: number, kind: string, startedAt: Date | null) =>
    database.query<{ id: string }>(
      `INSERT INTO user_interview (project_id, created_by_id, kind, interviewee_identifier, started_at)
       SELECT $1, $2, $3, 'person' || n, $5 FROM generate_series(1, $4) AS n RETURNING id`,
      [project, user, kind, number, startedAt],
    );
  async function addDeliveries(topicId: string, number: number): Promise<string> {
    const batch = await idOf(
      `INSERT INTO invite_batch (topic_id, created_by_id, topic_title, subject, message, sender_name, reply_to)
       VALUES ($1, $2, '', '', '', '', '')`,
      [topicId, user],
    );
    await database.query(
      `WITH share AS (
         INSERT INTO sharing_configuration (topic_id, identifier)
         SELECT $1, 'person' || n FROM generate_series(1, $3) AS n RETURNING id
       ) INSERT INTO invite_delivery (batch_id, topic_id, share_id, address) SELECT $2, $1, id, '' FROM share`,
      [topicId, batch, number],
    );
    return batch;
  }

  /** The stored counts without zeros; fails unless they equal a count of the rows. */
  async function numbers(list: keyof typeof KEPT): Promise<number[]> {
    const read = async (sql: string) => {
      const rows = await database.query<{ parent: string; kind: string; number: number }>(
        `SELECT * FROM (${sql}) AS counts WHERE number <> 0 ORDER BY parent, kind`,
      );
      return rows;
    };
    const kept = await read(KEPT[list].kept);
    expect(kept).toEqual(await read(KEPT[list].true));
    return kept.map(({ number }) => number);
  }

  it('follow topics that come and go, one by one, many at once and in parallel', async () => {
    const [first] = await addTopics(1);
    await Promise.all(Array.from({ length: 12 }, (_, n) => addTopics(n + 1)));
    expect(await numbers('topics')).toEqual([79]);
    await Promise.all([
      addTopics(3),
      database.query('DELETE FROM user_interview_topic WHERE id = $1', [first?.id]),
      database.query(
        `DELETE FROM user_interview_topic WHERE id IN (SELECT id FROM user_interview_topic
        WHERE id <> $1 LIMIT 10)`,
        [first?.id],
      ),
    ]);
    expect(await numbers('topics')).toEqual([71]);
  });

  it('forget what was rolled back', async () => {
    await addTopics(2);
    await expect(
      database.query(
        `WITH made AS (INSERT INTO user_interview_topic (project_id, created_by_id, topic)
           VALUES ($1, $2, 'x') RETURNING 1) SELECT 1 / (count(*) - 1) FROM made`,
        [project, user],
      ),
    ).rejects.toThrow('division by zero');
    expect(await numbers('topics')).toEqual([2]);
  });

  it('keep projects apart, and go with theirs', async () => {
    const other = await idOf(`INSERT INTO project (name) VALUES ('two')`);
    await addTopics(2);
    await addTopics(3, other);
    expect((await numbers('topics')).sort()).toEqual([2, 3]);
    await database.query('DELETE FROM project WHERE id = $1', [other]);
    expect(await numbers('topics')).toEqual([2]);
    await database.query('TRUNCATE user_interview_topic CASCADE');
    expect(await numbers('topics')).toEqual([]);
    expect(await database.query('SELECT FROM topic_count')).toEqual([]);
  });

  it('count as responses only what was begun, by kind', async () => {
    const opened = await addInterviews(4, 'personal', null);
    await addInterviews(2, 'shared', new Date());
    expect(await numbers('responses')).toEqual([2]);
    const start = `UPDATE user_interview SET started_at = now() WHERE id = ANY ($1)`;
    const ids = opened.map(({ id }) => id);
    await database.query(start, [ids.slice(0, 3)]);
    expect(await numbers('responses')).toEqual([3, 2]);
    // Neither an answer nor a second start changes the count.
    await database.query(start, [ids.slice(0, 2)]);
    await database.query(`UPDATE user_interview SET transcript = 'said', status = 'completed'`);
    expect(await numbers('responses')).toEqual([3, 2]);
    await database.query('UPDATE user_interview SET started_at = NULL WHERE id = $1', [ids[0]]);
    expect(await numbers('responses')).toEqual([2, 2]);
    await database.query(`UPDATE user_interview SET call_id = 'call' WHERE id = $1`, [ids[3]]);
    await database.query(`DELETE FROM user_interview WHERE kind = 'shared'`);
    expect(await numbers('responses')).toEqual([3]);
    await database.query('DELETE FROM project');
    expect(await numbers('responses')).toEqual([]);
  });

  it('follow deliveries, which go with their batch, topic or project', async () => {
    const [first, second, third] = await addTopics(3);
    const batch = await addDeliveries(first?.id ?? '', 3);
    await addDeliveries(first?.id ?? '', 0);
    await addDeliveries(second?.id ?? '', 5);
    await addDeliveries(third?.id ?? '', 7);
    expect((await numbers('deliveries')).sort()).toEqual([3, 5, 7]);
    await database.query(
      `UPDATE invite_delivery SET status = 'sent' WHERE id IN (SELECT id FROM invite_delivery LIMIT 15)`,
    );
    await database.query(`UPDATE invite_delivery SET attempts = 1`);
    expect((await numbers('deliveries')).reduce((sum, number) => sum + number)).toBe(15);
    await database.query(`UPDATE invite_delivery SET status = 'failed'`);
    expect((await numbers('deliveries')).sort()).toEqual([3, 5, 7]);
    await database.query('DELETE FROM invite_batch WHERE id = $1', [batch]);
    expect((await numbers('deliveries')).sort()).toEqual([5, 7]);
    await database.query('DELETE FROM user_interview_topic WHERE id = $1', [second?.id]);
    expect(await numbers('deliveries')).toEqual([7]);
    await database.query('DELETE FROM project');
    expect(await numbers('deliveries')).toEqual([]);
  });

  it('hold up nobody who deletes a topic while its mails go out', async () => {
    const [topic] = await addTopics(1);
    await addDeliveries(topic?.id ?? '', 2);
    // This worker's shard has no count yet.
    await database.query('DELETE FROM delivery_count');
    const worker = new Client({ connectionString: database.url });
    await worker.connect();
    await worker.query('BEGIN');
    await worker.query('SELECT FROM invite_delivery FOR UPDATE');
    const deleting = database.query('DELETE FROM user_interview_topic');
    await waitUntil('the deletion waits for the worker', async () => {
      const waiting = await database.query(`SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'DELETE%'`);
      return waiting.length === 1;
    });
    await worker.query(`UPDATE invite_delivery SET status = 'sent'`);
    await worker.query('COMMIT');
    await worker.end();
    await deleting;
    expect(await database.query('SELECT FROM delivery_count')).toEqual([]);
  });
});
