import { Injectable } from '@nestjs/common';
import type { Caller, SignedIn } from '../auth/caller';
import { TransactionRunner } from '../database/transaction-runner';
import { Conflict, InvalidRequestContent, NotFound, PermissionDenied } from '../errors/domain-errors';
import { DEFAULT_PAGE_SIZE, type PageQuery } from '../pagination/page.dto';
import { PageResult } from '../pagination/page-result';
import { newApiKey, type Scope } from '../users/api-key';
import type { ProjectMembership } from '../users/project-membership.entity';
import { allows } from '../users/role';
import { UsersService } from '../users/users.service';
import {
  type CreateApiKeyDto,
  type NewApiKeyDto,
  type PersonalApiKeyDto,
  type ProjectKeyDto,
  toPersonalApiKeyDto,
  toProjectKeyDto,
} from './api-key.dto';
import { ApiKeysRepository } from './api-keys.repository';

/** Most keys of one user that work at the same time (`docs/contract.md`). */
export const MAX_KEYS = 100;

/** Keys of users: their own, and those that reach a project. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly keys: ApiKeysRepository,
    private readonly users: UsersService,
  ) {}

  /** One page of the user's keys that work, newest first. */
  async listOwn({ userId }: SignedIn, query: PageQuery): Promise<PageResult<PersonalApiKeyDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const [keys, count] = await this.keys.findPageOf(userId, { limit, offset });
    return new PageResult(keys.map(toPersonalApiKeyDto), { count, limit, offset });
  }

  /**
   * Makes a key of the user.
   * @returns the key in clear, which is not stored
   * @throws InvalidRequestContent the user is in no such project, or the end is in the past
   * @throws PermissionDenied the key would be allowed more than the user's role
   * @throws Conflict `too_many_keys`
   */
  async create({ userId }: SignedIn, body: CreateApiKeyDto): Promise<NewApiKeyDto> {
    const expiresAt = body.expires_at ? new Date(body.expires_at) : null;
    if (expiresAt !== null && expiresAt.getTime() <= Date.now())
      throw new InvalidRequestContent('invalid_input', 'This time is over.', 'expires_at');
    const chosen = new Set(body.project_ids?.map((id) => id.toLowerCase()));
    const projectIds = chosen.size > 0 ? [...chosen] : null;
    const { memberships } = await this.users.profile(userId);
    assertAllowed(body.scopes, memberships, projectIds);
    const { key, hash, mask } = newApiKey();
    const { label, scopes } = body;
    const stored = await this.transactions.run((tx) =>
      this.keys.insert(tx, { userId, label, mask, keyHash: hash, scopes, projectIds, expiresAt }, MAX_KEYS),
    );
    if (stored === null)
      throw new Conflict('too_many_keys', `You have ${MAX_KEYS} keys. Revoke one that is not used any more.`);
    return { ...toPersonalApiKeyDto(stored), key };
  }

  /** Revokes a key of the user, from the next request on. @throws NotFound */
  async revokeOwn({ userId }: SignedIn, id: string): Promise<void> {
    if (!(await this.keys.revokeOf(userId, id))) throw new NotFound('You have no key with this id.');
  }

  /** One page of the keys that reach the project, newest first. */
  async listInProject({ projectId }: Caller, query: PageQuery): Promise<PageResult<ProjectKeyDto>> {
    const { limit = DEFAULT_PAGE_SIZE, offset = 0 } = query;
    const [keys, count] = await this.keys.findPageInProject(projectId, { limit, offset });
    return new PageResult(keys.map(toProjectKeyDto), { count, limit, offset });
  }

  /** Revokes a key that reaches the project, for all of its projects. @throws NotFound */
  async revokeInProject({ projectId }: Caller, id: string): Promise<void> {
    if (!(await this.keys.revokeInProject(projectId, id)))
      throw new NotFound('No key with this id reaches the project.');
  }
}

/**
 * A key is never allowed more than its owner: in each of its projects or, without a limit, in at least one. In the
 * others the role limits it all the same when it is used.
 */
function assertAllowed(
  scopes: readonly Scope[],
  memberships: readonly ProjectMembership[],
  projectIds: readonly string[] | null,
): void {
  const chosen = memberships.filter(({ projectId }) => projectIds?.includes(projectId) ?? true);
  if (projectIds !== null && chosen.length < projectIds.length)
    throw new InvalidRequestContent('invalid_input', 'You are in no project with this id.', 'project_ids');
  for (const scope of scopes) {
    const refusing = chosen.find(({ role }) => !allows(role, scope));
    const isAllowed = projectIds === null ? chosen.some(({ role }) => allows(role, scope)) : !refusing;
    if (isAllowed) continue;
    throw new PermissionDenied(
      refusing
        ? `Your role '${refusing.role}' in ${refusing.project.name} does not allow keys with the scope '${scope}'.`
        : `You are in no project, so you cannot have keys with the scope '${scope}'.`,
    );
  }
}
