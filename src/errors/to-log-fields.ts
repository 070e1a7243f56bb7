/** The loggable parts of an error. Messages of the database are left out, because they can quote values of a row. */
export function toLogFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  const fromDatabase = error.name === 'QueryFailedError';
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(fromDatabase ? {} : { message: error.message }),
    stack: frames?.slice(0, 12).join('\n'),
  };
}
