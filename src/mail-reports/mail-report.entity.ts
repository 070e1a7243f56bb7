import { Column, Entity, Index, Unique } from 'typeorm';
import { IdColumn, OneOfColumn } from '../database/columns';
import { BOUNCE_KINDS, type BounceKind } from '../ledger/invite-delivery.entity';
import { REPORT_SOURCES, type ReportSource } from './mail-report';

/** A bounce or complaint that was reported. Kept for 90 days, so that a report that comes again is recognised. */
@Entity('mail_report')
@Unique('mail_report_key', ['source', 'key'])
@Index('mail_report_received_idx', ['receivedAt', 'id'])
@Index('mail_report_unmatched_idx', ['receivedAt', 'id'], { where: '"delivery_id" IS NULL' })
export class MailReportRow {
  @IdColumn() id: string;
  @Column('timestamptz', { default: () => 'now()' }) receivedAt: Date;
  @OneOfColumn(REPORT_SOURCES) source: ReportSource;

  /** SHA-256 of what tells the report from others of its source. */
  @Column('text') key: string;

  @OneOfColumn(BOUNCE_KINDS) kind: BounceKind;
  @Column('text', { default: '' }) code: string;

  @Column('timestamptz') occurredAt: Date;

  /** The mail that it is about; null when it matched none. No foreign key: reports are found by their age only. */
  @Column('uuid', { nullable: true }) deliveryId: string | null;

  /** The Message-ID in a report that matched no mail, for whoever looks into it; else empty. */
  @Column('text', { default: '' }) messageId: string;
}
