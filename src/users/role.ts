import { covers, type Scope } from './api-key';

/** Roles of the members of a project, from the least to the most that they may do. */
export const ROLES = ['viewer', 'researcher', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const SCOPE_OF: Record<Role, Scope> = {
  viewer: 'user_interview:read',
  researcher: 'user_interview:write',
  admin: '*',
};

/** Whether a role allows what the scope stands for: the one rule for keys and sessions (`docs/contract.md`). */
export function allows(role: Role, needed: Scope): boolean {
  return covers([SCOPE_OF[role]], needed);
}

/** The lowest role that allows all these scopes. */
export function roleFor(scopes: readonly Scope[]): Role {
  return ROLES.find((role) => scopes.every((scope) => allows(role, scope))) ?? 'admin';
}
