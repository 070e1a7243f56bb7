const results = new WeakSet<object>();

/**
 * Says of a result that the operation wrote nothing this time, so that it leaves no event. The service that has done
 * the work says so: a caller cannot hide a write with whatever it sends.
 */
export function skipAudit<T extends object>(result: T): T {
  results.add(result);
  return result;
}

/** Whether the handler's result came through {@link skipAudit}. */
export function isAuditSkipped(result: unknown): boolean {
  return result !== null && typeof result === 'object' && results.has(result);
}
