import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file in an archive. */
export interface ZipEntry {
  name: string;
  text: string;
}

/** Streams files as a zip archive. Holds one file in memory, and reads the next only when the client reads on. */
export function toZip(entries: AsyncIterable<ZipEntry>): Readable {
  const zip = new ZipFile();
  // The library's type lacks destroy(), which the web framework calls when a client disconnects.
  const output = zip.outputStream as Readable;
  const fail = (error: unknown) => output.destroy(error as Error);
  zip.on('error', fail);
  fill(zip, output, entries).catch(fail);
  return output;
}

async function fill(zip: ZipFile, output: Readable, entries: AsyncIterable<ZipEntry>): Promise<void> {
  const closed = new Promise((resolve) => output.once('close', resolve));
  for await (const { name, text } of entries) {
    const source = Readable.from([Buffer.from(text)]);
    const read = new Promise((resolve) => source.once('end', resolve));
    zip.addReadStream(source, name);
    await Promise.race([read, closed]);
    if (output.destroyed) return;
  }
  zip.end();
}
