import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, type Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { DELIVERY_MAILBOX, mailboxOf } from '../ledger/delivery.sql';
import { MailReportRow } from './mail-report.entity';

/** A report to record. `deliveryId` is what the report claims; whether there is such a mail is the database's to say. */
export type NewMailReport = Pick<
  MailReportRow,
  'source' | 'key' | 'kind' | 'code' | 'occurredAt' | 'deliveryId' | 'messageId'
>;

/** A report that was not known before. */
export interface RecordedReport extends Pick<MailReportRow, 'id' | 'kind'> {
  /** Whether it is about a mail of ours. */
  isMatched: boolean;
}

/** Soft bounces of one mailbox within so many days mark it as bounced when there are two. */
const SOFT_DAYS = 7;

const KEPT_DAYS = 90;

/** SQL: how much a kind of report says; the stronger one is kept. */
const strength = (kind: string) => `array_position(ARRAY['soft', 'hard', 'complaint'], ${kind})`;

/** SQL: a contact's status is only made stricter. */
const strictness = (status: string) =>
  `array_position(ARRAY['free', 'do_not_contact', 'bounced', 'opted_out'], ${status})`;

/** Writes reports, and what follows from them. SQL, because each step works on all reports of a request at once. */
@Injectable()
export class MailReportsRepository {
  constructor(@InjectRepository(MailReportRow) private readonly reports: Repository<MailReportRow>) {}

  /**
   * Locks the contacts of these mails, so that of two soft bounces at one moment the second sees the first.
   * @param deliveryIds of which some may be no mails
   */
  async lockContacts(tx: Transaction, deliveryIds: string[]): Promise<void> {
    await tx.query(
      `SELECT c.id FROM contact c
       WHERE c.id IN (
         SELECT known.id FROM invite_delivery d
         JOIN user_interview_topic t ON t.id = d.topic_id
         JOIN contact known ON known.project_id = t.project_id AND known.mailbox = ${DELIVERY_MAILBOX}
         WHERE d.id = ANY ($1::uuid[]))
       ORDER BY c.id FOR NO KEY UPDATE`,
      [deliveryIds],
    );
  }

  /**
   * Records reports that are not known yet.
   * @returns the new rows
   */
  async insert(tx: Transaction, reports: NewMailReport[]): Promise<RecordedReport[]> {
    return tx.query<RecordedReport[]>(
      `INSERT INTO mail_report (source, key, kind, code, occurred_at, delivery_id, message_id)
       SELECT r.source, r.key, r.kind, r.code, least(now(), greatest(r.occurred_at, now() - interval '${KEPT_DAYS} days')),
              d.id, CASE WHEN d.id IS NULL THEN r.message_id ELSE '' END
       FROM jsonb_to_recordset($1::jsonb) AS r (source text, key text, kind text, code text, occurred_at timestamptz,
                                                delivery_id uuid, message_id text)
       LEFT JOIN invite_delivery d ON d.id = r.delivery_id
       ON CONFLICT (source, key) DO NOTHING
       RETURNING id, kind, delivery_id IS NOT NULL AS "isMatched"`,
      [
        JSON.stringify(
          reports.map(({ source, key, kind, code, occurredAt, deliveryId, messageId }) => ({
            source,
            key,
            kind,
            code,
            occurred_at: occurredAt,
            delivery_id: deliveryId,
            message_id: messageId,
          })),
        ),
      ],
    );
  }

  /**
   * Writes new reports into the ledger. A weaker report than the one that a mail has, or the same again, changes nothing.
   * @returns ids of the mails that have changed
   */
  async markDeliveries(tx: Transaction, reportIds: string[]): Promise<string[]> {
    const [rows] = await tx.query<[{ id: string }[], number]>(
      `WITH strongest AS (
         SELECT DISTINCT ON (delivery_id) delivery_id, kind, code, occurred_at FROM mail_report
         WHERE id = ANY ($1::uuid[]) AND delivery_id IS NOT NULL
         ORDER BY delivery_id, ${strength('kind')} DESC, occurred_at, id
       )
       UPDATE invite_delivery d
       SET bounce_kind = s.kind, bounce_code = s.code, bounced_at = s.occurred_at
       FROM strongest s
       WHERE d.id = s.delivery_id AND (d.bounce_kind IS NULL OR ${strength('d.bounce_kind')} < ${strength('s.kind')})
       RETURNING d.id`,
      [reportIds],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Marks the contacts of mails whose report is new: a hard bounce or the second soft one within seven days as
   * `bounced`, a complaint as `opted_out` (docs/contract-outreach.md, Sending).
   */
  async markContacts(tx: Transaction, deliveryIds: string[]): Promise<void> {
    await tx.query(
      `WITH changed AS (
         SELECT t.project_id, ${DELIVERY_MAILBOX} AS mailbox, d.id, d.bounce_kind AS kind, d.bounce_code AS code,
                d.bounced_at
         FROM invite_delivery d JOIN user_interview_topic t ON t.id = d.topic_id
         WHERE d.id = ANY ($1::uuid[])
       ), judged AS (
         SELECT DISTINCT ON (project_id, mailbox) project_id, mailbox,
           CASE kind WHEN 'complaint' THEN 'opted_out' ELSE 'bounced' END AS status,
           CASE kind
             WHEN 'complaint' THEN 'Reported a mail as unwanted.'
             WHEN 'hard' THEN 'A mail bounced for good' || CASE code WHEN '' THEN '.' ELSE ': ' || code || '.' END
             ELSE 'Two mails bounced within ${SOFT_DAYS} days' || CASE code WHEN '' THEN '.' ELSE ': ' || code || '.' END
           END AS reason
         FROM changed c
         WHERE kind <> 'soft' OR EXISTS (
           SELECT FROM invite_delivery other JOIN user_interview_topic t ON t.id = other.topic_id
           WHERE ${mailboxOf('other')} = c.mailbox AND t.project_id = c.project_id AND other.id <> c.id
             AND other.bounce_kind = 'soft'
             AND other.bounced_at BETWEEN c.bounced_at - interval '${SOFT_DAYS} days'
                                      AND c.bounced_at + interval '${SOFT_DAYS} days')
         ORDER BY project_id, mailbox, ${strength('kind')} DESC
       )
       INSERT INTO contact AS c (project_id, mailbox, status, reason)
       SELECT project_id, mailbox, status, reason FROM judged ORDER BY project_id, mailbox
       ON CONFLICT (project_id, mailbox) DO UPDATE
         SET status = excluded.status, reason = excluded.reason, updated_at = now(),
             later_until = CASE excluded.status WHEN 'opted_out' THEN NULL ELSE c.later_until END
         WHERE ${strictness('c.status')} < ${strictness('excluded.status')}`,
      [deliveryIds],
    );
  }

  /** Reports that matched no mail, newest first. */
  async findUnmatched(limit: number): Promise<MailReportRow[]> {
    return this.reports.find({
      where: { deliveryId: IsNull() },
      order: { receivedAt: 'DESC', id: 'DESC' },
      take: limit,
    });
  }

  /** The number of kept reports that matched no mail. */
  async countUnmatched(): Promise<number> {
    return this.reports.countBy({ deliveryId: IsNull() });
  }

  /** Deletes reports that were received longer ago than they are kept. */
  async deleteOld(): Promise<void> {
    await this.reports.delete({ receivedAt: LessThan(new Date(Date.now() - KEPT_DAYS * 86_400_000)) });
  }
}
