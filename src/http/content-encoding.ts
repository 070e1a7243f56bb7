import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/domain-errors';

/** The body is compressed, and this server decodes nothing: a small body could become an enormous one. */
class UnsupportedEncoding extends DomainError {
  readonly type = 'invalid_request';
  constructor() {
    super(
      'unsupported_media_type',
      'Compressed request bodies are not supported. Send the body as it is, without Content-Encoding.',
    );
  }
}

/** Refuses bodies with a content coding (RFC 9110, 8.4) before they are read; `identity` means that there is none. */
export function refuseEncodedBodies(server: FastifyInstance): void {
  server.addHook('preParsing', (request, reply, _payload, done) => {
    const coding = request.headers['content-encoding'];
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    if (coding === undefined || !hasBody || /^[\s,]*(?:identity[\s,]*)*$/i.test(coding)) return done();
    // The codings that would do (RFC 9110, 15.5.16)
    void reply.header('Accept-Encoding', 'identity');
    done(new UnsupportedEncoding());
  });
}
