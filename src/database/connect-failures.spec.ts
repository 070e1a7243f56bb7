import { explainConnectFailure } from './connect-failures';

describe('explainConnectFailure', () => {
  const failed = (code: string, message = '') => Object.assign(new Error(message), { code });

  it.each([
    [
      failed('ECONNREFUSED'),
      'DATABASE_URL: PostgreSQL cannot be reached (ECONNREFUSED): nothing listens there',
    ],
    [new AggregateError([failed('ECONNREFUSED')]), '(ECONNREFUSED): nothing listens there'],
    [
      failed('28P01', 'password authentication failed for user "ada"'),
      '(28P01): the user name or password is wrong',
    ],
    [failed('3D000'), 'the database does not exist'],
    [new Error('Connection terminated due to connection timeout'), '(ETIMEDOUT): the server did not answer'],
    [new Error('The server does not support SSL connections'), 'reached: the server does not offer TLS'],
    [failed('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'), 'certificate is not trusted'],
    [failed('XX000'), '(XX000): the server refused the connection'],
  ])('of %s', (error, sentence) => {
    expect(explainConnectFailure(error)).toContain(sentence);
    expect(explainConnectFailure(error)).not.toContain('ada');
  });
});
