import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserInterview } from './user-interview.entity';

/** What a person answered to one question; the position after the last question holds the free last word. */
@Entity('interview_answer')
export class InterviewAnswer {
  @PrimaryColumn('uuid', { name: 'interview_id', primaryKeyConstraintName: 'interview_answer_pkey' })
  interviewId: string;

  @ManyToOne(() => UserInterview, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'interview_id', foreignKeyConstraintName: 'interview_answer_interview_fkey' })
  interview: UserInterview;

  /** From 0, as in the questions. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'interview_answer_pkey' })
  position: number;

  @Column('text', { default: '' })
  text: string;

  /** Skipped on purpose. What had been typed is kept for the person until completion, and never shown to others. */
  @Column('boolean', { default: false })
  skipped: boolean;

  /** Grows with every change, so that two tabs notice each other. */
  @Column('integer', { default: 1 })
  revision: number;

  @Column('timestamptz', { name: 'answered_at', default: () => 'now()' })
  answeredAt: Date;
}
