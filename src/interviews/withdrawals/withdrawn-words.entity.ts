import { Column, Entity, Index, OneToOne, JoinColumn, PrimaryColumn } from 'typeorm';
import { UserInterview } from '../user-interview.entity';

/** The words of an interview that was withdrawn, as long as that can be undone. No page or file shows them. */
@Entity('withdrawn_words')
@Index('withdrawn_words_due_idx', ['withdrawnAt'])
export class WithdrawnWords {
  @PrimaryColumn('uuid') interviewId: string;
  @OneToOne(() => UserInterview, { onDelete: 'CASCADE' }) @JoinColumn() interview: UserInterview;

  /** The texts, answers and state that the rows of the interview had. */
  @Column('jsonb') words: object;

  @Column('timestamptz', { default: () => 'now()' }) withdrawnAt: Date;
}
