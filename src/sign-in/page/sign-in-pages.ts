import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { join } from 'node:path';
import { setSessionCookie } from '../../auth/session-cookie';
import { type PageResponse, sendPage } from '../../pages/page-response';
import { type LayoutData, PageTemplates, type SharedPageData } from '../../pages/page-templates';
import type { Language } from '../../texts/languages';
import { signInTextsOf } from '../../texts/sign-in/by-language';
import type { SignInFailure } from '../../texts/sign-in/sign-in-texts';

/** Data of each page, in addition to its texts. */
interface SignInPageData {
  start: {
    /** Address as it was typed. */
    email: string;
    hasMail: boolean;
    /** Where signing in at the provider begins; null without one. */
    oidcUrl: string | null;
  };
  sent: { hasMailbox: boolean; startUrl: string };
  confirm: { email: string };
  ended: Record<string, never>;
  failed: { title: string; lead: string };
}

/** The response of a page, and the token of the session that it begins. */
export type SignInResponse = PageResponse & { sessionToken?: string };

const FAILURE_STATUS: Record<SignInFailure, number> = {
  otherSite: 403,
  unreachable: 503,
  incomplete: 400,
  unverified: 403,
  unknownUser: 403,
};

/** Sends a page or redirect, with the cookie of the session that it begins. */
export function sendSignIn(reply: FastifyReply, response: SignInResponse, publicUrl: string): void {
  if (response.sessionToken !== undefined) setSessionCookie(reply, response.sessionToken, publicUrl);
  sendPage(reply, response);
}

/** Renders the pages on which people sign in. */
@Injectable()
export class SignInPages {
  private readonly templates = new PageTemplates<SignInPageData>(
    join(__dirname, 'views'),
    ['start', 'sent', 'confirm', 'ended', 'failed'],
    [],
    // Browsers then say in `Origin` where a form comes from.
    { referrer: 'same-origin' },
  );

  /** A page. */
  render<Name extends keyof SignInPageData>(
    name: Name,
    language: Language,
    data: (SignInPageData & SharedPageData)[Name] & Partial<LayoutData>,
    status = 200,
  ): SignInResponse {
    return { status, html: this.templates.render(name, language, signInTextsOf(language), data) };
  }

  /** The page that says why somebody was not signed in. */
  failed(failure: SignInFailure, language: Language): SignInResponse {
    const { title, lead } = signInTextsOf(language).failed[failure];
    return this.render('failed', language, { title, lead }, FAILURE_STATUS[failure]);
  }
}
