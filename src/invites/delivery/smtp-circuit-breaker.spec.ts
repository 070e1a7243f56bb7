import { Logger } from '@nestjs/common';
import { SmtpCircuitBreaker } from './smtp-circuit-breaker';

describe('MailServerPause', () => {
  let pause: SmtpCircuitBreaker;
  const said: string[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    said.length = 0;
    for (const level of ['warn', 'log'] as const) {
      jest
        .spyOn(Logger.prototype, level)
        .mockImplementation((...line: unknown[]) => void said.push(`${level} ${JSON.stringify(line)}`));
    }
    pause = new SmtpCircuitBreaker();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const fail = (times: number) => {
    for (let n = 0; n < times; n++) pause.recordFailure('smtp_unreachable');
  };
  const passBy = (seconds: number) => jest.advanceTimersByTime(seconds * 1000);

  it('starts without a pause', () => {
    expect(pause.secondsLeft).toBe(0);
  });

  it('takes five failures in a row to pause, for a second', () => {
    fail(4);
    expect(pause.secondsLeft).toBe(0);
    fail(1);
    expect(pause.secondsLeft).toBe(1);
    passBy(1);
    expect(pause.secondsLeft).toBe(0);
  });

  it('forgets failures when one mail gets through', () => {
    fail(4);
    pause.recordSuccess();
    fail(4);
    expect(pause.secondsLeft).toBe(0);
  });

  it('doubles the pause with each single failure after it, up to half a minute', () => {
    fail(5);
    const pauses = [1, 2, 4, 8, 16, 30, 30].map(() => {
      const { secondsLeft } = pause;
      passBy(secondsLeft);
      expect(pause.secondsLeft).toBe(0);
      fail(1);
      return secondsLeft;
    });
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });

  it('is not lengthened by mails that were in flight when it began', () => {
    fail(15);
    expect(pause.secondsLeft).toBe(1);
  });

  it('counts down', () => {
    fail(5);
    passBy(1);
    fail(1);
    passBy(1);
    fail(1);
    expect(pause.secondsLeft).toBe(1);
    passBy(0.5);
    expect(pause.secondsLeft).toBe(1);
    passBy(0.5);
    expect(pause.secondsLeft).toBe(0);
  });

  it('ends at once when the server answers, and starts over', () => {
    fail(5);
    passBy(1);
    fail(1);
    pause.recordSuccess();
    expect(pause.secondsLeft).toBe(0);
    fail(4);
    expect(pause.secondsLeft).toBe(0);
    fail(1);
    expect(pause.secondsLeft).toBe(1);
  });

  it('says once that trouble began, with its code, and once that it is over', () => {
    fail(4);
    expect(said).toEqual([]);
    fail(1);
    for (const seconds of [1, 2, 4]) {
      passBy(seconds);
      fail(1);
    }
    expect(said).toEqual([expect.stringMatching(/^warn .*mail server.*"code":"smtp_unreachable"/)]);
    pause.recordSuccess();
    pause.recordSuccess();
    expect(said.slice(1)).toEqual([expect.stringMatching(/^log .*mail server/)]);
    fail(5);
    expect(said).toHaveLength(3);
  });
});
