import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Scope } from '../users/api-key';

/** Metadata key of a route's access; every route carries it exactly once. */
export const ACCESS = 'parley:access';

/** `public`, the scope that a key needs, or `key`: any valid key, whatever its scopes and projects. */
export type Access = 'public' | 'key' | Scope;

/** Open to anybody. The list of such routes is written down in test/contract. */
export const Public = () => SetMetadata<string, Access>(ACCESS, 'public');

/** Asks for any personal API key; what it may do is decided further on. */
export const RequireKey = () => SetMetadata<string, Access>(ACCESS, 'key');

/** Asks for a personal API key with this scope that reaches the project of the path. */
export const RequireScope = (scope: Scope) =>
  applyDecorators(
    SetMetadata<string, Access>(ACCESS, scope),
    ApiBearerAuth('personalApiKey'),
    ApiExtension('x-required-scope', scope),
  );
