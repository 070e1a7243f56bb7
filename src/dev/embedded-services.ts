import { resolve } from 'node:path';
import type { Environment } from '../config/environment';
import { type MailboxServer, startMailboxServer } from './mailbox/mailbox-server';
import type { MailboxStore } from './mailbox/mailbox-store';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres/embedded-postgres';

/** What this process runs for itself because nothing else was configured. */
export interface EmbeddedServices {
  databaseUrl: string;
  smtpUrl: string | null;
  mailbox: MailboxStore | null;
  /** Whether the database is ours, so that a first start may put a demo into it. */
  ownsDatabase: boolean;
  stop(): Promise<void>;
}

/**
 * Starts what the configuration leaves out; nothing of it in production.
 * @param onNotice told what takes long or is worth knowing, in whole sentences
 */
export async function startEmbeddedServices(
  environment: Environment,
  onNotice: (line: string) => void,
): Promise<EmbeddedServices> {
  const { production, dataDir, databaseUrl, smtpUrl, role } = environment;
  const folder = resolve(dataDir);
  let postgres: EmbeddedPostgres | null = null;
  let mailbox: MailboxServer | null = null;
  if (databaseUrl === null) postgres = await startEmbeddedPostgres({ dataDir: folder, onNotice });
  if (smtpUrl === null && !production && role === 'all')
    mailbox = await startMailboxServer({ dataDir: folder });
  return {
    databaseUrl: databaseUrl ?? postgres?.url ?? '',
    smtpUrl: smtpUrl ?? mailbox?.smtpUrl ?? null,
    mailbox: mailbox?.store ?? null,
    ownsDatabase: postgres !== null,
    stop: async () => {
      await mailbox?.stop();
      await postgres?.stop();
    },
  };
}
