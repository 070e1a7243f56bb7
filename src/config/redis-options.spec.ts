import { redisOptions } from './redis-options';

describe('redisOptions', () => {
  it.each([
    ['redis://cache.example.com', { host: 'cache.example.com', port: 6379 }],
    ['redis://cache.example.com:6380/2', { host: 'cache.example.com', port: 6380, db: 2 }],
    ['redis://ada:p%40ss%25@cache', { host: 'cache', username: 'ada', password: 'p@ss%' }],
    ['redis://[::1]:6380', { host: '::1', port: 6380 }],
    ['rediss://cache.example.com', { tls: { servername: 'cache.example.com' } }],
    ['rediss://[2001:db8::1]:6380', { host: '2001:db8::1', tls: {} }],
    ['rediss://10.0.0.1:6380', { host: '10.0.0.1', tls: {} }],
  ])('of %s', (url, options) => {
    expect(redisOptions(url)).toMatchObject(options);
  });

  it('reconnects when the server has become a replica', () => {
    const { reconnectOnError } = redisOptions('redis://cache');
    expect(reconnectOnError?.(new Error("READONLY You can't write against a read only replica."))).toBe(true);
    expect(reconnectOnError?.(new Error('OOM command not allowed'))).toBe(false);
  });
});
