import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Visitor } from '../interview-state';
import { asLanguage, type Language, LANGUAGES } from '../texts/languages';

/** The cookie that the language switch sets. */
export const LANGUAGE_COOKIE = 'parley_language';
/** The cookie by which a visitor of a shared link is known again. */
export const RESPONDENT_COOKIE = 'parley_respondent';

/** 22 random bytes, base64url. */
const RESPONDENT_KEY = /^[A-Za-z0-9_-]{30}$/;

/** Who opens an interview: the token of the path, and what the browser says. */
export const CurrentVisitor = createParamDecorator((_data: unknown, context: ExecutionContext): Visitor => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { access_token: accessToken = '' } = request.params as { access_token?: string };
  const key = request.cookies[RESPONDENT_COOKIE] ?? '';
  return {
    accessToken,
    language: languageOf(request),
    respondentKey: RESPONDENT_KEY.test(key) ? key : null,
  };
});

/** The language that was switched to, else the one that the browser prefers. */
export function languageOf(request: FastifyRequest): Language {
  const [first] = LANGUAGES;
  // Read here, because a request can be refused before its cookies are.
  const cookies = request.server.parseCookie(request.headers.cookie ?? '');
  return (
    asLanguage(cookies[LANGUAGE_COOKIE]) ??
    asLanguage(new Negotiator(request.raw).language(LANGUAGES)) ??
    first
  );
}
