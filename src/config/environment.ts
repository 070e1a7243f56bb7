import { cleanEnv, str, type ValidatorSpec } from 'envalid';
import { flag, networks, origin, sender, url, wholeNumber } from './environment-values';
import { missingVapi, readVapi } from './vapi-environment';

/** What this process does: everything, HTTP only, or the queue consumer only (design, Processes). */
export type Role = 'all' | 'web' | 'worker';

/** The configuration of one process, read from environment variables. `null` means "not set". */
export type Environment = ReturnType<typeof readEnvironment>;

/** Thrown when a variable is missing or unusable; the message names each one and its fix. */
export class InvalidEnvironmentError extends Error {}

const postgresUrl = url(['postgres:', 'postgresql:'], 'postgres://user:password@db.example.com:5432/parley');
const redisUrl = url(['redis:', 'rediss:'], 'redis://cache.example.com:6379');
const smtpUrl = url(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.com:587');
const httpUrl = url(['http:', 'https:'], 'https://api.vapi.ai');

/** Every variable, once: how it is read, what it means, what happens without it. Grouped for .env.example. */
const declarations = {
  Process: {
    NODE_ENV: str({
      choices: ['development', 'test', 'production'],
      default: 'development',
      desc: 'production turns every embedded default off: a missing variable stops the boot.',
    }),
    ROLE: str({
      choices: ['all', 'web', 'worker'],
      default: 'all',
      desc: 'all: HTTP and mail worker in one process. web: HTTP only. worker: mail worker, with /health and /metrics only.',
    }),
    LOG_LEVEL: str({
      choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      default: 'info',
      desc: 'How much is logged (pino level).',
    }),
    DATA_DIR: str({ default: '.data', desc: 'Where the embedded database and mailbox keep their files.' }),
  },
  HTTP: {
    PORT: wholeNumber(1, 65_535)({ default: 3000, desc: 'Port that HTTP listens on.' }),
    HOST: str({ default: undefined, desc: 'Address that HTTP listens on. Unset: all interfaces.' }),
    PUBLIC_URL: origin({
      default: undefined,
      example: 'https://parley.example.com',
      desc: 'Origin of interview links. Unset: http://localhost:PORT. Required in production.',
    }),
    TRUST_PROXY: networks({
      default: undefined,
      example: '10.0.0.0/8,127.0.0.1',
      desc: 'Addresses or networks of proxies whose X-Forwarded-* headers are believed; also loopback, linklocal, uniquelocal. Unset: none.',
    }),
    RATE_LIMIT_ENABLED: flag({ default: true, desc: 'Request throttles.' }),
  },
  Operating: {
    METRICS_TOKEN: str({
      default: undefined,
      desc: 'Bearer token that /metrics asks for. Unset: open, so keep it from the public in your proxy.',
    }),
    ADMIN_PASSWORD: str({
      default: undefined,
      desc: 'Password of the user admin for the queue dashboard at /admin/queues. Unset: no dashboard.',
    }),
  },
  'Database and queue': {
    DATABASE_URL: postgresUrl({
      default: undefined,
      example: 'postgres://parley:secret@localhost:5432/parley',
      desc: 'PostgreSQL 14 or later. Unset: an embedded PostgreSQL. Required in production.',
    }),
    DATABASE_POOL_SIZE: wholeNumber(
      2,
      200,
    )({ default: 15, desc: 'Connections that one process opens to PostgreSQL at most.' }),
    REDIS_URL: redisUrl({
      default: undefined,
      example: 'redis://localhost:6379',
      desc: 'Redis 6.2 or later for Bull (redis:// or rediss://). Unset: an in-process queue. Required in production.',
    }),
  },
  Mail: {
    SMTP_URL: smtpUrl({
      default: undefined,
      example: 'smtp://user:secret@mail.example.com:587',
      desc: 'Mail server. Unset: a local mailbox at /mailbox; in production sending is off and send_invites answers 503.',
    }),
    MAIL_FROM: sender({
      default: 'Parley <parley@localhost>',
      example: 'Parley <parley@example.com>',
      desc: 'Sender of the invites, an address or Name <address>. Required in production with SMTP_URL.',
    }),
    MAIL_CONNECTIONS: wholeNumber(
      1,
      100,
    )({ default: 10, desc: 'SMTP connections that one process keeps open, and mails in flight at once.' }),
    MAIL_RATE_PER_SECOND: wholeNumber(
      0,
      10_000,
    )({ default: 0, desc: 'Mails that one process starts per second at most. 0: no limit.' }),
  },
  Voice: {
    VAPI_PRIVATE_KEY: str({
      default: undefined,
      example: 'private-key',
      desc: 'Private API key of the voice vendor Vapi. Unset, together with the next two: no interviews by voice call.',
    }),
    VAPI_ASSISTANT_ID: str({
      default: undefined,
      example: '00000000-0000-4000-8000-000000000000',
      desc: 'The assistant at Vapi that holds the interviews.',
    }),
    VAPI_WEBHOOK_SECRET: str({
      default: undefined,
      example: 'webhook-secret',
      desc: 'What Vapi signs its reports with (HMAC-SHA256).',
    }),
    VAPI_API_URL: httpUrl({ default: 'https://api.vapi.ai', desc: "Where Vapi's API is." }),
    VOICE_FIRST_MESSAGE: str({
      default: undefined,
      example: 'Hello {{name}}, shall we talk about {{topic}}?',
      desc: 'What the interviewer says first in a call; {{name}} and {{topic}} are filled in. Unset: a greeting in English.',
    }),
  },
  Links: {
    ROTATION_GRACE_SECONDS: wholeNumber(
      0,
      86_400,
    )({ default: 300, desc: 'How long an old link works on after rotate_link. 0: it stops at once.' }),
  },
  Responses: {
    ABANDONED_AFTER_HOURS: wholeNumber(
      1,
      8760,
    )({ default: 24, desc: 'Hours after which a started interview without any answer counts as abandoned.' }),
  },
  Limits: {
    SEND_SYNC_MAX_RECIPIENTS: wholeNumber(
      1,
      10_000,
    )({ default: 500, desc: 'People that send_invites with send_async false takes at most.' }),
    SEND_ASYNC_MAX_RECIPIENTS: wholeNumber(
      1,
      1_000_000,
    )({ default: 100_000, desc: 'People that send_invites takes at most otherwise.' }),
    REQUESTS_PER_MINUTE: wholeNumber(
      1,
      1_000_000,
    )({ default: 480, desc: 'Requests per project and minute.' }),
    REQUESTS_PER_HOUR: wholeNumber(1, 10_000_000)({ default: 4800, desc: 'Requests per project and hour.' }),
    VISITOR_REQUESTS_PER_MINUTE: wholeNumber(
      1,
      1_000_000,
    )({ default: 200, desc: 'Requests per address and minute on pages that need no key.' }),
    FAILED_LOGINS_PER_MINUTE: wholeNumber(
      1,
      1_000_000,
    )({ default: 30, desc: 'Wrong keys, and wrong passwords of the dashboard, per address and minute.' }),
    SEND_CALLS_PER_MINUTE: wholeNumber(
      1,
      10_000,
    )({ default: 10, desc: 'send_invites calls per project and minute.' }),
    CALL_STARTS_PER_LINK_PER_MINUTE: wholeNumber(
      1,
      1_000_000,
    )({ default: 120, desc: 'start_call requests per link and minute.' }),
    CALL_STARTS_PER_LINK_PER_HOUR: wholeNumber(
      1,
      1_000_000,
    )({ default: 600, desc: 'start_call requests per link and hour.' }),
    CALL_STARTS_PER_RESPONDENT_PER_MINUTE: wholeNumber(
      1,
      1_000_000,
    )({ default: 30, desc: 'start_call requests per respondent (else address) and minute.' }),
    VOICE_REPORTS_PER_MINUTE: wholeNumber(
      1,
      1_000_000,
    )({ default: 1200, desc: 'Messages that an address may send to the voice webhook per minute.' }),
  },
} as const satisfies Record<string, Record<string, ValidatorSpec<unknown>>>;

const specs = {
  ...declarations.Process,
  ...declarations.HTTP,
  ...declarations.Operating,
  ...declarations['Database and queue'],
  ...declarations.Mail,
  ...declarations.Voice,
  ...declarations.Links,
  ...declarations.Responses,
  ...declarations.Limits,
};

/**
 * Reads and checks the configuration.
 * @throws InvalidEnvironmentError naming every bad variable and what to set instead
 */
export function readEnvironment(variables: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const env = cleanEnv(given, specs, {
    reporter: ({ errors }) => {
      const lines = Object.entries(errors).map(([name, error]) => `  ${name}: ${error?.message}`);
      if (lines.length > 0) fail(lines);
    },
  });
  const production = env.NODE_ENV === 'production';
  const role = env.ROLE as Role;
  const required = ['PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL'] as const;
  // The default sender is good for the local mailbox, but no mail server outside would take it.
  const missing = [...required, ...(env.SMTP_URL === undefined ? [] : ['MAIL_FROM' as const])];
  const lines = missing
    .filter((name) => production && given[name] === undefined)
    .map((name) => `  ${name}: is not set. ${specs[name].desc} Example: ${name}=${specs[name].example}`);
  if (role !== 'all' && env.REDIS_URL === undefined && !production) {
    lines.push(`  REDIS_URL: is not set, and ROLE=${role} needs a queue shared with other processes.`);
  }
  lines.push(...missingVapi(env).map((line) => `  ${line}`));
  if (lines.length > 0) fail(lines);
  return {
    production,
    role,
    logLevel: env.LOG_LEVEL,
    dataDir: env.DATA_DIR,
    port: env.PORT,
    host: env.HOST ?? null,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    trustProxy: env.TRUST_PROXY ?? null,
    rateLimitEnabled: env.RATE_LIMIT_ENABLED,
    databaseUrl: env.DATABASE_URL ?? null,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    redisUrl: env.REDIS_URL ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    mailConnections: env.MAIL_CONNECTIONS,
    mailRatePerSecond: env.MAIL_RATE_PER_SECOND,
    vapi: readVapi(env),
    voiceFirstMessage: env.VOICE_FIRST_MESSAGE ?? null,
    rotationGraceSeconds: env.ROTATION_GRACE_SECONDS,
    abandonedAfterHours: env.ABANDONED_AFTER_HOURS,
    sendSyncMaxRecipients: env.SEND_SYNC_MAX_RECIPIENTS,
    sendAsyncMaxRecipients: env.SEND_ASYNC_MAX_RECIPIENTS,
    requestsPerMinute: env.REQUESTS_PER_MINUTE,
    requestsPerHour: env.REQUESTS_PER_HOUR,
    visitorRequestsPerMinute: env.VISITOR_REQUESTS_PER_MINUTE,
    failedLoginsPerMinute: env.FAILED_LOGINS_PER_MINUTE,
    metricsToken: env.METRICS_TOKEN ?? null,
    adminPassword: env.ADMIN_PASSWORD ?? null,
    sendCallsPerMinute: env.SEND_CALLS_PER_MINUTE,
    callStartsPerLinkPerMinute: env.CALL_STARTS_PER_LINK_PER_MINUTE,
    callStartsPerLinkPerHour: env.CALL_STARTS_PER_LINK_PER_HOUR,
    callStartsPerRespondentPerMinute: env.CALL_STARTS_PER_RESPONDENT_PER_MINUTE,
    voiceReportsPerMinute: env.VOICE_REPORTS_PER_MINUTE,
  };
}

function fail(lines: string[]): never {
  throw new InvalidEnvironmentError(
    `Parley cannot start with this configuration:\n${lines.join('\n')}\nSee .env.example for every variable.`,
  );
}

/** The text of .env.example: each variable commented out with its default or an example. */
export function renderEnvExample(): string {
  const sections = Object.entries(declarations).map(([title, group]) => {
    const entries = Object.entries(group as Record<string, ValidatorSpec<unknown>>).map(([name, spec]) => {
      const choices = spec.choices ? ` One of: ${spec.choices.join(', ')}.` : '';
      const value = JSON.stringify(spec.default ?? spec.example ?? '').replace(/^"|"$/g, '');
      return `# ${spec.desc}${choices}\n#${name}=${value}\n`;
    });
    return `# --- ${title} ---\n\n${entries.join('\n')}`;
  });
  return `# Configuration of Parley. Generated from src/config/environment.ts by \`npm run generate\`.\n# Copy to .env and uncomment what you change.\n\n${sections.join('\n')}`;
}
