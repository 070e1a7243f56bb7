import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Settings } from '../../config/settings';
import { isFromAnotherSite } from '../../http/request-origin';
import { switchLanguage } from '../../pages/visitor-language';
import type { Language } from '../../texts/languages';
import { signInTextsOf } from '../../texts/sign-in/by-language';
import { SessionsService } from '../../users/sessions.service';
import { CONSOLE_PATH, nextPath } from '../next-path';
import { addressIn } from '../sign-in-link.dto';
import { SignInLinksService } from '../sign-in-links.service';
import { SignInRequestsService } from '../sign-in-requests.service';
import { SignInPages, type SignInResponse } from './sign-in-pages';

/** Query of the pages. */
export interface SignInQuery {
  language?: unknown;
  /** Page of the console to go to afterwards. */
  next?: unknown;
}

/** A person who wants to sign in, and their browser. */
export interface SignInVisitor {
  language: Language;
  userAgent: string;
  /** Headers of the request, which say what site makes it. */
  headers: IncomingHttpHeaders;
}

/** The pages that mail a link, and that of the link, which signs in. */
@Injectable()
export class SignInPageService {
  constructor(
    private readonly pages: SignInPages,
    private readonly requests: SignInRequestsService,
    private readonly links: SignInLinksService,
    private readonly sessions: SessionsService,
    private readonly settings: Settings,
  ) {}

  /** The page that asks for the address. */
  start({ language }: SignInVisitor, query: SignInQuery): SignInResponse {
    return switchLanguage(startUrl(query), query) ?? this.ask(language, query);
  }

  /** Mails a link to the user of the address that was sent, if there is one. Leads to the same page for all addresses. */
  request(visitor: SignInVisitor, query: SignInQuery, form: unknown): SignInResponse {
    const { language } = visitor;
    if (this.isForeign(visitor)) return this.pages.failed('otherSite', language);
    const typed = (form as { email?: unknown } | null | undefined)?.email;
    const email = typeof typed === 'string' ? typed : '';
    const address = addressIn(email);
    if (!this.requests.isAvailable()) return this.ask(language, query, { status: 503 });
    if (address === null) return this.ask(language, query, { status: 400, wrongAddress: email });
    this.requests.accept({ address, next: query.next, language });
    return { location: `/sign-in/sent${querySuffix(query)}` };
  }

  /** The page after an address was sent. */
  sent({ language }: SignInVisitor, query: SignInQuery): SignInResponse {
    const switched = switchLanguage(`/sign-in/sent${querySuffix(query)}`, query);
    if (switched) return switched;
    const { hasMailbox } = this.settings;
    return this.pages.render('sent', language, {
      hasMailbox,
      startUrl: startUrl(query),
      keptQuery: keptQuery(query),
    });
  }

  /** The page of a link. Changes nothing, because mail scanners open links. */
  async open({ language }: SignInVisitor, token: string, query: SignInQuery): Promise<SignInResponse> {
    const switched = switchLanguage(`/sign-in/${encodeURIComponent(token)}`, query);
    if (switched) return switched;
    const user = await this.links.findUser(token);
    return user ? this.pages.render('confirm', language, { email: user.email }) : this.ended(language);
  }

  /** Signs the user of a link in, in a session of its own, and uses the link up. */
  async confirm(visitor: SignInVisitor, token: string): Promise<SignInResponse> {
    const { language, userAgent } = visitor;
    if (this.isForeign(visitor)) return this.pages.failed('otherSite', language);
    const claimed = await this.links.claim(token);
    if (!claimed) return this.ended(language);
    const sessionToken = await this.sessions.create(claimed.userId, userAgent);
    return { location: nextPath(claimed.next), sessionToken };
  }

  /** Another site could sign a person in as somebody else, who would then read what that person writes. */
  private isForeign({ headers }: SignInVisitor): boolean {
    return isFromAnotherSite(headers, this.settings.publicUrl);
  }

  private ask(
    language: Language,
    query: SignInQuery,
    { status = 200, wrongAddress }: { status?: number; wrongAddress?: string } = {},
  ): SignInResponse {
    return this.pages.render(
      'start',
      language,
      {
        email: wrongAddress ?? '',
        problem: wrongAddress === undefined ? '' : signInTextsOf(language).start.wrongAddress,
        hasMail: this.requests.isAvailable(),
        oidcUrl: this.settings.oidc === null ? null : `/sign-in/oidc${querySuffix(query)}`,
        keptQuery: keptQuery(query),
      },
      status,
    );
  }

  private ended(language: Language): SignInResponse {
    return this.pages.render('ended', language, {}, 404);
  }
}

function startUrl(query: SignInQuery): string {
  return `/sign-in${querySuffix(query)}`;
}

/** `?next=…`, if that is more than the start of the console. */
function querySuffix({ next }: SignInQuery): string {
  const path = nextPath(next);
  return path === CONSOLE_PATH ? '' : `?next=${encodeURIComponent(path)}`;
}

function keptQuery(query: SignInQuery): string {
  return querySuffix(query).replace('?', '&');
}
