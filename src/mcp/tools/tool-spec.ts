/** How an operation of the API is presented to assistants. */
export interface ToolSpec {
  name: string;
  /** The operation that the tool calls, as in the OpenAPI document. */
  operationId: string;
  title: string;
  /** Effect, when to use it and caveats, for a reader who does not know the API. */
  description: string;
  hints: ToolHints;
}

/** Tool annotations of the protocol, which a client may show before a call. */
export interface ToolHints {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  openWorldHint: boolean;
}

/** The tool changes nothing. */
export const READS = hints({ readOnlyHint: true, idempotentHint: true });
/** Each call adds something. */
export const ADDS = hints({});
/** A second call with the same arguments has no further effect. */
export const SETS = hints({ idempotentHint: true });
/** The tool deletes or overwrites data. */
export const OVERWRITES = hints({ destructiveHint: true, idempotentHint: true });
/** The tool sends mail, which cannot be undone. */
export const MAILS = hints({ destructiveHint: true, openWorldHint: true });

/** Hints with the given ones set and all others false. */
export function hints(given: Partial<ToolHints>): ToolHints {
  return {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: false,
    ...given,
  };
}

type NamedTool = Omit<ToolSpec, 'operationId'> & { operation: string };

/** A tool for an operation below `user_interview_topics`; `name` and `operation` come without that prefix. */
export function topicTool({ name, operation, ...rest }: NamedTool): ToolSpec {
  return {
    name: `user-interview-topics-${name}`,
    operationId: `user_interview_topics_${operation}`,
    ...rest,
  };
}

/** A tool for an operation below `user_interviews`; `name` and `operation` come without that prefix. */
export function responseTool({ name, operation, ...rest }: NamedTool): ToolSpec {
  return { name: `user-interviews-${name}`, operationId: `user_interviews_${operation}`, ...rest };
}
