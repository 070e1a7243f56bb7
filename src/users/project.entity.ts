import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The tenant: every topic belongs to exactly one project. */
@Entity('project')
@Index('project_name_key', ['name'], { unique: true })
export class Project {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'project_pkey', default: () => 'parley_uuid_v7()' })
  id: string;

  @Column('text')
  name: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
