import { InvalidEnvironmentError, readEnvironment, renderEnvExample } from './environment';

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

describe('readEnvironment', () => {
  it('needs nothing on a fresh machine', () => {
    expect(readEnvironment({})).toMatchObject({
      production: false,
      role: 'all',
      port: 3000,
      host: null,
      publicUrl: 'http://localhost:3000',
      databaseUrl: null,
      redisUrl: null,
      smtpUrl: null,
      dataDir: '.data',
      rateLimitEnabled: true,
      logLevel: 'info',
      trustProxy: null,
      corsOrigins: null,
      sendSyncMaxRecipients: 500,
      sendAsyncMaxRecipients: 100_000,
    });
  });

  it('follows PORT in the links when PUBLIC_URL is not set', () => {
    expect(readEnvironment({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });

  it('takes a variable that is set to nothing for one that is not set', () => {
    expect(readEnvironment({ DATABASE_URL: '', PORT: '', ROLE: '', SMTP_URL: '' })).toEqual(
      readEnvironment({}),
    );
  });

  it('ignores variables of others', () => {
    expect(readEnvironment({ PATH: '/bin', HOME: '/root' })).toEqual(readEnvironment({}));
  });

  it('starts in production when everything is there; mail may be left out', () => {
    expect(readEnvironment(PRODUCTION)).toMatchObject({
      production: true,
      publicUrl: 'https://parley.example.com',
      databaseUrl: PRODUCTION.DATABASE_URL,
      redisUrl: PRODUCTION.REDIS_URL,
      smtpUrl: null,
    });
  });

  it('names every variable that production lacks, and an example for each', () => {
    const message = refusal({ NODE_ENV: 'production' });
    expect(message).toContain('PUBLIC_URL=https://parley.example.com');
    expect(message).toContain('DATABASE_URL=postgres://');
    expect(message).toContain('REDIS_URL=redis://');
    expect(message).toMatch(/SECRET_KEY: is not set\. .*openssl rand -base64 32/);
    expect(message).not.toContain('SMTP_URL');
  });

  it.each(['PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'SECRET_KEY'])(
    'does not start in production without %s',
    (name) => {
      expect(refusal({ ...PRODUCTION, [name]: undefined })).toContain(`${name}: is not set`);
    },
  );

  it('wants to know the sender in production as soon as mail goes out', () => {
    const mailing = { ...PRODUCTION, SMTP_URL: 'smtp://mail.example.com' };
    expect(refusal(mailing)).toMatch(
      /MAIL_FROM: is not set\. .*Example: MAIL_FROM=Parley <parley@example\.com>/,
    );
    const { mailFrom } = readEnvironment({ ...mailing, MAIL_FROM: 'Invites <invites@example.com>' });
    expect(mailFrom).toBe('Invites <invites@example.com>');
    expect(readEnvironment({ SMTP_URL: mailing.SMTP_URL }).mailFrom).toBe('Parley <parley@localhost>');
  });

  it.each(['web', 'worker'])('wants a shared queue for the role %s', (role) => {
    expect(refusal({ ROLE: role })).toContain('REDIS_URL');
    expect(readEnvironment({ ROLE: role, REDIS_URL: 'redis://localhost' }).role).toBe(role);
  });

  it.each([
    ['NODE_ENV', 'prod'],
    ['ROLE', 'boss'],
    ['LOG_LEVEL', 'log'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['PUBLIC_URL', 'parley.example.com'],
    ['PUBLIC_URL', 'ftp://parley.example.com'],
    ['PUBLIC_URL', 'https://parley.example.com/?x=1'],
    ['PUBLIC_URL', 'https://parley.example.com/#x'],
    ['DATABASE_URL', 'mysql://localhost/parley'],
    ['DATABASE_URL', 'localhost'],
    ['REDIS_URL', 'http://localhost:6379'],
    ['SMTP_URL', 'mail.example.com:587'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', 'proxy.example.com'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.0/0'],
    ['TRUST_PROXY', '10.0.0.0/8/8'],
    ['TRUST_PROXY', '::1/129'],
    ['TRUST_PROXY', '127.0.0.1,'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://*.example.com'],
    ['CORS_ORIGINS', 'null'],
    ['CORS_ORIGINS', 'app.example.com'],
    ['CORS_ORIGINS', 'https://app.example.com/path'],
    ['CORS_ORIGINS', 'https://app.example.com?x'],
    ['CORS_ORIGINS', 'https://a:b@app.example.com'],
    ['CORS_ORIGINS', 'ftp://app.example.com'],
    ['CORS_ORIGINS', 'https://app.example.com,'],
    ['CORS_ORIGINS', 'https://app.example.com https://b.example.com'],
    ['MAIL_FROM', 'Parley'],
    ['MAIL_FROM', 'Parley <parley>'],
    ['MAIL_FROM', 'Parley <parley@example.com'],
    ['MAIL_FROM', 'Parley <a@example.com> <b@example.com>'],
    ['MAIL_FROM', 'Parley\r\nBcc: eve@example.com <parley@example.com>'],
    ['RATE_LIMIT_ENABLED', 'maybe'],
    ['DATABASE_POOL_SIZE', '1'],
    ['MAIL_CONNECTIONS', '0'],
    ['MAIL_CONNECTIONS', '1.5'],
    ['MAIL_RATE_PER_SECOND', '-1'],
    ['SEND_SYNC_MAX_RECIPIENTS', 'many'],
    ['SEND_ASYNC_MAX_RECIPIENTS', '0'],
    ['SEND_CALLS_PER_MINUTE', '0'],
    ['FAILED_LOGINS_PER_MINUTE', '0'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    expect(refusal({ [name]: value })).toContain(`${name}: `);
  });

  it.each([
    ['PORT', '70000', 'must be a whole number from 1 to 65535'],
    ['RATE_LIMIT_ENABLED', 'maybe', 'must be true or false'],
    ['ROLE', 'boss', 'all,web,worker'],
  ])('says what %s can be', (name, value, fix) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`${name}: .*${fix}`));
  });

  it('names all bad variables at once', () => {
    const message = refusal({ PORT: 'x', ROLE: 'boss', SMTP_URL: 'y' });
    for (const name of ['PORT', 'ROLE', 'SMTP_URL']) expect(message).toContain(`${name}: `);
  });

  it('refuses ADMIN_PASSWORD without Redis', () => {
    const message = refusal({ ADMIN_PASSWORD: 'hunter2' });
    expect(message).toMatch(/ADMIN_PASSWORD: .*Set REDIS_URL, or remove ADMIN_PASSWORD/);
    expect(message).not.toContain('hunter2');
    expect(readEnvironment({ ADMIN_PASSWORD: 'hunter2', REDIS_URL: 'redis://localhost' }).adminPassword).toBe(
      'hunter2',
    );
  });

  it.each(['DATABASE_URL', 'REDIS_URL', 'SMTP_URL'])(
    'does not repeat the value of %s, which may be secret',
    (name) => {
      expect(refusal({ [name]: 'http://user:hunter2@host' })).not.toContain('hunter2');
    },
  );

  it.each(['SECRET_KEY', 'SECRET_KEY_PREVIOUS'])('takes 32 characters for %s, and no fewer', (name) => {
    const key = 'h'.repeat(32);
    expect(Object.values(readEnvironment({ [name]: key }))).toContain(key);
    const message = refusal({ [name]: key.slice(1) });
    expect(message).toMatch(
      new RegExp(`${name}: must have at least 32 characters; make one with: openssl rand -base64 32`),
    );
    expect(message).not.toContain('hhh');
    expect(refusal({ [name]: `${key} ${key}` })).toContain(`${name}: must not contain blanks`);
  });

  it.each(['SES', 'POSTMARK', 'MAILGUN', 'BREVO', 'STANDARD'])(
    'refuses a secret of %s for reports on mails that can be guessed, or that everybody knows',
    (provider) => {
      const name = `MAIL_REPORT_SECRET_${provider}`;
      const [, example = ''] = new RegExp(`^#${name}=(.*)$`, 'm').exec(renderEnvExample()) ?? [];
      expect(refusal({ ...PRODUCTION, [name]: example })).toMatch(new RegExp(`${name}: .*everybody knows`));
      const long = provider === 'STANDARD' ? Buffer.alloc(24, 7).toString('base64') : 'h'.repeat(16);
      const short =
        provider === 'STANDARD' ? `whsec_${Buffer.alloc(23, 7).toString('base64')}` : 'h'.repeat(15);
      expect(JSON.stringify(readEnvironment({ [name]: long }))).toContain(long);
      const message = refusal({ [name]: short });
      expect(message).toMatch(new RegExp(`${name}: must `));
      expect(message).not.toContain(short);
    },
  );

  it('refuses the secret key of .env.example in production', () => {
    const [, example = ''] = /^#SECRET_KEY=(.*)$/m.exec(renderEnvExample()) ?? [];
    expect(refusal({ ...PRODUCTION, SECRET_KEY: example })).toMatch(/SECRET_KEY: .*everybody knows/);
    expect(readEnvironment({ SECRET_KEY: example }).secretKey).toBe(example);
  });

  it('has voice calls when all of the account is there, and none without', () => {
    expect(readEnvironment({}).vapi).toBeNull();
    expect(readEnvironment({ VAPI_API_URL: 'http://localhost:4000' }).vapi).toBeNull();
    const account = { privateKey: 'key', assistantId: 'assistant', webhookSecret: 'hunter2' };
    expect(readEnvironment(VAPI).vapi).toEqual({ ...account, apiUrl: 'https://api.vapi.ai' });
    expect(readEnvironment({ ...VAPI, VAPI_API_URL: 'http://localhost:4000/' }).vapi?.apiUrl).toBe(
      'http://localhost:4000',
    );
    expect(refusal({ ...VAPI, VAPI_API_URL: 'api.vapi.ai' })).toContain('VAPI_API_URL: ');
  });

  it.each(Object.keys(VAPI))('does not start with half of the account: %s', (name) => {
    const without = refusal({ ...VAPI, [name]: undefined });
    expect(without).toContain(`${name}: is not set`);
    expect(without).not.toContain('hunter2');
    const alone = refusal({ [name]: 'hunter2' });
    for (const other of Object.keys(VAPI)) {
      expect(alone.includes(`${other}: is not set`)).toBe(other !== name);
    }
  });

  it('has OpenID Connect when all of the provider is there, and none without', () => {
    expect(readEnvironment({}).oidc).toBeNull();
    expect(readEnvironment({ OIDC_CREATE_USERS: 'true' }).oidc).toBeNull();
    const provider = {
      issuer: 'https://login.example.com',
      clientId: 'parley',
      clientSecret: 'hunter2',
      createUsers: false,
    };
    expect(readEnvironment(OIDC).oidc).toEqual(provider);
    expect(readEnvironment({ ...OIDC, OIDC_CREATE_USERS: 'true' }).oidc?.createUsers).toBe(true);
    expect(refusal({ ...OIDC, OIDC_ISSUER: 'login.example.com' })).toContain('OIDC_ISSUER: ');
  });

  it.each(Object.keys(OIDC))('does not start with a part of the provider: %s', (name) => {
    for (const rest of [{}, PRODUCTION]) {
      const without = refusal({ ...rest, ...OIDC, [name]: undefined });
      expect(without).toContain(`${name}: is not set`);
      expect(without).not.toContain('hunter2');
    }
  });

  it('refuses a provider in production that secrets would be sent to in plain text', () => {
    const plain = { ...OIDC, OIDC_ISSUER: 'http://login.example.com' };
    expect(refusal({ ...PRODUCTION, ...plain })).toMatch(/OIDC_ISSUER: must be an https/);
    expect(readEnvironment(plain).oidc?.issuer).toBe('http://login.example.com');
  });

  it('drops slashes at the end of PUBLIC_URL', () => {
    expect(readEnvironment({ PUBLIC_URL: 'https://parley.example.com//' }).publicUrl).toBe(
      'https://parley.example.com',
    );
  });

  it('reads a list of trusted proxies', () => {
    expect(readEnvironment({ TRUST_PROXY: '10.0.0.0/8, 127.0.0.1' }).trustProxy).toEqual([
      '10.0.0.0/8',
      '127.0.0.1',
    ]);
  });

  it('reads origins as browsers write them', () => {
    const text = 'https://App.example.com:443, http://localhost:5173/ ,https://b\u00fccher.example';
    expect(readEnvironment({ CORS_ORIGINS: text }).corsOrigins).toEqual([
      'https://app.example.com',
      'http://localhost:5173',
      'https://xn--bcher-kva.example',
    ]);
  });

  it.each(['::1', '2001:db8::/32', 'loopback', 'loopback, linklocal,uniquelocal'])('trusts %s', (text) => {
    expect(readEnvironment({ TRUST_PROXY: text }).trustProxy).toEqual(text.split(/, ?/));
  });

  it.each(['parley@example.com', 'Parley <parley@localhost>', 'Parley "Research", Inc. <a@b.example>'])(
    'takes %s for a sender',
    (text) => {
      expect(readEnvironment({ MAIL_FROM: text }).mailFrom).toBe(text);
    },
  );

  it.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ])('reads RATE_LIMIT_ENABLED=%s', (text, value) => {
    expect(readEnvironment({ RATE_LIMIT_ENABLED: text }).rateLimitEnabled).toBe(value);
  });
});

describe('.env.example', () => {
  const lines = renderEnvExample().split('\n');
  const variables = lines.filter((line) => /^#[A-Z]/.test(line)).map((line) => line.slice(1).split('='));

  it('explains every variable, commented out', () => {
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
    for (const name of ['PORT', 'PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'MAIL_FROM', 'ROLE']) {
      expect(variables.map(([known]) => known)).toContain(name);
    }
    expect(new Set(variables.map(([name]) => name)).size).toBe(variables.length);
  });

  it('shows values that work', () => {
    const values = Object.fromEntries(variables.map(([name, ...value]) => [name, value.join('=')])) as Record<
      string,
      string
    >;
    expect(() => readEnvironment(values)).not.toThrow();
  });
});
