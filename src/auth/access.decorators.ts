import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Scope } from '../users/api-key';

/** Metadata key of a route's access; every route carries it exactly once. */
export const ACCESS = 'parley:access';

/** `public`, or the scope that a key needs. */
export type Access = 'public' | Scope;

/** Open to anybody. The list of such routes is written down in test/contract. */
export const Public = () => SetMetadata<string, Access>(ACCESS, 'public');

/** Asks for a personal API key with this scope that reaches the project of the path. */
export const RequireScope = (scope: Scope) =>
  applyDecorators(
    SetMetadata<string, Access>(ACCESS, scope),
    ApiBearerAuth('personalApiKey'),
    ApiExtension('x-required-scope', scope),
  );
