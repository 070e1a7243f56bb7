import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../../database/transaction-runner';
import { InviteBatch } from '../../ledger/invite-batch.entity';
import { dueMailsOfTopic, topicsWithDueMails } from './due-mails.sql';
import type { FollowUpKind } from './follow-up';

/** The part of a batch that does not follow from its topic. Blank texts stand for those of the topic. */
export interface FollowUpBatch {
  topicId: string;
  kind: FollowUpKind;
  /** Null for the creator of the topic. */
  createdById: string | null;
  subject: string;
  message: string;
  overrideContactRules: boolean;
  overrideReason: string;
  /** Null for at once. */
  sendAt: Date | null;
}

/** A reminder to write. */
export interface NewReminder {
  linkId: string;
  sequence: number;
  address: string;
  mailbox: string;
}

/** SQL: the unique index that keeps a person from getting a reminder twice, as a conflict target. */
const ONE_LIVE_MAIL = `(follow_up_share_id, kind, sequence)
  WHERE follow_up_share_id IS NOT NULL AND status IN ('queued', 'sending', 'sent', 'uncertain')`;

/**
 * Stores reminders and thanks. SQL, because each method is one statement for any number of people, and because the
 * unique index decides: a mail that another process has stored meanwhile is left out.
 */
@Injectable()
export class RemindersRepository {
  constructor(@InjectRepository(InviteBatch) private readonly batches: Repository<InviteBatch>) {}

  /** The ids of the topics that have mails of this kind to write. Locks nothing. */
  async findTopicsWithDueMails(kind: FollowUpKind): Promise<string[]> {
    const rows = await this.batches.query<{ id: string }[]>(topicsWithDueMails(kind));
    return rows.map(({ id }) => id);
  }

  /**
   * Locks a topic until the transaction ends, unless another process has locked it.
   * @returns its project's id, or null when it is locked or does not exist
   */
  async lockUnlessLocked(tx: Transaction, topicId: string): Promise<string | null> {
    const [topic] = await tx.query<{ projectId: string }[]>(
      `SELECT project_id AS "projectId" FROM user_interview_topic WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED`,
      [topicId],
    );
    return topic?.projectId ?? null;
  }

  /**
   * Stores a batch with the topic's present texts, language and end, and returns its id. Its sender is that of the
   * topic's latest invites, whom people know, or the creator of the topic.
   */
  async insertBatch(tx: Transaction, batch: FollowUpBatch): Promise<string> {
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO invite_batch (topic_id, created_by_id, topic_title, subject, message, sender_name, reply_to, kind,
                                 language, deadline, time_zone, from_name, override_contact_rules,
                                 override_reason, send_at)
       SELECT t.id, coalesce($3, t.created_by_id), t.topic,
              coalesce(nullif($4, ''), CASE WHEN $2 = 'reminder' THEN t.reminder_subject END, ''),
              coalesce(nullif($5, ''), CASE WHEN $2 = 'reminder' THEN t.reminder_message END, ''),
              coalesce(invite.sender_name, trim(creator.first_name || ' ' || creator.last_name)),
              coalesce(invite.reply_to, creator.email), $2, coalesce(t.mail_language, p.mail_language, 'en'),
              least(t.closes_at, t.expires_at), p.time_zone, p.sender_name, $6, $7, $8
       FROM user_interview_topic t
       JOIN project p ON p.id = t.project_id
       JOIN "user" creator ON creator.id = t.created_by_id
       LEFT JOIN LATERAL (
         SELECT b.sender_name, b.reply_to FROM invite_batch b
         WHERE b.topic_id = t.id AND b.kind = 'invite' ORDER BY b.id DESC LIMIT 1
       ) AS invite ON true
       WHERE t.id = $1
       RETURNING id`,
      [
        batch.topicId,
        batch.kind,
        batch.createdById,
        batch.subject,
        batch.message,
        batch.overrideContactRules,
        batch.overrideReason,
        batch.sendAt,
      ],
    );
    if (!row) throw new Error('The insert of a batch returned no id.');
    return row.id;
  }

  /** Deletes a batch that has no mails. */
  async deleteBatch(tx: Transaction, batchId: string): Promise<void> {
    await tx.getRepository(InviteBatch).delete({ id: batchId });
  }

  /** Writes all mails of the topic that are due, and returns the mailboxes that they go to. */
  async insertDue(tx: Transaction, kind: FollowUpKind, batchId: string, topicId: string): Promise<string[]> {
    const rows = await tx.query<{ mailbox: string }[]>(
      `INSERT INTO invite_delivery (batch_id, topic_id, follow_up_share_id, kind, sequence, address, mailbox)
       SELECT $2, mail.topic_id, mail.link_id, $3, mail.sequence, mail.address, mail.mailbox
       FROM (${dueMailsOfTopic(kind)}) AS mail
       ON CONFLICT ${ONE_LIVE_MAIL} DO NOTHING
       RETURNING mailbox`,
      [topicId, batchId, kind],
    );
    return rows.map(({ mailbox }) => mailbox);
  }

  /** Writes these reminders, and returns the ids of the links that got one. */
  async insertReminders(tx: Transaction, batchId: string, reminders: NewReminder[]): Promise<Set<string>> {
    const rows = await tx.query<{ linkId: string }[]>(
      `INSERT INTO invite_delivery (batch_id, topic_id, follow_up_share_id, kind, sequence, address, mailbox, due_at)
       SELECT b.id, b.topic_id, mail.link_id, b.kind, mail.sequence, mail.address, mail.mailbox,
              coalesce(b.send_at, now())
       FROM invite_batch b,
            unnest($2::uuid[], $3::integer[], $4::text[], $5::text[]) AS mail (link_id, sequence, address, mailbox)
       WHERE b.id = $1
       ON CONFLICT ${ONE_LIVE_MAIL} DO NOTHING
       RETURNING follow_up_share_id AS "linkId"`,
      [
        batchId,
        reminders.map(({ linkId }) => linkId),
        reminders.map(({ sequence }) => sequence),
        reminders.map(({ address }) => address),
        reminders.map(({ mailbox }) => mailbox),
      ],
    );
    return new Set(rows.map(({ linkId }) => linkId));
  }
}
