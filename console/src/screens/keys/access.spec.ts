import type { SessionProject } from '../../api/session';
import { allowedScopes, SCOPES, strongestOf } from './access';

const project = (role: SessionProject['role']): SessionProject => ({ id: role, name: role, role });

describe('the scopes of a new key', () => {
  it.each([
    [['viewer'], true, 1],
    [['researcher'], true, 2],
    [['admin'], true, 3],
    [['admin', 'viewer'], true, 1],
    [['admin', 'viewer'], false, 3],
    [['viewer', 'researcher'], false, 2],
    [[], true, 0],
    [[], false, 0],
  ] as const)('for %j, limited to them: %s', (roles, isLimited, count) => {
    expect(allowedScopes(roles.map(project), isLimited)).toEqual(SCOPES.slice(0, count));
  });
});

describe('the strongest scope of a key', () => {
  it.each([
    [['*', 'user_interview:read'], '*'],
    [['user_interview:write', 'user_interview:read'], 'user_interview:write'],
    [['something new'], 'user_interview:read'],
  ])('of %j', (scopes, strongest) => {
    expect(strongestOf(scopes)).toBe(strongest);
  });
});
