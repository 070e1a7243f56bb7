import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import { isIP } from 'node:net';
import { loadEnvFile } from '../config/env-file';
import { InvalidEnvironmentError, readEnvironment } from '../config/environment';
import { Settings } from '../config/settings';
import { DnsLookup, systemResolver } from '../mail/check/dns-lookup';
import { problem } from '../mail/check/finding';
import { checkMail, type MailCheckResult } from '../mail/check/mail-check';
import { isFine, renderText, toJson } from '../mail/check/report';
import { email } from './option-values';
import { runCommand } from './run-command';

interface Options {
  to?: string;
  send: boolean;
  dkimSelector: string[];
  dnsServer?: string;
  timeout: number;
  json?: true;
}

/** The exit code for a command line that cannot be understood; 1 means that the check has found a problem. */
const WRONG_USAGE = 2;
const MAX_TIMEOUT = 600;
/** The variables that mails depend on, so that the check runs without the rest of the configuration. */
const VARIABLES = ['SMTP_URL', 'MAIL_FROM', 'MAIL_EHLO_NAME', 'PUBLIC_URL', 'PORT'];
const VARIABLES_BY_PREFIX = /^MAIL_/;

const selector = (value: string, earlier: string[] = []): string[] => {
  if (!/^[a-z\d](?:[a-z\d._-]*[a-z\d])?$/i.test(value)) {
    throw new InvalidArgumentError('Must be a selector, which is the value of s= in a DKIM-Signature.');
  }
  return [...earlier, value];
};

const ipAddress = (value: string): string => {
  if (
    isIP(value.replace(/:\d+$/, '')) === 0 &&
    isIP(value) === 0 &&
    !/^\[[\da-f:.]+\](?::\d+)?$/i.test(value)
  ) {
    throw new InvalidArgumentError('Must be an IP address, such as 1.1.1.1 or 127.0.0.1:5353.');
  }
  return value;
};

const seconds = (value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > MAX_TIMEOUT) {
    throw new InvalidArgumentError(`Must be a whole number from 1 to ${MAX_TIMEOUT}.`);
  }
  return number;
};

const command = new Command('mail:check')
  .description(
    'Checks the configuration of mail, the mail server and the DNS records of the sender, sends one test mail, and says what a large receiver would object to. Exit code 0: no problem, 1: a problem, 2: wrong usage.',
  )
  .option('--to <address>', 'mailbox of your own that gets the test mail', email)
  .option('--no-send', 'checks everything but sends no mail; --to may be left out')
  .option('--dkim-selector <selector>', 'selector of your DKIM key; may be repeated', selector, [])
  .option('--dns-server <address>', 'DNS server to ask instead of those of this machine', ipAddress)
  .option('--timeout <seconds>', 'how long the mail server may stay silent', seconds, 30)
  .option('--json', 'prints one JSON object')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : WRONG_USAGE));

async function check({ to, send, dkimSelector, dnsServer, timeout }: Options): Promise<MailCheckResult> {
  loadEnvFile();
  try {
    const settings = readSettings();
    return await checkMail({
      settings,
      isPublicUrlSet: Boolean(process.env.PUBLIC_URL?.trim()),
      returnPathDomain: settings.mailReturnPathDomain,
      to: to?.trim() ?? null,
      send,
      dkimSelectors: dkimSelector,
      timeoutSeconds: timeout,
      dns: new DnsLookup(systemResolver(dnsServer ?? null)),
    });
  } catch (error) {
    if (!(error instanceof InvalidEnvironmentError)) throw error;
    return { findings: invalidVariables(error.message), messageId: null };
  }
}

function readSettings(): Settings {
  const given = Object.entries(process.env).filter(
    ([name]) => VARIABLES.includes(name) || VARIABLES_BY_PREFIX.test(name),
  );
  const environment = readEnvironment(Object.fromEntries(given));
  const settings = Settings.from(environment, {
    databaseUrl: '',
    smtpUrl: environment.smtpUrl,
    // The check makes no link that would have to be signed.
    secretKey: '',
  });
  // The environment was read without NODE_ENV, because production requires variables that have nothing to do with mail.
  return Object.assign(settings, { production: process.env.NODE_ENV?.trim() === 'production' });
}

/** One problem for each variable that the message names. */
function invalidVariables(message: string) {
  return message
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .map((line) => {
      const [name = '', ...rest] = line.trim().split(': ');
      return problem(name, `${name} ${rest.join(': ')}`);
    });
}

runCommand(async () => {
  command.parse();
  const options = command.opts<Options>();
  if (options.to === undefined && options.send) {
    command.error("error: required option '--to <address>' not specified (or give --no-send)");
  }
  const result = await check(options);
  const { to = null } = options;
  process.stdout.write(options.json ? `${JSON.stringify(toJson(result, to))}\n` : renderText(result));
  process.exitCode = isFine(result) ? 0 : 1;
});
