import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../src/database/migrate';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/dev/embedded-postgres/embedded-postgres';
import { ApiClient } from '../support/clients/api-client';
import { startTestApp } from '../support/app/test-app';
import { waitUntil } from '../support/app/wait-until';

describe('on a standby, as after a failover', () => {
  let dataDir: string;
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-standby-'));
    // As root the server runs as another user, who has to reach its data here.
    await chmod(dataDir, 0o711);
    postgres = await startEmbeddedPostgres({ dataDir });
    await migrate(postgres.url);
  });
  afterAll(async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const query = async (sql: string) => {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    await client.end();
    return rows;
  };

  it('reads are answered, writes are 503, the process is not ready, and all of it ends with the standby', async () => {
    const before = await startTestApp({ databaseUrl: postgres.url });
    const maker = await before.client();
    const { id } = await maker.createTopic();
    await before.close();
    await query('UPDATE personal_api_key SET last_used_at = NULL');
    await postgres.stop();
    await writeFile(join(dataDir, 'postgres/data/standby.signal'), '', { mode: 0o644 });
    postgres = await startEmbeddedPostgres({ dataDir });

    await expect(migrate(postgres.url)).resolves.toEqual([]);
    const parley = await startTestApp({ databaseUrl: postgres.url });
    try {
      const client = new ApiClient(parley.baseUrl, maker.projectId, maker.key);
      const path = `/user_interview_topics/${id}/`;
      const ready = async () => (await fetch(`${parley.baseUrl}/health/ready`)).status;
      expect((await client.get(path)).status).toBe(200);
      expect((await client.patch(path, { topic: 'Changed' })).status).toBe(503);
      expect(await ready()).toBe(503);
      expect(await query('SELECT last_used_at FROM personal_api_key')).toEqual([{ last_used_at: null }]);

      await query('SELECT pg_promote()');
      await waitUntil('the process is ready', async () => (await ready()) === 200, 30_000);
      expect((await client.patch(path, { topic: 'Changed' })).status).toBe(200);
      const [key] = await query('SELECT last_used_at FROM personal_api_key');
      expect(key?.last_used_at).toBeInstanceOf(Date);
    } finally {
      await parley.close();
    }
  });

  it('a start that would have to migrate is refused', async () => {
    await query(`DELETE FROM migration WHERE id = (SELECT max(id) FROM migration)`);
    await postgres.stop();
    await writeFile(join(dataDir, 'postgres/data/standby.signal'), '', { mode: 0o644 });
    postgres = await startEmbeddedPostgres({ dataDir });
    await expect(migrate(postgres.url)).rejects.toThrow(/^DATABASE_URL: .*read-only.*Connect to the primary/);
  });
});
