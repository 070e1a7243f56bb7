import { startServices } from './services.mjs';

/** @typedef {{ stop: () => Promise<void> }} Stoppable */

/**
 * Runs a benchmark with its own database (and Redis), and stops everything afterwards, the last started first.
 * @template T
 * @param {(fixture: { services: import('./services.mjs').Services, stopLater: <S extends Stoppable>(one: S) => S }) => Promise<T>} benchmark
 *   passes each process that it starts to `stopLater`
 * @param {{ redis?: boolean }} [needs]
 * @returns {Promise<T>}
 */
export async function withServices(benchmark, needs) {
  const services = await startServices(needs);
  /** @type {Stoppable[]} */
  const running = [services];
  /** @template {Stoppable} S @param {S} one */
  const stopLater = (one) => {
    running.unshift(one);
    return one;
  };
  try {
    return await benchmark({ services, stopLater });
  } finally {
    for (const one of running) await one.stop();
  }
}
