import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings';
import { hashSecretToken, isSecretTokenFormat, newSecretToken } from '../users/secret-token';
import type { User } from '../users/user.entity';
import { nextPath } from './next-path';
import { type ClaimedLink, SignInLinksRepository } from './sign-in-links.repository';

/** Minutes for which a link works that a person has asked for (`docs/contract.md`). */
export const SIGN_IN_MINUTES = 15;
/** Minutes for which the link of an invitation to a project works. */
export const INVITATION_MINUTES = 3 * 1440;

export interface SignInLinkOptions {
  validMinutes: number;
  /** Page of the console to go to, as it was asked for; anything else leads to the start of the console. */
  next?: unknown;
}

/** Links that sign a user in once. */
@Injectable()
export class SignInLinksService {
  constructor(
    private readonly links: SignInLinksRepository,
    private readonly settings: Settings,
  ) {}

  /** Makes a link for a user. @returns its URL, which is not stored */
  async create(userId: string, { validMinutes, next }: SignInLinkOptions): Promise<string> {
    const { token, hash } = newSecretToken();
    const expiresAt = new Date(Date.now() + validMinutes * 60_000);
    await this.links.insert({ userId, tokenHash: hash, next: nextPath(next), expiresAt });
    return `${this.settings.publicUrl}/sign-in/${token}`;
  }

  /** The user whom a token would sign in; null if it is malformed, unknown, used or expired. */
  async findUser(token: string): Promise<User | null> {
    return isSecretTokenFormat(token) ? this.links.findUser(hashSecretToken(token)) : null;
  }

  /** Uses a token up; null if it is malformed, unknown, used or expired. */
  async claim(token: string): Promise<ClaimedLink | null> {
    return isSecretTokenFormat(token) ? this.links.claim(hashSecretToken(token)) : null;
  }
}
