import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { INTERVIEW_STATUS_OF_LINK } from '../interviews/interview-conditions.sql';
import type { InterviewStatus } from '../interviews/user-interview.entity';
import { type Choice, ContactChoice } from './contact-choice.entity';
import { Contact } from './contact.entity';
import type { UnsubscribeTarget } from './unsubscribe-tokens';

/** A choice that was not undone. */
export type StoredChoice = Pick<
  ContactChoice,
  'id' | 'choice' | 'until' | 'previousStatus' | 'previousReason' | 'previousLaterUntil'
>;

/** A contact, seen from a mail that it got. */
export interface ContactRow extends Pick<Contact, 'id' | 'status' | 'reason' | 'laterUntil'> {
  /** The person asked not to be written to before a time that is still to come. */
  isLater: boolean;
  /** Title of the mail's topic; null once it is deleted. */
  topic: string | null;
  /** Name of the topic's creator; empty when it is not known. */
  askedBy: string;
  /** Status of the person's interview on the topic; null for none. */
  interview: InterviewStatus | null;
  /** The latest choice that concerns all mails or those on this topic, and was not undone. */
  latest: StoredChoice | null;
}

type FlatRow = Omit<ContactRow, 'latest'> & { choiceId: string | null } & Omit<StoredChoice, 'id'>;

/** A choice to record, with what the contact was before. */
export interface NewChoice {
  target: UnsubscribeTarget;
  choice: Choice;
  until: Date | null;
  before: Pick<Contact, 'status' | 'reason' | 'laterUntil'>;
}

const NOW = () => 'now()';

/** Reads and writes what people choose on the unsubscribe page. */
@Injectable()
export class ContactChoicesRepository {
  constructor(@InjectRepository(Contact) private readonly contacts: Repository<Contact>) {}

  /** Whether the project has a contact of this mailbox that is opted out. */
  async isOptedOut(projectId: string, mailbox: string): Promise<boolean> {
    return this.contacts.existsBy({ projectId, mailbox, status: 'opted_out' });
  }

  /** The contact of a mailbox, made when it is missing. */
  async ensureContact(projectId: string, mailbox: string): Promise<string> {
    await this.contacts.createQueryBuilder().insert().values({ projectId, mailbox }).orIgnore().execute();
    return (await this.contacts.findOneByOrFail({ projectId, mailbox })).id;
  }

  /** Locks the contact until the transaction ends, so that choices of one person are made one after the other. */
  async lock(tx: Transaction, id: string): Promise<void> {
    await tx.getRepository(Contact).find({
      select: { id: true },
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** The contact; null when there is none. SQL, since it joins what the mail was about and the latest choice. */
  async find(
    { contactId, shareId }: UnsubscribeTarget,
    tx: Transaction = this.contacts.manager,
  ): Promise<ContactRow | null> {
    const [row] = await tx.query<FlatRow[]>(
      `SELECT c.id, c.status, c.reason, c.later_until AS "laterUntil", coalesce(c.later_until > now(), false) AS "isLater",
              t.topic, coalesce(trim(creator.first_name || ' ' || creator.last_name), '') AS "askedBy",
              ${INTERVIEW_STATUS_OF_LINK} AS interview,
              latest.id AS "choiceId", latest.choice, latest.until, latest.previous_status AS "previousStatus",
              latest.previous_reason AS "previousReason", latest.previous_later_until AS "previousLaterUntil"
       FROM contact c
       LEFT JOIN sharing_configuration s ON s.id = $2
       LEFT JOIN user_interview_topic t ON t.id = s.topic_id
       LEFT JOIN "user" creator ON creator.id = t.created_by_id
       LEFT JOIN LATERAL (
         SELECT * FROM contact_choice chosen
         WHERE chosen.contact_id = c.id AND chosen.undone_at IS NULL
           AND (chosen.choice <> 'topic' OR EXISTS (
             SELECT FROM sharing_configuration other
             WHERE other.id = chosen.share_id AND other.topic_id = s.topic_id AND other.identifier = s.identifier))
         ORDER BY chosen.created_at DESC, chosen.id DESC LIMIT 1
       ) AS latest ON true
       WHERE c.id = $1`,
      [contactId, shareId],
    );
    if (!row) return null;
    const { choiceId, choice, until, previousStatus, previousReason, previousLaterUntil, ...contact } = row;
    const stored = { choice, until, previousStatus, previousReason, previousLaterUntil };
    return { ...contact, latest: choiceId === null ? null : { id: choiceId, ...stored } };
  }

  /**
   * Records a choice. SQL, because the link may be gone, or go in this moment: then the choice stands without it.
   */
  async insert(tx: Transaction, { target, choice, until, before }: NewChoice): Promise<void> {
    await tx.query(
      `INSERT INTO contact_choice
         (contact_id, share_id, choice, until, previous_status, previous_reason, previous_later_until)
       VALUES ($1, (SELECT s.id FROM sharing_configuration s WHERE s.id = $2 FOR KEY SHARE), $3, $4, $5, $6, $7)`,
      [target.contactId, target.shareId, choice, until, before.status, before.reason, before.laterUntil],
    );
  }

  async change(
    tx: Transaction,
    id: string,
    values: Partial<Pick<Contact, 'status' | 'reason' | 'laterUntil'>>,
  ): Promise<void> {
    await tx.update(Contact, { id }, { ...values, updatedAt: NOW });
  }

  async markUndone(tx: Transaction, choiceId: string): Promise<void> {
    await tx.update(ContactChoice, { id: choiceId }, { undoneAt: NOW });
  }
}
