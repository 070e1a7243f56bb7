import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Raw, type Repository } from 'typeorm';
import { SignInLink } from '../users/sign-in-link.entity';
import type { User } from '../users/user.entity';

/** The user that a link signs in, and the page that they go to. */
export interface ClaimedLink {
  userId: string;
  next: string;
}

/** Queries on links that sign in. */
@Injectable()
export class SignInLinksRepository {
  constructor(@InjectRepository(SignInLink) private readonly links: Repository<SignInLink>) {}

  /** Inserts a link, and deletes all those that have expired. */
  async insert(link: Pick<SignInLink, 'userId' | 'tokenHash' | 'next' | 'expiresAt'>): Promise<void> {
    await this.links.delete({ expiresAt: Raw((column) => `${column} <= now()`) });
    await this.links.insert(link);
  }

  /** The user of a link that still works; null for any other. */
  async findUser(tokenHash: Buffer): Promise<User | null> {
    const link = await this.links.findOne({
      where: { tokenHash, usedAt: IsNull(), expiresAt: Raw((column) => `${column} > now()`) },
      relations: { user: true },
    });
    return link?.user ?? null;
  }

  /** Uses a link up. One statement, so that of requests at the same time one gets it; null for the others. */
  async claim(tokenHash: Buffer): Promise<ClaimedLink | null> {
    const result = await this.links
      .createQueryBuilder()
      .update({ usedAt: () => 'now()' })
      .where('token_hash = :tokenHash AND used_at IS NULL AND expires_at > now()', { tokenHash })
      .returning('user_id AS "userId", next')
      .execute();
    const [claimed] = result.raw as ClaimedLink[];
    return claimed ?? null;
  }
}
