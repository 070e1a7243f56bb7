import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Scope } from '../users/api-key';

/** Metadata key of a route's access; every route carries it exactly once. */
export const ACCESS = 'parley:access';

/** `public`: no key. `key`: any valid key, regardless of scopes and projects. A scope: a key with that scope. */
export type Access = 'public' | 'key' | Scope;

/** The route needs no key. test/contract has the list of such routes. */
export const Public = () => SetMetadata<string, Access>(ACCESS, 'public');

/** The route needs a valid personal API key; scopes and projects are checked by the operations that it calls. */
export const RequireKey = () => SetMetadata<string, Access>(ACCESS, 'key');

/** The route needs a personal API key with this scope that reaches the project of the path. */
export const RequireScope = (scope: Scope) =>
  applyDecorators(
    SetMetadata<string, Access>(ACCESS, scope),
    ApiBearerAuth('personalApiKey'),
    ApiExtension('x-required-scope', scope),
  );
