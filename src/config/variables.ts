import { str, type ValidatorSpec } from 'envalid';
import { mailSections } from './mail-variables';
import { flag, networks, origin, origins, secretKey, token, url, wholeNumber } from './environment-values';

const postgresUrl = url(['postgres:', 'postgresql:'], 'postgres://user:password@db.example.com:5432/parley');
const redisUrl = url(['redis:', 'rediss:'], 'redis://cache.example.com:6379');
const httpUrl = url(['http:', 'https:'], 'https://api.vapi.ai');
const issuerUrl = url(['http:', 'https:'], 'https://login.example.com');

/** Shown in .env.example, and refused in production because everybody knows it. */
const EXAMPLE_SECRET_KEY = 'output-of-openssl-rand-base64-32';

/**
 * Every environment variable, grouped like .env.example: how it is parsed, its default, and its description. A new
 * variable is added here or in `mail-variables.ts` and nowhere else; REDIS_URL becomes the setting `redisUrl`.
 */
export const sections = {
  Process: {
    NODE_ENV: str({
      choices: ['development', 'test', 'production'],
      default: 'development',
      desc: 'production starts no embedded services, so that a missing variable is an error.',
    }),
    ROLE: str<'all' | 'web' | 'worker'>({
      choices: ['all', 'web', 'worker'],
      default: 'all',
      desc: 'all: HTTP and mail worker in one process. web: HTTP only. worker: mail worker, with /health and /metrics only.',
    }),
    LOG_LEVEL: str({
      choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      default: 'info',
      desc: 'How much is logged (pino level).',
    }),
    DATA_DIR: str({
      default: '.data',
      desc: 'Where the embedded database, the mailbox and a secret key that was made here keep their files.',
    }),
  },
  Secrets: {
    SECRET_KEY: secretKey({
      default: undefined,
      example: EXAMPLE_SECRET_KEY,
      desc: 'Secret of at least 32 random characters, the same for all processes: links to interviews and unsubscribe links come from it. Without it, links that are out stop working. Make one with: openssl rand -base64 32. Unset: made once and kept in DATA_DIR. Required in production.',
    }),
    SECRET_KEY_PREVIOUS: secretKey({
      default: undefined,
      example: 'the-value-that-SECRET_KEY-had-before',
      desc: 'The SECRET_KEY before the current one, while links that were made with it shall keep working. Unset: none.',
    }),
  },
  HTTP: {
    PORT: wholeNumber([1, 65_535], { default: 3000, desc: 'Port that HTTP listens on.' }),
    HOST: str({
      default: undefined,
      desc: 'Address that HTTP listens on. Unset: all interfaces in production, otherwise localhost only.',
    }),
    PUBLIC_URL: origin({
      default: undefined,
      example: 'https://parley.example.com',
      desc: 'Origin of interview links: scheme and host, without path. Unset: http://localhost:PORT. Required in production.',
    }),
    TRUST_PROXY: networks({
      default: undefined,
      example: '10.0.0.0/8,127.0.0.1',
      desc: 'Addresses or networks of proxies whose X-Forwarded-* headers are trusted; also loopback, linklocal, uniquelocal. Unset: none.',
    }),
    CORS_ORIGINS: origins({
      default: undefined,
      example: 'https://app.example.com,http://localhost:5173',
      desc: 'Origins whose pages may call the API with a key from the browser, separated by commas. Unset: none.',
    }),
    RATE_LIMIT_ENABLED: flag({ default: true, desc: 'Whether requests are rate limited.' }),
  },
  Operating: {
    METRICS_TOKEN: token({
      default: undefined,
      desc: 'Bearer token that /metrics requires. Unset: /metrics is open, so block it in your proxy.',
    }),
    ADMIN_PASSWORD: str({
      default: undefined,
      desc: 'Password of the user admin for the queue dashboard at /admin/queues, which needs REDIS_URL. Unset: no dashboard.',
    }),
  },
  'Database and queue': {
    DATABASE_URL: postgresUrl({
      default: undefined,
      example: 'postgres://parley:secret@localhost:5432/parley',
      desc: 'PostgreSQL 14 or later. Unset: an embedded PostgreSQL. Required in production.',
    }),
    DATABASE_POOL_SIZE: wholeNumber([2, 200], {
      default: 15,
      desc: 'Maximum number of connections that one process opens to PostgreSQL.',
    }),
    REDIS_URL: redisUrl({
      default: undefined,
      example: 'redis://localhost:6379',
      desc: 'Redis 6.2 or later for Bull (redis:// or rediss://). Unset: an in-process queue. Required in production.',
    }),
  },
  ...mailSections,
  'Sign-in': {
    OIDC_ISSUER: issuerUrl({
      default: undefined,
      example: 'https://login.example.com',
      desc: 'Issuer of an OpenID Connect provider that people can sign in with. Unset, together with the next two: they sign in by a mailed link only.',
    }),
    OIDC_CLIENT_ID: token({
      default: undefined,
      example: 'parley',
      desc: 'Client id at the provider; its redirect URI is PUBLIC_URL/sign-in/oidc/callback.',
    }),
    OIDC_CLIENT_SECRET: token({
      default: undefined,
      example: 'client-secret',
      desc: 'Client secret at the provider.',
    }),
    OIDC_CREATE_USERS: flag({
      default: false,
      desc: 'Whether somebody whom only the provider knows becomes a user, without a project. false: only users sign in.',
    }),
  },
  Voice: {
    VAPI_PRIVATE_KEY: token({
      default: undefined,
      example: 'private-key',
      desc: 'Private API key of the voice provider Vapi. Unset, together with the next two: no interviews by voice call.',
    }),
    VAPI_ASSISTANT_ID: token({
      default: undefined,
      example: '00000000-0000-4000-8000-000000000000',
      desc: 'Id of the Vapi assistant that conducts the interviews.',
    }),
    VAPI_WEBHOOK_SECRET: token({
      default: undefined,
      example: 'webhook-secret',
      desc: 'Secret that Vapi signs its reports with (HMAC-SHA256).',
    }),
    VAPI_API_URL: httpUrl({ default: 'https://api.vapi.ai', desc: "Base URL of Vapi's API." }),
    VOICE_FIRST_MESSAGE: str({
      default: undefined,
      example: 'Hello {{name}}, shall we talk about {{topic}}?',
      desc: 'First words of the interviewer in a call; {{name}} and {{topic}} are filled in. Unset: a greeting in English.',
    }),
  },
  Links: {
    ROTATION_GRACE_SECONDS: wholeNumber([0, 86_400], {
      default: 300,
      desc: 'Seconds that an old link keeps working after rotate_link. 0: it stops at once.',
    }),
  },
  Responses: {
    ABANDONED_AFTER_HOURS: wholeNumber([1, 8760], {
      default: 24,
      desc: 'Hours after which a started interview without any answer counts as abandoned.',
    }),
  },
  Limits: {
    SEND_SYNC_MAX_RECIPIENTS: wholeNumber([1, 10_000], {
      default: 500,
      desc: 'Maximum number of recipients of send_invites with send_async false.',
    }),
    SEND_ASYNC_MAX_RECIPIENTS: wholeNumber([1, 1_000_000], {
      default: 100_000,
      desc: 'Maximum number of recipients of send_invites otherwise.',
    }),
    REQUESTS_PER_MINUTE: wholeNumber([1, 1_000_000], {
      default: 480,
      desc: 'Requests per project and minute, and of each session in the console.',
    }),
    REQUESTS_PER_HOUR: wholeNumber([1, 10_000_000], {
      default: 4800,
      desc: 'Requests per project and hour, and of each session in the console.',
    }),
    VISITOR_REQUESTS_PER_MINUTE: wholeNumber([1, 1_000_000], {
      default: 200,
      desc: 'Requests per IP address and minute on pages that need no key.',
    }),
    SIGN_IN_MAILS_PER_HOUR: wholeNumber([1, 1000], {
      default: 5,
      desc: 'Mails with a link to sign in, per address and hour.',
    }),
    FAILED_LOGINS_PER_MINUTE: wholeNumber([1, 1_000_000], {
      default: 30,
      desc: 'Wrong API keys, and wrong passwords of the dashboard, per IP address and minute.',
    }),
    SEND_CALLS_PER_MINUTE: wholeNumber([1, 10_000], {
      default: 10,
      desc: 'send_invites calls per project and minute.',
    }),
    CALL_STARTS_PER_LINK_PER_MINUTE: wholeNumber([1, 1_000_000], {
      default: 120,
      desc: 'start_call requests per link and minute.',
    }),
    CALL_STARTS_PER_LINK_PER_HOUR: wholeNumber([1, 1_000_000], {
      default: 600,
      desc: 'start_call requests per link and hour.',
    }),
    CALL_STARTS_PER_RESPONDENT_PER_MINUTE: wholeNumber([1, 1_000_000], {
      default: 30,
      desc: 'start_call requests per respondent (or IP address, if unknown) and minute.',
    }),
    VOICE_REPORTS_PER_MINUTE: wholeNumber([1, 1_000_000], {
      default: 1200,
      desc: 'Messages to the voice webhook, and reports on mails, per IP address and minute.',
    }),
  },
} as const satisfies Record<string, Record<string, ValidatorSpec<unknown>>>;

/** The same variables without the groups. */
export const variables = {
  ...sections.Process,
  ...sections.Secrets,
  ...sections.HTTP,
  ...sections.Operating,
  ...sections['Database and queue'],
  ...sections.Mail,
  ...sections['Mail reports'],
  ...sections.Webhooks,
  ...sections['Sign-in'],
  ...sections.Voice,
  ...sections.Links,
  ...sections.Responses,
  ...sections.Limits,
};
