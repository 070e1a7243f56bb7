import { Injectable } from '@nestjs/common';
import { TransactionRunner } from '../database/transaction-runner';
import { Batcher } from '../batching/batcher';
import { hashApiKey, type ApiKeyOwner, isApiKeyFormat, newApiKey, type Scope } from './api-key';
import { type KeyRequest, UsersRepository } from './users.repository';

export interface NewKeyRequest {
  email: string;
  /** Full name; the last word becomes the last name. */
  name: string;
  project: string;
  scopes: Scope[];
  label: string;
}

/** Accounts: makes users, projects, memberships and keys. */
@Injectable()
export class UsersService {
  /** A look-up starts after the requests that it answers have come, so a revoked key opens nothing any more. */
  private readonly holders: Batcher<KeyRequest, ApiKeyOwner | null>;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly users: UsersRepository,
  ) {
    this.holders = new Batcher((requests) => this.users.findApiKeyOwners(requests));
  }

  /**
   * Makes what is missing of user, project and membership, and a new key that is limited to the project.
   * @returns the key in clear, which is kept nowhere
   */
  async createKey(request: NewKeyRequest): Promise<{ key: string; userId: string; projectId: string }> {
    const words = request.name.trim().split(/\s+/);
    const lastName = words.length > 1 ? (words.pop() ?? '') : '';
    const { key, hash, mask } = newApiKey();
    return this.transactions.run(async (tx) => {
      const userId = await this.users.ensureUser(tx, {
        email: request.email.trim().toLowerCase(),
        firstName: words.join(' '),
        lastName,
      });
      const projectId = await this.users.ensureProject(tx, request.project.trim());
      await this.users.ensureMembership(tx, userId, projectId);
      await this.users.insertKey(tx, {
        userId,
        label: request.label,
        mask,
        keyHash: hash,
        scopes: request.scopes,
        projectIds: [projectId],
      });
      return { key, userId, projectId };
    });
  }

  /** Whom a key belongs to and the project it reaches; null when it opens nothing. */
  async findApiKeyOwner(key: string, projectId: string | null): Promise<ApiKeyOwner | null> {
    return isApiKeyFormat(key) ? this.holders.submit({ keyHash: hashApiKey(key), projectId }) : null;
  }

  /** How to address a user in a mail. */
  async addressee(id: string): Promise<{ name: string; address: string }> {
    const user = await this.users.findById(id);
    if (!user) throw new Error('The user of a valid key is gone.');
    return { name: `${user.firstName} ${user.lastName}`.trim(), address: user.email };
  }

  /** Whether nobody has made a project here yet. */
  async isEmpty(): Promise<boolean> {
    return !(await this.users.hasProject());
  }
}
