import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import type { OidcSettings } from '../../config/oidc-environment';
import { Settings } from '../../config/settings';

/** Seconds for each request to the provider. */
const TIMEOUT_SECONDS = 10;
const SCOPE = 'openid email profile';
const DOWN = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** Secrets of one attempt to sign in, which only the browser keeps that has begun it. */
export interface OidcAttempt {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** A person as the provider describes them. */
export interface OidcPerson {
  email: string;
  isEmailVerified: boolean;
  firstName: string;
  lastName: string;
}

/** Signing in at the provider has failed. The code is for the log, and has nothing of the request or the person. */
export class OidcError extends Error {
  constructor(
    readonly reason: 'unreachable' | 'incomplete',
    readonly code: string,
  ) {
    super(`OpenID Connect: ${reason}`);
    this.name = 'OidcError';
  }
}

/**
 * The OpenID Connect provider (code flow with PKCE). It is discovered when it is first needed, and again after a failure,
 * so that Parley starts without it.
 */
@Injectable()
export class OidcProvider {
  private readonly settings: OidcSettings | null;
  private readonly redirectUri: string;
  private discovered: Promise<oidc.Configuration> | null = null;

  constructor({ oidc: settings, publicUrl }: Settings) {
    this.settings = settings;
    this.redirectUri = `${publicUrl}/sign-in/oidc/callback`;
  }

  /** Begins an attempt. @returns the provider's page, and what its answer is checked with @throws OidcError */
  async begin(): Promise<{ url: string; attempt: OidcAttempt }> {
    return this.mapErrors(async () => {
      const provider = await this.discover();
      const attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(provider, {
        redirect_uri: this.redirectUri,
        scope: SCOPE,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, attempt };
    });
  }

  /** Finishes an attempt. @param query that the provider sent the browser back with @throws OidcError */
  async finish(query: string, { state, nonce, codeVerifier }: OidcAttempt): Promise<OidcPerson> {
    return this.mapErrors(async () => {
      const provider = await this.discover();
      const answered = new URL(this.redirectUri);
      answered.search = query;
      const tokens = await oidc.authorizationCodeGrant(provider, answered, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
      });
      const claims = tokens.claims();
      if (!claims) throw new OidcError('incomplete', 'no_id_token');
      // Some providers give the address only to those who ask for it.
      const hasEndpoint = provider.serverMetadata().userinfo_endpoint !== undefined;
      const needsMore = claims.email === undefined && hasEndpoint;
      return toPerson(
        needsMore ? await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub) : claims,
      );
    });
  }

  private discover(): Promise<oidc.Configuration> {
    if (!this.settings) throw new Error('No OpenID Connect provider is configured.');
    const { issuer, clientId, clientSecret } = this.settings;
    // Plain http is refused in production when Parley starts.
    const isPlain = issuer.startsWith('http:');
    return (this.discovered ??= oidc
      .discovery(new URL(issuer), clientId, clientSecret, clientAuthentication(clientSecret), {
        timeout: TIMEOUT_SECONDS,
        execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
      })
      .catch((error: unknown) => {
        this.discovered = null;
        // Trying once more would not help the person, also if the issuer is the wrong one.
        throw new OidcError('unreachable', toOidcError(error).code);
      }));
  }

  private async mapErrors<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toOidcError(error);
    }
  }
}

/** The secret in the body where the provider takes it there, else in the header, as OpenID Connect Core 9 has it. */
function clientAuthentication(secret: string): oidc.ClientAuth {
  const [inBody, inHeader] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? [];
    return (methods.includes('client_secret_post') ? inBody : inHeader)(server, ...rest);
  };
}

function toPerson(claims: Record<string, unknown>): OidcPerson {
  const textOf = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '');
  return {
    email: textOf('email'),
    isEmailVerified: claims.email_verified === true,
    firstName: textOf('given_name'),
    lastName: textOf('family_name'),
  };
}

function toOidcError(error: unknown): OidcError {
  if (error instanceof OidcError) return error;
  if (error instanceof oidc.ResponseBodyError) {
    return new OidcError(error.status >= 500 ? 'unreachable' : 'incomplete', error.error);
  }
  if (error instanceof oidc.AuthorizationResponseError) return new OidcError('incomplete', 'refused');
  const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: { code?: unknown } };
  if (error instanceof oidc.ClientError && typeof code === 'string') {
    return new OidcError(DOWN.has(code) ? 'unreachable' : 'incomplete', code);
  }
  // `fetch` fails with a TypeError, whose cause says why.
  if (!(error instanceof oidc.ClientError) && name !== 'TypeError') throw error;
  return new OidcError('unreachable', typeof cause?.code === 'string' ? cause.code : 'request_failed');
}
