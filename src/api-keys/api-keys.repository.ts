import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository, type SelectQueryBuilder } from 'typeorm';
import type { Transaction } from '../database/transaction-runner';
import { PersonalApiKey } from '../users/personal-api-key.entity';
import { ProjectMembership } from '../users/project-membership.entity';
import { User } from '../users/user.entity';

/** A page of a list. */
interface Page {
  limit: number;
  offset: number;
}

type NewKey = Pick<
  PersonalApiKey,
  'userId' | 'label' | 'mask' | 'keyHash' | 'scopes' | 'projectIds' | 'expiresAt'
>;

const LIVE = 'key.revoked_at IS NULL AND (key.expires_at IS NULL OR key.expires_at > now())';

/** Queries on API keys for their owners and for admins of projects. */
@Injectable()
export class ApiKeysRepository {
  constructor(@InjectRepository(PersonalApiKey) private readonly keys: Repository<PersonalApiKey>) {}

  /** One page of the user's keys that work, newest first, and the number of all. */
  async findPageOf(userId: string, page: Page): Promise<[PersonalApiKey[], number]> {
    return this.live(page).andWhere('key.user_id = :userId', { userId }).getManyAndCount();
  }

  /** The same for the keys that reach a project, with their users. */
  async findPageInProject(projectId: string, page: Page): Promise<[PersonalApiKey[], number]> {
    return this.inProject(this.live(page), projectId)
      .innerJoinAndSelect('key.user', 'user')
      .getManyAndCount();
  }

  /**
   * Inserts a key unless the user has so many keys that work. The user's row is locked, so that two requests count one
   * after the other.
   * @returns null if there are too many
   */
  async insert(tx: Transaction, key: NewKey, maxKeys: number): Promise<PersonalApiKey | null> {
    await tx.getRepository(User).findOne({ where: { id: key.userId }, lock: { mode: 'for_no_key_update' } });
    const keys = tx.getRepository(PersonalApiKey);
    const count = await keys
      .createQueryBuilder('key')
      .where(LIVE)
      .andWhere('key.user_id = :userId', { userId: key.userId })
      .getCount();
    if (count >= maxKeys) return null;
    const { identifiers } = await keys.insert(key);
    return keys.findOneByOrFail({ id: identifiers[0]?.id as string });
  }

  /** Revokes a key of the user. Returns whether there was one that works. */
  async revokeOf(userId: string, id: string): Promise<boolean> {
    const { affected } = await this.keys.update(
      { id, userId, revokedAt: IsNull() },
      { revokedAt: () => 'now()' },
    );
    return affected === 1;
  }

  /** Revokes a key that reaches the project. Returns whether there was one that works. */
  async revokeInProject(projectId: string, id: string): Promise<boolean> {
    const query = this.keys.createQueryBuilder('key').where(LIVE).andWhere('key.id = :id', { id });
    const key = await this.inProject(query, projectId).getOne();
    return key !== null && this.revokeOf(key.userId, id);
  }

  private live({ limit, offset }: Page): SelectQueryBuilder<PersonalApiKey> {
    return this.keys
      .createQueryBuilder('key')
      .where(LIVE)
      .orderBy({ 'key.createdAt': 'DESC', 'key.id': 'DESC' })
      .take(limit)
      .skip(offset);
  }

  private inProject(query: SelectQueryBuilder<PersonalApiKey>, projectId: string) {
    return query
      .innerJoin(
        ProjectMembership,
        'member',
        'member.user_id = key.user_id AND member.project_id = :projectId',
        { projectId },
      )
      .andWhere('(key.project_ids IS NULL OR :projectId = ANY (key.project_ids))', { projectId });
  }
}
