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

/** Any text around an `@`, up to white space or a character that no address has without quotes. */
const ADDRESS = /[^\s<>()[\]"',;:@]+@[^\s<>()[\]"',;:@]+/gu;

/**
 * A reason without the addresses in it. Rows of the audit trail cannot be changed, so nothing may get into them that a
 * person can ask to have erased.
 */
export function withoutAddresses(reason: string): string {
  return reason.replace(ADDRESS, '[address]');
}

/** The reason that {@link auditReason} has attached to the result of a handler; empty without one. */
export function auditReasonOf(result: unknown): string {
  return (result !== null && typeof result === 'object' ? reasons.get(result) : undefined) ?? '';
}
