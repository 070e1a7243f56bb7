import { startServices } from './services.mjs';

/** @typedef {{ stop: () => Promise<void> }} Stoppable */

/**
 * Runs a benchmark with PostgreSQL (and Redis) of its own, and stops whatever was started, last first.
 * @template T
 * @param {(stage: { services: import('./services.mjs').Services, started: <S extends Stoppable>(one: S) => S }) => Promise<T>} benchmark
 *   registers with `started` what is to be stopped
 * @param {{ redis?: boolean }} [needs]
 * @returns {Promise<T>}
 */
export async function onStage(benchmark, needs) {
  /** @type {Stoppable[]} */
  const running = [await startServices(needs)];
  /** @template {Stoppable} S @param {S} one */
  const started = (one) => {
    running.unshift(one);
    return one;
  };
  try {
    return await benchmark({ services: /** @type {any} */ (running[0]), started });
  } finally {
    for (const one of running) await one.stop();
  }
}
