/** One tool: an operation of the API under the name and in the words that an assistant meets it with. */
export interface ToolSpec {
  name: string;
  /** The operation that it calls, as in the OpenAPI document. */
  operationId: string;
  title: string;
  /** For somebody who has never seen the API: what it does, when to use it, what to mind. */
  description: string;
  hints: ToolHints;
}

/** What a client may tell its user before calling (MCP, tool annotations). */
export interface ToolHints {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  openWorldHint: boolean;
}

/** Changes nothing. */
export const READS = hints({ readOnlyHint: true, idempotentHint: true });
/** Makes something new at every call. */
export const ADDS = hints({});
/** Calling it twice is like calling it once. */
export const SETS = hints({ idempotentHint: true });
/** Takes something away, or overwrites it. */
export const OVERWRITES = hints({ destructiveHint: true, idempotentHint: true });
/** Reaches people outside, who cannot be un-reached. */
export const MAILS = hints({ destructiveHint: true, openWorldHint: true });

/** Hints that are true where nothing else is said: none of them. */
export function hints(given: Partial<ToolHints>): ToolHints {
  return {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: false,
    ...given,
  };
}
