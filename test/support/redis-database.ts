import Queue from 'bull';

/**
 * URL of an emptied Redis database that no other test file uses at the same time, so that no worker takes another
 * file's jobs; null where there is no Redis.
 */
export async function emptyRedisDatabase(): Promise<string | null> {
  const url = redisDatabase();
  if (url === null) return null;
  const queue = new Queue('empty', url);
  await queue.client.flushdb();
  await queue.close();
  return url;
}

/** The same address, known before anything runs. */
export function redisDatabase(): string | null {
  if (!process.env.PARLEY_TEST_REDIS) return null;
  const url = new URL(process.env.PARLEY_TEST_REDIS);
  // Jest numbers its workers from 1; database 0 is left to those who do not ask here.
  url.pathname = `/${process.env.JEST_WORKER_ID ?? '1'}`;
  return url.href;
}
