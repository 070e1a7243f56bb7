import { Injectable } from '@nestjs/common';
import { type Transaction, TransactionRunner } from '../database/transaction-runner';
import { NotFound } from '../errors/domain-errors';
import { Batcher } from '../batching/batcher';
import { hashApiKey, isApiKeyFormat, newApiKey, type Scope } from './api-key';
import type { KeyCredentials } from './credentials';
import type { PersonalApiKey } from './personal-api-key.entity';
import type { ProjectMembership } from './project-membership.entity';
import { type Role, roleFor } from './role';
import type { User } from './user.entity';
import { type KeyRequest, UsersRepository } from './users.repository';

export interface NewKeyRequest {
  email: string;
  /** Full name; the last word becomes the last name. */
  name: string;
  project: string;
  scopes: Scope[];
  label: string;
}

export interface NewMemberRequest {
  email: string;
  /** Full name; the last word becomes the last name. Blank when unknown. */
  name: string;
  project: string;
  role: Role;
}

/** A member of a project, and which of the rows were made for them. */
export interface CreatedMember {
  userId: string;
  projectId: string;
  role: Role;
  isNew: { user: boolean; project: boolean; membership: boolean };
}

/** A key in clear, and which of the rows that it belongs to were made for it. */
export interface CreatedKey extends Omit<CreatedMember, 'role'> {
  key: string;
}

/** Creates users, projects, memberships and API keys, and finds the owner of a key. */
@Injectable()
export class UsersService {
  /** A lookup starts after the requests that it answers have arrived, so a revoked key is refused at once. */
  private readonly ownerLookups: Batcher<KeyRequest, KeyCredentials | null>;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly users: UsersRepository,
  ) {
    this.ownerLookups = new Batcher((requests) => this.users.findApiKeyOwners(requests));
  }

  /**
   * Creates an API key that is limited to the project, and the user, project and membership where they are missing.
   * A member whose role allows less than the key gets the role that it needs.
   * @returns the key in clear, which is not stored
   */
  async createKey(request: NewKeyRequest): Promise<CreatedKey> {
    const { key, hash, mask } = newApiKey();
    return this.transactions.run(async (tx) => {
      const { userId, projectId, isNew } = await this.ensureMember(tx, request, roleFor(request.scopes));
      await this.users.insertKey(tx, {
        userId,
        label: request.label,
        mask,
        keyHash: hash,
        scopes: request.scopes,
        projectIds: [projectId],
      });
      return { key, userId, projectId, isNew };
    });
  }

  /** Makes a user a member of a project with at least this role, and the user and project where they are missing. */
  async createMember(request: NewMemberRequest): Promise<CreatedMember> {
    return this.transactions.run((tx) => this.ensureMember(tx, request, request.role));
  }

  private async ensureMember(
    tx: Transaction,
    request: Pick<NewMemberRequest, 'email' | 'name' | 'project'>,
    neededRole: Role,
  ): Promise<CreatedMember> {
    const email = userAddress(request.email);
    const user = await this.users.ensureUser(tx, { email, ...splitName(request.name) });
    const project = await this.users.ensureProject(tx, request.project.trim());
    const { role, isNew } = await this.users.ensureMembership(tx, user.id, project.id, neededRole);
    return {
      userId: user.id,
      projectId: project.id,
      role,
      isNew: { user: user.isNew, project: project.isNew, membership: isNew },
    };
  }

  /** Finds the owner of a key and the project that it reaches; null when the key is malformed, unknown, revoked or expired. */
  async findApiKeyOwner(key: string, projectId: string | null): Promise<KeyCredentials | null> {
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

  /** The user with this address, or null. */
  async findByAddress(address: string): Promise<User | null> {
    return this.users.findByEmail(userAddress(address));
  }

  /** Finds the user with this address or makes one without a project; names of an existing user stay. @returns the id */
  async ensureUser(
    { email, ...names }: Pick<User, 'email' | 'firstName' | 'lastName'>,
    tx?: Transaction,
  ): Promise<string> {
    if (!tx) return this.transactions.run((own) => this.ensureUser({ email, ...names }, own));
    const { id } = await this.users.ensureUser(tx, { email: userAddress(email), ...names });
    return id;
  }

  /** Name and mail address of a user, for a mail to them. */
  async addressee(id: string): Promise<{ name: string; address: string }> {
    const user = await this.users.findById(id);
    if (!user) throw new Error('The user of a valid key does not exist.');
    return { name: `${user.firstName} ${user.lastName}`.trim(), address: user.email };
  }

  /** The user and their projects, for the user themselves. */
  async profile(userId: string): Promise<{ user: User; memberships: ProjectMembership[] }> {
    const [user, memberships] = await Promise.all([
      this.users.findById(userId),
      this.users.projectsOf(userId),
    ]);
    if (!user) throw new Error('The user of a valid session does not exist.');
    return { user, memberships };
  }

  /** Whether there is no project yet. */
  async isEmpty(): Promise<boolean> {
    return !(await this.users.hasProject());
  }
}

/** An address as `User.email` has it. */
function userAddress(address: string): string {
  return address.trim().toLowerCase();
}

function splitName(name: string): Pick<User, 'firstName' | 'lastName'> {
  const words = name.trim().split(/\s+/);
  const lastName = words.length > 1 ? (words.pop() ?? '') : '';
  return { firstName: words.join(' '), lastName };
}
