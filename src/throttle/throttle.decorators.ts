import { SetMetadata } from '@nestjs/common';

/** Metadata key of a route's throttle kind. */
export const THROTTLE = 'parley:throttle';

/**
 * - `project`: per project, or per session; the default for routes that need a key or session
 * - `send`: per project, with an additional lower limit for sending mail
 * - `visitor`: per IP address; the default for public routes
 * - `interview`: per link and visitor, because a page that saves drafts makes many requests; the limit per IP address is
 *   much higher
 * - `call`: per IP address, link and respondent, because every call costs money
 * - `report`: per IP address, for webhooks of the voice provider
 * - `none`: never throttled
 */
export type ThrottleKind = 'project' | 'send' | 'visitor' | 'interview' | 'call' | 'report' | 'none';

/** Overrides the throttle kind that follows from the route's access. */
export const Throttle = (kind: ThrottleKind) => SetMetadata<string, ThrottleKind>(THROTTLE, kind);
