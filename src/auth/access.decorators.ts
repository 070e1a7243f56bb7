import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Scope } from '../users/api-key';

/** Metadata key of a route's access; every route carries it exactly once. */
export const ACCESS = 'parley:access';

/**
 * `public`: no key. `key`: any valid key, regardless of scopes and projects. `session`: any session. A scope: a key with
 * that scope, or a session whose user has a role that allows it.
 */
export type Access = 'public' | 'key' | 'session' | Scope;

/** The route needs no key. test/contract has the list of such routes. */
export const Public = () => SetMetadata<string, Access>(ACCESS, 'public');

/** The route needs a valid personal API key; scopes and projects are checked by the operations that it calls. */
export const RequireKey = () => SetMetadata<string, Access>(ACCESS, 'key');

/** The route needs a session of a signed-in user; it is about that user, not about a project. */
export const RequireSession = () =>
  applyDecorators(SetMetadata<string, Access>(ACCESS, 'session'), ApiSecurity('session'));

/**
 * The route needs a personal API key with this scope that reaches the project of the path, or a session. In both cases
 * the role of the user must allow the scope.
 */
export const RequireScope = (scope: Scope) =>
  applyDecorators(
    SetMetadata<string, Access>(ACCESS, scope),
    ApiBearerAuth('personalApiKey'),
    ApiSecurity('session'),
    ApiExtension('x-required-scope', scope),
  );
