import type { ExecutionContext } from '@nestjs/common';
import type { Settings } from '../../config/settings';
import { PermissionDenied } from '../../errors/domain-errors';
import { MailboxGuard } from './mailbox.guard';

const guard = new MailboxGuard({ publicUrl: 'https://parley.example.com' } as Settings);

function request(method: string, headers: Record<string, string>): () => boolean {
  const context = { switchToHttp: () => ({ getRequest: () => ({ method, headers }) }) };
  return () => guard.canActivate(context as unknown as ExecutionContext);
}

it.each([
  'localhost:3000',
  'LOCALHOST',
  '127.0.0.1:3000',
  '[::1]:3000',
  'parley.example.com',
  'parley.example.com:8443',
])('answers at %s', (host) => {
  expect(request('GET', { host })()).toBe(true);
});

it.each(['evil.test', 'evil.test:3000', 'localhost.evil.test', '127.0.0.1.evil.test', '10.0.0.7', '', '%'])(
  'refuses the foreign host "%s"',
  (host) => {
    const headers = { host, 'x-forwarded-host': 'localhost' };
    expect(request('GET', headers)).toThrow(PermissionDenied);
    expect(request('POST', headers)).toThrow(PermissionDenied);
  },
);

it('refuses a request without a host', () => {
  expect(request('GET', {})).toThrow(PermissionDenied);
});

it.each<Record<string, string>>([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' },
  { origin: 'https://evil.test' },
  { origin: 'http://localhost:8080' },
  { origin: 'null' },
])('refuses a POST of another site: %j', (headers) => {
  expect(request('POST', { host: 'localhost:3000', ...headers })).toThrow(PermissionDenied);
  expect(request('GET', { host: 'localhost:3000', ...headers })()).toBe(true);
});

it.each<Record<string, string>>([
  {},
  { 'sec-fetch-site': 'none' },
  { origin: 'http://localhost:3000' },
  { origin: 'https://parley.example.com' },
  { origin: 'https://parley.example.com', 'sec-fetch-site': 'same-origin' },
])('accepts a POST of its own page or of a script: %j', (headers) => {
  expect(request('POST', { host: 'localhost:3000', ...headers })()).toBe(true);
});
