import { Column, Entity, Index, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { UserInterview } from '../interviews/user-interview.entity';
import { Project } from '../users/project.entity';

/**
 * The voice provider's report of one call. It is the only copy of an interview until the interview is created from it,
 * and is deleted together with the interview.
 */
@Entity('voice_report')
@Unique(['interviewId'])
@Index('voice_report_waiting_idx', ['nextAttemptAt'], { where: '"interview_id" IS NULL' })
export class VoiceReport {
  /** The provider's id of the call. */
  @PrimaryColumn('text') callId: string;

  @Column('uuid') projectId: string;
  @ManyToOne(() => Project, { onDelete: 'CASCADE' }) project: Project;

  /** Null until the interview is created. */
  @Column('uuid', { nullable: true }) interviewId: string | null;

  @ManyToOne(() => UserInterview, { onDelete: 'CASCADE' }) interview: UserInterview | null;

  /** The request body as it was signed. */
  @Column('bytea') body: Buffer;

  /** The provider's code for how the call ended. */
  @Column('text', { nullable: true }) endedReason: string | null;

  @Column('text', { nullable: true }) recordingUrl: string | null;

  /** When the report arrived first; providers may repeat it. */
  @Column('timestamptz', { default: () => 'now()' }) receivedAt: Date;

  /** How often the sweep has tried to create the interview. */
  @Column('integer', { default: 0 }) attempts: number;

  /** When the sweep tries next; null once it has given up. Without meaning when there is an interview. */
  @Column('timestamptz', { nullable: true, default: () => 'now()' }) nextAttemptAt: Date | null;

  /** Code of the last failure, without contents of the report. */
  @Column('text', { nullable: true }) lastError: string | null;
}
