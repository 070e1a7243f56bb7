import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';

/** A file to download. Its name is plain ASCII. */
export interface Download {
  fileName: string;
  type: string;
  content: Readable;
}

/** A download, streamed. */
export function attachment({ fileName, type, content }: Download): StreamableFile {
  return new StreamableFile(content, { type, disposition: `attachment; filename="${fileName}"` });
}

/** A CSV download. The file name is plain ASCII. */
export function csvAttachment({ fileName, csv }: { fileName: string; csv: Readable }): StreamableFile {
  return attachment({ fileName, type: 'text/csv; charset=utf-8', content: csv });
}
