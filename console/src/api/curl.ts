import { type ApiRequest, pathOf } from './request';

/** Characters that change the direction of text or cannot be seen, so that a pasted command is what it looks like. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Whether a request takes a session and no key: it is about the signed-in person, not about a project. */
export function takesSession({ path }: ApiRequest): boolean {
  return !path.startsWith('/api/projects/');
}

/**
 * A request as a curl command for a POSIX shell. The key comes from the variable `PARLEY_KEY`, or a session from
 * `PARLEY_SESSION` and `PARLEY_CSRF`.
 */
export function toCurl(request: ApiRequest, origin: string): string {
  const parts = ['curl'];
  if (request.method !== 'get') parts.push(`-X ${request.method.toUpperCase()}`);
  parts.push(...credentialsOf(request), ...bodyOptions(request.body));
  parts.push(quoted(origin + pathOf(request)));
  return parts.join(' \\\n  ');
}

function credentialsOf(request: ApiRequest): string[] {
  if (!takesSession(request)) return ['-H "Authorization: Bearer $PARLEY_KEY"'];
  const cookie = '-H "Cookie: parley_session=$PARLEY_SESSION"';
  return request.method === 'get' ? [cookie] : [cookie, '-H "X-CSRF-Token: $PARLEY_CSRF"'];
}

function bodyOptions(body: unknown): string[] {
  if (body === undefined) return [];
  if (body instanceof Blob) {
    const name = body instanceof File ? body.name : 'file.csv';
    return [`-H 'Content-Type: text/csv'`, `--data-binary ${quoted(`@${visible(name)}`)}`];
  }
  if (typeof body === 'string') return [`-H 'Content-Type: text/csv'`, `--data-raw ${quoted(body)}`];
  return [`-H 'Content-Type: application/json'`, `--data-raw ${quoted(visible(JSON.stringify(body)))}`];
}

/** Inside single quotes a POSIX shell takes every character as it is, except the single quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
