import { cleanEnv, type CleanedEnv, type ValidatorSpec } from 'envalid';
import { oidcProblems, readOidc } from './oidc-environment';
import { missingVapi, readVapi } from './vapi-environment';
import { SECRET_KEY_RECIPE } from './secret-key';
import { sections, variables } from './variables';

type Variables = typeof variables;

const REPORT_SECRETS = [
  'MAIL_REPORT_SECRET_SES',
  'MAIL_REPORT_SECRET_POSTMARK',
  'MAIL_REPORT_SECRET_MAILGUN',
  'MAIL_REPORT_SECRET_BREVO',
  'MAIL_REPORT_SECRET_STANDARD',
] as const;

/** `REDIS_URL` becomes `redisUrl`. */
type CamelCase<Name extends string> = Name extends `${infer First}_${infer Rest}`
  ? `${Lowercase<First>}${Capitalize<CamelCase<Rest>>}`
  : Lowercase<Name>;

type NullIfUnset<Value> = undefined extends Value ? NonNullable<Value> | null : Value;

/** Each variable's value under its name in camel case. `null` means "not set". */
type Values = {
  [Name in keyof Variables as CamelCase<Name>]: NullIfUnset<CleanedEnv<Variables>[Name]>;
};

/** The configuration of one process, read from environment variables. `null` means "not set". */
export type Environment = ReturnType<typeof readEnvironment>;

/** Thrown when a variable is missing or unusable; the message names each one and its fix. */
export class InvalidEnvironmentError extends Error {}

/**
 * Reads and checks the configuration.
 * @throws InvalidEnvironmentError naming every bad variable and what to set instead
 */
export function readEnvironment(source: NodeJS.ProcessEnv) {
  const given = withoutBlanks(source);
  const parsed = cleanEnv(given, variables, {
    reporter: ({ errors }) =>
      failOn(Object.entries(errors).map(([name, error]) => `${name}: ${error?.message}`)),
  });
  failOn(findMissing(given));
  const { nodeEnv, vapiPrivateKey, vapiAssistantId, vapiWebhookSecret, vapiApiUrl, ...others } =
    toValues(parsed);
  const { oidcIssuer, oidcClientId, oidcClientSecret, oidcCreateUsers, ...values } = others;
  return {
    ...values,
    production: nodeEnv === 'production',
    publicUrl: values.publicUrl ?? `http://localhost:${values.port}`,
    vapi: readVapi({ vapiPrivateKey, vapiAssistantId, vapiWebhookSecret, vapiApiUrl }),
    oidc: readOidc({ oidcIssuer, oidcClientId, oidcClientSecret, oidcCreateUsers }),
  };
}

/**
 * Drops what editors and secret stores leave around values: blanks, line breaks at the end, byte order marks. A variable
 * without anything else counts as not set.
 */
function withoutBlanks(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const trimmed = Object.entries(source).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}

function toValues(parsed: CleanedEnv<Variables>): Values {
  const names = Object.keys(variables) as (keyof Variables)[];
  return Object.fromEntries(names.map((name) => [camelCase(name), parsed[name] ?? null])) as Values;
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Checks the rules that involve several variables. Returns a line for each variable that is missing. */
function findMissing(given: NodeJS.ProcessEnv): string[] {
  const { NODE_ENV, ROLE = 'all', REDIS_URL, SMTP_URL, ADMIN_PASSWORD } = given;
  if (NODE_ENV === 'production') {
    const required = ['PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'SECRET_KEY'] as const;
    // The default sender is good enough for the local mailbox, but other mail servers would refuse it.
    return [...required, ...(SMTP_URL === undefined ? [] : ['MAIL_FROM' as const])]
      .filter((name) => given[name] === undefined)
      .map(
        (name) => `${name}: is not set. ${variables[name].desc} Example: ${name}=${variables[name].example}`,
      )
      .concat(knownSecrets(given), missingVapi(given), oidcProblems(given));
  }
  const problems = [...missingVapi(given), ...oidcProblems(given)];
  if (ROLE !== 'all' && REDIS_URL === undefined) {
    problems.push(`REDIS_URL: is not set, and ROLE=${ROLE} needs a queue shared with other processes.`);
  }
  if (ADMIN_PASSWORD !== undefined && REDIS_URL === undefined) {
    problems.push(
      'ADMIN_PASSWORD: opens the dashboard of the queue on Redis, and REDIS_URL is not set. Set REDIS_URL, or remove ADMIN_PASSWORD.',
    );
  }
  return problems;
}

/** A line for each secret of production that is the one of .env.example. */
function knownSecrets(given: NodeJS.ProcessEnv): string[] {
  const known = (name: keyof Variables) => given[name] === variables[name].example;
  return [
    ...(known('SECRET_KEY')
      ? [`SECRET_KEY: is the example of .env.example, which everybody knows; ${SECRET_KEY_RECIPE}`]
      : []),
    ...REPORT_SECRETS.filter(known).map(
      (name) => `${name}: is the example of .env.example, which everybody knows. ${variables[name].desc}`,
    ),
  ];
}

/** @throws InvalidEnvironmentError if there is any problem */
function failOn(problems: string[]): void {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `  ${problem}`).join('\n');
  throw new InvalidEnvironmentError(
    `Parley cannot start with this configuration:\n${lines}\nSee .env.example for every variable.`,
  );
}

/** The text of .env.example: each variable commented out with its default or an example. */
export function renderEnvExample(): string {
  const rendered = Object.entries(sections).map(([title, section]) => {
    const entries = Object.entries<ValidatorSpec<unknown>>(section).map(([name, spec]) => {
      const choices = spec.choices ? ` One of: ${spec.choices.join(', ')}.` : '';
      const value = JSON.stringify(spec.default ?? spec.example ?? '').replace(/^"|"$/g, '');
      return `# ${spec.desc}${choices}\n#${name}=${value}\n`;
    });
    return `# --- ${title} ---\n\n${entries.join('\n')}`;
  });
  return `# Configuration of Parley. Generated from src/config/variables.ts by \`npm run generate\`.\n# Copy to .env and uncomment what you change.\n\n${rendered.join('\n')}`;
}
