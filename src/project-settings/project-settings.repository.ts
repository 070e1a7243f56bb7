import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { mapConstraintViolation } from '../database/database-errors';
import type { Transaction } from '../database/transaction-runner';
import { Project } from '../users/project.entity';

/** The columns of a project that its settings hold. */
export type ProjectSettings = Omit<Project, 'id' | 'createdAt' | 'retentionRanAt'>;

/** Reads and writes the settings of a project. */
@Injectable()
export class ProjectSettingsRepository {
  constructor(@InjectRepository(Project) private readonly projects: Repository<Project>) {}

  async find(id: string): Promise<Project> {
    return this.projects.findOneByOrFail({ id });
  }

  /** The project, which no other transaction changes until this one ends. */
  async lock(tx: Transaction, id: string): Promise<Project> {
    return tx.getRepository(Project).findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** @throws InvalidRequestContent another project has the name */
  async update(tx: Transaction, id: string, settings: Partial<ProjectSettings>): Promise<void> {
    await mapConstraintViolation(tx.getRepository(Project).update({ id }, settings));
  }
}
