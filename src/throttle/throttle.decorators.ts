import { SetMetadata } from '@nestjs/common';

/** Metadata key of a route's throttle. */
export const THROTTLE = 'parley:throttle';

/**
 * `project`: what every route with a key has. `send`: that, and the few sends a minute. `visitor`: per address, for
 * public pages. `interview`: per link and visitor, since a page that saves while somebody types asks often; the address
 * has a limit far above. `call`: like a visitor, and per link and respondent, since every call costs. `report`: per
 * address, for the voice vendor. `none`: never throttled.
 */
export type ThrottleKind = 'project' | 'send' | 'visitor' | 'interview' | 'call' | 'report' | 'none';

/** Chooses another throttle than the one that follows from the route's access. */
export const Throttle = (kind: ThrottleKind) => SetMetadata<string, ThrottleKind>(THROTTLE, kind);
