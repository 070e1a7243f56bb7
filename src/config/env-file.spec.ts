import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvFile } from './env-file';

describe('loadEnvFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-env-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const load = (content: string | Buffer, environment: NodeJS.ProcessEnv = {}) => {
    writeFileSync(join(folder, '.env'), content);
    loadEnvFile(join(folder, '.env'), environment);
    return environment;
  };

  it.each([
    ['plain', 'NODE_ENV=production\nPORT=8080\n'],
    ['with a byte order mark', '\uFEFFNODE_ENV=production\nPORT=8080\n'],
    ['of Windows', '\uFEFFNODE_ENV=production\r\nPORT=8080\r\n'],
    ['with the line ends of old Macs', 'NODE_ENV=production\rPORT=8080'],
    ['in UTF-16', Buffer.from('\uFEFFNODE_ENV=production\r\nPORT=8080\r\n', 'utf16le')],
  ])('reads a file %s', (_, content) => {
    expect(load(content)).toEqual({ NODE_ENV: 'production', PORT: '8080' });
  });

  it('leaves variables alone that are set', () => {
    expect(load('PORT=8080\nHOST=::1\n', { PORT: '3000' })).toEqual({ PORT: '3000', HOST: '::1' });
  });

  it('does nothing without a file', () => {
    const environment = {};
    loadEnvFile(join(folder, 'missing'), environment);
    expect(environment).toEqual({});
  });
});
