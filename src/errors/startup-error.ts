/**
 * The process cannot start for a reason that its operator can mend. The message is one sentence that names the variable
 * and the fix; it is shown without a stack trace.
 */
export class StartupError extends Error {
  /** Awaits a step of the start whose errors already say what to do. @throws StartupError with the same message */
  static async from<T>(step: Promise<T>): Promise<T> {
    try {
      return await step;
    } catch (error) {
      throw error instanceof Error ? new StartupError(error.message, { cause: error }) : error;
    }
  }
}
