import { connect } from 'node:net';
import { once } from 'node:events';
import { ApiClient as Client, type ErrorBody } from '../support/clients/api-client';
import { expectError } from '../support/clients/expect-error';
import { useClient, useTestApp } from '../support/app/test-app';

const TOPICS = '/user_interview_topics/';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('a body of somebody without a valid key', () => {
  const parley = useTestApp();
  const ada = useClient(parley);

  const strangers: [string, string][] = [
    ['without a key', ''],
    ['with a malformed key', 'garbage'],
    ['with an unknown key', `ply_${'x'.repeat(43)}`],
  ];
  const post = (key: string, body: string, headers: Record<string, string> = JSON_TYPE) =>
    new Client(parley.baseUrl, ada.projectId, key).post<ErrorBody>(TOPICS, body, headers);

  it.each(strangers)('%s is not looked at', async (_who, key) => {
    expectError(await post(key, '{'), 401, { attr: null });
    expectError(await post(key, 'topic', { 'content-type': 'text/plain' }), 401, { attr: null });
    expectError(await post(ada.key, '{'), 400, { code: 'parse_error' });
  });

  it.each(strangers)('%s is not waited for', async (_who, key) => {
    const { hostname, port } = new URL(parley.baseUrl);
    const socket = connect(Number(port), hostname);
    const lines = [
      `POST ${ada.project}${TOPICS} HTTP/1.1`,
      'Host: localhost',
      'Content-Type: application/json',
      'Content-Length: 20000000',
      ...(key === '' ? [] : [`Authorization: Bearer ${key}`]),
    ];
    // Not a byte of the body ever comes.
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('is not looked at either where nothing is', async () => {
    for (const path of ['/nowhere', `${ada.project}/nowhere/`, '/api/environments/nowhere/x']) {
      expectError(await ada.request('POST', path, '{', JSON_TYPE), 404, { code: 'not_found' });
    }
  });

  it('of a valid key for another project is read, and the answer the same 404 as ever', async () => {
    const elsewhere = new Client(parley.baseUrl, '01890000-0000-7000-8000-000000000000', ada.key);
    expectError(await elsewhere.post(TOPICS, { topic: 'x' }), 404, { code: 'not_found' });
  });
});
