import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';

/** A CSV download. The file name is plain ASCII. */
export function csvAttachment({ fileName, csv }: { fileName: string; csv: Readable }): StreamableFile {
  return new StreamableFile(csv, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${fileName}"`,
  });
}
