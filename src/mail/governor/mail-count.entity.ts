import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Mails that processes have reserved in one minute, for the limits per hour and day. */
@Entity('mail_count')
export class MailCount {
  /** Start of the minute. */
  @PrimaryColumn('timestamptz') minute: Date;
  @Column('integer') number: number;
}
