import { InvalidRequestContent } from '../errors/domain-errors';

const TOO_MANY_PEOPLE = {
  code: 'max_length',
  detail: 'A topic holds at most 24 MB of identifiers in each list. Split the people across multiple topics.',
};
const FIELD_ERRORS: Record<string, { code: string; attr: string; detail: string }> = {
  user_interview_topic_interviewee_emails_size_check: { ...TOO_MANY_PEOPLE, attr: 'interviewee_emails' },
  user_interview_topic_interviewee_distinct_ids_size_check: {
    ...TOO_MANY_PEOPLE,
    attr: 'interviewee_distinct_ids',
  },
  project_name_key: {
    code: 'unique',
    attr: 'name',
    detail: 'Another project has this name. Choose another one.',
  },
  interviewee_context_topic_identifier_key: {
    code: 'unique',
    attr: 'interviewee_identifier',
    detail:
      'A context row for this interviewee already exists on this topic. Update the existing row instead of creating a new one.',
  },
};

/** SQLSTATE of violated foreign keys, unique constraints and checks. */
const VIOLATIONS = new Set(['23503', '23505', '23514']);

/** Name of the violated foreign key, unique constraint or check; null for any other error. */
export function violatedConstraint(error: unknown): string | null {
  const { driverError } = error as { driverError?: { code?: string; constraint?: string } };
  const { code, constraint } = driverError ?? {};
  return VIOLATIONS.has(code ?? '') && constraint !== undefined ? constraint : null;
}

/**
 * Awaits a statement and maps the violation of a known constraint to the error of its field. The database decides, so of
 * two concurrent requests one succeeds and one fails.
 * @param attr the field that was sent, if it has another name than the column
 * @throws InvalidRequestContent
 */
export async function mapConstraintViolation<T>(statement: Promise<T>, attr?: string): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    const field = FIELD_ERRORS[violatedConstraint(error) ?? ''];
    throw field ? new InvalidRequestContent(field.code, field.detail, attr ?? field.attr) : error;
  }
}

/** SQLSTATE of a wait for a lock that took too long, and of a deadlock. */
const LOCK_FAILURES = new Set(['55P03', '40P01']);

/** Whether a statement failed only because others held its locks, so that its transaction may succeed later. */
export function isLockFailure(error: unknown): boolean {
  const { driverError } = error as { driverError?: { code?: string } };
  return LOCK_FAILURES.has(driverError?.code ?? '');
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation). */
const DATA_ERROR = /^2[23]/;

/** Whether a statement failed because of its values, and would fail again with the same values. */
export function isDataError(error: unknown): boolean {
  const { driverError } = error as { driverError?: { code?: string } };
  return DATA_ERROR.test(driverError?.code ?? '');
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
// SQLSTATE class 08: connection errors; 53: out of resources; 57P01 to 57P03: shutdown or restart.
const SQLSTATE = /^(08...|53...|57P0[123])$/;
/** SQLSTATE of a write on a standby, which a failover can leave at the other end of a connection. */
const READ_ONLY = '25006';
const DRIVER_MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** Whether a write failed because the database takes only reads now. */
export function isReadOnly(error: unknown): boolean {
  return (error as { code?: unknown }).code === READ_ONLY;
}

/** Whether the database could not be reached or takes no writes now, as opposed to having rejected the statement. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (isReadOnly(error) || (typeof code === 'string' && (NETWORK.has(code) || SQLSTATE.test(code))))
    return true;
  return DRIVER_MESSAGE.test(error.message);
}
