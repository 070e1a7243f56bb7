import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserInterview } from '../interviews/user-interview.entity';
import { Project } from '../users/project.entity';

/**
 * What the vendor reported of one call. It is the only copy of an interview until the interview is made from it, and
 * goes when that is deleted.
 */
@Entity('voice_report')
@Index('voice_report_interview_key', ['interviewId'], { unique: true })
export class VoiceReport {
  /** The vendor's id of the call. */
  @PrimaryColumn('text', { name: 'call_id', primaryKeyConstraintName: 'voice_report_pkey' })
  callId: string;

  @Column('uuid', { name: 'project_id' })
  projectId: string;

  @ManyToOne(() => Project, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'project_id', foreignKeyConstraintName: 'voice_report_project_fkey' })
  project: Project;

  /** Null until the interview was made. */
  @Column('uuid', { name: 'interview_id', nullable: true })
  interviewId: string | null;

  @ManyToOne(() => UserInterview, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'interview_id', foreignKeyConstraintName: 'voice_report_interview_fkey' })
  interview: UserInterview | null;

  /** The bytes that were signed. */
  @Column('bytea')
  body: Buffer;

  /** The vendor's word for how the call ended. */
  @Column('text', { name: 'ended_reason', nullable: true })
  endedReason: string | null;

  @Column('text', { name: 'recording_url', nullable: true })
  recordingUrl: string | null;

  /** Of the first delivery. */
  @Column('timestamptz', { name: 'received_at', default: () => 'now()' })
  receivedAt: Date;
}
