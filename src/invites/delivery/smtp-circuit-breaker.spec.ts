import { Logger } from '@nestjs/common';
import { SmtpCircuitBreaker } from './smtp-circuit-breaker';

describe('SmtpCircuitBreaker', () => {
  let breaker: SmtpCircuitBreaker;
  const logged: string[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    logged.length = 0;
    for (const level of ['warn', 'log'] as const) {
      jest
        .spyOn(Logger.prototype, level)
        .mockImplementation((...line: unknown[]) => void logged.push(`${level} ${JSON.stringify(line)}`));
    }
    breaker = new SmtpCircuitBreaker();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const fail = (times: number) => {
    for (let n = 0; n < times; n++) breaker.recordFailure('smtp_unreachable');
  };
  const wait = (seconds: number) => jest.advanceTimersByTime(seconds * 1000);

  it('starts without a pause', () => {
    expect(breaker.secondsLeft).toBe(0);
  });

  it('pauses for one second after five failures in a row', () => {
    fail(4);
    expect(breaker.secondsLeft).toBe(0);
    fail(1);
    expect(breaker.secondsLeft).toBe(1);
    wait(1);
    expect(breaker.secondsLeft).toBe(0);
  });

  it('resets the count of failures when the server replies', () => {
    fail(4);
    breaker.recordSuccess();
    fail(4);
    expect(breaker.secondsLeft).toBe(0);
  });

  it('doubles the pause with each failure after a pause, up to 30 seconds', () => {
    fail(5);
    const pauses = [1, 2, 4, 8, 16, 30, 30].map(() => {
      const { secondsLeft } = breaker;
      wait(secondsLeft);
      expect(breaker.secondsLeft).toBe(0);
      fail(1);
      return secondsLeft;
    });
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });

  it('ignores failures of mails that were in flight when the pause began', () => {
    fail(15);
    expect(breaker.secondsLeft).toBe(1);
  });

  it('counts the pause down', () => {
    fail(5);
    wait(1);
    fail(1);
    wait(1);
    fail(1);
    expect(breaker.secondsLeft).toBe(1);
    wait(0.5);
    expect(breaker.secondsLeft).toBe(1);
    wait(0.5);
    expect(breaker.secondsLeft).toBe(0);
  });

  it('ends the pause when the server replies, and starts over', () => {
    fail(5);
    wait(1);
    fail(1);
    breaker.recordSuccess();
    expect(breaker.secondsLeft).toBe(0);
    fail(4);
    expect(breaker.secondsLeft).toBe(0);
    fail(1);
    expect(breaker.secondsLeft).toBe(1);
  });

  it('logs the beginning of trouble once, with its code, and its end once', () => {
    fail(4);
    expect(logged).toEqual([]);
    fail(1);
    for (const seconds of [1, 2, 4]) {
      wait(seconds);
      fail(1);
    }
    expect(logged).toEqual([expect.stringMatching(/^warn .*mail server.*"code":"smtp_unreachable"/)]);
    breaker.recordSuccess();
    breaker.recordSuccess();
    expect(logged.slice(1)).toEqual([expect.stringMatching(/^log .*mail server/)]);
    fail(5);
    expect(logged).toHaveLength(3);
  });
});
