import type { SessionProject } from '../../api/session';
import type { Scope } from './requests';

/** From the least to the most; each includes those before it. */
export const SCOPES: readonly Scope[] = ['user_interview:read', 'user_interview:write', '*'];

/** The scopes in the keys of texts, which have no colons. */
export const SCOPE_NAMES = {
  'user_interview:read': 'read',
  'user_interview:write': 'write',
  '*': 'all',
} as const satisfies Record<Scope, string>;

const ALLOWED: Record<SessionProject['role'], number> = { viewer: 1, researcher: 2, admin: 3 };

/** The strongest of a key's scopes: a key from elsewhere may have several. */
export function strongestOf(scopes: readonly string[]): Scope {
  return SCOPES.findLast((scope) => scopes.includes(scope)) ?? 'user_interview:read';
}

/**
 * The scopes that a new key may have: what the role allows in each of its projects or, when it is limited to none, in
 * one of them. The server decides in any case.
 */
export function allowedScopes(chosen: readonly SessionProject[], isLimited: boolean): readonly Scope[] {
  const counts = chosen.map(({ role }) => ALLOWED[role]);
  if (counts.length === 0) return [];
  return SCOPES.slice(0, isLimited ? Math.min(...counts) : Math.max(...counts));
}
