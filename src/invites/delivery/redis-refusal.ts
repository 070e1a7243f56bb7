/** Commands that Bull needs and that a restricted or imitated Redis may lack. */
export const NEEDED_COMMANDS = [
  'BRPOPLPUSH',
  'CLIENT',
  'DEL',
  'EVAL',
  'EVALSHA',
  'EXPIRE',
  'HGETALL',
  'HMSET',
  'HSET',
  'INCR',
  'LPUSH',
  'LRANGE',
  'LREM',
  'MULTI',
  'PUBLISH',
  'RPOPLPUSH',
  'SCRIPT',
  'SET',
  'SUBSCRIBE',
  'ZADD',
  'ZRANGEBYSCORE',
  'ZREM',
];

const REASONS: readonly [RegExp, string][] = [
  [
    /^OOM |OOM command not allowed/,
    'Redis is full and takes no jobs. Raise maxmemory, or find out what else fills it',
  ],
  [/READONLY/, 'Redis is a read-only replica. Let REDIS_URL lead to the primary'],
  [
    /MISCONF/,
    'Redis takes no writes because it cannot save to disk. Free disk space, or set stop-writes-on-bgsave-error no',
  ],
  [/^NOREPLICAS/, 'Redis takes no writes because it has too few replicas. Bring them back'],
  [
    /^NOPERM|unknown command|CROSSSLOT|command is not allowed/i,
    'Redis refuses a command that Bull needs. Use a plain Redis 6.2 or later, and let its user run all commands on all keys',
  ],
  [/^(NOAUTH|WRONGPASS)/, 'Redis refuses the password. Correct user and password in REDIS_URL'],
];

/** Why Redis answers and yet does not do its work, and the fix; null for any other error, such as a lost connection. */
export function explainRefusal(error: unknown): string | null {
  const message = error instanceof Error ? error.message : '';
  return REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
