import { Injectable } from '@nestjs/common';
import { TransactionRunner } from '../database/transaction-runner';
import { NotFound } from '../errors/domain-errors';
import { Batcher } from '../batching/batcher';
import { hashApiKey, type ApiKeyOwner, isApiKeyFormat, newApiKey, type Scope } from './api-key';
import type { PersonalApiKey } from './personal-api-key.entity';
import { type KeyRequest, UsersRepository } from './users.repository';

export interface NewKeyRequest {
  email: string;
  /** Full name; the last word becomes the last name. */
  name: string;
  project: string;
  scopes: Scope[];
  label: string;
}

/** A key in clear, and which of the rows that it belongs to were made for it. */
export interface CreatedKey {
  key: string;
  userId: string;
  projectId: string;
  isNew: { user: boolean; project: boolean; membership: boolean };
}

/** Creates users, projects, memberships and API keys, and finds the owner of a key. */
@Injectable()
export class UsersService {
  /** A lookup starts after the requests that it answers have arrived, so a revoked key is refused at once. */
  private readonly ownerLookups: Batcher<KeyRequest, ApiKeyOwner | null>;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly users: UsersRepository,
  ) {
    this.ownerLookups = new Batcher((requests) => this.users.findApiKeyOwners(requests));
  }

  /**
   * Creates an API key that is limited to the project, and the user, project and membership where they are missing.
   * @returns the key in clear, which is not stored
   */
  async createKey(request: NewKeyRequest): Promise<CreatedKey> {
    const words = request.name.trim().split(/\s+/);
    const lastName = words.length > 1 ? (words.pop() ?? '') : '';
    const { key, hash, mask } = newApiKey();
    return this.transactions.run(async (tx) => {
      const user = await this.users.ensureUser(tx, {
        email: request.email.trim().toLowerCase(),
        firstName: words.join(' '),
        lastName,
      });
      const project = await this.users.ensureProject(tx, request.project.trim());
      const [userId, projectId] = [user.id, project.id];
      const membership = await this.users.ensureMembership(tx, userId, projectId);
      await this.users.insertKey(tx, {
        userId,
        label: request.label,
        mask,
        keyHash: hash,
        scopes: request.scopes,
        projectIds: [projectId],
      });
      return { key, userId, projectId, isNew: { user: user.isNew, project: project.isNew, membership } };
    });
  }

  /** Finds the owner of a key and the project that it reaches; null when the key is malformed, unknown or revoked. */
  async findApiKeyOwner(key: string, projectId: string | null): Promise<ApiKeyOwner | null> {
    return isApiKeyFormat(key) ? this.ownerLookups.submit({ keyHash: hashApiKey(key), projectId }) : null;
  }

  /** All keys with their users, oldest first. */
  async listKeys(): Promise<PersonalApiKey[]> {
    return this.users.listKeys();
  }

  /** Revokes a key, from the next request on. @throws NotFound */
  async revokeKey(id: string): Promise<PersonalApiKey> {
    const key = await this.users.revokeKey(id);
    if (!key) throw new NotFound('There is no key with this id.');
    return key;
  }

  /** Name and mail address of a user, for a mail to them. */
  async addressee(id: string): Promise<{ name: string; address: string }> {
    const user = await this.users.findById(id);
    if (!user) throw new Error('The user of a valid key does not exist.');
    return { name: `${user.firstName} ${user.lastName}`.trim(), address: user.email };
  }

  /** Whether there is no project yet. */
  async isEmpty(): Promise<boolean> {
    return !(await this.users.hasProject());
  }
}
