const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
]);
// PostgreSQL: class 08 connection, 53 out of resources, 57P0x shutdown or restart.
const SQLSTATE = /^(08...|53...|57P0[123])$/;
const DRIVER_MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** Whether an error means that the database could not be reached, rather than that it refused the statement. */
export function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (NETWORK.has(code) || SQLSTATE.test(code))) return true;
  return DRIVER_MESSAGE.test(error.message);
}
