import type { FastifyRequest } from 'fastify';
import { BodyBudget, type BodyReservation } from './body-budget';

const MB = 1024 * 1024;

/** Limits of a single body, and the budget that it shares with others. */
export interface BodyLimits {
  maxBytes: number;
  maxParts: number;
  /** Time from the end of the headers to the end of the body. */
  receiveMs: number;
  /** Whether the announced length is reserved at once. Otherwise announcing a body that never comes takes nothing. */
  reserveAnnounced: boolean;
  budget: BodyBudget;
}

export const MAX_BYTES_WITH_KEY = 20 * MB;
export const MAX_PARTS_WITH_KEY = 1_000_000;
export const MAX_BYTES_PUBLIC = MB;
export const MAX_PARTS_PUBLIC = 10_000;

/** The limits of a single body, and the memory that it has taken. */
export interface BodyAllowance {
  limits: BodyLimits;
  reservation: BodyReservation;
  /** Whether it was refused while its sender may still be sending. */
  refused: boolean;
}

interface RequestWithBody extends FastifyRequest {
  /** The key that the request has proved to own, before its body is read. */
  bodySender?: string;
  bodyAllowance?: BodyAllowance;
}

/** Gives the body of this request the limits of bodies with a key. Call it before the body is read. */
export function trustBodyOf(request: FastifyRequest, keyId: string): void {
  (request as RequestWithBody).bodySender = keyId;
}

/** The limits of bodies that come with a valid key. */
export function limitsWithKey(): BodyLimits {
  return {
    maxBytes: MAX_BYTES_WITH_KEY,
    maxParts: MAX_PARTS_WITH_KEY,
    receiveMs: 240_000,
    reserveAnnounced: true,
    // A body of 20 MB is estimated at 60 MB and its parts. One key gets two of them in, for example a call of an MCP tool
    // and the operation behind it, and leaves one to others.
    budget: new BodyBudget({ total: 256 * MB, perSender: 144 * MB, keptForSmall: 32 * MB }),
  };
}

/** The limits of all other bodies: what strangers send. */
export function publicLimits(): BodyLimits {
  return {
    maxBytes: MAX_BYTES_PUBLIC,
    maxParts: MAX_PARTS_PUBLIC,
    receiveMs: 60_000,
    reserveAnnounced: false,
    budget: new BodyBudget({ total: 64 * MB, perSender: 32 * MB, keptForSmall: 16 * MB }),
  };
}

/**
 * The limits of one server's bodies. Everything is public that has no valid key, so that a new route is covered by
 * itself.
 */
export class ServerBodyLimits {
  constructor(
    private readonly withKey = limitsWithKey(),
    private readonly open = publicLimits(),
  ) {}

  /** @param maxBytes the route's own limit, if it has one */
  allow(request: FastifyRequest, maxBytes: number | undefined): BodyAllowance {
    const { bodySender } = request as RequestWithBody;
    const limits = bodySender === undefined ? this.open : this.withKey;
    const allowance = {
      limits: maxBytes === undefined ? limits : { ...limits, maxBytes },
      reservation: limits.budget.open(bodySender ?? request.ip),
      refused: false,
    };
    (request as RequestWithBody).bodyAllowance = allowance;
    return allowance;
  }
}

/** The allowance that {@link ServerBodyLimits} has made for this request; undefined if it has no body that is read. */
export function allowanceOf(request: FastifyRequest): BodyAllowance | undefined {
  return (request as RequestWithBody).bodyAllowance;
}
