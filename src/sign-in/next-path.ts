import { parseUrl } from '../config/parse-url';

/** Where people go who have signed in, unless they came from a page of the console. */
export const CONSOLE_PATH = '/console';

const MAX_LENGTH = 2000;
const BASE = 'https://parley.invalid';

/**
 * The page of the console that a person wanted to open; {@link CONSOLE_PATH} for anything else, so that no link to sign
 * in leads to another site. The path is read the way browsers read it: they take `\` for `/` and resolve `..`.
 */
export function nextPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > MAX_LENGTH || !wanted.startsWith('/'))
    return CONSOLE_PATH;
  const url = parseUrl(wanted, BASE);
  const isInConsole =
    url?.origin === BASE && (url.pathname === CONSOLE_PATH || url.pathname.startsWith(`${CONSOLE_PATH}/`));
  return isInConsole ? url.pathname + url.search + url.hash : CONSOLE_PATH;
}
