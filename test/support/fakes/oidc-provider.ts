import {
  type MutableRedirectUri,
  type MutableResponse,
  type MutableToken,
  OAuth2Server,
} from 'oauth2-mock-server';
import type { OidcSettings } from '../../../src/config/oidc-environment';

/** A real OpenID Connect provider, whose answers a test can change. */
export interface OidcProviderFake {
  settings: OidcSettings;
  /** Claims of the ID token, in addition to those that every token has; null values take one out. */
  claims: Record<string, unknown>;
  /** The answer of the userinfo endpoint. */
  userInfo: Record<string, unknown>;
  /** Changes the address that the browser is sent back to. */
  changeRedirect: (url: URL) => void;
  /** Changes the answer of the token endpoint. */
  changeTokens: (response: MutableResponse) => void;
  /** The client's authentication in each request for tokens: header and body. */
  tokenRequests: { authorization: string | undefined; body: Record<string, unknown> }[];
  reset(): void;
  start(port?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a provider on a free port. */
export async function startOidcProvider(): Promise<OidcProviderFake> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const { port } = server.address();
  const issuer = server.issuer.url ?? '';
  const fake: OidcProviderFake = {
    settings: { issuer, clientId: 'parley', clientSecret: 'client-secret-5d1', createUsers: false },
    claims: {},
    userInfo: {},
    changeRedirect: () => undefined,
    changeTokens: () => undefined,
    tokenRequests: [],
    reset: () => {
      fake.claims = { email: 'ada@parley.test', email_verified: true };
      fake.userInfo = {};
      fake.changeRedirect = () => undefined;
      fake.changeTokens = () => undefined;
      fake.tokenRequests = [];
    },
    start: async () => {
      if (!server.listening) await server.start(port, '127.0.0.1');
    },
    stop: async () => {
      if (server.listening) await server.stop();
    },
  };
  fake.reset();
  server.service.on('beforeTokenSigning', ({ payload }: MutableToken) => {
    Object.assign(payload, fake.claims);
    for (const [name, value] of Object.entries(fake.claims)) if (value === null) delete payload[name];
  });
  server.service.on('beforeUserinfo', ({ body }: MutableResponse) => Object.assign(body, fake.userInfo));
  server.service.on('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri) => fake.changeRedirect(url));
  server.service.on(
    'beforeResponse',
    (
      response: MutableResponse,
      request: { headers: { authorization?: string }; body: Record<string, unknown> },
    ) => {
      fake.tokenRequests.push({ authorization: request.headers.authorization, body: request.body });
      fake.changeTokens(response);
    },
  );
  return fake;
}
