import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { Contact } from './contact.entity';

/** A contact by its id or by its mailbox, in its project. */
export type ContactKey = { projectId: string } & ({ id: string } | { mailbox: string });

/** Writes single contacts. */
@Injectable()
export class ContactsRepository {
  constructor(@InjectRepository(Contact) private readonly contacts: Repository<Contact>) {}

  /** Whether there is such a contact, and it is opted out. */
  async isOptedOut(key: ContactKey): Promise<boolean> {
    return this.contacts.existsBy({ ...key, status: 'opted_out' });
  }

  /** The contact, or null. No other transaction changes it until this one ends. */
  async lock(tx: Transaction, key: ContactKey): Promise<Contact | null> {
    return tx.getRepository(Contact).findOne({ where: key, lock: { mode: 'for_no_key_update' } });
  }

  /**
   * Inserts a contact unless the project has the mailbox. One that is there is locked, so that it is not removed before
   * the transaction reads it.
   * @returns whether it was inserted
   */
  async insertOrLock(
    tx: Transaction,
    { projectId, mailbox, status, reason }: Pick<Contact, 'projectId' | 'mailbox' | 'status' | 'reason'>,
  ): Promise<boolean> {
    const inserted = await tx.query<unknown[]>(
      `INSERT INTO contact AS c (project_id, mailbox, status, reason) VALUES ($1, $2, $3, $4)
       ON CONFLICT (project_id, mailbox) DO UPDATE SET updated_at = c.updated_at WHERE false
       RETURNING c.id`,
      [projectId, mailbox, status, reason],
    );
    return inserted.length > 0;
  }

  /** Changes a contact. */
  async update(tx: Transaction, id: string, change: Pick<Contact, 'status' | 'reason'>): Promise<void> {
    await tx.getRepository(Contact).update({ id }, { ...change, updatedAt: () => 'now()' });
  }
}
