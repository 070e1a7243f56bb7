import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';

/** A file to download. `fileName` must be ASCII, because it is sent in a header without encoding. */
export interface FileDownload {
  fileName: string;
  type: string;
  content: Readable;
}

/** Streams a file as a download. */
export function toFileResponse({ fileName, type, content }: FileDownload): StreamableFile {
  return new StreamableFile(content, { type, disposition: `attachment; filename="${fileName}"` });
}

/** Streams a CSV file as a download. */
export function toCsvResponse({ fileName, csv }: { fileName: string; csv: Readable }): StreamableFile {
  return toFileResponse({ fileName, type: 'text/csv; charset=utf-8', content: csv });
}
