import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { asLanguage, type Language, LANGUAGES } from '../texts/languages';
import type { PageResponse } from './page-response';

/** Cookie with the chosen language. */
const LANGUAGE_COOKIE = 'parley_language';

/** Paths of all public pages: a language that is chosen on one of them holds for the others. */
const PAGE_PATHS = ['/interview', '/unsubscribe', '/sign-in'];

/** The chosen language, else the one that the browser prefers. */
export function languageOf(request: FastifyRequest): Language {
  const [first] = LANGUAGES;
  // `request.cookies` is not set yet if the request was refused before its cookies were parsed.
  const cookies = request.server.parseCookie(request.headers.cookie ?? '');
  return (
    asLanguage(cookies[LANGUAGE_COOKIE]) ??
    asLanguage(new Negotiator(request.raw).language([...LANGUAGES])) ??
    first
  );
}

/** Redirects to the page in the chosen language; null if the query does not choose one. */
export function switchLanguage(location: string, { language }: { language?: unknown }): PageResponse | null {
  const value = asLanguage(language);
  if (!value) return null;
  // One cookie for each path, because one for the whole site would go to the API too.
  const cookies = PAGE_PATHS.map((path) => ({ name: LANGUAGE_COOKIE, value, path, maxAgeDays: 365 }));
  return { location, cookies };
}
