import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A dry run, its code apart. */
export interface SendPlan {
  keyId: string;
  topicId: string;
  plan: Buffer;
}

/** Queries on confirmation codes. */
@Injectable()
export class SendConfirmationsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps a code for so long, and forgets those that have ended. Returns when it ends. */
  async insert(codeHash: Buffer, { keyId, topicId, plan }: SendPlan, seconds: number): Promise<Date> {
    const [row] = await this.dataSource.query<{ expires_at: Date }[]>(
      `WITH ended AS (DELETE FROM send_confirmation WHERE expires_at <= now())
       INSERT INTO send_confirmation (code_hash, key_id, topic_id, plan, expires_at)
       VALUES ($1, $2, $3, $4, now() + $5 * interval '1 second') RETURNING expires_at`,
      [codeHash, keyId, topicId, plan, seconds],
    );
    if (!row) throw new Error('An insert returned no row.');
    return row.expires_at;
  }

  /** Uses a code up. False when it is unknown, has ended, or was given for something else. */
  async use(codeHash: Buffer, { keyId, topicId, plan }: SendPlan): Promise<boolean> {
    const [, used] = await this.dataSource.query<[unknown[], number]>(
      `DELETE FROM send_confirmation
       WHERE code_hash = $1 AND key_id = $2 AND topic_id = $3 AND plan = $4 AND expires_at > now()`,
      [codeHash, keyId, topicId, plan],
    );
    return used > 0;
  }
}
