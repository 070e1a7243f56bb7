import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Metadata key of routes whose response holds a secret. */
export const SHOWS_SECRET = 'parley:shows-secret';

/** The response holds a secret that is shown once, so it is not kept for an Idempotency-Key. */
export const ShowsSecret = () =>
  applyDecorators(SetMetadata(SHOWS_SECRET, true), ApiExtension('x-shows-secret', true));
