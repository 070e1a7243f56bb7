import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Raw, type Repository } from 'typeorm';
import { SendConfirmation } from './send-confirmation.entity';

/** A dry run without its code. */
export type SendPlan = Pick<SendConfirmation, 'keyId' | 'topicId' | 'plan'>;

/** Queries on confirmation codes. Codes expire by the clock of the database, which all processes share. */
@Injectable()
export class SendConfirmationsRepository {
  constructor(
    @InjectRepository(SendConfirmation) private readonly confirmations: Repository<SendConfirmation>,
  ) {}

  /** Stores a code that is valid for this many seconds, and deletes expired ones. Returns when it expires. */
  async insert(codeHash: Buffer, plan: SendPlan, seconds: number): Promise<Date> {
    await this.confirmations.delete({ expiresAt: Raw((expiresAt) => `${expiresAt} <= now()`) });
    await this.confirmations.insert({
      codeHash,
      ...plan,
      expiresAt: () => `now() + interval '${seconds} seconds'`,
    });
    const { expiresAt } = await this.confirmations.findOneByOrFail({ codeHash });
    return expiresAt;
  }

  /** Deletes a code. False when it is unknown, expired, or belongs to another plan. */
  async use(codeHash: Buffer, plan: SendPlan): Promise<boolean> {
    const { affected } = await this.confirmations.delete({
      codeHash,
      ...plan,
      topicId: plan.topicId ?? IsNull(),
      expiresAt: Raw((expiresAt) => `${expiresAt} > now()`),
    });
    return affected === 1;
  }
}
