import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { InvalidRequestContent, Overloaded } from '../errors/domain-errors';
import { BodyTimeout, BodyTooLarge, TooManyParts } from './body-errors';
import type { BodyAllowance } from './body-limits';
import { type BodyScan, MAX_DEPTH } from './body-scan';

const MIN_CAPACITY = 64 * 1024;
/** A sender that goes on after a refusal is listened to for this long, so that it gets to read the answer. */
const MAX_DISCARDED = 64 * 1024 * 1024;

/** The body is incomplete because its sender has gone; nobody reads the answer. */
export class SenderGone extends InvalidRequestContent {
  constructor() {
    super('parse_error', 'The request body is incomplete.');
  }
}

/**
 * Receives a body within its limits and the budget. It is refused at the first byte that is over one of them.
 * @param scan null for a body that is not parsed
 * @throws BodyTooLarge, TooManyParts, BodyTimeout, Overloaded, InvalidRequestContent
 */
export function receiveBody(
  request: FastifyRequest,
  payload: Readable,
  allowance: BodyAllowance,
  scan: BodyScan | null,
): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? NaN);
  const { limits, reservation } = allowance;
  return new Promise((resolve, reject) => {
    const body = new GrowingBuffer(announced);
    let isOver = false;
    const fail = (error: Error) => {
      if (isOver) return;
      stop();
      reservation.release();
      reject(error);
    };
    const timer = setTimeout(() => fail(new BodyTimeout(limits.receiveMs / 1000)), limits.receiveMs);
    const stop = () => {
      isOver = true;
      clearTimeout(timer);
      payload.off('data', onData);
    };
    const refuse = (error: Error) => {
      fail(error);
      allowance.refused = true;
      discard(payload);
    };
    const onData = (chunk: Buffer) => {
      body.append(chunk);
      scan?.read(chunk);
      const broken = brokenLimit(allowance, body.length, scan);
      if (broken) refuse(broken);
    };
    payload.on('error', () => fail(new SenderGone()));
    payload.on('end', () => {
      if (announced >= 0 && announced !== body.length) fail(new SenderGone());
      else if (!isOver) {
        stop();
        resolve(body.bytes());
      }
    });
    const broken = brokenAtStart(allowance, announced);
    if (broken) refuse(broken);
    else payload.on('data', onData);
  });
}

function brokenAtStart({ limits, reservation }: BodyAllowance, announced: number): Error | null {
  if (announced > limits.maxBytes) return new BodyTooLarge(limits.maxBytes);
  if (!limits.reserveAnnounced || Number.isNaN(announced)) return null;
  return reservation.growTo(announced, 0) ? null : busy();
}

function brokenLimit(
  { limits, reservation }: BodyAllowance,
  bytes: number,
  scan: BodyScan | null,
): Error | null {
  if (bytes > limits.maxBytes) return new BodyTooLarge(limits.maxBytes);
  const parts = scan?.parts ?? 0;
  if (parts > limits.maxParts) return new TooManyParts(limits.maxParts);
  if (scan?.tooDeep === true) return nestedTooDeep();
  return reservation.growTo(bytes, parts) ? null : busy();
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
