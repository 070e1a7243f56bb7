import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { TransactionRunner } from '../../database/transaction-runner';
import { toLogFields } from '../../errors/to-log-fields';
import type { Respondent } from '../interviews.repository';
import type { OwnInterview } from './own-interview';
import { WithdrawalsRepository } from './withdrawals.repository';

const INTERVAL_MS = 60_000;

/** Lets people withdraw what they said (GDPR, articles 7 and 17). */
@Injectable()
export class WithdrawalsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WithdrawalsService.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly withdrawals: WithdrawalsRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.deleteDue(), INTERVAL_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The person's interviews on a topic, newest first. */
  async find(respondent: Respondent): Promise<OwnInterview[]> {
    return this.withdrawals.find(respondent);
  }

  /** Withdraws them all; for ten minutes that can be undone. */
  async withdraw(respondent: Respondent): Promise<void> {
    await this.transactions.run((tx) => this.withdrawals.withdraw(tx, respondent));
  }

  /** Undoes {@link withdraw}; changes nothing once it is too late. */
  async undo(respondent: Respondent): Promise<void> {
    await this.transactions.run((tx) => this.withdrawals.undo(tx, respondent));
  }

  /** Deletes words whose time to undo is over. Several processes can do it at once. */
  async deleteDue(): Promise<void> {
    try {
      await this.withdrawals.deleteDue();
    } catch (error) {
      this.logger.warn({
        msg: 'withdrawn words were not deleted; tried again in a minute',
        ...toLogFields(error),
      });
    }
  }
}
