import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { toLogFields } from '../../errors/to-log-fields';
import { SearchBacklogRepository } from './search-backlog.repository';

/** Responses per statement. Their rows are locked for as long as it runs, some 20 ms for each long transcript. */
const ROWS_AT_ONCE = 20;
const RETRY_MS = 60_000;

/**
 * Indexes responses anew after an upgrade that has changed the search index. Runs in every process, since the processes
 * take different rows. It rests as long as it works, so that requests are not slowed down. A process that starts with an
 * empty backlog asks no more.
 */
@Injectable()
export class SearchBacklogService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SearchBacklogService.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(private readonly backlog: SearchBacklogRepository) {}

  async onApplicationBootstrap(): Promise<void> {
    if (await this.backlog.isEmpty()) return;
    this.timer = setInterval(() => this.start(), RETRY_MS);
    this.timer.unref();
    this.start();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.running;
  }

  /** Works until no other rows are left than those that other processes have taken. */
  async work(): Promise<void> {
    let total = 0;
    while (!this.stopping.signal.aborted) {
      const start = performance.now();
      const count = await this.backlog.work(ROWS_AT_ONCE);
      if (count === 0) break;
      total += count;
      await sleep(performance.now() - start, undefined, { signal: this.stopping.signal }).catch(
        () => undefined,
      );
    }
    if (total > 0) this.logger.log({ msg: 'responses were indexed anew for search', count: total });
    if (!this.stopping.signal.aborted && (await this.backlog.isEmpty())) clearInterval(this.timer);
  }

  private start(): void {
    this.running ??= this.work()
      .catch((error: unknown) => {
        this.logger.warn({ msg: 'indexing for search failed; it goes on in 60 s', ...toLogFields(error) });
      })
      .finally(() => {
        this.running = undefined;
      });
  }
}
