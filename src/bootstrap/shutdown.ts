import type { Logger } from 'pino';
import { toLogFields } from '../errors/to-log-fields';

/** After this long an orderly stop has failed (design, Processes: 15 s). */
const DEADLINE_MS = 14_000;

/** Collects what must be closed when the process is told to stop. */
export interface Shutdown {
  /** Adds a step. Steps run one after the other, the latest first. */
  add(step: () => Promise<unknown>): void;
}

/** On SIGTERM or SIGINT runs the steps and exits 0; a second signal exits at once. */
export function stopOnSignals(logger: Logger): Shutdown {
  const steps: (() => Promise<unknown>)[] = [];
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ msg: 'stopping', signal });
    // Bull leaves a rejection to nobody when it closes without a Redis, and Node would end the process at once.
    process.on('unhandledRejection', (reason) =>
      logger.warn({ msg: 'a failure that nobody waited for', ...toLogFields(reason) }),
    );
    setTimeout(() => {
      logger.error({ msg: 'could not stop in time' });
      process.exit(1);
    }, DEADLINE_MS).unref();
    let failed = false;
    for (const step of steps.reverse()) {
      try {
        await step();
      } catch (error) {
        failed = true;
        logger.error({ msg: 'a part did not stop cleanly', ...toLogFields(error) });
      }
    }
    process.exit(failed ? 1 : 0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
  return { add: (step) => steps.push(step) };
}
