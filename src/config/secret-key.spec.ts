import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrMakeSecretKey } from './secret-key';

describe('readOrMakeSecretKey', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-secret-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a random key once, in a folder that need not exist, in a file that only this user can read', async () => {
    const dataDir = join(folder, 'data');
    const key = await readOrMakeSecretKey(dataDir);
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);
    expect(await readOrMakeSecretKey(dataDir)).toBe(key);
    expect(await readOrMakeSecretKey(folder)).not.toBe(key);
  });

  it('gives all that ask at once the same key, and leaves nothing behind', async () => {
    const keys = await Promise.all(Array.from({ length: 40 }, () => readOrMakeSecretKey(folder)));
    expect(new Set(keys).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['secret-key']);
  });

  it('does not use what a killed process has left', async () => {
    writeFileSync(join(folder, 'secret-key.0123456789ab'), 'half');
    expect(await readOrMakeSecretKey(folder)).toMatch(/^[\w-]{43}$/);
  });

  it.each(['', 'half', `${'A'.repeat(43)}`, `${'A'.repeat(43)}\nmore`])(
    'refuses a file with %j, says what to do, and keeps it',
    async (content) => {
      writeFileSync(join(folder, 'secret-key'), content);
      const refusal: unknown = await readOrMakeSecretKey(folder).catch((error: unknown) => error);
      expect(String(refusal)).toMatch(/DATA_DIR: .*secret-key is damaged\. Restore it, or set SECRET_KEY/);
      if (content !== '') expect(String(refusal)).not.toContain(content);
      expect(existsSync(join(folder, 'secret-key'))).toBe(true);
    },
  );

  it('names the variable to set where it cannot write', async () => {
    writeFileSync(join(folder, 'file'), '');
    chmodSync(join(folder, 'file'), 0o400);
    await expect(readOrMakeSecretKey(join(folder, 'file'))).rejects.toThrow(
      /DATA_DIR: .*\(E\w+\)\. Set SECRET_KEY; make one with: openssl rand -base64 32/,
    );
  });
});
