import type MimeNode from 'nodemailer/lib/mime-node';
import { Readable } from 'node:stream';

interface Mail {
  data: { raw?: unknown };
  message: Pick<MimeNode, 'createReadStream'>;
}

/**
 * A plugin of nodemailer for messages that are written already. nodemailer leads each through a chain of streams that
 * could still change it, which takes a worker a fifth of its time; this one goes to the connection as it is.
 */
export function sendAsWritten(mail: Mail, done: () => void): void {
  const { raw } = mail.data;
  if (typeof raw === 'string') mail.message.createReadStream = () => new OneChunk(Buffer.from(raw));
  done();
}

class OneChunk extends Readable {
  constructor(private readonly chunk: Buffer) {
    super({ highWaterMark: chunk.length });
  }

  override _read(): void {
    this.push(this.chunk);
    this.push(null);
  }
}
