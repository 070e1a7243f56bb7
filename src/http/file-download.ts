import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';

/** A file to download. Its name is plain ASCII. */
export interface FileDownload {
  fileName: string;
  type: string;
  content: Readable;
}

/** A download, streamed. */
export function toFileResponse({ fileName, type, content }: FileDownload): StreamableFile {
  return new StreamableFile(content, { type, disposition: `attachment; filename="${fileName}"` });
}

/** A CSV download. The file name is plain ASCII. */
export function toCsvResponse({ fileName, csv }: { fileName: string; csv: Readable }): StreamableFile {
  return toFileResponse({ fileName, type: 'text/csv; charset=utf-8', content: csv });
}
