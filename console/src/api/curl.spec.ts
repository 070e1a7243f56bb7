import { execFileSync } from 'node:child_process';
import { toCurl } from './curl';
import { request } from './request';

const ORIGIN = 'https://parley.example.com';
const path = { project_id: 'p1' };
const TOPICS = '/api/projects/{project_id}/user_interview_topics';

/** The arguments that a POSIX shell gives to curl for a command. */
function argumentsOf(command: string): string[] {
  const script = `curl() { for argument; do printf '%s\\0' "$argument"; done; }; ${command}`;
  const output = execFileSync('/bin/sh', ['-c', script], {
    env: { ...process.env, PARLEY_KEY: 'ply_test' },
    encoding: 'utf8',
  });
  return output.split('\0').slice(0, -1);
}

describe('the curl command of a request', () => {
  it('is a plain read with the filled path and the query', () => {
    const command = toCurl(request('get', TOPICS, { path, query: { search: 'a b&c', limit: 5 } }), ORIGIN);
    expect(argumentsOf(command)).toEqual([
      '-H',
      'Authorization: Bearer ply_test',
      `${ORIGIN}/api/projects/p1/user_interview_topics?search=a+b%26c&limit=5`,
    ]);
    expect(command).toContain('$PARLEY_KEY');
  });

  it('carries a session where a key is not enough', () => {
    const list = toCurl(request('get', '/api/sessions', {}), ORIGIN);
    expect(list).toContain('-H "Cookie: parley_session=$PARLEY_SESSION"');
    expect(list).not.toContain('PARLEY_KEY');
    expect(list).not.toContain('PARLEY_CSRF');
    const end = toCurl(request('delete', '/api/sessions/{id}', { path: { id: 's1' } }), ORIGIN);
    expect(end).toContain('-H "X-CSRF-Token: $PARLEY_CSRF"');
  });

  it('leaves out what is not set', () => {
    const command = toCurl(request('get', TOPICS, { path, query: { search: undefined } }), ORIGIN);
    expect(argumentsOf(command).at(-1)).toBe(`${ORIGIN}/api/projects/p1/user_interview_topics`);
  });

  it.each([
    `It's "quoted" $HOME \`id\` $(id) \\ ! ~ * ; | & > <`,
    'line\nbreak\ttab',
    "'''; rm -rf /; '",
    'Ünïcödé 🎈',
  ])('carries a body through the shell as it is: %j', (topic) => {
    const command = toCurl(request('post', TOPICS, { path, body: { topic } }), ORIGIN);
    const sent = argumentsOf(command);
    expect(sent.slice(0, 2)).toEqual(['-X', 'POST']);
    expect(JSON.parse(sent[sent.indexOf('--data-raw') + 1] ?? '')).toEqual({ topic });
  });

  it('shows characters that cannot be seen or that turn the text around', () => {
    const topic = 'safe\u202eetirw\u200b';
    const command = toCurl(request('post', TOPICS, { path, body: { topic } }), ORIGIN);
    expect(command).toContain(String.raw`safe\u202eetirw\u200b`);
    const sent = argumentsOf(command);
    expect(JSON.parse(sent[sent.indexOf('--data-raw') + 1] ?? '')).toEqual({ topic });
  });

  it('escapes ids in the path', () => {
    const command = toCurl(request('delete', `${TOPICS}/{id}`, { path: { ...path, id: `../'$x` } }), ORIGIN);
    expect(argumentsOf(command).at(-1)).toBe(`${ORIGIN}/api/projects/p1/user_interview_topics/..%2F'%24x`);
  });

  it('names the file that is uploaded', () => {
    const file = new File(['email\n'], `it's.csv`, { type: 'text/csv' });
    const command = toCurl(
      request('post', '/api/projects/{project_id}/contacts/import', { path, body: file }),
      ORIGIN,
    );
    expect(argumentsOf(command)).toEqual(
      expect.arrayContaining(['Content-Type: text/csv', '--data-binary', `@it's.csv`]),
    );
  });
});
