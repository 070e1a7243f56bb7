import { InvalidRequestContent } from '../errors/domain-errors';

const FIELD_ERRORS: Record<string, { attr: string; detail: string }> = {
  interviewee_context_topic_identifier_key: {
    attr: 'interviewee_identifier',
    detail:
      'A context row for this interviewee already exists on this topic. Update the existing row instead of creating a new one.',
  },
};

/** Name of a foreign key or unique constraint that a statement broke, or null for any other error. */
export function violatedConstraint(error: unknown): string | null {
  const { driverError } = error as { driverError?: { code?: string; constraint?: string } };
  const { code, constraint } = driverError ?? {};
  return (code === '23505' || code === '23503') && constraint !== undefined ? constraint : null;
}

/**
 * Runs a statement that may hit a unique constraint and turns that into the contract's `unique` error. The database
 * decides, so two requests that race get one success and one error.
 * @throws InvalidRequestContent
 */
export async function mapUniqueViolation<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    const field = FIELD_ERRORS[violatedConstraint(error) ?? ''];
    throw field ? new InvalidRequestContent('unique', field.detail, field.attr) : error;
  }
}

/** SQLSTATE classes 22 and 23: data that a type or a constraint does not take. */
const REFUSED = /^2[23]/;

/** Whether the database refused a statement for what it was to write, and not for a trouble of its own. */
export function isDataError(error: unknown): boolean {
  const { driverError } = error as { driverError?: { code?: string } };
  return REFUSED.test(driverError?.code ?? '');
}

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
