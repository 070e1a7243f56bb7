const REQUIRED = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/** The OpenID Connect provider that people can sign in with. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Whether somebody whom only the provider knows becomes a user. */
  createUsers: boolean;
}

/** The provider, or null when none is configured. */
export function readOidc(provider: {
  oidcIssuer: string | null;
  oidcClientId: string | null;
  oidcClientSecret: string | null;
  oidcCreateUsers: boolean;
}): OidcSettings | null {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret } = provider;
  if (issuer === null || clientId === null || clientSecret === null) return null;
  return { issuer, clientId, clientSecret, createUsers: provider.oidcCreateUsers };
}

/** A line for each missing variable of an incomplete provider, and for one that others could listen to. */
export function oidcProblems(given: NodeJS.ProcessEnv): string[] {
  const missing = REQUIRED.filter((name) => given[name] === undefined);
  if (missing.length === REQUIRED.length) return [];
  const problems = missing.map(
    (name) => `${name}: is not set. Signing in with OpenID Connect needs all of ${REQUIRED.join(', ')}.`,
  );
  if (given.NODE_ENV === 'production' && given.OIDC_ISSUER?.startsWith('http:')) {
    problems.push('OIDC_ISSUER: must be an https:// URL in production, because secrets are sent to it.');
  }
  return problems;
}
