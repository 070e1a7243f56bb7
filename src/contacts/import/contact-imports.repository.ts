import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction-runner';
import type { ImportedContact } from './contact-lines';

/** The sent contacts as a table; $1 is the project. */
const SENT = `unnest($2::text[], $3::text[], $4::text[]) AS sent (mailbox, status, reason)`;
/** A reason belongs to a status: without a new one it stays while the status does. */
const STATUS = `coalesce(sent.status, c.status)`;
const REASON = `coalesce(sent.reason, CASE WHEN ${STATUS} = c.status THEN c.reason ELSE '' END)`;

/** Stores imported contacts. SQL, because the statements are the same for one contact and for 100 000. */
@Injectable()
export class ContactImportsRepository {
  /**
   * Makes imports into one project take turns until their transactions end: two that share contacts could otherwise wait
   * for each other. Does not block reads, nor foreign keys that point to the project.
   */
  async lockProject(tx: Transaction, projectId: string): Promise<void> {
    await tx.query(`SELECT FROM project WHERE id = $1 FOR NO KEY UPDATE`, [projectId]);
  }

  /**
   * Adds those that are missing, and changes those that are there; an opt-out stays.
   *
   * The first statement locks all of them, in the order of the unique key like every statement on many contacts, before
   * the second one reads what it changes. So a person who opts out meanwhile is not overwritten.
   * @returns how many were added or changed
   */
  async upsert(tx: Transaction, projectId: string, contacts: ImportedContact[]): Promise<number> {
    const values = [
      projectId,
      contacts.map(({ mailbox }) => mailbox),
      contacts.map(({ status }) => status),
      contacts.map(({ reason }) => reason),
    ];
    const added = await this.count(
      tx,
      `INSERT INTO contact AS c (project_id, mailbox, status, reason)
       SELECT $1, sent.mailbox, coalesce(sent.status, 'free'), coalesce(sent.reason, '') FROM ${SENT}
       ORDER BY sent.mailbox COLLATE "C"
       ON CONFLICT (project_id, mailbox) DO UPDATE SET updated_at = c.updated_at WHERE false
       RETURNING 1`,
      values,
    );
    const changed = await this.count(
      tx,
      `UPDATE contact c SET status = ${STATUS}, reason = ${REASON}, updated_at = now()
       FROM ${SENT}
       WHERE c.project_id = $1 AND c.mailbox = sent.mailbox
         AND (c.status <> 'opted_out' OR ${STATUS} = 'opted_out')
         AND (c.status, c.reason) IS DISTINCT FROM (${STATUS}, ${REASON})
       RETURNING 1`,
      values,
    );
    return added + changed;
  }

  /** Those of the mailboxes whose contacts are opted out. */
  async findOptedOut(tx: Transaction, projectId: string, mailboxes: string[]): Promise<string[]> {
    const rows = await tx.query<{ mailbox: string }[]>(
      `SELECT mailbox FROM contact WHERE project_id = $1 AND mailbox = ANY ($2) AND status = 'opted_out'`,
      [projectId, mailboxes],
    );
    return rows.map(({ mailbox }) => mailbox);
  }

  /** Those of the mailboxes of which the project has no contact. */
  async findMissing(tx: Transaction, projectId: string, mailboxes: string[]): Promise<string[]> {
    const rows = await tx.query<{ mailbox: string }[]>(
      `SELECT sent.mailbox FROM unnest($2::text[]) AS sent (mailbox)
       WHERE NOT EXISTS (SELECT FROM contact c WHERE c.project_id = $1 AND c.mailbox = sent.mailbox)`,
      [projectId, mailboxes],
    );
    return rows.map(({ mailbox }) => mailbox);
  }

  /** The number of rows that a statement returns, without sending them. */
  private async count(tx: Transaction, statement: string, values: unknown[]): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `WITH done AS (${statement}) SELECT count(*)::integer AS count FROM done`,
      values,
    );
    return row?.count ?? 0;
  }
}
