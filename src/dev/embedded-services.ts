import { resolve } from 'node:path';
import type { Environment } from '../config/environment';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres';
import { startMailboxServer } from './mailbox/mailbox-server';
import type { MailboxStore } from './mailbox/mailbox-store';

/** The services that this process runs itself because no external ones are configured. */
export interface EmbeddedServices {
  databaseUrl: string;
  smtpUrl: string | null;
  mailbox: MailboxStore | null;
  /** True if the database is embedded. Only then does the first start create the demo account. */
  ownsDatabase: boolean;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL if DATABASE_URL is not set, and the mailbox if SMTP_URL is not set and this process has all roles.
 * In production neither starts: the environment is refused without DATABASE_URL.
 * @param onNotice receives a sentence about each slow step and each unusual finding
 */
export async function startEmbeddedServices(
  environment: Environment,
  onNotice: (line: string) => void,
): Promise<EmbeddedServices> {
  const { production, dataDir, databaseUrl, smtpUrl, role } = environment;
  const folder = resolve(dataDir);
  const postgres = databaseUrl === null ? await startEmbeddedPostgres({ dataDir: folder, onNotice }) : null;
  const needsMailbox = smtpUrl === null && !production && role === 'all';
  const mailbox = needsMailbox ? await startMailboxServer({ dataDir: folder }) : null;
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
