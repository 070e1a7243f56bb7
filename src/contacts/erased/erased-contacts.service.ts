import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction-runner';
import { ErasedContactsRepository, type HashedMailboxes } from './erased-contacts.repository';
import { ErasureHash } from './erasure-hash';

/** The reason that a contact gets whose opt-out is older than its erasure. */
const RESTORED = 'Opted out before the data was erased.';

/**
 * Keeps people opted out whose data was erased: of their mailbox a keyed hash stays (`docs/contract.md`, Privacy). What
 * makes contacts calls {@link restore} afterwards, and what chooses people to mail asks {@link findErased}.
 */
@Injectable()
export class ErasedContactsService {
  constructor(
    private readonly erased: ErasedContactsRepository,
    private readonly hash: ErasureHash,
  ) {}

  /** Keeps the opt-out of a mailbox whose contact is about to be deleted. */
  async keep(tx: Transaction, projectId: string, mailbox: string): Promise<void> {
    await this.erased.insert(tx, projectId, await this.hash.of(projectId, mailbox));
  }

  /**
   * Those of the mailboxes that were opted out when they were erased. Ask after the statement that reads contacts: an
   * erasure between the two moves the opt-out from there to here, and in the other order it would be seen in neither.
   */
  async findErased(topicId: string, mailboxes: string[], tx?: Transaction): Promise<string[]> {
    const projectId = await this.erased.findProject(topicId, tx);
    return projectId === null
      ? []
      : this.erased.findErased(projectId, await this.hashed(projectId, mailboxes), tx);
  }

  /** Whether the person of a mailbox was opted out when they were erased, and has no contact since. */
  async isOptedOut(projectId: string, mailbox: string): Promise<boolean> {
    const hashed = await this.hashed(projectId, [mailbox]);
    return (await this.erased.findErased(projectId, hashed)).length > 0;
  }

  /**
   * Makes contacts that were added in this transaction opted out if their owners were before they were erased. An erasure
   * locks the project, so none happens between adding a contact and this.
   * @returns the mailboxes of those contacts
   */
  async restore(tx: Transaction, projectId: string, mailboxes: string[]): Promise<string[]> {
    if (mailboxes.length === 0 || !(await this.erased.areAny(tx, projectId))) return [];
    return this.erased.restore(tx, projectId, await this.hashed(projectId, mailboxes), RESTORED);
  }

  private async hashed(projectId: string, mailboxes: string[]): Promise<HashedMailboxes> {
    const candidates = await this.hash.candidates(projectId, mailboxes);
    return { mailboxes: candidates.map(({ text }) => text), hashes: candidates.map(({ hash }) => hash) };
  }
}
