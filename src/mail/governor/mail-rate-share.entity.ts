import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The part of MAIL_RATE_PER_SECOND that one process has. All shares together are at most the rate. */
@Entity('mail_rate_share')
export class MailRateShare {
  /** Made by the process when it starts. */
  @PrimaryColumn('uuid') processId: string;

  /** Mails that the process may have on their way, or sent during the last second. */
  @Column('integer') share: number;

  /** A process that does not renew its share has ended, or has nothing to send. */
  @Column('timestamptz') expiresAt: Date;
}
