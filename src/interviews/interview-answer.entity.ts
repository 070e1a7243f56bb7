import { Column, Entity, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserInterview } from './user-interview.entity';

/** The answer to one question. The position after the last question holds the free closing comment. */
@Entity('interview_answer')
export class InterviewAnswer {
  @PrimaryColumn('uuid') interviewId: string;
  @ManyToOne(() => UserInterview, { onDelete: 'CASCADE' }) interview: UserInterview;

  /** Index of the question, from 0. */
  @PrimaryColumn('integer') position: number;

  @Column('text', { default: '' }) text: string;

  /** Skipped on purpose. Typed text is kept for the interviewee until completion and never shown to others. */
  @Column('boolean', { default: false }) skipped: boolean;

  /** Incremented with every change, so that two open tabs detect each other's edits. */
  @Column('integer', { default: 1 }) revision: number;

  @Column('timestamptz', { default: () => 'now()' }) answeredAt: Date;
}
