import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import { ErasedContact } from './erased-contact.entity';

/** Mailboxes with their hashes, position by position; a mailbox is there once for each key. */
export interface HashedMailboxes {
  mailboxes: string[];
  hashes: Buffer[];
}

const SENT = `unnest($2::text[], $3::bytea[]) AS sent (mailbox, hash)`;

/** Stores the opt-outs of erased people. SQL, since each statement works on any number of mailboxes. */
@Injectable()
export class ErasedContactsRepository {
  constructor(@InjectRepository(ErasedContact) private readonly erased: Repository<ErasedContact>) {}

  /** Whether the project has erased opt-outs at all. */
  async areAny(tx: Transaction, projectId: string): Promise<boolean> {
    return tx.getRepository(ErasedContact).existsBy({ projectId });
  }

  /** The project of a topic; null if it has no erased opt-outs. */
  async findProject(topicId: string, tx: Transaction = this.erased.manager): Promise<string | null> {
    const [row] = await tx.query<{ id: string }[]>(
      `SELECT t.project_id AS id FROM user_interview_topic t
       WHERE t.id = $1 AND EXISTS (SELECT FROM erased_contact e WHERE e.project_id = t.project_id)`,
      [topicId],
    );
    return row?.id ?? null;
  }

  async insert(tx: Transaction, projectId: string, hash: Buffer): Promise<void> {
    await tx.getRepository(ErasedContact).upsert({ projectId, hash }, ['projectId', 'hash']);
  }

  /** Those of the mailboxes whose owners were erased after they opted out. */
  async findErased(
    projectId: string,
    { mailboxes, hashes }: HashedMailboxes,
    tx: Transaction = this.erased.manager,
  ): Promise<string[]> {
    const rows = await tx.query<{ mailbox: string }[]>(
      `SELECT DISTINCT sent.mailbox FROM ${SENT} JOIN erased_contact e ON e.project_id = $1 AND e.hash = sent.hash`,
      [projectId, mailboxes, hashes],
    );
    return rows.map(({ mailbox }) => mailbox);
  }

  /** Makes contacts of these mailboxes opted out again, where they were before the erasure. Returns their mailboxes. */
  async restore(
    tx: Transaction,
    projectId: string,
    { mailboxes, hashes }: HashedMailboxes,
    reason: string,
  ): Promise<string[]> {
    const rows = await tx.query<{ mailbox: string }[]>(
      `WITH known AS (
         UPDATE contact c SET status = 'opted_out', reason = $4, updated_at = now()
         FROM ${SENT} JOIN erased_contact e ON e.project_id = $1 AND e.hash = sent.hash
         WHERE c.project_id = $1 AND c.mailbox = sent.mailbox
         RETURNING c.mailbox
       ), forgotten AS (
         DELETE FROM erased_contact e USING known JOIN ${SENT} USING (mailbox)
         WHERE e.project_id = $1 AND e.hash = sent.hash
       )
       SELECT mailbox FROM known`,
      [projectId, mailboxes, hashes, reason],
    );
    return rows.map(({ mailbox }) => mailbox);
  }
}
