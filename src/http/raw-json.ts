declare const DTO: unique symbol;

/**
 * A response body, or a part of one, as JSON text that the database has written. It is sent as it is, because parsing
 * and serialising the rows would take longer than the query.
 */
export class RawJson<Dto> {
  /**
   * Exists for the compiler only, so that `RawJson<TopicDto>` and `RawJson<LinkDto>` are different types. Nothing checks
   * the text against `Dto` at run time; the tests compare every response with openapi.json.
   */
  declare readonly [DTO]: Dto;

  /** @param id of the row, if the text is one row; the audit trail needs it */
  constructor(
    readonly text: string,
    readonly id?: string,
  ) {}
}

/** Serialises any response body. */
export function toJson(body: unknown): string {
  return body instanceof RawJson ? body.text : JSON.stringify(body);
}
