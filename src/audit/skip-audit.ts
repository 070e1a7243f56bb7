const results = new WeakSet<object>();

/**
 * Marks the result of an operation that has changed nothing, so that no event is recorded. Only the service that did
 * the work calls this, so a client cannot hide a write.
 */
export function skipAudit<T extends object>(result: T): T {
  results.add(result);
  return result;
}

/** Whether the result of a handler was marked with {@link skipAudit}. */
export function isAuditSkipped(result: unknown): boolean {
  return result !== null && typeof result === 'object' && results.has(result);
}
