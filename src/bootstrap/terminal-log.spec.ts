import { formatForTerminal } from './terminal-log';

describe('formatForTerminal', () => {
  const time = new Date(2026, 0, 2, 3, 4, 5).toISOString();
  const format = (fields: Record<string, unknown>) => formatForTerminal(JSON.stringify({ time, ...fields }));

  it('writes time, level, message and fields on one line', () => {
    expect(format({ level: 30, msg: 'listening', role: 'all', port: 3000 })).toBe(
      '03:04:05 INFO  listening role=all port=3000\n',
    );
  });

  it('quotes texts with blanks, and shows lists', () => {
    expect(format({ level: 40, msg: 'm', code: 'not found', list: ['a'], none: null })).toBe(
      '03:04:05 WARN  m code="not found" list=["a"] none=null\n',
    );
  });

  it('puts the stack below', () => {
    expect(format({ level: 50, msg: 'failed', stack: '    at main' })).toBe(
      '03:04:05 ERROR failed\n    at main\n',
    );
  });
});
