import { Column, Entity, Unique } from 'typeorm';
import { CreatedAt, IdColumn } from '../database/columns';

/** The tenant: every topic belongs to exactly one project. */
@Entity('project')
@Unique(['name'])
export class Project {
  @IdColumn() id: string;
  @Column('text') name: string;
  @CreatedAt() createdAt: Date;
}
