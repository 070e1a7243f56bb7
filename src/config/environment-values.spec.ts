import type { ValidatorSpec } from 'envalid';
import { InvalidEnvironmentError, readEnvironment } from './environment';
import { variables as declared } from './variables';

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://parley.example.com',
  DATABASE_URL: 'postgres://parley:secret@db.example.com/parley',
  REDIS_URL: 'rediss://cache.example.com:6379',
  SECRET_KEY: 'WXEt4vBPKmSbWqjNNyNDmUVQ2XLDV0Gk1DZ3kB5Yc9o=',
};

function refusal(variables: NodeJS.ProcessEnv): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof InvalidEnvironmentError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

const VAPI = { VAPI_PRIVATE_KEY: 'key', VAPI_ASSISTANT_ID: 'assistant', VAPI_WEBHOOK_SECRET: 'hunter2' };
const OIDC = {
  OIDC_ISSUER: 'https://login.example.com',
  OIDC_CLIENT_ID: 'parley',
  OIDC_CLIENT_SECRET: 'hunter2',
};

const REPORT_SECRETS = {
  MAIL_REPORT_SECRET_SES: 'hunter2-hunter2-hunter2',
  MAIL_REPORT_SECRET_POSTMARK: 'hunter2-hunter2-hunter2',
  MAIL_REPORT_SECRET_MAILGUN: 'hunter2-hunter2-hunter2',
  MAIL_REPORT_SECRET_BREVO: 'hunter2-hunter2-hunter2',
  MAIL_REPORT_SECRET_STANDARD: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
};

describe('values as people have them', () => {
  it.each(Object.keys(declared))('drops blanks, line breaks and byte order marks around %s', (name) => {
    const filled = {
      ...PRODUCTION,
      ROLE: 'web',
      LOG_LEVEL: 'warn',
      DATA_DIR: '/var/lib/parley',
      PORT: '8080',
      HOST: '127.0.0.1',
      TRUST_PROXY: '10.0.0.0/8,127.0.0.1',
      RATE_LIMIT_ENABLED: 'false',
      SMTP_URL: 'smtp://user:secret@mail.example.com:587',
      MAIL_FROM: 'Parley <parley@example.com>',
      VAPI_API_URL: 'https://vapi.example.com',
      ...VAPI,
      ...OIDC,
      ...REPORT_SECRETS,
    };
    const { example, default: preset } = declared[name as keyof typeof declared] as ValidatorSpec<
      string | number | boolean
    >;
    const value = (filled as NodeJS.ProcessEnv)[name] ?? String(example ?? preset ?? 'secret');
    const clean = readEnvironment({ ...filled, [name]: value });
    for (const left of ['\n', '\r\n', ' ', '\t', '\uFEFF', '\u00A0']) {
      expect(readEnvironment({ ...filled, [name]: `${value}${left}` })).toEqual(clean);
      expect(readEnvironment({ ...filled, [name]: `${left}${value}` })).toEqual(clean);
    }
  });

  it.each(['\n', '\uFEFF', ' '])('takes a variable of blanks for one that is not set', (PORT) => {
    expect(readEnvironment({ PORT })).toEqual(readEnvironment({}));
  });

  it.each([
    ['https://user:secret@parley.example.com', /user name or password.*Remove the part before the @/],
    ['https://user@parley.example.com', /user name or password/],
    ['https://example.com/parley', /must not contain a path.*host name of its own/],
  ])('refuses PUBLIC_URL=%s', (value, sentence) => {
    const message = refusal({ PUBLIC_URL: value });
    expect(message).toMatch(/PUBLIC_URL: /);
    expect(message).toMatch(sentence);
    expect(message).not.toContain('secret');
  });

  it.each([
    ['SMTP_URL', 'smtp://user:100%sure@mail.example.com:587'],
    ['SMTP_URL', 'smtp://user:12#sure@mail.example.com:587'],
    ['SMTP_URL', 'smtp://user:12/sure@mail.example.com:587'],
    ['REDIS_URL', 'redis://:a%b-sure@127.0.0.1:6379/5'],
    ['REDIS_URL', 'redis://::1:6379'],
    ['DATABASE_URL', 'postgres://parley:100%sure@db.example.com/parley'],
    ['DATABASE_URL', 'postgres://parley:pa#sure@db.example.com/parley'],
    ['DATABASE_URL', 'postgres://parley:100%sure@/parley?host=/run/postgresql'],
  ])('says to percent-encode the password in %s=%s', (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toMatch(new RegExp(`${name}: .*percent-encode special characters`));
    expect(message).not.toContain('sure');
  });

  it.each([
    'postgres://postgres:pw@/parley?host=/var/run/postgresql',
    'postgresql://postgres:p%25w@/parley?host=/cloudsql/project:region:instance',
    'postgres:///parley?host=/var/run/postgresql',
    'postgres://parley:secret@[::1]:5432/parley',
  ])('takes %s', (DATABASE_URL) => {
    expect(readEnvironment({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  });

  it.each(['METRICS_TOKEN', 'VAPI_PRIVATE_KEY', 'VAPI_WEBHOOK_SECRET'])(
    'refuses a line break inside %s',
    (name) => {
      expect(refusal({ ...VAPI, [name]: 'one\ntwo' })).toContain(
        `${name}: must not contain blanks or line breaks`,
      );
    },
  );
});
