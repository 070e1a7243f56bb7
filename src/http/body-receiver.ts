import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { InvalidRequestContent, Overloaded } from '../errors/domain-errors';
import type { BodyReservation } from './body-budget';
import { BodyTimeout, BodyTooLarge, TooManyParts } from './body-errors';
import type { BodyLimits } from './body-limits';
import { type BodyScan, MAX_DEPTH } from './body-scan';

const MIN_CAPACITY = 64 * 1024;
/** A sender that goes on after a refusal is listened to for this long, so that it gets to read the answer. */
const MAX_DISCARDED = 64 * 1024 * 1024;

export interface Reception {
  limits: BodyLimits;
  reservation: BodyReservation;
  /** Null for bodies that are not parsed. */
  scan: BodyScan | null;
}

/** The body is incomplete because its sender has gone; nobody reads the answer. */
export class SenderGone extends InvalidRequestContent {
  constructor() {
    super('parse_error', 'The request body is incomplete.');
  }
}

/**
 * Receives a body within its limits and the budget. Whatever is over them is refused at the byte that is over; the rest
 * is received without being kept.
 * @param onRefused called when the sender is refused while it may still be sending
 * @throws BodyTooLarge, TooManyParts, BodyTimeout, Overloaded, InvalidRequestContent
 */
export function receiveBody(
  request: FastifyRequest,
  payload: Readable,
  reception: Reception,
  onRefused: () => void,
): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? NaN);
  return new Promise((resolve, reject) => {
    const body = new GrowingBuffer(announced);
    const timer = setTimeout(() => {
      finish();
      reception.reservation.release();
      reject(new BodyTimeout(reception.limits.receiveMs / 1000));
    }, reception.limits.receiveMs);
    const refuse = (error: Error) => {
      finish();
      reception.reservation.release();
      discard(payload);
      onRefused();
      reject(error);
    };
    const onData = (chunk: Buffer) => {
      body.append(chunk);
      const broken = brokenLimit(reception, body.length, chunk);
      if (broken) refuse(broken);
    };
    const onEnd = () => {
      finish();
      const complete = Number.isNaN(announced) || announced === body.length;
      if (complete) resolve(body.bytes());
      else reject(new SenderGone());
    };
    const onGone = () => {
      finish();
      reception.reservation.release();
      reject(new SenderGone());
    };
    const finish = () => {
      clearTimeout(timer);
      payload.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      // An error that comes later is of no interest, but would end the process if nothing listened.
      payload.on('error', ignore);
    };
    payload.on('end', onEnd).on('error', onGone).on('close', onGone);
    const broken = brokenAtStart(reception, announced);
    if (broken) refuse(broken);
    else payload.on('data', onData);
  });
}

function brokenAtStart({ limits, reservation }: Reception, announced: number): Error | null {
  if (announced > limits.maxBytes) return new BodyTooLarge(limits.maxBytes);
  if (!limits.reserveAnnounced || Number.isNaN(announced)) return null;
  return reservation.growTo(announced, 0) ? null : busy();
}

function brokenLimit({ limits, reservation, scan }: Reception, length: number, chunk: Buffer): Error | null {
  if (length > limits.maxBytes) return new BodyTooLarge(limits.maxBytes);
  scan?.read(chunk);
  const parts = scan?.parts ?? 0;
  if (parts > limits.maxParts) return new TooManyParts(limits.maxParts);
  if (scan?.tooDeep === true) return nestedTooDeep();
  return reservation.growTo(length, parts) ? null : busy();
}

function busy(): Error {
  return new Overloaded('Too many large requests arrive at once. Send this one again in a moment.');
}

function nestedTooDeep(): Error {
  return new InvalidRequestContent(
    'parse_error',
    `The request body is nested deeper than ${MAX_DEPTH} levels.`,
  );
}

function ignore(): void {}

/** Reads on without keeping anything. Closing at once would make many clients lose the answer. */
function discard(payload: Readable): void {
  let discarded = 0;
  payload.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > MAX_DISCARDED) payload.destroy();
  });
}

/**
 * Joins chunks as they come. A list of them would take many times the size of a body that is sent in chunks of a few
 * bytes.
 */
class GrowingBuffer {
  length = 0;
  private buffer: Buffer | null = null;
  private capacity = 0;

  /** @param announced length of the whole; NaN if unknown */
  constructor(private readonly announced: number) {}

  append(chunk: Buffer): void {
    const { length } = this;
    this.length += chunk.length;
    // Most bodies are one chunk, which needs no copy.
    if (this.buffer === null) {
      this.buffer = chunk;
      return;
    }
    if (this.length > this.capacity) this.grow(this.buffer);
    chunk.copy(this.buffer, length);
  }

  bytes(): Buffer {
    return this.buffer?.subarray(0, this.length) ?? Buffer.alloc(0);
  }

  private grow(filled: Buffer): void {
    const wanted = Math.max(2 * this.length, MIN_CAPACITY);
    this.capacity = this.announced >= this.length ? Math.min(wanted, this.announced) : wanted;
    this.buffer = Buffer.allocUnsafeSlow(this.capacity);
    filled.copy(this.buffer);
  }
}
