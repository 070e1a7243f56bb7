import { explainRefusal } from './redis-refusal';

describe('explainRefusal', () => {
  it.each([
    ["OOM command not allowed when used memory > 'maxmemory'.", 'Redis is full'],
    [
      "ERR Error running script: @user_script: 7: -OOM command not allowed when used memory > 'maxmemory'.",
      'Redis is full',
    ],
    ["READONLY You can't write against a read only replica.", 'read-only replica'],
    [
      'MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist',
      'save to disk',
    ],
    ["ERR unknown command 'BRPOPLPUSH', with args beginning with:", 'refuses a command'],
    ["NOPERM this user has no permissions to run the 'eval' command", 'refuses a command'],
    ["CROSSSLOT Keys in request don't hash to the same slot", 'refuses a command'],
    ['WRONGPASS invalid username-password pair or user is disabled.', 'refuses the password'],
  ])('of %j', (message, reason) => {
    expect(explainRefusal(new Error(message))).toContain(reason);
  });

  it('is null for a lost connection', () => {
    expect(explainRefusal(new Error('Connection is closed.'))).toBeNull();
    expect(explainRefusal(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBeNull();
  });
});
