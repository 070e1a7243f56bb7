import type { Logger } from 'pino';
import { toLogFields } from '../errors/to-log-fields';

/** The process exits after this time even if steps are still running. Orchestrators often kill it after 15 s. */
const DEADLINE_MS = 14_000;

/** Collects the steps that stop the process. */
export interface Shutdown {
  /** Adds a step. Steps run one after the other, in reverse order. */
  add(step: () => Promise<unknown>): void;
}

/** On SIGTERM or SIGINT runs the steps and exits with 0. A second signal exits immediately. */
export function stopOnSignals(logger: Logger): Shutdown {
  const steps: (() => Promise<unknown>)[] = [];
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ msg: 'stopping', signal });
    // Bull causes an unhandled rejection if it closes without Redis, and Node would exit before the steps are done.
    process.on('unhandledRejection', (reason) =>
      logger.warn({ msg: 'unhandled rejection during shutdown', ...toLogFields(reason) }),
    );
    setTimeout(() => {
      logger.error({ msg: 'shutdown timed out' });
      process.exit(1);
    }, DEADLINE_MS).unref();
    let failed = false;
    for (const step of steps.reverse()) {
      try {
        await step();
      } catch (error) {
        failed = true;
        logger.error({ msg: 'a shutdown step failed', ...toLogFields(error) });
      }
    }
    process.exit(failed ? 1 : 0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
  return { add: (step) => steps.push(step) };
}
