import { de } from './de';
import { en } from './en';
import { es } from './es';
import type { InterviewTexts } from './interview-texts';

const TEXTS = { en, de, es } as const satisfies Record<string, InterviewTexts>;

/** Code of a language that the interview page is translated into. */
export type Language = keyof typeof TEXTS;

/** All languages. The first one is the default. */
export const LANGUAGES = Object.keys(TEXTS) as [Language, ...Language[]];

/** The texts of a language. */
export function textsOf(language: Language): InterviewTexts {
  return TEXTS[language];
}

/** The language of an untrusted code; undefined if there is none. */
export function asLanguage(code: unknown): Language | undefined {
  return LANGUAGES.find((language) => language === code);
}
