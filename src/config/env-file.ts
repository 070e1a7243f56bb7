import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * Adds the variables of a .env file to the environment; variables that are set already stay. Reads UTF-8 and, because
 * PowerShell writes it, UTF-16, each with or without a byte order mark, which would become part of the first name.
 */
export function loadEnvFile(path = '.env', environment: NodeJS.ProcessEnv = process.env): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
  for (const [name, value] of Object.entries(parseEnv(text.replace(/\r\n?/g, '\n')))) {
    environment[name] ??= value;
  }
}
