/** SQLSTATE classes 22 and 23: data that a type or a constraint does not take. */
const REFUSED = /^2[23]/;

/** Whether the database refused a statement for what it was to write, and not for a trouble of its own. */
export function isRefusal(error: unknown): boolean {
  const { driverError } = error as { driverError?: { code?: string } };
  return REFUSED.test(driverError?.code ?? '');
}
