/** Codes of all languages that pages and mails are written in. The first one is the default. */
export const LANGUAGES = ['en', 'de', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of an untrusted code; undefined if there is none. */
export function asLanguage(code: unknown): Language | undefined {
  return LANGUAGES.find((language) => language === code);
}
