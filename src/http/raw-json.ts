import type { StreamableFile } from '@nestjs/common';

/**
 * An answer as JSON that the database has written. It goes out as it is: reading the rows and writing them again would
 * take longer than the query.
 */
export class RawJson<Dto> {
  /** Says to the compiler what the text shows. */
  declare readonly shows: Dto;

  /** @param id of the row that it shows, if it shows one */
  constructor(
    readonly text: string,
    readonly id?: string,
  ) {}
}

/** JSON that is written already, or, where it is long, while it is sent. */
export type RawJsonBody<Dto> = RawJson<Dto> | StreamableFile;

/** Any answer as JSON. */
export function toJson(answer: unknown): string {
  return answer instanceof RawJson ? answer.text : JSON.stringify(answer);
}
