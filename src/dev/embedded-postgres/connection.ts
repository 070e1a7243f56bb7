import { createServer } from 'node:net';
import { Client } from 'pg';

const HOST = '127.0.0.1';
const CONNECT_TIMEOUT_MS = 3_000;

/** URL of a database on the embedded server. */
export function databaseUrl(port: number, user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@${HOST}:${port}/${database}`;
}

/** True when the database behind the URL accepts a connection right now. */
export async function acceptsConnections(url: string): Promise<boolean> {
  try {
    await withClient(url, () => Promise.resolve());
    return true;
  } catch {
    return false;
  }
}

/**
 * Creates the database `name` unless it exists.
 * @throws the driver's error when the server behind the URL refuses the connection or the command.
 */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

/** A TCP port that was free a moment ago; another program may be quicker to take it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ssl: false,
  });
  // A server that goes away in between is reported by the call under way; unheard, the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
