const LEVELS: Record<number, string> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};

interface LogLine {
  time: string;
  level: number;
  msg?: string;
  stack?: string;
  [field: string]: unknown;
}

/** Formats one line of the JSON log for a person at a terminal: time, level, message, fields, and the stack below. */
export function formatForTerminal(line: string): string {
  const { time, level, msg = '', stack, ...fields } = JSON.parse(line) as LogLine;
  const clock = new Date(time).toTimeString().slice(0, 8);
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${fieldText(value)}`);
  const head = [clock, (LEVELS[level] ?? String(level)).padEnd(5), msg, ...rest].join(' ');
  return stack !== undefined ? `${head}\n${stack}\n` : `${head}\n`;
}

function fieldText(value: unknown): string {
  return typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
}
