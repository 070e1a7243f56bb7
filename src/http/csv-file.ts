import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Bytes that are passed on at once, so that other requests get their turn in between. */
const SLICE_BYTES = 64 * 1024;

/** A CSV file that a request has as its body, as it came. */
export class CsvFile {
  /** Not a field, since the fields of a body are listed, and hashed as JSON. */
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** The bytes in small pieces, in order; the pieces are views, not copies. */
  *slices(): Generator<Buffer> {
    for (let from = 0; from < this.#bytes.length; from += SLICE_BYTES) {
      yield this.#bytes.subarray(from, from + SLICE_BYTES);
    }
  }

  /** A hash that stands for the file where requests are compared: two files that differ have different ones. */
  toJSON(): string {
    return createHash('sha256').update(this.#bytes).digest('base64');
  }
}

/** The route takes a CSV file as its body, and nothing else. The handler gets it with {@link CsvBody}. */
export const TakesCsv = () => RouteConfig({ csv: true });

/** The file that the body is; empty without a body. */
export const CsvBody = createParamDecorator((_: unknown, context: ExecutionContext): CsvFile => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return body instanceof CsvFile ? body : new CsvFile(Buffer.alloc(0));
});
