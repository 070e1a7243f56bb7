import 'reflect-metadata';
import { createApp } from './app.setup';
import { loadEnvFile } from './config/env-file';
import { InvalidEnvironmentError, readEnvironment } from './config/environment';
import { readOrMakeSecretKey } from './config/secret-key';
import { Settings } from './config/settings';
import { migrate } from './database/migrate';
import { renderBanner } from './dev/banner';
import { demoSignInUrl, ensureDemoAccount } from './dev/demo-account';
import { startEmbeddedServices } from './dev/embedded-services';
import { StartupError } from './errors/startup-error';
import { toLogFields } from './errors/to-log-fields';
import { closeWithTimeout } from './bootstrap/close-with-timeout';
import { listen } from './bootstrap/listen';
import { createLogger, isReadAtTerminal } from './bootstrap/logging';
import { stopOnSignals } from './bootstrap/shutdown';

/** Starts one process: HTTP server, mail worker or both, as configured by the environment. */
async function main(): Promise<void> {
  loadEnvFile();
  const environment = readEnvironment(process.env);
  const logger = createLogger(environment.logLevel, { readable: isReadAtTerminal(process.env.NODE_ENV) });
  const shutdown = stopOnSignals(logger);

  const embedded = await StartupError.from(startEmbeddedServices(environment, (msg) => logger.info({ msg })));
  shutdown.add(() => embedded.stop());
  const secretKey =
    environment.secretKey ?? (await StartupError.from(readOrMakeSecretKey(environment.dataDir)));
  const migrations = await migrate(embedded.databaseUrl);
  if (migrations.length > 0) logger.info({ msg: 'migrated', migrations });

  const settings = Settings.from(environment, {
    ...embedded,
    secretKey,
    hasMailbox: embedded.mailbox !== null,
  });
  const app = await createApp({ settings, logger, mailbox: embedded.mailbox });
  shutdown.add(() => closeWithTimeout(app));
  const demo = embedded.ownsDatabase ? await ensureDemoAccount(app, settings.dataDir) : null;
  const address = await listen(app, environment);
  logger.info({ msg: 'listening', role: settings.role, address });

  if (settings.role !== 'web' && settings.smtpUrl === null) {
    logger.warn({ msg: 'SMTP_URL is not set: this process sends no mail' });
  }
  if (embedded.ownsDatabase) {
    const consoleUrl = settings.role === 'worker' ? null : await demoSignInUrl(app);
    const { publicUrl: baseUrl, hasMailbox } = settings;
    process.stdout.write(renderBanner({ baseUrl, consoleUrl, demo, hasMailbox }));
  }
}

main().catch((error: unknown) => {
  const logger = createLogger('fatal', { readable: isReadAtTerminal(process.env.NODE_ENV) });
  if (error instanceof InvalidEnvironmentError) process.stderr.write(`${error.message}\n`);
  else if (error instanceof StartupError) logger.fatal({ msg: error.message });
  else logger.fatal({ msg: 'Parley could not start', ...toLogFields(error) });
  process.exit(1);
});
