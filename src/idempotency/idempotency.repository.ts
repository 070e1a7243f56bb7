import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Raw, type Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { IdempotencyKey } from './idempotency-key.entity';

/** Two requests with the same identity are the same request. */
export type RequestIdentity = Pick<IdempotencyKey, 'projectId' | 'userId' | 'path' | 'key'>;

/** A response that can be replayed. */
export interface StoredResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer | null;
}

/** A key that was used before. */
export interface FoundKey {
  requestHash: Buffer;
  /** Size of the stored body, which is left out if it is large. */
  bytes: number;
  isLarge: boolean;
  response: StoredResponse | null;
}

/** A stored response, by the run that has made it. */
export interface StoredBody {
  runId: string;
  body: Buffer;
}

/** A run must renew its claim within this time. */
export const CLAIM_SECONDS = 60;
const CLAIM_END = `now() + interval '${CLAIM_SECONDS} seconds'`;
// By the clock of the database, which all processes share.
const EXPIRED = (createdAt: string) => `${createdAt} < now() - interval '24 hours'`;

/** Claims on idempotency keys, and the responses stored under them. */
@Injectable()
export class IdempotencyRepository {
  constructor(@InjectRepository(IdempotencyKey) private readonly keys: Repository<IdempotencyKey>) {}

  /**
   * Claims the key for a run. Takes over keys older than 24 hours, and keys whose run has not renewed its claim, as
   * after a crash.
   * @returns false when another run holds the key or has stored a response
   */
  async claim(identity: RequestIdentity, requestHash: Buffer, runId: string): Promise<boolean> {
    // SQL because the upsert may overwrite a row only under conditions on both the old and the new row.
    const rows = await this.keys.query<unknown[]>(
      `INSERT INTO idempotency_key AS k (project_id, user_id, path, key, request_hash, run_id, claimed_until)
       VALUES ($1, $2, $3, $4, $5, $6, ${CLAIM_END})
       ON CONFLICT (project_id, user_id, path, key) DO UPDATE
         SET request_hash = excluded.request_hash, run_id = excluded.run_id,
             claimed_until = excluded.claimed_until, status = NULL, headers = '{}', body = NULL, created_at = now()
         WHERE ${EXPIRED('k.created_at')}
            OR (k.status IS NULL AND k.claimed_until < now() AND k.request_hash = excluded.request_hash)
       RETURNING 1`,
      [identity.projectId, identity.userId, identity.path, identity.key, requestHash, runId],
    );
    return rows.length > 0;
  }

  /**
   * Finds the hash of the key's request, and the response unless the request still runs, or is larger than `maxBytes`.
   * SQL, because whether the body is read depends on its size.
   */
  async find(identity: RequestIdentity, maxBytes: number): Promise<FoundKey | null> {
    const [row] = await this.keys.query<(StoredResponse & { requestHash: Buffer; bytes: number })[]>(
      `SELECT request_hash AS "requestHash", status, headers, coalesce(octet_length(body), 0) AS bytes,
              CASE WHEN octet_length(body) <= $5::float8 THEN body END AS body
       FROM idempotency_key WHERE project_id = $1 AND user_id = $2 AND path = $3 AND key = $4`,
      [identity.projectId, identity.userId, identity.path, identity.key, maxBytes],
    );
    if (!row) return null;
    const { requestHash, status, headers, body, bytes } = row;
    const isLarge = bytes > maxBytes;
    return {
      requestHash,
      bytes,
      isLarge,
      response: status === null || isLarge ? null : { status, headers, body },
    };
  }

  /** Extends the claim of a run. */
  async renew(identity: RequestIdentity, runId: string): Promise<void> {
    await this.keys.update({ ...identity, runId, status: IsNull() }, { claimedUntil: () => CLAIM_END });
  }

  /** Stores the response of a run, if the run still holds the key. */
  async keep(identity: RequestIdentity, runId: string, response: StoredResponse): Promise<void> {
    await this.keys.update({ ...identity, runId }, response);
  }

  /** Frees the key after a run whose response is not stored. */
  async release(identity: RequestIdentity, runId: string): Promise<void> {
    await this.keys.delete({ ...identity, runId });
  }

  /**
   * Stored responses of a project, `limit` after the given run, in the order of the runs. They are locked until the
   * transaction ends. SQL, because of the order and the lock.
   */
  async findBodies(tx: Transaction, projectId: string, after: string, limit: number): Promise<StoredBody[]> {
    return tx.query<StoredBody[]>(
      `SELECT run_id AS "runId", body FROM idempotency_key
       WHERE project_id = $1 AND status IS NOT NULL AND body IS NOT NULL AND run_id > $2
       ORDER BY run_id LIMIT $3 FOR UPDATE`,
      [projectId, after, limit],
    );
  }

  /**
   * Replaces stored responses, and takes the claims of requests that run, so that they store none. Repeated requests get
   * the new response instead of running again. SQL, because the database makes the new run ids.
   */
  async replace(
    tx: Transaction,
    projectId: string,
    runIds: string[],
    response: StoredResponse,
  ): Promise<void> {
    await tx.query(
      `UPDATE idempotency_key SET status = $3, headers = $4, body = $5, run_id = parley_uuid_v7()
       WHERE project_id = $1 AND (run_id = ANY ($2::uuid[]) OR status IS NULL)`,
      [projectId, runIds, response.status, response.headers, response.body],
    );
  }

  /** Deletes keys older than 24 hours. */
  async deleteExpired(): Promise<void> {
    await this.keys.delete({ createdAt: Raw(EXPIRED) });
  }
}
