import type { RedisOptions } from 'ioredis';
import { isIP } from 'node:net';

/** Converts a Redis URL to options, because Bull ignores the protocol of a URL and would not use TLS for `rediss://`. */
export function redisOptions(redisUrl: string): RedisOptions {
  const url = new URL(redisUrl);
  const db = Number(url.pathname.slice(1));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // The TLS extension that carries the server name does not allow addresses.
  const tls = isIP(host) === 0 ? { servername: host } : {};
  return {
    host,
    port: url.port === '' ? 6379 : Number(url.port),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(Number.isInteger(db) && db > 0 ? { db } : {}),
    ...(url.protocol === 'rediss:' ? { tls } : {}),
    // After a failover the address leads to the new primary, but an open connection stays with the old one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  };
}
