import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { formatForTerminal } from './terminal-log';

/**
 * The log of the process: one line of JSON per event, never with keys, tokens, addresses or message bodies. Writes are
 * asynchronous and batched; pino flushes them when the process exits.
 * @param readable write lines for a person at a terminal instead of JSON, and at once
 */
export function createLogger(level: string, { readable = false } = {}): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (readable) {
    return pino(options, { write: (line) => void process.stdout.write(formatForTerminal(line)) });
  }
  return pino(options, pino.destination({ fd: 1, sync: false }));
}

/** Whether log lines are read by a person: standard output is a terminal, and this is not production. */
export function isReadAtTerminal(nodeEnv: string | undefined): boolean {
  return process.stdout.isTTY && nodeEnv?.trim() !== 'production';
}

/** Makes Nest and its Logger instances write to the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** Nest logs its start as plain strings, which matter only for debugging. Parley's own code passes objects. */
  log(message: unknown, ...rest: unknown[]): void {
    this.write(typeof message === 'string' ? 'debug' : 'info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes the name of the logging class last. */
  private write(
    level: 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = rest.at(-1);
    const fields = typeof message === 'object' && message !== null ? message : { msg: String(message) };
    this.logger[level]({ context, ...fields });
  }
}
