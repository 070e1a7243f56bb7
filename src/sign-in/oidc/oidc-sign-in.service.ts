import { Injectable, Logger } from '@nestjs/common';
import { Settings } from '../../config/settings';
import { NotFound } from '../../errors/domain-errors';
import { switchLanguage } from '../../pages/visitor-language';
import type { SignInFailure } from '../../texts/sign-in/sign-in-texts';
import { SessionsService } from '../../users/sessions.service';
import { UsersService } from '../../users/users.service';
import { nextPath } from '../next-path';
import { SignInPages, type SignInResponse } from '../page/sign-in-pages';
import type { SignInQuery, SignInVisitor } from '../page/sign-in-page.service';
import { addressIn } from '../sign-in-link.dto';
import type { KeptAttempt } from './oidc-cookie';
import { OidcError, type OidcPerson, OidcProvider } from './oidc-provider';

const MAX_NAME_LENGTH = 150;

/** Signs people in by OpenID Connect. */
@Injectable()
export class OidcSignInService {
  private readonly logger = new Logger(OidcSignInService.name);

  constructor(
    private readonly provider: OidcProvider,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly pages: SignInPages,
    private readonly settings: Settings,
  ) {}

  /**
   * Sends the browser to the provider. @returns the response, and the attempt that the browser has to keep
   * @throws NotFound no provider is configured
   */
  async begin(
    { language }: SignInVisitor,
    query: SignInQuery,
  ): Promise<{ response: SignInResponse; attempt: KeptAttempt | null }> {
    this.assertConfigured();
    const switched = switchLanguage('/sign-in', query);
    if (switched) return { response: switched, attempt: null };
    try {
      const { url, attempt } = await this.provider.begin();
      return { response: { location: url }, attempt: { ...attempt, next: nextPath(query.next) } };
    } catch (error) {
      return { response: this.pages.failed(this.reasonOf(error), language), attempt: null };
    }
  }

  /**
   * Signs the person in whom the provider has sent back, in a session of their own.
   * @param query that the provider has added to the address
   * @throws NotFound no provider is configured
   */
  async finish(visitor: SignInVisitor, query: string, attempt: KeptAttempt | null): Promise<SignInResponse> {
    this.assertConfigured();
    const { language, userAgent } = visitor;
    if (!attempt) {
      const chosen = { language: new URLSearchParams(query).get('language') };
      return switchLanguage('/sign-in', chosen) ?? this.pages.failed('incomplete', language);
    }
    try {
      const person = await this.provider.finish(query, attempt);
      const email = person.isEmailVerified ? addressIn(person.email) : null;
      if (email === null) return this.pages.failed('unverified', language);
      const userId = await this.userOf({ ...person, email });
      if (userId === null) return this.pages.failed('unknownUser', language);
      const sessionToken = await this.sessions.create(userId, userAgent);
      return { location: nextPath(attempt.next), sessionToken };
    } catch (error) {
      return this.pages.failed(this.reasonOf(error), language);
    }
  }

  private async userOf({ email, firstName, lastName }: OidcPerson): Promise<string | null> {
    if (!this.settings.oidc?.createUsers) return (await this.users.findByAddress(email))?.id ?? null;
    return this.users.ensureUser({ email, firstName: nameFrom(firstName), lastName: nameFrom(lastName) });
  }

  private assertConfigured(): void {
    if (this.settings.oidc === null) throw new NotFound('OpenID Connect is not configured.');
  }

  /** The reason for the page. Rethrows what is no failure of the provider. */
  private reasonOf(error: unknown): SignInFailure {
    if (!(error instanceof OidcError)) throw error;
    const { reason, code } = error;
    this.logger.warn({ msg: 'signing in with OpenID Connect failed', reason, code });
    return reason;
  }
}

/** A name from the provider, in one line. */
function nameFrom(claim: string): string {
  const line = claim
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return Array.from(line).slice(0, MAX_NAME_LENGTH).join('');
}
