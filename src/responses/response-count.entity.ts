import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many responses a project has, by the kind of link that led to them. Triggers keep it. */
@Entity('response_count')
export class ResponseCount {
  /** No foreign key: whoever counts must not wait for somebody who deletes the parent. */
  @PrimaryColumn('uuid', { name: 'project_id', primaryKeyConstraintName: 'response_count_pkey' })
  projectId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'response_count_pkey' })
  kind: string;

  /** Connections write to different slots, so that they need not wait for one another; the count is the sum. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'response_count_pkey' })
  slot: number;

  @Column('bigint')
  number: string;
}
