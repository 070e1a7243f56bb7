import type { Environment } from './environment';

/**
 * What a running process works with: the environment after embedded defaults have filled the gaps.
 * Injected by this class; build one with {@link Settings.from}.
 */
export class Settings {
  readonly production: boolean;
  readonly role: Environment['role'];
  readonly logLevel: Environment['logLevel'];
  readonly publicUrl: string;
  readonly trustProxy: string[] | null;
  readonly rateLimitEnabled: boolean;
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  /** Null: deliveries are clocked in this process instead of by Bull. */
  readonly redisUrl: string | null;
  /** Null: sending is off, and whatever would send answers 503. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly mailConnections: number;
  readonly mailRatePerSecond: number;
  readonly rotationGraceSeconds: number;
  /** A started interview without any answer counts as abandoned after so long. */
  readonly abandonedAfterHours: number;
  readonly sendSyncMaxRecipients: number;
  readonly sendAsyncMaxRecipients: number;
  readonly sendCallsPerMinute: number;
  readonly requestsPerMinute: number;
  readonly requestsPerHour: number;
  readonly visitorRequestsPerMinute: number;
  /** Null: /metrics is open. */
  readonly metricsToken: string | null;
  /** Null: there is no queue dashboard. */
  readonly adminPassword: string | null;

  static from(environment: Environment, started: { databaseUrl: string; smtpUrl: string | null }): Settings {
    return Object.assign(new Settings(), environment, started);
  }
}
