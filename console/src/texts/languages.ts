export const LANGUAGES = ['en', 'de', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each language under its own name, as a choice of languages shows them. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
};

/** The first of the browser's languages that the console speaks, English if it speaks none. */
export function preferredLanguage(kept: string | null, wanted: readonly string[]): Language {
  const candidates = [kept, ...wanted].map((tag) => tag?.split('-')[0]?.toLowerCase());
  return LANGUAGES.find((language) => language === candidates.find(isLanguage)) ?? 'en';
}

function isLanguage(tag: string | undefined): boolean {
  return LANGUAGES.some((language) => language === tag);
}
