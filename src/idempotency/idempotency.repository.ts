import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IdempotencyKey } from './idempotency-key.entity';

/** What identifies a request: project, key owner, path and key. */
export type RequestIdentity = Pick<IdempotencyKey, 'projectId' | 'userId' | 'path' | 'key'>;

/** An answer that can be given again. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | null;
}

const KEPT = `interval '24 hours'`;

/** Claims on idempotency keys, and the answers kept under them. */
@Injectable()
export class IdempotencyRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Claims the key for a run. Also takes over from a run whose claim has ended (its process died), and what is older
   * than 24 hours. False when somebody else has the key.
   */
  async claim(
    identity: RequestIdentity,
    requestHash: Buffer,
    runId: string,
    claimSeconds: number,
  ): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `INSERT INTO idempotency_key AS k (project_id, user_id, path, key, request_hash, run_id, claimed_until)
       VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second')
       ON CONFLICT (project_id, user_id, path, key) DO UPDATE
         SET request_hash = excluded.request_hash, run_id = excluded.run_id,
             claimed_until = excluded.claimed_until, status = NULL, headers = '{}', body = NULL, created_at = now()
         WHERE k.created_at < now() - ${KEPT}
            OR (k.status IS NULL AND k.claimed_until < now() AND k.request_hash = excluded.request_hash)
       RETURNING 1`,
      [identity.projectId, identity.userId, identity.path, identity.key, requestHash, runId, claimSeconds],
    );
    return rows.length > 0;
  }

  /** What is kept under the key: the hash of its request, and the answer unless the request still runs. */
  async find(
    identity: RequestIdentity,
  ): Promise<{ requestHash: Buffer; answer: StoredAnswer | null } | null> {
    const row = await this.dataSource.getRepository(IdempotencyKey).findOneBy({ ...identity });
    if (!row) return null;
    const { requestHash, status, headers, body } = row;
    return { requestHash, answer: status === null ? null : { status, headers, body } };
  }

  /** Lengthens a run's claim. */
  async renew(identity: RequestIdentity, runId: string, claimSeconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE idempotency_key SET claimed_until = now() + $6 * interval '1 second'
       WHERE project_id = $1 AND user_id = $2 AND path = $3 AND key = $4 AND run_id = $5 AND status IS NULL`,
      [identity.projectId, identity.userId, identity.path, identity.key, runId, claimSeconds],
    );
  }

  /** Keeps a run's answer. */
  async keep(identity: RequestIdentity, runId: string, answer: StoredAnswer): Promise<void> {
    await this.dataSource.getRepository(IdempotencyKey).update({ ...identity, runId }, answer);
  }

  /** Frees the key after a run whose answer is not kept. */
  async release(identity: RequestIdentity, runId: string): Promise<void> {
    await this.dataSource.getRepository(IdempotencyKey).delete({ ...identity, runId });
  }

  /** Removes answers that are kept no longer. */
  async deleteExpired(): Promise<void> {
    await this.dataSource.query(`DELETE FROM idempotency_key WHERE created_at < now() - ${KEPT}`);
  }
}
