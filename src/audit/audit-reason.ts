const reasons = new WeakMap<object, string>();

/**
 * Attaches the caller's reason for an operation to its result, so that the event in the audit trail has it. Call it in
 * the service that did the work; the result must be the object that the handler returns.
 * @param reason trimmed, in the words of the caller; empty for none
 * @returns the same result
 */
export function auditReason<T extends object>(result: T, reason: string): T {
  reasons.set(result, reason);
  return result;
}

/** The reason that {@link auditReason} has attached to the result of a handler; empty without one. */
export function auditReasonOf(result: unknown): string {
  return (result !== null && typeof result === 'object' ? reasons.get(result) : undefined) ?? '';
}
