import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { RETENTION_KINDS, type RetentionKind } from '../users/project.entity';
import type { RetentionRunDto } from './retention.dto';
import { type DueProject, RetentionRepository } from './retention.repository';

const DAY_MS = 86_400_000;

/** Deletes data that is older than its project wants to keep it (`docs/contract.md`, Privacy). */
@Injectable()
export class RetentionService {
  private readonly logger = new Logger(RetentionService.name);

  constructor(private readonly retention: RetentionRepository) {}

  /** The rows that the next run would delete. Deletes nothing. */
  async preview({ projectId }: Caller): Promise<RetentionRunDto> {
    const { retention, retentionRanAt } = await this.retention.find(projectId);
    const kinds = RETENTION_KINDS.map(async (kind) => {
      const days = retention[kind] ?? null;
      return { kind, days, count: days === null ? 0 : await this.retention.count(projectId, kind, days) };
    });
    const next = new Date(retentionRanAt === null ? Date.now() : retentionRanAt.getTime() + DAY_MS);
    const isNeeded = RETENTION_KINDS.some((kind) => (retention[kind] ?? null) !== null);
    return {
      last_run_at: retentionRanAt?.toISOString() ?? null,
      next_run_at: isNeeded ? next.toISOString() : null,
      kinds: await Promise.all(kinds),
    };
  }

  /**
   * Applies the retention of projects until none is due.
   * @param isStopped asked before each statement
   */
  async runDue(isStopped: () => boolean): Promise<void> {
    while (!isStopped()) {
      const project = await this.retention.claimDue();
      if (!project) return;
      await this.run(project, isStopped);
    }
  }

  private async run({ id, retention }: DueProject, isStopped: () => boolean): Promise<void> {
    const deleted: Partial<Record<RetentionKind, number>> = {};
    for (const kind of RETENTION_KINDS) {
      const days = retention[kind] ?? null;
      if (days === null) continue;
      let count = 0;
      let last: number;
      do {
        if (isStopped()) return;
        last = await this.retention.deleteSome(id, kind, days);
        count += last;
      } while (last > 0);
      if (kind === 'ledger') await this.retention.deleteEmptyBatches(id, days);
      deleted[kind] = count;
    }
    this.logger.log({ msg: 'retention applied', projectId: id, ...deleted });
  }
}
