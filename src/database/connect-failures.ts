/** Reasons of a failed connection, by system error code or SQLSTATE, each with its fix. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there. Start PostgreSQL, or correct host and port',
  ENOENT: 'the socket does not exist. Start PostgreSQL, or correct the folder in host=',
  ENOTFOUND: 'the host name is unknown. Correct it',
  EAI_AGAIN: 'the host name could not be resolved. Check the name and the DNS server',
  ETIMEDOUT: 'the server did not answer. Check host, port and firewall',
  EHOSTUNREACH: 'there is no route to the host. Check host and network',
  ENETUNREACH: 'there is no route to the host. Check host and network',
  ECONNRESET: 'the connection was closed. Check that host and port are those of PostgreSQL',
  '28P01': 'the user name or password is wrong. Correct it',
  '28000': 'the server does not let this user in. Check user, pg_hba.conf and sslmode',
  '3D000': 'the database does not exist. Create it, or correct its name',
  '42501': 'the user lacks a privilege. Grant CONNECT on the database',
  '53300': 'the server has no connection left. Raise max_connections, or lower DATABASE_POOL_SIZE',
  '57P03': 'the server is starting up or shutting down. Start Parley again when it is ready',
};

/** One sentence about a connection that could not be made. It repeats no part of the URL, which holds a password. */
export function explainConnectFailure(error: unknown): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  if (/timeout/i.test(message)) return sentence(REASONS.ETIMEDOUT ?? '', 'ETIMEDOUT');
  if (/does not support SSL/.test(message)) {
    return sentence('the server does not offer TLS. Remove sslmode from the URL, or enable TLS', '');
  }
  if (/certificate|CERT|self-signed/i.test(`${code} ${message}`)) {
    return sentence(
      "the server's certificate is not trusted. Add sslrootcert= with the authority's file",
      code,
    );
  }
  const reason =
    REASONS[code] ?? 'the server refused the connection. Check the URL and the log of the server';
  return sentence(reason, code);
}

function sentence(reason: string, code: string): string {
  return `DATABASE_URL: PostgreSQL cannot be reached${code === '' ? '' : ` (${code})`}: ${reason}.`;
}

/** A host name with several addresses fails with the errors of all of them. */
function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  return errors?.length ? codeOf(errors[0]) : '';
}
