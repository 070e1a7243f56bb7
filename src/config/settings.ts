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
  /** Null: no interviews by voice call, so nothing should offer one. */
  readonly vapi: Environment['vapi'];
  readonly voiceFirstMessage: string | null;
  readonly rotationGraceSeconds: number;
  /** A started interview without any answer counts as abandoned after so long. */
  readonly abandonedAfterHours: number;
  readonly sendSyncMaxRecipients: number;
  readonly sendAsyncMaxRecipients: number;
  readonly sendCallsPerMinute: number;
  readonly requestsPerMinute: number;
  readonly requestsPerHour: number;
  readonly visitorRequestsPerMinute: number;
  readonly failedLoginsPerMinute: number;
  readonly callStartsPerLinkPerMinute: number;
  readonly callStartsPerLinkPerHour: number;
  readonly callStartsPerRespondentPerMinute: number;
  readonly voiceReportsPerMinute: number;
  /** Null: /metrics is open. */
  readonly metricsToken: string | null;
  /** Null: there is no queue dashboard. */
  readonly adminPassword: string | null;

  static from(environment: Environment, started: { databaseUrl: string; smtpUrl: string | null }): Settings {
    return Object.assign(new Settings(), environment, started);
  }
}
