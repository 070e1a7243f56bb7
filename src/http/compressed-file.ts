import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

interface Content {
  plain: Buffer;
  gzipped: Buffer;
  etag: string;
}

/**
 * A file that does not change while the process runs. It is compressed once, when it is first asked for, and a browser
 * that has it already gets a 304.
 */
export class CompressedFile {
  private content: Promise<Content> | undefined;

  /** @param read called once */
  constructor(
    private readonly type: string,
    private readonly read: () => Buffer | Promise<Buffer>,
  ) {}

  /** Answers a request with the file. */
  async send(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.content ??= this.load();
    const { plain, gzipped, etag } = await this.content;
    void reply.type(this.type).headers({
      'cache-control': 'no-cache',
      vary: [reply.getHeader('vary'), 'Accept-Encoding'].flat().filter(Boolean).join(', '),
      etag,
    });
    if (request.headers['if-none-match']?.includes(etag)) return void reply.status(304).send();
    const encoding = new Negotiator(request.raw).encoding(['gzip', 'identity']);
    if (encoding !== 'gzip') return void reply.send(plain);
    void reply.header('content-encoding', 'gzip').send(gzipped);
  }

  private async load(): Promise<Content> {
    const plain = await this.read();
    const hash = createHash('sha256').update(plain).digest('base64url');
    // Weak, because the compressed and the plain form share it.
    return { plain, gzipped: await compress(plain, { level: 9 }), etag: `W/"${hash}"` };
  }
}
