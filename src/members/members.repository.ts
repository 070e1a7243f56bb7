import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { ProjectMembership } from '../users/project-membership.entity';
import { Project } from '../users/project.entity';
import type { Role } from '../users/role';

/** Queries on the members of projects. */
@Injectable()
export class MembersRepository {
  constructor(@InjectRepository(ProjectMembership) private readonly members: Repository<ProjectMembership>) {}

  /** One page of members with their users, in the order in which they joined, and the number of all. */
  async findPage(
    projectId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<[ProjectMembership[], number]> {
    return this.members.findAndCount({
      where: { projectId },
      relations: { user: true },
      order: { createdAt: 'ASC', userId: 'ASC' },
      take: limit,
      skip: offset,
    });
  }

  /** The member with their user; null if the project has none with this id. */
  async find(tx: Transaction, projectId: string, userId: string): Promise<ProjectMembership | null> {
    return tx
      .getRepository(ProjectMembership)
      .findOne({ where: { projectId, userId }, relations: { user: true } });
  }

  /** Adds a member. Returns whether they were none. */
  async insert(tx: Transaction, projectId: string, userId: string, role: Role): Promise<boolean> {
    const insert = tx.getRepository(ProjectMembership).createQueryBuilder().insert();
    const result = await insert.values({ projectId, userId, role }).orIgnore().returning('user_id').execute();
    return (result.raw as unknown[]).length === 1;
  }

  /**
   * Lets no other transaction change or remove members until this one ends, so that what it reads of them stays true.
   * Locks the project, because a lock on the admins would not cover a member whom another request makes admin.
   */
  async lock(tx: Transaction, projectId: string): Promise<void> {
    await tx
      .getRepository(Project)
      .findOneOrFail({ where: { id: projectId }, lock: { mode: 'for_no_key_update' } });
  }

  async countAdmins(tx: Transaction, projectId: string): Promise<number> {
    return tx.getRepository(ProjectMembership).countBy({ projectId, role: 'admin' });
  }

  async setRole(tx: Transaction, projectId: string, userId: string, role: Role): Promise<void> {
    await tx.getRepository(ProjectMembership).update({ projectId, userId }, { role });
  }

  async delete(tx: Transaction, projectId: string, userId: string): Promise<void> {
    await tx.getRepository(ProjectMembership).delete({ projectId, userId });
  }
}
