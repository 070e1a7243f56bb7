const results = new WeakSet<object>();

/**
 * Marks a result of an operation that wrote nothing this time, so that no event is recorded. Only the service that did
 * the work may decide this; nothing in the request can.
 */
export function skipAudit<T extends object>(result: T): T {
  results.add(result);
  return result;
}

/** Whether the result of a handler is marked with {@link skipAudit}. */
export function isAuditSkipped(result: unknown): boolean {
  return result !== null && typeof result === 'object' && results.has(result);
}
