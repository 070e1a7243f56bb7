import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../auth/caller';
import { toLogFields } from '../errors/to-log-fields';
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
      if (isStopped()) return;
      try {
        deleted[kind] = await this.deleteDue(id, kind, days, isStopped);
      } catch (error) {
        // The other kinds do not wait for this one. It is tried again on the next day.
        this.logger.error({ msg: 'retention failed', projectId: id, kind, ...toLogFields(error) });
      }
    }
    this.logger.log({ msg: 'retention applied', projectId: id, ...deleted });
  }

  private async deleteDue(
    projectId: string,
    kind: RetentionKind,
    days: number,
    isStopped: () => boolean,
  ): Promise<number> {
    let count = 0;
    let last = 1;
    while (last > 0 && !isStopped()) {
      last = await this.retention.deleteSome(projectId, kind, days);
      count += last;
    }
    if (kind === 'ledger' && !isStopped()) await this.retention.deleteEmptyBatches(projectId, days);
    return count;
  }
}
