import { InvalidRequestContent } from '../errors/domain-errors';

const FIELD_ERRORS: Record<string, { attr: string; detail: string }> = {
  interviewee_context_topic_identifier_key: {
    attr: 'interviewee_identifier',
    detail:
      'A context row for this interviewee already exists on this topic. Update the existing row instead of creating a new one.',
  },
};

/** Name of a foreign key or unique constraint that a statement broke, or null for any other error. */
export function brokenConstraint(error: unknown): string | null {
  const { driverError } = error as { driverError?: { code?: string; constraint?: string } };
  const { code, constraint } = driverError ?? {};
  return (code === '23505' || code === '23503') && constraint !== undefined ? constraint : null;
}

/**
 * Runs a statement that may hit a unique constraint and turns that into the contract's `unique` error. The database
 * decides, so two requests that race get one success and one error.
 * @throws InvalidRequestContent
 */
export async function translatingUnique<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    const field = FIELD_ERRORS[brokenConstraint(error) ?? ''];
    throw field ? new InvalidRequestContent('unique', field.detail, field.attr) : error;
  }
}
